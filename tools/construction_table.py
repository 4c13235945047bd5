# a script beside the package, not part of it
r"""Read every sentence of `tests/constructions.tsv` and say, per construction, how many are read right.

    python tools/construction_table.py            # the error table, as Markdown
    python tools/construction_table.py --errors   # the rows that fail: what is expected, what was read
    python tools/construction_table.py --readme   # write the table into README.md

`construction_rows.py` tells how a row is written.

A row is right when its positions and those that were read pair off one to one, each with the same holder, the
same words (as the scorer of the corpora judges: F1 of characters at least .5, or one holds most of the other),
an accepted polarity and modality, its condition or none, and the target where one is given.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import readme_part
from construction_rows import Expected, Row, Side, key, rows

from kg import knowledge
from kg.annotate import annotate
from kg.extract import read
from kg.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.language import Language

    from kg.knowledge import Knowledge
    from kg.model import Entity, Position, Span

ROOT = Path(__file__).resolve().parent.parent
PUBLISHED = date(2025, 3, 3)
"""The day on which every text is taken to have appeared: it decides who holds an office."""
NOBODY = "none"
"""The target of a position that is aimed at nobody."""
FAULTS = ("extra", "missed", "words", "holder", "polarity", "modality", "condition", "target")
"""What can be wrong with a row, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row with what was read, and what is wrong with that."""

    row: Row
    found: tuple[Position, ...]
    faults: tuple[str, ...]


# ------------------------------------------------------------------ reading and judging


def outcomes(nlp: Language, table: list[Row]) -> list[Outcome]:
    """Read every row on the same way as any article, and judge what was read."""
    known = knowledge.load()
    articles = [Article(row.text, f"row {row.line}", published=PUBLISHED) for row in table]
    pairs = zip(table, annotate(nlp, articles, known), strict=True)
    return [judged(row, read(annotated, known).positions, known) for row, annotated in pairs]


def judged(row: Row, found: tuple[Position, ...], known: Knowledge) -> Outcome:
    """Pair the positions that were read with those expected, the best first, and tell what is wrong."""
    scored = sorted(
        ((_likeness(e, p, known), -i, -j) for i, e in enumerate(row.expected) for j, p in enumerate(found)),
        reverse=True,
    )
    paired: dict[int, int] = {}
    for score, i, j in scored:
        if score > 0 and -i not in paired and -j not in paired.values():
            paired[-i] = -j
    faults = [fault for i, j in paired.items() for fault in _faults(row.expected[i], found[j], known)]
    unread = [e for i, e in enumerate(row.expected) if i not in paired and not e.optional]
    unwanted = [p for j, p in enumerate(found) if j not in paired.values()]
    for expected in unread:
        near = next((p for p in unwanted if _is_near(expected, p)), None)
        own = next((p for p in unwanted if expected.holders & _names(p.holder, known)), None)
        faults.append("holder" if near is not None else "words" if own is not None else "missed")
        unwanted = [p for p in unwanted if p is not (near or own)]
    faults += ["extra"] * len(unwanted)
    return Outcome(row, found, tuple(sorted(faults, key=FAULTS.index)))


def _likeness(expected: Expected, position: Position, known: Knowledge) -> float:
    """Return 0 where holder or words differ, else more the more is alike."""
    if not (expected.holders & _names(position.holder, known) and _is_near(expected, position)):
        return 0.0
    return _meant(expected, position)[0] + 1 / (1 + len(_faults(expected, position, known)))


def _is_near(expected: Expected, position: Position) -> bool:
    return any(same_words(side.words, _covered(position.content)) for side in expected.sides)


def _meant(expected: Expected, position: Position) -> tuple[float, Side]:
    """Return the side on the words most like those of the position, and how like: polarity goes with the wording."""
    words = _covered(position.content)
    alike = [2 * len(side.words & words) / (len(side.words) + len(words)) for side in expected.sides]
    return max(alike), expected.sides[alike.index(max(alike))]


def _faults(expected: Expected, position: Position, known: Knowledge) -> list[str]:
    _, side = _meant(expected, position)
    conditions = _covered(c.span for c in position.conditions)
    targets = _names(position.target, known) if position.target is not None else frozenset({NOBODY})
    wrong = {
        "polarity": position.polarity not in side.polarities,
        "modality": position.modality not in side.modalities,
        "condition": not _same_condition(expected.condition, conditions),
        "target": bool(expected.targets) and not expected.targets & targets,
    }
    return [fault for fault, is_wrong in wrong.items() if is_wrong]


def same_words(a: frozenset[int], b: frozenset[int]) -> bool:
    """Return whether two sets of characters show the same words."""
    common, short, long = len(a & b), min(len(a), len(b)), max(len(a), len(b))
    return common > 0 and (4 * common >= len(a) + len(b) or (common >= 0.6 * short and long <= 3 * short))


def _same_condition(expected: frozenset[int], found: frozenset[int]) -> bool:
    nested = (expected <= found or found <= expected) and len(expected & found) >= 0.3 * max(
        len(expected), len(found)
    )
    return same_words(expected, found) or (nested and bool(expected) == bool(found))


def _covered(spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(i for span in spans for i in range(span.begin, span.end))


def _names(entity: Entity, known: Knowledge) -> frozenset[str]:
    names = {entity.name, *entity.names}
    if entity.known is not None:
        actor = known.actors[entity.known]
        names |= {actor.label, *actor.names}
    return frozenset(key(name) for name in names)


# ------------------------------------------------------------------ what is printed


def share(judgements: list[Outcome]) -> float:
    """Return the share of rows that are right."""
    return sum(not o.faults for o in judgements) / len(judgements)


def markdown(judgements: list[Outcome]) -> str:
    """Return the table of right and all rows per construction, in the order of the file."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in judgements:
        groups.setdefault(outcome.row.construction, []).append(outcome)
    lines = ["| construction | right | of | wrong in |", "|---|--:|--:|---|"]
    for name, group in [*groups.items(), ("**all**", judgements)]:
        faults = Counter(fault for outcome in group for fault in set(outcome.faults))
        wrong = ", ".join(f"{fault} {faults[fault]}" for fault in FAULTS if faults[fault])
        right = sum(not outcome.faults for outcome in group)
        lines.append(f"| {name} | {right} | {len(group)} | {wrong} |")
    return "\n".join(lines)


