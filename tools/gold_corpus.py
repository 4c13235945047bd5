"""Score what the tool makes of many articles together, on the gold corpus of `tests/gold/`.

    python tools/gold_corpus.py              # print precision and recall by kind
    python tools/gold_corpus.py --errors     # and every error behind them
    python tools/gold_corpus.py --check      # fail where a number falls below its floor (tests/gold/floors.json)
    python tools/gold_corpus.py --raise      # raise the floors to what is reached now (never lowers one)
    python tools/gold_corpus.py --lower WHY  # lower those that are not reached, and note the reason in CHANGELOG.md

The articles are our own and were marked before any of them was read by the tool; rules were mended on them since, so
a floor says what holds, not what to expect of a new text.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping

from floors import SLACK, parser, settled
from gold_scores import Score, measured
from gold_tables import GOLD, Aligned

from kg import config
from kg.listener import Silence
from kg.pipeline import FULL, Task, read

FLOORS = GOLD / "floors.json"


def corpus() -> Aligned:
    """Read the articles of the gold corpus as `kg build` would."""
    articles = GOLD / "articles"
    task = Task((articles,), config.load(), reader=FULL, meta=articles / "meta.csv")
    return Aligned(read(task, Silence()))


def below(scores: Iterable[Score]) -> list[str]:
    """Return a line for each number that is below its floor."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    return [
        f"{score.kind}: {name} {getattr(score, name):.3f}, floor {floors[score.kind][name]:.3f}"
        for score in scores
        for name in ("precision", "recall")
        if getattr(score, name) < floors[score.kind][name] - SLACK
    ]


def _floors(
    score: Score, known: Mapping[str, float], *, rise: bool, why: str | None
) -> Iterator[tuple[str, float]]:
    for name in ("precision", "recall"):
        value = getattr(score, name) if score.claimed else 0.0
        yield name, settled(f"{score.kind}: {name}", value, known.get(name, 0), rise=rise, why=why)


def main(arguments: list[str]) -> int:
    """Measure, print, and return the exit code."""
    options = parser("What is made of many articles together, beside the gold corpus.")
    options.add_argument("--errors", action="store_true", help="print every error behind the numbers")
    chosen = options.parse_args(arguments)
    rise, why = chosen.rise, chosen.why
    scores = measured(corpus())
    for score in scores:
        print(
            f"{score.kind:26} precision {score.precision:.2f} ({score.right}/{score.claimed})"
            f"  recall {score.recall:.2f} ({score.found}/{score.wanted})"
        )
        if chosen.errors:
            print(*(f"    missed {told}" for told in score.missed), sep="\n")
            print(*(f"    false  {told}" for told in score.false), sep="\n")
    if rise or why is not None:
        known = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
        floors = {s.kind: dict(_floors(s, known.get(s.kind, {}), rise=rise, why=why)) for s in scores}
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
    problems = below(scores) if chosen.check else []
    print(*problems, sep="\n", file=sys.stderr, end="\n" if problems else "")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
