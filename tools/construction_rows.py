r"""The rows of `tests/constructions.tsv`: a sentence of each construction, and what is to be read in it.

A row holds a construction, a text (`\n` for a line break) and what a careful reader takes from it:
`holder | words | polarity | modality`, then as needed `if: words` (the condition) and `target: name`, which is
`none` where it is aimed at nobody; several positions with ` ;; ` between them, `-` where there is none. Names, polarities and modalities that are equally
right stand with `/` between them, words that are not contiguous with ` … `. A position that may be left out
begins with `? `. Where the side depends on how much is taken as the matter, the other wording follows:
`Oslo | it backs the ban | oppose | certain // the ban | oppose/neutral | certain`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kg.model import Modality, Polarity

TABLE = Path(__file__).resolve().parent.parent / "tests" / "constructions.tsv"


@dataclass(frozen=True, slots=True)
class Side:
    """The words of a position, with the polarities and modalities that are right toward them."""

    words: frozenset[int]
    polarities: frozenset[Polarity]
    modalities: frozenset[Modality]


@dataclass(frozen=True, slots=True)
class Expected:
    """One position that a reader would find."""

    holders: frozenset[str]
    sides: tuple[Side, ...]
    condition: frozenset[int]
    targets: frozenset[str]
    optional: bool
    wording: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    line: int
    construction: str
    text: str
    expected: tuple[Expected, ...]


def rows(path: Path = TABLE) -> list[Row]:
    """Return the rows of the table.

    Raises:
        ValueError: If a line is wrong, with its number.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], 2):
        try:
            construction, text, expected = line.split("\t")
            text = text.replace("\\n", "\n")
            parts = () if expected == "-" else tuple(expected.split(" ;; "))
            found.append(Row(number, construction, text, tuple(_expected(part, text) for part in parts)))
        except ValueError as error:
            raise ValueError(f"line {number} of {path.name}: {error}") from None
    return found


def _expected(notation: str, text: str) -> Expected:
    first, *others = notation.removeprefix("? ").split(" // ")
    holders, wording, polarities, modalities, *more = first.split(" | ")
    extras = dict(part.split(": ", 1) for part in more)
    if not extras.keys() <= {"if", "target"}:
        raise ValueError(f"neither a condition nor a target: {more}")
    return Expected(
        holders=frozenset(key(name) for name in holders.split("/")),
        sides=tuple(
            _side(text, *parts)
            for parts in ((wording, polarities, modalities), *(o.split(" | ") for o in others))
        ),
        condition=_place(extras["if"], text) if "if" in extras else frozenset(),
        targets=frozenset(key(name) for name in extras["target"].split("/"))
        if "target" in extras
        else frozenset(),
        optional=notation.startswith("? "),
        wording=notation,
    )


def _side(text: str, wording: str, polarities: str, modalities: str) -> Side:
    return Side(
        _place(wording, text),
        frozenset(Polarity(word) for word in polarities.split("/")),
        frozenset(Modality(word) for word in modalities.split("/")),
    )


def _place(wording: str, text: str) -> frozenset[int]:
    """Return the characters that the words cover; each part must stand in the text exactly once."""
    covered: set[int] = set()
    for part in wording.split(" … "):
        if text.count(part) != 1:
            raise ValueError(f"{part!r} stands {text.count(part)} times in the text")
        begin = text.index(part)
        covered.update(range(begin, begin + len(part)))
    return frozenset(covered)


def key(name: str) -> str:
    """Return a name as it is compared: without article, case and doubled space."""
    return re.sub(r"^(?:the|a|an|its|their) ", "", " ".join(name.split()).casefold())
