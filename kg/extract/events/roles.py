"""Who takes part in an event: its frame, what lends it a subject, whom it reaches, and both sides of what is mutual."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.events.phrases import Actor, is_place
from kg.extract.events.reach import Reach, asked_of
from kg.extract.events.words import lemma
from kg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.events.arguments import Actors
    from kg.extract.events.lexicon import EventLexicon
    from kg.extract.events.triggers import Found
    from kg.model import Entity

JUDGING = frozenset({"ACCUSE", "SUPPORT"})
"""Categories that judge: what is condemned is taken as it is, never a bystander named behind it."""
DEMANDING = frozenset({"ACCUSE", "PROTEST", "REJECT", "REQUEST"})
"""Categories of what those who protest do it for."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Who takes part in one event."""

    initiators: list[Actor]
    recipients: list[Actor]

    def participants(self) -> tuple[Entity, ...]:
        """Return everyone, in the order of the text's entities, places left out."""
        found = {a.entity.number: a.entity for a in self.initiators + self.recipients if a.entity is not None}
        return tuple(found[n] for n in sorted(found) if found[n].kind is not Kind.PLACE)


class Casting:
    """Gives the events of one article those who take part in them."""

    def __init__(self, lexicon: EventLexicon, actors: Actors, triggers: Sequence[Found]) -> None:
        """Keep where those who protest demand something, and what is done by both sides."""
        self.lexicon = lexicon
        self.actors = actors
        types = [(f.token.i, lexicon.types[f.trigger.type]) for f in triggers]
        self.demands = tuple(i for i, kind in types if kind.category in DEMANDING)
        self.reciprocal = {i for i, kind in types if kind.reciprocal}

    def roles(self, found: Found) -> Roles:
        """Return who does what a trigger tells, and to whom."""
        trigger, place = found.trigger, found.place
        if found.rule == "modal":
            return self._demanded(found)
        initiators = self.actors.fill(trigger.initiators, place, acting=True) or self._speakers(found)
        if found.rule == "light":
            heads = self.actors.heads("subj", place)
            carried = [a for t in heads if (a := self.actors.actor(t, acting=True)) is not None]
            if place.inverse:  # "faced criticism from …"
                givers = [s for s in trigger.initiators if s.place != "subj"]
                return Roles(self.actors.fill(givers, place, carried), carried)
            initiators = carried or initiators
        initiators = [a for a in initiators if not (is_place(a) and self._names_only(found))]
        firm = self.lexicon.types[trigger.type].category in JUDGING
        roles = Roles(initiators, self.actors.fill(trigger.recipients, place, initiators, firm=firm))
        reciprocal = self.lexicon.types[trigger.type].reciprocal
        roles = self._both(found, roles) if reciprocal or self._joint(found) else roles
        return self._reached(found, roles)

    def _speakers(self, found: Found) -> list[Actor]:
        """Return who says something in it: "complained in a radio *interview* that …"."""
        spoken = self.lexicon.types[found.trigger.type].category == "STATEMENT" and found.rule == "noun"
        return self.actors.speakers(found.token) if spoken else []

    def _reached(self, found: Found, roles: Roles) -> Roles:
        """Return the roles with whom the act concerns, where the frame names nobody or a mere thing."""
        kind = self.lexicon.types[found.trigger.type]
        known = any(a.entity is not None or a.head.pos_ in {"ADJ", "PRON"} for a in roles.recipients)
        if known or not roles.initiators or found.rule == "noun" or kind.category == "STATEMENT":
            return roles
        taken = tuple(roles.initiators)
        placed = not kind.reciprocal and kind.category != "PROTEST"
        force = kind.category == "ASSAULT"
        reach = Reach(self.actors, found.place, taken, kind.reciprocal, force, placed)
        if roles.recipients:
            nearest = next((a for r in roles.recipients if (a := reach.beyond(r.head)) is not None), None)
        else:
            nearest = reach.nearest() or self._asked_of(found, taken)
        return Roles(roles.initiators, [nearest]) if nearest is not None else roles

    def _asked_of(self, found: Found, taken: tuple[Actor, ...]) -> Actor | None:
        """Return whom those who protest demand something of."""
        if self.lexicon.types[found.trigger.type].category != "PROTEST":
            return None
        return asked_of(self.actors, found.place, taken, self.demands)

    def _names_only(self, found: Found) -> bool:
        """Return whether a place cannot act in it: a noun, or one that was taken for a verb ("Jeddah talks")."""
        return found.rule != "verb" or (
            found.token.tag_ == "VBZ" and lemma(found.token) in self.lexicon.nouns
        )

    def _demanded(self, found: Found) -> Roles:
        """Return who lays a duty on whom: the subjects of the reporting verb and of the duty."""
        trigger, place = found.trigger, found.place
        above = replace(place, trigger=place.trigger.head, verb=place.trigger.head)
        speaker = self.actors.fill(trigger.initiators, above, acting=True)
        addressee = self.actors.fill(trigger.initiators, place, speaker)
        return Roles(speaker, addressee or self.actors.fill(trigger.recipients, place, speaker))

    def _joint(self, found: Found) -> bool:
        """Return whether what completes the trigger is reciprocal: "A and B failed to reach a deal"."""
        return any(c.i in self.reciprocal for c in clause.children(found.token, "xcomp"))

    def _both(self, found: Found, roles: Roles) -> Roles:
        """Give a reciprocal event both sides: "A and B met", "talks between A and B"."""
        kind = self.lexicon.types[found.trigger.type]
        shared = not self.actors.fill(
            [s for s in found.trigger.recipients if s.place in {"with", "between"}], found.place
        )
        if len(roles.initiators) > 1 and (not roles.recipients or (shared and kind.reciprocal)):
            return Roles(roles.initiators[:1], [*roles.initiators[1:], *roles.recipients])
        if not roles.initiators and len(roles.recipients) > 1:
            return Roles(roles.recipients[:1], roles.recipients[1:])
        if not roles.initiators and roles.recipients and found.rule == "noun":
            return Roles(roles.recipients, [])
        return roles
