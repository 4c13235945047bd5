"""Acts of promising, threatening and refusing: what is announced is still to come, to announce it is an act of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.condition import conditions
from kg.extract.events.words import lemma
from kg.model import EventMention, EventStatus, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.annotate.parsed import Token
    from kg.extract.events.arguments import Actors
    from kg.extract.events.lexicon import EventLexicon
    from kg.extract.events.triggers import Found
    from kg.model import Entity


class Promises:
    """Reads them off the events that they announce."""

    def __init__(self, lexicon: EventLexicon, actors: Actors, triggers: Iterable[Found]) -> None:
        """Keep what is looked up; `triggers` are those of the article."""
        self.lexicon = lexicon
        self.actors = actors
        self._types = {found.token.i: lexicon.types[found.trigger.type] for found in triggers}

    def turned(self, found: Found) -> Found:
        """Return a vow as the threat or refusal that its content makes it: "vowed to bomb Minsk", "vowed not to pay"."""
        if lemma(found.token) not in self.lexicon.classes["VowingWords"]:
            return found
        for below in clause.children(found.token, "xcomp", "ccomp"):
            vowed = self._types.get(below.i)
            if vowed is None:
                continue
            denied = bool(clause.negations(below))
            act = vowed.refused if denied else vowed.promised
            if act == "REJECT" or (act == "THREATEN" and not denied):
                return replace(found, trigger=replace(found.trigger, type=act))
        return found

    def _said_by_another(self, verb: Token, initiator: Entity | None) -> bool:
        """Return whether someone else tells of it: "the envoy said that Russia would stop" is no promise of Russia's."""
        if verb.dep_ != "ccomp" or initiator is None:
            return False
        actors = [self.actors.actor(t, acting=True) for t in clause.subjects(verb.head)]
        speaker = next((a.entity for a in actors if a is not None and a.entity is not None), None)
        if speaker is None or speaker == initiator or speaker.principal == initiator.number:
            return False
        if not {speaker.kind, initiator.kind} <= {Kind.STATE, Kind.GOVERNMENT, Kind.PERSON}:
            return False  # who belongs to an organisation is not known well enough
        own = {initiator.known, initiator.state} - {None}
        return not own & {speaker.known, speaker.state}

    def made(self, found: Found, event: EventMention) -> Iterator[EventMention]:
        """Yield the act of announcing or refusing an event still to come: "will send aid", "will not lift the ban"."""
        verb = found.place.verb
        kind = self.lexicon.types[found.trigger.type]
        if verb is None or found.rule not in {"verb", "light"} or clause.is_passive(verb):
            return
        future = self.lexicon.classes["ScheduledModals"] | {"would"}
        if not {m.lower_ for m in clause.modals(verb)} & future:
            return
        terms = conditions(verb)
        announced = {EventStatus.DENIED, EventStatus.SCHEDULED} | ({EventStatus.POSSIBLE} if terms else set())
        denied = event.status is EventStatus.DENIED
        act = kind.refused if denied else kind.promised
        if act is None or event.status not in announced:
            return
        if act == "AGREE" and any(term.unless or term.tokens[0].lower_ == "only" for term in terms):
            return  # "would sign only if Oslo paid" agrees to nothing; "will strike unless …" still threatens
        if event.initiator_span is None or self._said_by_another(verb, event.initiator):
            return  # "goods will face a tariff" announces nothing
        rule = "refused" if denied else "promised"
        yield replace(
            event,
            type=act,
            status=EventStatus.HAPPENED,
            rule=f"event-{rule}",
            confidence=self.lexicon.confidence(act, rule),
            place=None,
            place_span=None,
            time_span=None,
            begins=None,
            ends=None,
        )
