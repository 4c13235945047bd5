"""Who is meant by names that several bear, read from sentences as a build reads them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.annotate import annotate
from kg.extract import read
from kg.knowledge import load
from kg.model import Article, Reading, Resolution
from kg.resolve import resolve

pytestmark = pytest.mark.model

TABLE = Path(__file__).parent / "homonyms.tsv"
LEAST = 60


class Row(NamedTuple):
    case: str
    published: str
    text: str
    expected: tuple[tuple[str, str], ...]


def rows() -> Iterator[Row]:
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith(("#", "case\t")):
            case, published, text, expected = line.split("\t")
            pairs = tuple(tuple(p.strip() for p in pair.split(" = ")) for pair in expected.split(" ; "))
            yield Row(case, published, text, pairs)


CASES = {case: tuple(found) for case, found in groupby(rows(), key=lambda row: row.case)}


def article(row: Row) -> Article:
    published = None if row.published == "-" else date.fromisoformat(row.published)
    return Article(row.text, f"{row.case}.txt", published=published)


def actor(reading: Reading, resolution: Resolution, words: str) -> str:
    """Return the actor of the last mention with these words: the first time a surname is said is in the full name."""
    found = [m for m in reading.mentions if m.span.of(reading.article.text) == words]
    told = [m.span.of(reading.article.text) for m in reading.mentions]
    assert found, f"no mention is {words!r}; there are {told}"
    return resolution.actor_of[reading.article.ident, found[-1].entity.number]


def test_the_table_is_long_enough_and_names_no_case_twice():
    listed = list(rows())
    assert len(listed) >= LEAST
    assert sum(1 for _ in groupby(listed, key=lambda row: row.case)) == len({row.case for row in listed})


@pytest.mark.parametrize("case", CASES)
def test_everyone_is_who_the_text_means(case, nlp):
    knowledge = load()
    readings = [read(a, knowledge) for a in annotate(nlp, map(article, CASES[case]), knowledge)]
    resolution = resolve(readings, knowledge)
    signs: dict[str, str] = {}
    for row, reading in zip(CASES[case], readings, strict=True):
        for words, key in row.expected:
            found = actor(reading, resolution, words)
            if key.startswith("?"):
                assert found not in knowledge.actors, f"{words!r} is {found}"
                assert signs.setdefault(key, found) == found, f"{words!r} is {found}, not {signs[key]}"
            else:
                assert found == key, f"{words!r} is {found}"
    assert len(set(signs.values())) == len(signs), f"one actor for two signs: {signs}"
