"""Who stands where around the trigger of an event: the frames of `ontology/events/` read off the parse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.events.phrases import MODIFIERS, Actor, Phrases, datelines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.annotate import Annotated
    from kg.annotate.parsed import Token
    from kg.extract.events.lexicon import EventLexicon, Slot

VAGUE = frozenset({"in", "at", "for"})
"""Prepositions that open phrases of all kinds: what follows counts only when it is a known entity."""
ALIKE = {
    "to": ("to", "toward", "towards"),
    "on": ("on", "upon", "onto"),
    "in": ("in", "inside", "within", "at"),
}
"""Prepositions that a frame means along with one."""
FIRM = frozenset({"obj", "what"})
"""Places that settle who undergoes an event, even when no known entity stands there."""
COMPLEMENTS = frozenset({"xcomp", "ccomp", "advcl", "acl", "prep", "pcomp", "dobj", "relcl"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where the frame of a trigger is looked up: the word itself and what carries it."""

    trigger: Token
    verb: Token | None = None
    """The verb of the clause: the trigger itself or the support verb of a noun."""
    consumed: Token | None = None
    """An object that belongs to the trigger: "sanctions" in "lifted sanctions on Iran"."""
    inverse: bool = False
    """Whether the subject of the support verb undergoes the event: "faced criticism"."""


