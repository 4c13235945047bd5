"""Two sentences, one matter or two: measured over the whole path on a table of pairs."""

import csv
from datetime import date
from pathlib import Path

import pytest

from kg import knowledge
from kg.annotate import annotate
from kg.extract import read
from kg.model import Article
from kg.resolve import resolve

pytestmark = pytest.mark.model

TABLE = Path(__file__).with_name("proposition_pairs.tsv")
FLOORS = {"same": (0.95, 0.85), "opposite": (0.95, 0.70)}
"""Relation to the least precision and recall."""


def rows():
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def related(one, other):
    """Return how the propositions of two readings are related: same, opposite or other."""
    resolution = resolve([one, other], knowledge.load())
    ours, theirs = (
        {resolution.proposition_of[r.article.ident, claim] for claim in r.claims()} for r in (one, other)
    )
    if ours & theirs:
        return "same"
    made = {proposition.key: proposition for proposition in resolution.propositions}
    return "opposite" if any(set(made[key].incompatible) & theirs for key in ours) else "other"


@pytest.fixture(scope="module")
def found(nlp):
    """Return (wanted, found, sentences) for each pair."""
    pairs = rows()
    known = knowledge.load()
    articles = [
        Article(row[side], f"{number}-{side}.txt", None, date(2025, 6, 3), f"{side} outlet")
        for number, row in enumerate(pairs)
        for side in ("one", "other")
    ]
    readings = [read(annotated, known, ()) for annotated in annotate(nlp, articles, known)]
    return [
        (row["relation"], related(readings[2 * n], readings[2 * n + 1]), row["one"], row["other"])
        for n, row in enumerate(pairs)
    ]


def test_the_table_has_enough_pairs_of_each_relation():
    told = [row["relation"] for row in rows()]
    assert set(told) == {"same", "opposite", "other"}
    assert min(told.count(relation) for relation in FLOORS) >= 15
    assert len(told) >= 60


@pytest.mark.parametrize("relation", sorted(FLOORS))
def test_pairs_are_told_apart_and_together(found, relation):
    given = [pair for pair in found if pair[1] == relation]
    wanted = [pair for pair in found if pair[0] == relation]
    right = [pair for pair in given if pair[0] == relation]
    precision, recall = FLOORS[relation]
    wrong = [pair for pair in found if (pair[0] == relation) != (pair[1] == relation)]
    assert len(right) >= precision * len(given), wrong
    assert len(right) >= recall * len(wanted), wrong
