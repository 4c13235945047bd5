"""A title phrase taken apart, and whether two wordings can mean one office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.lang.lexicon import word_set

if TYPE_CHECKING:
    from kg.annotate.board import Draft

RANKING = word_set("other offices")
"""Words that make another office of a title: "the minister" is no prime minister."""
_LEADING = word_set("leading titles")


@dataclass(frozen=True, slots=True)
class Title:
    """A phrase whose head is a title, taken apart."""

    head: int
    begin: int
    end: int
    """Tokens [begin, end) of the whole phrase, article included."""
    words: str
    """The title alone, as written."""
    organisation: Draft | None
    former: bool
    definite: bool


def matches(wanted: str, held: str) -> bool:
    """Return whether someone with the title `held` can be called by `wanted` ("the minister")."""
    one, two = wanted.lower().replace("-", " "), held.lower().replace("-", " ")
    if one == two:
        return True
    if one == "leader":
        return two in _LEADING
    (a, _, of), (b, _, held_of) = (words.partition(" of ") for words in (one, two))
    if of and of != held_of:
        return False
    return _same_office(a.split(), b.split())


def _same_office(a: list[str], b: list[str]) -> bool:
    """Return whether the words of a title fit into those of another with the same rank: "minister", "foreign minister"."""
    if (RANKING & set(a)) != (RANKING & set(b)):
        return False
    spelling = str.maketrans({"c": "s"})
    return a[-1] == b[-1] and {w.translate(spelling) for w in a} <= {w.translate(spelling) for w in b}
