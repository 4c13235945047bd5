"""What the tools that hold floors share: a floor is raised by a number that was reached, and lowered with a reason only."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

CHANGELOG: Final = Path(__file__).resolve().parent.parent / "CHANGELOG.md"
SECTION: Final = "### Floors lowered\n"
SLACK: Final = 0.002
"""What another machine's arithmetic may move: one finding in five hundred."""
LEAST_WORDS: Final = 3
"""Of a reason."""


def parser(description: str) -> argparse.ArgumentParser:
    """Return a parser of the options that hold, raise and lower floors: `check`, `rise`, `why`."""
    made = argparse.ArgumentParser(description=description)
    made.add_argument("--check", action="store_true", help="fail where a number falls below its floor")
    made.add_argument("--raise", action="store_true", dest="rise", help="raise the floors to what is reached")
    made.add_argument(
        "--lower",
        type=_reason,
        metavar="WHY",
        dest="why",
        help="lower those that are not reached, for a reason",
    )
    return made


def _reason(words: str) -> str:
    """Return why floors may be lowered, if it is a reason in words."""
    if len(words.split()) < LEAST_WORDS:
        raise argparse.ArgumentTypeError(
            'needs the reason, in words: --lower "punctuation is no longer scored"'
        )
    return words


def reached(value: float) -> float:
    """Return the floor that a number earns: its first three digits."""
    return int(value * 1000) / 1000


def settled(name: str, value: float, floor: float, *, rise: bool, why: str | None) -> float:
    """Return the new floor of a number, and note in CHANGELOG.md one that is lowered.

    Args:
        name: What is measured.
        value: What was reached.
        floor: What had to be reached.
        rise: Whether floors are to be raised.
        why: The reason for which floors may be lowered; None if they may not.
    """
    if rise and reached(value) > floor:
        return reached(value)
    if why is not None and value < floor - SLACK:
        _note(f"- {name}: {floor:.3f} to {reached(value):.3f}: {why}\n")
        return reached(value)
    return floor


def _note(line: str) -> None:
    text = CHANGELOG.read_text(encoding="utf-8")
    if SECTION not in text:
        text = f"{text.rstrip()}\n\n{SECTION}"
    begin = text.index(SECTION) + len(SECTION)
    CHANGELOG.write_text(text[:begin] + line + text[begin:], encoding="utf-8")
