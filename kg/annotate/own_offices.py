"""Gives an office the state or body that "its" or "their" stands for: "Cyprus …, its foreign minister Eleni Zeta said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Form, Kind

if TYPE_CHECKING:
    from kg.annotate.board import Board, Sighting

_OWNERS = frozenset({Kind.STATE, Kind.ORGANISATION})
_OWNING = frozenset({"its", "their"})


def own_offices(board: Board) -> None:
    """Complete the offices of named persons by the pronoun before the title, once pronouns are resolved."""
    layout = board.layout
    for head, sighting in sorted(board.titled.items()):
        for i in layout.children[head]:
            owner = board.at_head.get(i)
            if layout.lower[i] in _OWNING and owner is not None and owner.form is Form.PRONOUN:
                _complete(head, sighting, owner)


def _complete(head: int, sighting: Sighting, owner: Sighting) -> None:
    """Let the office named at the token `head` be one of the owner's, where the text names no other."""
    person = sighting.draft
    if owner.draft.kind not in _OWNERS or owner.draft is person:
        return
    for office in person.titles:
        if office.begin <= head < office.end and office.organisation is None and not office.former:
            office.organisation = owner.draft
            person.state = person.state or owner.draft.state_key
