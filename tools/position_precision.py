# a script beside the package, not part of it
"""Print `kg/lang/en/position_precision.tsv`: how often a position is right that no attribution carries, by rule.

    python tools/position_precision.py > kg/lang/en/position_precision.tsv

Measured on the hand-marked articles of `tests/gold` and, where they lie beside the checkout, of `../shared`. A
position is right if holder, words and side are; optional ones count. People mark few of them as attributions
("backed the plan"), so that the table of attributions says nothing of them.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kg import config, evaluate, pipeline
from kg.crew import Crew
from kg.evaluate import positions
from kg.listener import Silence

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SETS = (
    *((ROOT / "tests" / "gold" / f"{name}.json", None) for name in ("dispatches", "genres", "wires")),
    (SHARED / "gold" / "wikinews.json", None),
    (SHARED / "gold" / "seeds.json", SHARED / "seeds"),
)

JUDGED_APART = frozenset({"reader-between"})
"""Rules that say by themselves how sure each position is."""


def judged(gold: Path, articles: Path | None) -> Iterator[tuple[str, bool]]:
    """Yield the rule of each position without an attribution, and whether the position is right."""
    marked = evaluate.read(gold, articles)
    if not isinstance(marked, evaluate.GoldPositions):
        raise SystemExit(f"{gold}: no positions")
    task = pipeline.Task(paths=marked.paths(), settings=config.load(), crew=Crew(1))
    outcome = pipeline.read(task, Silence())
    for article in positions.judge(marked, outcome.readings, outcome.resolution):
        found = [(m.found, m.polarity) for m in (*article.matches, *article.extras)]
        found += [(one, False) for one in article.false]
        yield from ((p.rule, ok) for p, ok in found if p.attribution is None and p.rule not in JUDGED_APART)


def main(arguments: list[str]) -> int:
    """Print the table and return the exit code."""
    argparse.ArgumentParser(
        description="How often a position that no attribution carries is right, by rule."
    ).parse_args(arguments)
    rows = [row for gold, articles in SETS if gold.exists() for row in judged(gold, articles)]
    found, right = Counter(rule for rule, _ in rows), Counter(rule for rule, ok in rows if ok)
    print(
        "# Positions that no attribution carries, as each rule found them on hand-marked articles, and how many of"
    )
    print("# them are right in holder, words and side. Printed by tools/position_precision.py.")
    print("rule\tfound\tright")
    for rule in sorted(found):
        print(f"{rule}\t{found[rule]}\t{right[rule]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
