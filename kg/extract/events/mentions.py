"""Events: what was done, by whom, to whom, where and when, and whether the text says that it was.

A pure generator over one annotated article. The triggers and their frames are data (`ontology/events/`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.dates import DateMention, find_dates
from kg.extract import clause
from kg.extract.events.arguments import Actors
from kg.extract.events.circumstances import Circumstances
from kg.extract.events.lexicon import EventLexicon, load
from kg.extract.events.phrases import Actor, is_place
from kg.extract.events.promises import Promises
from kg.extract.events.roles import Casting, Roles
from kg.extract.events.sense import Senses
from kg.extract.events.status import Statuses
from kg.extract.events.triggers import Found, find_triggers
from kg.extract.events.words import lemma
from kg.model import EventMention, EventStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.annotate import Annotated
    from kg.annotate.dates import DateMention
    from kg.model import Attribution

FORCE = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
"""Categories in which things act: bombs, drones, warships."""
BELOW = frozenset({"acl", "advcl", "relcl", "pcomp"})
"""Labels of clauses that tell something in passing."""
MEASURES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "ORDINAL", "QUANTITY"})
"""Labels of the entity recogniser for what denotes no actor."""


def events(
    annotated: Annotated,
    attributions: Sequence[Attribution] = (),
    lexicon: EventLexicon | None = None,
    dates: tuple[DateMention, ...] | None = None,
) -> Iterator[EventMention]:
    """Yield the events that an article reports, in the order of their triggers.

    Args:
        annotated: The article with its parse and mentions.
        attributions: Who said what in it: an event inside the content of one is reported by its source.
        lexicon: The event types; None: those of the ontology.
        dates: The times that the article names, where the caller has them already.

    Raises:
        OntologyError: If the event types cannot be read.
    """
    if dates is None:
        dates = find_dates(annotated.doc, annotated.article.published)
    reader = _Reader(annotated, attributions, lexicon or load(), dates)
    for found in reader.triggers:
        yield from reader.read(found)


class _Reader:
    """Reads the events of one article."""

    def __init__(
        self,
        annotated: Annotated,
        attributions: Sequence[Attribution],
        lexicon: EventLexicon,
        dates: tuple[DateMention, ...],
    ) -> None:
        self.annotated = annotated
        self.lexicon = lexicon
        times = {i for d in dates for i in range(d.first, d.last + 1)}
        # the recogniser takes surnames such as May for dates
        measured = [t for e in annotated.doc.ents if e.label_ in MEASURES for t in e]
        times |= {t.i for t in measured if annotated.entity_at(t) is None}
        self.triggers = tuple(find_triggers(annotated.doc, lexicon, frozenset(times)))
        self.actors = Actors(annotated, lexicon, frozenset(times))
        self.actors.inner = {f.place.trigger.i: (f.trigger.recipients, f.place) for f in self.triggers}
        self.statuses = Statuses(lexicon)
        self.senses = Senses(lexicon)
        self.promises = Promises(lexicon, self.actors, self.triggers)
        self.circumstances = Circumstances(annotated, dates, attributions)
        self.casting = Casting(lexicon, self.actors, self.triggers)

    def read(self, found: Found) -> Iterator[EventMention]:
        """Yield the event of a trigger, and the act of promising or refusing it."""
        if self._asked(found):
            return
        found = self.promises.turned(found)
        roles = self.casting.roles(found)
        if found.trigger_kinds and not roles.recipients:
            if found.otherwise is not None:
                yield from self.read(found.otherwise)
            return
        if not self._can_act(found, roles) or self._is_body(found):
            return
        if self.senses.figurative(found, roles.initiators, roles.recipients):
            return
        place = self.circumstances.place(found, frozenset(a.head.i for a in roles.initiators))
        time = self.circumstances.time(found)
        status = self.statuses.of(found)
        if status is EventStatus.HAPPENED and self._still_to_come(time):
            if found.token.tag_ in {"VBD", "VBN"}:
                time = None  # "threatened tariffs from August": not the day of the threat
            else:
                status = EventStatus.SCHEDULED
        alone = found.rule in {"noun", "light"} and (place or time or self._is_name(found))
        if not (roles.initiators or roles.recipients or alone):
            return
        event = self._mention(found, roles, place, time, status)
        yield event
        yield from self.promises.made(found, event)

    def _still_to_come(self, time: DateMention | None) -> bool:
        """Return whether a time lies after the publication."""
        published = self.annotated.article.published
        if time is None or time.begins is None or published is None:
            return False
        return time.begins > published

    def _can_act(self, found: Found, roles: Roles) -> bool:
        """Return whether the initiator is someone: "the change requires …", "it shows …" tell of no act.

        Things do act where force is used: "the blast killed four".
        """
        category = self.lexicon.types[found.trigger.type].category
        if not roles.initiators or category in FORCE or found.rule in {"noun", "light"}:
            return True
        first = roles.initiators[0]
        if first.entity is not None:
            return True
        if first.head.pos_ == "PRON":
            return first.head.lower_ not in clause.THINGS
        word = lemma(first.head)
        classes = self.lexicon.classes
        abstract = word.endswith(tuple(sorted(classes["AbstractEndings"]))) or word in classes["ThingNouns"]
        return word in classes["BodyNouns"] or not (abstract or word in self.lexicon.nouns)

    def _is_body(self, found: Found) -> bool:
        """Return whether the noun is an actor: "the alliance" for NATO."""
        category = self.lexicon.types[found.trigger.type].category
        return category == "COOPERATE" and self.annotated.mention_at(found.token) is not None

    @staticmethod
    def _is_name(found: Found) -> bool:
        """Return whether the event has a name of its own: "the Lucerne Water Conference"."""
        parts = clause.children(found.token, "compound", "nmod", "amod")
        return found.token.pos_ == "PROPN" and any(c.pos_ == "PROPN" for c in parts)

    def _asked(self, found: Found) -> bool:
        """Return whether the event only stands in a question ("whether it attacked") or is the asking of one."""
        token = found.token
        asking = self.lexicon.types[found.trigger.type].category == "REQUEST" and found.rule == "verb"
        if asking and any(clause.is_question(c) for c in clause.children(token, "ccomp")):
            return True
        verb = token if clause.is_clausal(token) else clause.governor(token)
        return clause.is_clausal(verb) and clause.is_question(verb)

    def _mention(
        self,
        found: Found,
        roles: Roles,
        place: Actor | None,
        time: DateMention | None,
        status: EventStatus,
    ) -> EventMention:
        initiator = roles.initiators[0] if roles.initiators else None
        recipient = roles.recipients[0] if roles.recipients else None
        category = self.lexicon.types[found.trigger.type].category
        happened = status is EventStatus.HAPPENED
        return EventMention(
            type=found.trigger.type,
            trigger=self.annotated.span(*found.shown),
            status=status,
            rule=f"event-{found.rule}",
            confidence=self.lexicon.confidence(
                category, found.rule, happened=happened, aside=_in_passing(found)
            ),
            initiator=initiator.entity if initiator and not is_place(initiator) else None,
            initiator_span=initiator.span if initiator else None,
            recipient=recipient.entity if recipient and not is_place(recipient) else None,
            recipient_span=recipient.span if recipient else None,
            participants=roles.participants(),
            place=place.entity if place else None,
            place_span=place.span if place else None,
            time_span=time.span if time else None,
            begins=time.begins if time else None,
            ends=time.ends if time else None,
            attribution=self.circumstances.attribution(found.token),
        )


def _in_passing(found: Found) -> bool:
    """Return whether the act is told in a clause below another one: "Oslo sued Bern, *citing* …", "the law *banning* …"."""
    token = found.token
    verb = token if clause.is_clausal(token) else clause.governor(token)
    return clause.first_conjunct(verb).dep_ in BELOW
