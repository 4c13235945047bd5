"""Prints how well two sentences are told to be of one matter, of opposite ones, or of neither.

    python tools/proposition_pairs.py [--errors]

The pairs stand in `tests/resolve/proposition_pairs.tsv`; each is read by the rules as two articles of two outlets.
"""

from __future__ import annotations

import argparse
import csv
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kg import knowledge
from kg.annotate import annotate
from kg.extract import read
from kg.model import Article
from kg.resolve import resolve
from kg.workers import language

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.model import Reading

TABLE = Path(__file__).parents[1] / "tests" / "resolve" / "proposition_pairs.tsv"
RELATIONS = ("same", "opposite")


def rows() -> list[dict[str, str]]:
    """Return the pairs of the table."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def related(one: Reading, other: Reading) -> str:
    """Return how the propositions of two readings are related: same, opposite or other."""
    resolution = resolve([one, other], knowledge.load())
    ours, theirs = (
        {resolution.proposition_of[r.article.ident, claim] for claim in r.claims()} for r in (one, other)
    )
    if ours & theirs:
        return "same"
    made = {proposition.key: proposition for proposition in resolution.propositions}
    return "opposite" if any(set(made[key].incompatible) & theirs for key in ours) else "other"


def told(nlp: Language) -> list[tuple[dict[str, str], str]]:
    """Return each pair of the table with the relation that is read."""
    pairs, known = rows(), knowledge.load()
    articles = [
        Article(row[side], f"{number}-{side}.txt", None, date(2025, 6, 3), f"{side} outlet")
        for number, row in enumerate(pairs)
        for side in ("one", "other")
    ]
    readings = [read(annotated, known, ()) for annotated in annotate(nlp, articles, known)]
    return [(row, related(readings[2 * n], readings[2 * n + 1])) for n, row in enumerate(pairs)]


def main(arguments: list[str]) -> int:
    """Print precision and recall of each relation, and the pairs told wrong with `--errors`."""
    parser = argparse.ArgumentParser(description="How well two sentences are told to be of one matter.")
    parser.add_argument("--errors", action="store_true", help="print the pairs that are told wrong")
    chosen = parser.parse_args(arguments)
    found = told(language(None))
    print(f"{len(found)} pairs")
    for relation in RELATIONS:
        right = sum(row["relation"] == got == relation for row, got in found)
        given = sum(got == relation for _, got in found)
        wanted = sum(row["relation"] == relation for row, _ in found)
        print(
            f"{relation:9} precision {right}/{given} = {right / given:.2f}, "
            f"recall {right}/{wanted} = {right / wanted:.2f}"
        )
    if chosen.errors:
        for row, got in found:
            if row["relation"] != got:
                print(f"{row['relation']} read as {got}: {row['one']} | {row['other']}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
