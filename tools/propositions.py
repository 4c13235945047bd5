"""Measure which positions are put to one proposition, pair by pair, beside the gold.

    python tools/propositions.py             # print the table that stands in the README
    python tools/propositions.py --readme    # write it there
    python tools/propositions.py --errors    # and every wrong pair

Two positions of a corpus that were both found are together by the gold where it gives them one `proposition`, by the
tool where it puts them to one. The keys of `../shared/gold` are at times as wide as an issue, so recall is low there;
`same-proposition` are the links that the gold draws by itself. The pairs of sentences are our own
(`tools/proposition_pairs.py`).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import proposition_pairs
import readme_part
from gold_corpus import corpus
from gold_scores import Score, matters, pairs
from gold_tables import share

from kg import config
from kg.listener import Silence
from kg.model import Ref, Span
from kg.pipeline import FULL, Outcome, Task, read
from kg.workers import language

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
LEAST_SHARE = 0.33
"""Share of the characters of both contents that are common, which is a character-F of one half."""
CORPORA = {
    "two articles on Ukraine": ("seeds", "gold/seeds.json"),
    "eight Wikinews articles": ("gold/wikinews", "gold/wikinews.json"),
}


def found(gold: dict[str, Any], outcome: Outcome) -> dict[str, Ref]:
    """Return, for each position of the gold that was found, the one of the tool: the same words, the same holder."""
    readings = {Path(r.article.source).name: r for r in outcome.readings}
    matched: dict[str, Ref] = {}
    for row in gold["positions"]:
        reading = readings[row["document"]]
        called = {name.casefold() for holder in row["holder"] for name in _names(holder, gold["actors"])}
        fitting = [
            (share(position.content, Span(*row["span"])), -index)
            for index, position in enumerate(reading.positions)
            if called & {name.casefold() for name in (position.holder.name, *position.holder.names)}
        ]
        best = max(fitting, default=(0.0, 0))
        if best[0] >= LEAST_SHARE:
            matched[row["id"]] = (reading.article.ident, -best[1])
    return matched


def _names(holder: str, actors: dict[str, Any]) -> Iterator[str]:
    for name in (holder, *actors.get(holder, {}).get("names", [])):
        yield name.removeprefix("the ").removeprefix("The ")


def scores(gold: dict[str, Any], outcome: Outcome) -> tuple[Score, Score]:
    """Return the scores by the gold's keys and by its links."""
    matched, readings = found(gold, outcome), {r.article.ident: r for r in outcome.readings}

    def proposition(ref: Ref) -> str | None:
        claim = readings[ref[0]].positions[ref[1]].claim
        return outcome.resolution.proposition_of.get((ref[0], claim)) if claim else None

    of = {name: proposition(ref) for name, ref in matched.items()}
    keys = {row["id"]: row.get("proposition") for row in gold["positions"]}
    told = [(name, keys[name], of[name]) for name in of if keys[name]]
    linked = Score("same-proposition")
    for link in gold["links"]:
        if link["type"] == "same-proposition":
            both = [(of[a], of[b]) for a in link["a"] for b in link["b"] if a in of and b in of]
            linked.want(f"{link['a']} {link['b']}", found=any(a is not None and a == b for a, b in both))
    return pairs("propositions", told), linked


def measured() -> Iterator[tuple[str, Score]]:
    """Yield the title and the score of each row."""
    for title, (articles, file) in CORPORA.items():
        gold = json.loads((SHARED / file).read_text(encoding="utf-8"))
        folder = SHARED / articles
        texts = tuple(sorted(folder.glob("*.txt")))
        task = Task(texts, config.load(), reader=FULL, meta=folder / "meta.csv")
        by_key, by_link = scores(gold, read(task, Silence()))
        yield f"{title}, pairs of positions by key", by_key
        if by_link.wanted:
            yield f"{title}, links of one proposition", by_link
    yield "our gold corpus, pairs of positions", matters(corpus())
    told = proposition_pairs.told(language(None))
    for relation in proposition_pairs.RELATIONS:
        yield f"our {len(told)} pairs of sentences, {relation}", _related(told, relation)


def _related(told: Iterable[tuple[dict[str, str], str]], relation: str) -> Score:
    score = Score(relation)
    for row, got in told:
        words = f"{row['one']} | {row['other']}"
        if row["relation"] == relation:
            score.want(words, found=got == relation)
        if got == relation:
            score.claim(words, right=row["relation"] == relation)
    return score


def _row(title: str, score: Score) -> str:
    recall = f"{score.recall:.2f} ({score.found} of {score.wanted})"
    if not score.claimed:
        return f"| {title} | | {recall} | |\n"
    both = score.precision + score.recall
    f1 = 2 * score.precision * score.recall / both if both else 0.0
    return f"| {title} | {score.precision:.2f} ({score.right} of {score.claimed}) | {recall} | {f1:.2f} |\n"


def main(arguments: list[str]) -> int:
    """Measure and print, or write into the README."""
    parser = argparse.ArgumentParser(
        description="Which positions are put to one proposition, beside the gold."
    )
    parser.add_argument("--errors", action="store_true", help="print every wrong pair")
    parser.add_argument("--readme", action="store_true", help="write the table into the README")
    chosen = parser.parse_args(arguments)
    table = "| one proposition or not | precision | recall | F1 |\n|---|--:|--:|--:|\n"
    for title, score in measured():
        table += _row(title, score)
        if chosen.errors:
            print(title, *(f"    missed {told}" for told in score.missed), sep="\n")
            print(*(f"    false  {told}" for told in score.false), sep="\n")
    if chosen.readme:
        readme_part.write("propositions", table)
    else:
        print(table, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
