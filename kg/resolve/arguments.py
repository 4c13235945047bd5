"""What the words of a claim say of who acts and on whom: who asks, who owns, who is acted on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.resolve.classes import ANYTHING, classes, outcomes
from kg.resolve.names import stem
from kg.resolve.wording import TOWARD, Sense, is_the_thing

if TYPE_CHECKING:
    from kg.model import Claim
    from kg.resolve.classes import ActionClass


PRONOUNS = frozenset({"it", "them", "him", "her", "us", "me", "there"})
LEADING = {
    "to": frozenset({"to", "in", "into", "for", "at", "inside", "onto"}),
    "from": frozenset({"from", "of", "in", "to"}),
    "in": frozenset({"in", "inside", "at"}),
    "of": frozenset({"of", "by"}),
    "on": frozenset({"on", "against", "over"}),
    "with": frozenset({"with", "between", "and", "to"}),
}
"""Preposition of an action class to those that may stand before its patient."""


def _names_act(word: str, meant: Sense, action: ActionClass) -> bool:
    """Return whether a word is the act itself, so that an actor behind it is its object: "sanction Egypt"."""
    thing = classes().thing_of.get(stem(word))
    return stem(word) in action.lemmas or (thing is not None and thing == meant.thing)


def is_brought(meant: Sense) -> bool:
    """Return whether whoever is named need be no party: "a truce that *mediators* announced"."""
    return any(item.stem in outcomes("bring") for item in meant.items)


def askers(meant: Sense, action: ActionClass) -> set[str]:
    """Return whose words ask for the act: Oslo in "Oslo's call to send troops", in "Oslo's plan for a truce"."""
    asking = classes().asking | (classes().sayings if action.mutual else frozenset())
    follow = zip(meant.items, meant.items[1:], strict=False)
    return {one.actor for one, after in follow if one.actor and after.stem in asking}


def owners_before(meant: Sense, action: ActionClass) -> set[str]:
    """Return the actors named before the words for the act: in "any US troop deployment", the United States."""
    lexicon, owners = classes(), set()
    for item in meant.items:
        thing = lexicon.thing_of.get(item.stem)
        if item.stem in action.lemmas or (thing is not None and thing == meant.thing):
            break
        if item.actor and item.before not in TOWARD:
            owners.add(item.actor)
    return owners


def is_patient(patient: str | None, claim: Claim, meant: Sense, action: ActionClass) -> bool:
    """Return whether the actor that a claim gives as acted on is so by its own words, too.

    The parse often reaches too far: to the speaker, the condition, or an actor within another phrase.
    """
    if patient is None or not (action.preposition or ANYTHING in action.things) or is_the_thing(claim, meant):
        return False
    befores = [item.before for item in meant.items if item.actor == patient]
    if not befores:
        return bool(PRONOUNS & set(claim.wording.split()))
    if set(befores) == {"at"}:
        return False  # "raise it at the G20": where, not with whom
    if action.preposition and ANYTHING not in action.things:
        allowed = LEADING[action.preposition]
        return any(before in allowed or _names_act(before, meant, action) for before in befores)
    return True
