"""Finds the names of parties that the tagger cuts or passes over: "Social Democrats", "the Unity Party's leader"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.name import Name
from kg.annotate.names import gaz_states
from kg.knowledge import FormKind
from kg.lang.lexicon import word_set
from kg.model import Kind

if TYPE_CHECKING:
    from kg.annotate.board import Board, Draft
    from kg.annotate.gazetteer import Gazetteer
    from kg.annotate.layout import Layout

MEMBERS = word_set("members of a party")
_COLOURS = word_set("colours of a party")
_PARTY = "party"
_LONGEST = 4
"""Words of a party's name before "Party"."""


def complete_parties(layout: Layout, gaz: Gazetteer, names: list[Name]) -> list[Name]:
    """Return the names with those of parties made whole, in order."""
    held = {i: name for name in names for i in range(name.begin, name.end)}
    found: list[Name] = []
    for i in range(1, len(layout)):
        if layout.text[i] == "Party":
            begin = _party_begin(layout, i, held)
        elif layout.lower[i] in MEMBERS and layout.text[i].istitle():
            begin = _members_begin(layout, gaz, i, held)
        else:
            continue
        if begin < i:
            found.append(Name(begin, i + 1, "ORG", Kind.ORGANISATION))
    taken = {i for name in found for i in range(name.begin, name.end)}
    kept = [n for n in names if not taken.intersection(range(n.begin, n.end))]
    return sorted((*kept, *found), key=lambda n: n.begin)


def _party_begin(layout: Layout, i: int, held: dict[int, Name]) -> int:
    """Return where "Unity Party" begins, where no name holds its last word; `i` if nothing says which party."""
    begin = i
    while begin > max(0, i - _LONGEST) and _is_of_name(layout, begin - 1, held) and i not in held:
        begin -= 1
    return begin


def _is_of_name(layout: Layout, i: int, held: dict[int, Name]) -> bool:
    return i not in held and layout.text[i].istitle() and layout.tag[i] in {"NNP", "NNPS", "JJ"}


def _members_begin(layout: Layout, gaz: Gazetteer, i: int, held: dict[int, Name]) -> int:
    """Return where "Social Democrats", "Sweden Democrats" begin; "Texas Republicans" are but some of theirs."""
    before, own = held.get(i - 1), held.get(i)
    if layout.head[i - 1] != i or (own is not None and own.end > i + 1):
        return i
    if layout.lower[i - 1] in _COLOURS and layout.text[i - 1].istitle():
        return i - 1
    if before is None or before is own or before.kind is not Kind.STATE or FormKind.NAME not in before.senses:
        return i
    abroad = own is None or not gaz_states(gaz, own.senses) & gaz_states(gaz, before.senses)
    return before.begin if abroad else i  # "US Democrats": the party that is called so


def join_parties(board: Board, by_name: dict[str, Draft]) -> None:
    """Join "the Greens" with "Green Party"."""
    for name in sorted(by_name):
        whole = by_name.get(f"{name.removesuffix('s')} {_PARTY}") if name in MEMBERS else None
        if whole is not None and whole is not by_name[name]:
            board.merge(whole, by_name[name])
            by_name[name] = whole
