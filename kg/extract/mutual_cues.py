"""Stances that several actors take on each other: "Oslo and Bern accused each other of spying", "traded barbs"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.hit import Hit

if TYPE_CHECKING:
    from kg.annotate.parsed import Token
    from kg.lang.lexicon import Cue

MOST = 4
"""Parties that are read of one list, at most: the pairs grow with its square."""


def mutual_hits(hit: Hit) -> Iterator[Hit]:
    """Yield a hit once for each pair of its sources where they are each other's object; else the hit itself."""
    pronoun = next((t for t in (hit.object, *hit.contents) if t is not None and clause.is_mutual(t)), None)
    if pronoun is None or len(hit.sources) < 2:
        yield hit
        return
    for one, other in _pairs(hit.sources):
        contents = tuple(other if c.i == pronoun.i else c for c in hit.contents)
        aimed = other if hit.object is not None and hit.object.i == pronoun.i else hit.object
        yield replace(hit, sources=(one,), contents=contents, object=aimed)


def reciprocal_hits(
    verb: Token, cue: Cue, words: tuple[Token, ...], sources: tuple[Token, ...]
) -> Iterator[Hit]:
    """Yield the stance of each subject on each other one: "Oslo and Bern clashed", "traded barbs"."""
    for one, other in _pairs(sources):
        yield Hit(cue, "mutual", verb, words, (one,), (other,))


def _pairs(actors: tuple[Token, ...]) -> Iterator[tuple[Token, Token]]:
    few = actors[:MOST]
    return ((one, other) for one in few for other in few if one.i != other.i)
