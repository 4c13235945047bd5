# a script beside the package, not part of it
"""Count why the stance between two marked actors of a sentence is missed or wrongly found by the rules.

    python tools/stance_errors.py                # the sentences of the development part that are not in train
    python tools/stance_errors.py train          # the training part, whose sentences may be looked at
    python tools/stance_errors.py train --list "nobody is aimed at"

A pair is found when a position of one is aimed at the other on the marked side. What is missed falls by how far the
reading came: nothing was read, the holder takes no side, or a side on something else, and so on.
It needs the annotated corpora in `../shared`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import knowledge
from kg.annotate import annotate
from kg.extract import read
from kg.model import Article, Polarity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Entity, Position, Reading, Span

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "bench" / "data" / "stance"
SIGNS = {"pos": Polarity.SUPPORT, "neg": Polarity.OPPOSE}


def touches(reading: Reading, actor: Entity | None, span: Span | None, marked: list[int]) -> bool:
    """Return whether an actor is shown at the marked characters, by its own span or a mention."""
    shown = [m.span for m in reading.mentions if actor is not None and m.entity == actor]
    shown += [span] if span is not None else []
    return any(s.begin < marked[1] and marked[0] < s.end for s in shown)


def holds(reading: Reading, position: Position, marked: list[int]) -> bool:
    """Return whether the marked characters show the holder."""
    return touches(reading, position.holder, position.holder_span, marked)


def aims(reading: Reading, position: Position, marked: list[int]) -> bool:
    """Return whether the marked characters show the target."""
    return touches(reading, position.target, position.target_span, marked)


def cause(reading: Reading, item: dict[str, Any]) -> str:
    """Return what became of one marked pair."""
    sided = [p for p in reading.positions if p.polarity in SIGNS.values()]
    pairs = [(item["p"], item["q"]), (item["q"], item["p"])]
    between = [
        (p, one) for p in sided for one, other in pairs if holds(reading, p, one) and aims(reading, p, other)
    ]
    if item["label"] == "none":
        return "found where none is marked" if between else "none, and none found"
    holder, target = pairs[0] if item["label"][0] == "p" else pairs[1]
    side = SIGNS[item["label"][2:5]]
    if between:
        right = any(p.polarity is side and one == holder for p, one in between)
        return "found" if right else "found with another side or direction"
    return missed(reading, holder, target, side)


def missed(reading: Reading, holder: list[int], target: list[int], side: Polarity) -> str:
    """Return how far the reading came to a pair that it did not find."""
    own = [p for p in reading.positions if holds(reading, p, holder)]
    if any(p.polarity is side and p.target is None for p in own):
        return "missed: the holder takes that side, nobody is aimed at"
    if any(p.polarity is side for p in own):
        return "missed: the holder takes that side, somebody else is aimed at"
    if any(p.polarity is side and aims(reading, p, target) for p in reading.positions):
        return "missed: that side toward the target, by another holder"
    if own:
        return "missed: the holder speaks, but takes no such side"
    return "missed: others speak" if reading.positions else "missed: nothing is read in the sentence"


def judged(part: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what became of each pair of a part; of the development part those whose text is not in train."""
    from kg.annotate.model import load_model  # noqa: PLC0415  # slow to load, and not needed for --help

    lines = (CORPUS / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    items = [json.loads(line) for line in lines]
    items = [item for item in items if part == "train" or not item["in_train"]]
    known = knowledge.load()
    articles = [Article(item["text"], item["id"]) for item in items]
    for item, annotated in zip(items, annotate(load_model(), articles, known), strict=True):
        yield cause(read(annotated, known), item), item


def main(arguments: list[str]) -> int:
    """Print the counts; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("part", nargs="?", default="dev", choices=["dev", "train"])
    parser.add_argument("--list", default="", help="list the pairs of the causes that hold these words")
    options = parser.parse_args(arguments)
    if not CORPUS.exists():
        sys.stderr.write("the annotated corpora (../shared) are not beside the checkout\n")
        return 1
    counts: Counter[str] = Counter()
    for why, item in judged(options.part):
        counts[why] += 1
        if options.list and options.list in why:
            p, q = (item["text"][slice(*item[key])] for key in ("p", "q"))
            sys.stdout.write(f"{item['label']} [{p}] [{q}] {item['text']}\n")
    sys.stdout.writelines(f"{n:6} {why}\n" for why, n in counts.most_common())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
