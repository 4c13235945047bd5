"""Joins "the Commission" with "European Commission", where the text speaks of no other commission."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.forms import plain
from kg.model import Kind

if TYPE_CHECKING:
    from kg.annotate.board import Board, Draft
    from kg.annotate.lexicon import Lexicon


NAMED_IN_FULL = frozenset({Kind.ORGANISATION, Kind.BLOC, Kind.GOVERNMENT})
"""Kinds of bodies that a text may go on to name by their last word."""


def join_last_words(board: Board, by_name: dict[str, Draft], lex: Lexicon) -> None:
    """Give a body that is named by its noun alone the name of the one body of the text whose name ends so.

    Of several, none is taken: it stays apart, with those of the tables that it may be.

    Args:
        board: The document's actors, changed in place.
        by_name: Those that no table knows, by folded name; changed with the board.
        lex: The nouns of bodies.
    """
    ending: dict[str, dict[int, Draft]] = {}
    for sighting in board.sightings:
        words = plain(sighting.draft.name).casefold().split()
        if sighting.draft.kind in NAMED_IN_FULL and len(words) > 1:
            ending.setdefault(words[-1], {})[id(sighting.draft)] = sighting.draft
    for name in sorted(by_name.keys() & ending.keys() & lex.org_nouns.keys()):
        short, whole = by_name[name], list(ending[name].values())
        if short.known is not None or short.kind is not Kind.ORGANISATION or not _is_pointed_at(board, name):
            continue
        if len(whole) == 1:
            board.merge(whole[0], short)
            by_name[name] = whole[0]
        else:
            short.maybe = tuple(sorted({draft.known for draft in whole if draft.known is not None}))


def _is_pointed_at(board: Board, name: str) -> bool:
    """Return whether the noun stands behind "the" somewhere: "Parliament" without it is a name of its own."""
    lower = board.layout.lower
    return any(word == name and i > 0 and lower[i - 1] == "the" for i, word in enumerate(lower))