def folded(judgements: list[Outcome]) -> str:
    """Return the table as it stands in the README: folded, the outcome in the line above it."""
    right = sum(not outcome.faults for outcome in judgements)
    summary = (
        f"{right} of {len(judgements)} sentences are read right ({share(judgements):.1%}); by construction"
    )
    return f"<details><summary>{summary}</summary>\n\n{markdown(judgements)}\n\n</details>\n"


def errors(judgements: list[Outcome]) -> str:
    """Return the rows that fail, each with what is expected and what was read."""
    blocks = []
    for row, found, faults in ((o.row, o.found, o.faults) for o in judgements if o.faults):
        lines = [f"{row.line} [{row.construction}] {', '.join(faults)}", f"    {' '.join(row.text.split())}"]
        lines += [f"  expected  {e.wording}" for e in row.expected] or ["  expected  -"]
        lines += [f"  got       {described(p, row.text)}" for p in found] or ["  got       -"]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def described(position: Position, text: str) -> str:
    """Return a position in the notation of the table, with the rule that made it."""
    words = " … ".join(span.of(text) for span in position.content)
    parts = [position.holder.name, words, position.polarity.value, position.modality.value]
    parts += [f"if: {condition.span.of(text)}" for condition in position.conditions]
    parts += [f"target: {position.target.name}"] if position.target is not None else []
    return " | ".join(" ".join(part.split()) for part in parts) + f"  [{position.rule}]"


def main(arguments: list[str]) -> int:
    """Print the table, or the rows that fail; return the exit code."""
    from kg.annotate.model import load_model  # noqa: PLC0415  # slow to load; the tests bring their own

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--errors", action="store_true", help="list the rows that fail")
    parser.add_argument("--readme", action="store_true", help="write the table into README.md")
    options = parser.parse_args(arguments)
    judgements = outcomes(load_model(), rows())
    if options.readme:
        readme_part.write("constructions", folded(judgements))
    sys.stdout.write((errors(judgements) if options.errors else markdown(judgements)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