class Actors(Phrases):
    """Finds the actors around a trigger in one article."""

    def __init__(self, annotated: Annotated, lexicon: EventLexicon, times: frozenset[int]) -> None:
        """Keep what is looked up; `times` are the tokens of time expressions, which denote no actor."""
        super().__init__(annotated, lexicon, times)
        self.datelines = datelines(annotated.doc)
        self.inner: dict[int, tuple[tuple[Slot, ...], Place]] = {}
        """Triggers of the article: where their recipients stand."""

    def fill(
        self,
        slots: Iterable[Slot],
        place: Place,
        taken: Iterable[Actor] = (),
        *,
        acting: bool = False,
        firm: bool = False,
    ) -> list[Actor]:
        """Return the actors of the best slot: the first that shows a known entity, else the first that shows anyone.

        All conjuncts of that slot are returned. After "in", "at" and "for", which open phrases of all kinds,
        only known entities count.

        Args:
            slots: Places of a frame, best first.
            place: The trigger and its carriers.
            taken: Who has a part in the event already, and is passed over.
            acting: Whether the actors do something, so that a thing stands for its maker.
            firm: Whether an object is taken as it is: what is condemned is the raid in Mali, not Mali. Who
                shells a village in Mali, on the other hand, shells Mali.
        """
        used = {t.head.i for t in taken}
        known = {t.entity.number for t in taken if t.entity is not None}
        fallback: list[Actor] = []
        for slot in slots:
            heads = (head for head in self.heads(slot.place, place) if head.i not in used)
            actors = (self._fresh(head, used, known, acting=acting) for head in heads)
            found = [a for a in actors if a is not None and self._fits(a, slot)]
            if any(a.entity is not None for a in found) or (firm and found and slot.place in FIRM):
                return found
            fallback = fallback or found
        return fallback

    def speakers(self, occasion: Token) -> list[Actor]:
        """Return who speaks on an occasion: "complained *in an interview* that …"."""
        spoken = occasion.dep_ == "pobj" and occasion.head.lower_ == "in"
        subjects = self._subjects(Place(occasion, occasion.head.head)) if spoken else []
        return [a for t in subjects if (a := self.actor(t, acting=True)) is not None]

    def _fresh(self, head: Token, used: set[int], known: set[int], *, acting: bool) -> Actor | None:
        """Return the actor at `head` unless it has its part already."""
        actor = self.actor(head, acting=acting)
        if actor is None:
            return None
        if actor.head.i not in used and (actor.entity is None or actor.entity.number not in known):
            return actor
        # in "Oslo moved Oslo's fleet" the fleet is still there when Oslo is taken
        return Actor(head, self.phrase(head), None) if actor.head.i != head.i else None

    @staticmethod
    def _fits(actor: Actor, slot: Slot) -> bool:
        if actor.entity is None:
            return slot.place not in VAGUE and not slot.kinds
        return not slot.kinds or actor.entity.kind in slot.kinds

    def heads(self, place: str, at: Place) -> Iterator[Token]:
        """Yield the heads of the noun phrases that stand in `place` of a frame."""
        match place:
            case "subj":
                yield from self._subjects(at)
            case "obj":
                yield from self._objects(at)
            case "what" if at.consumed is not None:
                yield from clause.conjuncts(at.consumed)
            case "dative" if at.verb is not None:
                yield from self._datives(at.verb)
            case "poss":
                yield from (
                    c for owner in clause.children(at.trigger, "poss") for c in clause.conjuncts(owner)
                )
            case "mod":
                yield from self._modifiers(at.trigger)
            case "comp":
                yield from self._completing(at.trigger)
            case _:
                yield from self._prepositional(place, at)

    @staticmethod
    def _datives(verb: Token) -> Iterator[Token]:
        """Yield the second object: "gave Chad a loan", "gave a loan to Chad", "Chad was given a loan"."""
        if clause.is_passive(verb) and clause.child(verb, "dobj") is not None:
            yield from clause.patients(verb)
        for token in clause.children(verb, "dative"):
            objects = [token] if token.pos_ in clause.NOMINAL else clause.children(token, "pobj")
            yield from (c for obj in objects for c in clause.conjuncts(obj))

    def _subjects(self, at: Place) -> list[Token]:
        if at.verb is None:
            return self._carriers(at.trigger)
        undergone = at.inverse and clause.is_passive(at.verb)
        found = clause.patients(at.verb) if undergone else clause.agents(at.verb)
        if not any(token.i in self.datelines for token in found):
            return found
        return [t for t in found if t.i not in self.datelines] or self._after_dateline(found[0], at.verb)

    def _after_dateline(self, dateline: Token, verb: Token) -> list[Token]:
        """Return the subject behind a dateline that the parser took for it: "CAIRO -- A court has …"."""
        between = verb.doc[dateline.i + 1 : verb.i]
        loose = {"appos", "conj", "dep", "npadvmod", "nsubj", "nsubjpass", "nmod"}
        found = [
            t
            for t in between
            if t.pos_ in clause.NOMINAL
            and t.i not in self.datelines
            and t.i not in self.times
            and t.dep_ in loose
            and (t.head.i == verb.i or t.head.i in self.datelines)
        ]
        return found[:1]

    @staticmethod
    def _carriers(noun: Token) -> list[Token]:
        """Return who carries out a noun's event: "talks held by A", "A is a donor to B"."""
        if noun.dep_ == "attr" and noun.head.lemma_ in {"be", "remain", "become"}:
            return clause.agents(noun.head)
        for below in clause.children(noun, "acl", "relcl"):
            if any(t.tag_ == "WP$" for t in below.subtree):
                continue  # "donors whose favourites lost"
            if below.pos_ == "VERB" and (found := [t for t in clause.agents(below) if t.i != noun.i]):
                return found
        return []

    def _objects(self, at: Place) -> list[Token]:
        if at.consumed is not None:
            owners = clause.children(at.consumed, "poss", *MODIFIERS)
            return [t for t in owners if self.demonym(t) is not None]
        if at.verb is None or at.verb.i != at.trigger.i:
            return []
        found = clause.patients(at.verb) or _shared_object(at.verb)
        if found or clause.is_passive(at.verb):
            return found
        # "urged Iran to stop": the parser makes Iran the subject of the infinitive
        for below in clause.children(at.verb, "ccomp", "xcomp"):
            if below.pos_ == "ADJ" or (below.tag_ in {"VB", "VBG"} and not clause.is_finite(below)):
                return clause.own_subjects(below)
        return []

    def _modifiers(self, noun: Token) -> Iterator[Token]:
        for token in clause.children(noun, *MODIFIERS):
            led = clause.children(token, "npadvmod") if token.lower_ == "led" else []  # "a Danish-led raid"
            for part in [token, *clause.children(token, *MODIFIERS), *led]:
                if self.demonym(part) is not None:
                    yield part

    def _completing(self, anchor: Token) -> Iterable[Token]:
        """Return who is concerned in what completes the trigger: known actors before anything else that stands there.

        "agreed to help *Laos*", "is ready to send a team to a village in *Chad*", "refused to allow the *plane* to land".
        """
        shown = self._embedded(anchor)
        if any(actor.entity is not None or actor.head.pos_ == "ADJ" for actor in shown):
            return [actor.head for actor in shown]
        return tuple(self.below(anchor)) or [actor.head for actor in shown]

    def _embedded(self, anchor: Token) -> list[Actor]:
        """Return the recipients of an event that completes the trigger: "agreed to help Laos"."""
        for below in clause.children(anchor, "xcomp", "ccomp", "pcomp", "acl", "advcl"):
            for verb in clause.conjuncts(below):
                slots, place = self.inner.get(verb.i, ((), None))
                if place is None or verb.i <= anchor.i:
                    continue
                if found := self.fill([slot for slot in slots if slot.place != "comp"], place):
                    return found
        return []

    def below(self, anchor: Token) -> Iterator[Token]:
        """Yield the heads of the actors named in what completes a word, in text order; "its troops" are its own."""
        for below in sorted(anchor.rights, key=lambda t: t.i):
            if below.dep_ not in COMPLEMENTS or below.lower_ == "according":
                continue
            if below.dep_ == "advcl" and clause.child(below, "mark") is not None:
                continue  # "accepts the plan after Oslo gave way"
            for token in below.subtree:
                if token.i <= anchor.i or token.pos_ == "PRON" or self.annotated.mention_at(token) is None:
                    continue
                own = clause.child(token, "poss")
                if own is None or own.pos_ != "PRON":
                    yield token

    def _prepositional(self, preposition: str, at: Place) -> Iterator[Token]:
        within = _measure_of(at.consumed)
        carriers = [t for t in dict.fromkeys((at.consumed, within, at.trigger, at.verb)) if t is not None]
        if preposition == "by":  # the by-phrase of a verb is its subject
            carriers = [t for t in carriers if t.pos_ != "VERB"]
        for carrier in carriers:
            yield from self._after(carrier, preposition)
        if preposition == "against":  # "filed a suit in a Paris court against …" hangs on the court
            for obj in (obj for carrier in carriers for obj in clause.object_of(carrier, "in", "at")):
                yield from self._after(obj, preposition)
        if at.verb is not None and at.consumed is None and preposition not in {"of", "in"}:
            for obj in clause.children(at.verb, "dobj"):
                if obj not in carriers:
                    yield from self._after(obj, preposition)
        for below in clause.children(at.trigger, "acl", "relcl"):
            if below.tag_ == "VB":  # "the call to withdraw from the treaty"
                continue
            yield from self._after(below, preposition)

    @staticmethod
    def _after(carrier: Token, preposition: str) -> Iterator[Token]:
        for head in clause.object_of(carrier, *ALIKE.get(preposition, (preposition,))):
            if head.pos_ in clause.NOMINAL and head.dep_ != "pcomp":
                yield head


def _shared_object(verb: Token) -> list[Token]:
    """Return the object that a verb shares with the next one: "arrested and questioned the student"."""
    if clause.is_passive(verb):
        return []
    for other in clause.children(verb, "conj"):
        bare = not clause.own_subjects(other) and other.tag_ == verb.tag_
        between = verb.doc[verb.i + 1 : other.i]
        if bare and all(t.dep_ in {"cc", "punct", "advmod", "conj"} or t.pos_ == "CCONJ" for t in between):
            return clause.patients(other)
    return []


def _measure_of(noun: Token | None) -> Token | None:
    """Return what a noun completes: the state for "a state of siege in Haiti"."""
    return noun.head.head if noun is not None and noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
