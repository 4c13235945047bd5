"""How two sets of words are compared, and how right finds are counted.

Words are compared as sets of characters (code point offsets), so that spans may be interrupted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import Span

Characters = frozenset[int]

SAME_WORDS = 0.5
"""Character-F from which two contents are the same: PolNeAR's and the benchmark's bound."""
_COVERED = 0.6
"""Share of the shorter content that must lie in the longer where their F is lower."""
_STRETCH = 3
"""How many times as long the longer may then be."""
_CONDITION_COVERED = 0.3
"""Least share of a condition that a find inside it, or around it, must have in common with it."""
_DIRECT, _INDIRECT = 0.8, 0.02
"""Shares of quoted characters: direct speech from the first on, indirect up to the second."""
_QUOTED = re.compile(r'[“"][^”"\n]*[”"]?')
"""Words in double quotation marks; an open quotation ends with its paragraph."""


@dataclass(frozen=True, slots=True)
class Score:
    """Right finds among all finds, and found gold items among all of them."""

    right: float
    """Gold items found."""
    found: float
    gold: float
    right_finds: float | None = None
    """Finds that are right, where that is another number: pairs may belong to two classes."""

    @property
    def precision(self) -> float:
        """Share of the finds that are right, in [0, 1]; 0 where nothing was found."""
        return share(self.right if self.right_finds is None else self.right_finds, self.found)

    @property
    def recall(self) -> float:
        """Share of the gold that was found, in [0, 1]; 0 where there is none."""
        return share(self.right, self.gold)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in [0, 1]."""
        return share(2 * self.precision * self.recall, self.precision + self.recall)


def share(part: float, whole: float) -> float:
    """Return `part` of `whole`; 0 of nothing."""
    return part / whole if whole else 0.0


def characters(spans: Iterable[Span], text: str | None = None) -> Characters:
    """Return the offsets that `spans` cover; with a `text`, those of its white space are left out."""
    covered = frozenset(i for span in spans for i in range(span.begin, span.end))
    if text is None:
        return covered
    return frozenset(i for i in covered if i < len(text) and not text[i].isspace())


def char_f(one: Characters, other: Characters) -> float:
    """Return the harmonic mean of what each shares with the other, in [0, 1]."""
    return share(2 * len(one & other), len(one) + len(other))


def same_words(one: Characters, other: Characters) -> bool:
    """Return whether two contents show the same words: mostly, or one lies mostly in the other, not much longer."""
    if not one or not other:
        return False
    short, long = sorted((len(one), len(other)))
    inside = len(one & other) >= _COVERED * short and long <= _STRETCH * short
    return inside or char_f(one, other) >= SAME_WORDS


def same_condition(gold: Characters, found: Characters) -> bool:
    """Return whether a find shows a condition; part of it is enough, or a clause around it."""
    if same_words(gold, found):
        return True
    nested = bool(gold and found) and (gold <= found or found <= gold)
    return nested and len(gold & found) >= _CONDITION_COVERED * max(len(gold), len(found))


def quoted(text: str) -> Characters:
    """Return the offsets inside double quotation marks, the marks included."""
    return frozenset(i for match in _QUOTED.finditer(text) for i in range(*match.span()))


def manner(content: Characters, inside: Characters) -> str:
    """Return "direct", "mixed" or "indirect" by how much of `content` lies `inside` quotation marks."""
    part = share(len(content & inside), len(content))
    return "direct" if part >= _DIRECT else "mixed" if part > _INDIRECT else "indirect"


def name_key(name: str) -> str:
    """Return a name as names are compared: without case, doubled space and a leading "the"."""
    return " ".join(name.lower().split()).removeprefix("the ")
