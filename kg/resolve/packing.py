"""Settled claims as plain JSON and back, for `kg.resolve.memory`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from kg.resolve.classes import classes
from kg.resolve.matter import Lasting
from kg.resolve.wording import Sense, item

if TYPE_CHECKING:
    from kg.model import Claim

_NONE: frozenset[str] = frozenset()


def packed(matter: Lasting) -> list[Any]:
    """Return what is asked of a settled matter, without its document and its claim."""
    said = matter.sense
    return [
        said.action and said.action.name,
        said.thing and said.thing.name,
        said.verb,
        [part for one in said.items for part in one],
        matter.agent,
        matter.patient,
        matter.terms,
        matter.closed,
        matter.label,
        matter.says_little,
    ]


def unpacked(plain: list[Any], ident: str, claim: Claim) -> Lasting:
    """Return the matter of a claim of a document that `packed` wrote."""
    action, thing, verb, parts, agent, patient, words, closed, label, little = plain
    lexicon, each = classes(), map(sys.intern, parts)
    said = Sense(
        action and lexicon.actions[action],
        thing and lexicon.things[thing],
        sys.intern(verb),
        tuple(map(item, each, each, each)),
        _NONE,
    )
    terms = tuple(map(sys.intern, words))
    return Lasting(ident, claim, said, agent, patient, terms, closed, label, little)
