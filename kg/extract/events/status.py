"""Whether the text reports an event as a fact, a plan, a possibility, or denies it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.condition import conditions
from kg.extract.dependence import dependence
from kg.model import EventStatus

if TYPE_CHECKING:
    from kg.annotate.parsed import Token
    from kg.extract.events.lexicon import EventLexicon
    from kg.extract.events.triggers import Found

DEEPEST = 12
"""Steps up the parse that are followed at most."""
REPORTED = frozenset({"ccomp", "parataxis"})
GOVERNING = frozenset({"of", "for", "to", "on", "against"})
"""Prepositions behind which a noun completes the word before: "threat of", "called for"."""

AWAITED = frozenset({"once", "until", "till", "when", "before", "after"})
"""Conjunctions of what is awaited."""


class Statuses:
    """Reads the status of events by the word classes of `frames.ttl`."""

    def __init__(self, lexicon: EventLexicon) -> None:
        """Keep the word classes."""
        classes = lexicon.classes
        self._governors = (
            (classes["DenyingVerbs"], EventStatus.DENIED),
            (classes["PossibleVerbs"], EventStatus.POSSIBLE),
            (classes["ScheduledVerbs"], EventStatus.SCHEDULED),
        )
        self._modals = (
            (classes["PossibleModals"], EventStatus.POSSIBLE),
            (classes["ScheduledModals"], EventStatus.SCHEDULED),
        )
        self._doubting = classes["DoubtingVerbs"]
        self._occurring = classes["OccurringVerbs"]
        self._carriers = classes["SupportVerbs"] | classes["InverseVerbs"]

    def of(self, found: Found) -> EventStatus:
        """Return the status of the event that a trigger names."""
        if found.rule == "modal":
            return EventStatus.HAPPENED
        if found.rule == "adjective" and found.place.verb is not None:
            return self._clause(found.place.verb, 0)
        return self._clause(found.token, 0) if found.rule == "verb" else self._noun(found.token, 0)

    def _governed(self, governor: Token) -> EventStatus | None:
        """Return what a governing word makes of its complement, None where it leaves it as it is."""
        word = governor.lemma_.lower()
        if word == "able" and governor.head.tag_ == "VBD" and not clause.negations(governor.head):
            return EventStatus.HAPPENED  # "was able to meet"
        with_particle = [f"{word} {c.lower_}" for c in clause.children(governor, "prt")]
        for words, status in self._governors:
            if word in words or any(w in words for w in with_particle):
                if status is not EventStatus.DENIED and clause.negations(governor):
                    return EventStatus.DENIED
                if status is EventStatus.DENIED and clause.negations(governor):
                    return EventStatus.POSSIBLE  # "did not rule out sending"
                return status
        return None

    def _modal(self, verb: Token) -> EventStatus | None:
        """Return what auxiliaries, adverbs and conditional markers make of a clause."""
        words = {a.lower_ for a in clause.modals(verb)}
        words |= {c.lower_ for c in clause.children(verb, "mark", "advmod")}
        if verb.tag_ == "VBG" and any(c.lemma_ == "go" for c in [verb.head]) and verb.dep_ == "xcomp":
            return EventStatus.SCHEDULED
        doubted = verb.head.lemma_ in self._doubting
        if "would" in words and verb.dep_ == "ccomp" and verb.head.tag_ in {"VBD", "VBN"} and not doubted:
            words = words - {"would"} | {"will"}  # "said it would send" reports "will send"
        for known, status in self._modals:
            if words & known:
                return status
        return None

    def _clause(self, verb: Token, depth: int) -> EventStatus:
        """Return the status of the clause that `verb` heads."""
        if clause.negations(verb):
            return EventStatus.DENIED
        status = self._modal(verb) or (EventStatus.POSSIBLE if _is_term(verb) else None)
        if status is not None:
            planned = status is EventStatus.SCHEDULED and bool(conditions(verb))
            return EventStatus.POSSIBLE if planned else status  # "will sign only if Oslo pays"
        head = verb.head
        if depth > DEEPEST or head.i == verb.i:
            return EventStatus.HAPPENED
        if verb.dep_ == "conj":
            if not clause.own_subjects(verb) or head.dep_ in REPORTED:
                return self._clause(head, depth + 1)
            return EventStatus.HAPPENED
        return self._complement(verb, head, depth)

    def _complement(self, verb: Token, head: Token, depth: int) -> EventStatus:
        """Return the status of a clause that completes `head`."""
        if verb.dep_ in REPORTED:
            status = self._governed(head)
            wished = verb.tag_ in {"VB", "VBP"} or not clause.is_finite(verb)  # "demands that they leave"
            told = status is EventStatus.DENIED or (status is not None and wished)
            return status if status is not None and told else EventStatus.HAPPENED
        if verb.dep_ == "acl" and verb.tag_ == "VBG":  # "laws banning … are expected"
            return self._governed(head) or self._noun(head, depth + 1)
        if verb.dep_ in {"xcomp", "acl", "pcomp"} and (verb.dep_ != "acl" or verb.tag_ == "VB"):
            above = head.head if verb.dep_ == "pcomp" else head
            if verb.dep_ == "acl" and self._noun(head, depth + 1) is EventStatus.DENIED:
                return EventStatus.DENIED  # "rejected the plan to leave"
            return self._governed(above) or self._non_finite(verb, above, depth)
        if verb.dep_ in {"advcl", "relcl"} and verb.tag_ == "VB" and not clause.is_finite(verb):
            return EventStatus.POSSIBLE  # a purpose: "flew to Oman to sign"
        return EventStatus.HAPPENED

    def _non_finite(self, verb: Token, above: Token, depth: int) -> EventStatus:
        """Return the status of an infinitive or gerund under a word that says nothing of its own."""
        if above.pos_ not in clause.VERBAL and above.pos_ != "ADJ":
            return EventStatus.POSSIBLE if verb.tag_ == "VB" else EventStatus.HAPPENED
        if above.lemma_ == "go" and above.tag_ == "VBG" and verb.tag_ == "VB":
            return EventStatus.SCHEDULED
        if above.lemma_ == "be" and verb.tag_ in {"VB", "VBN"} and verb.dep_ == "xcomp":
            return self._destined(above)
        if verb.tag_ == "VB" and above.tag_ == "VB":
            return EventStatus.POSSIBLE
        return self._clause(above, depth + 1)

    def _destined(self, be: Token) -> EventStatus:
        """Return the status under a bare "be": "are to travel" is a plan, "the aim is to travel" an aim."""
        subjects = clause.own_subjects(be)
        named = next((s for s in map(self._governed, subjects) if s is not None), None)
        return named or EventStatus.SCHEDULED

    def _noun(self, noun: Token, depth: int) -> EventStatus:
        """Return the status of the event that a noun names."""
        top = clause.first_conjunct(noun)
        there = top.dep_ == "attr" and clause.child(top.head, "expl") is not None and depth <= DEEPEST
        denied = there and self._clause(top.head, depth + 1) is EventStatus.DENIED
        own = EventStatus.DENIED if denied else self._before(noun)  # "denied there were any plans to strike"
        if own is not None:
            return own
        if depth > DEEPEST or top.head.i == top.i:
            return EventStatus.HAPPENED
        if top.dep_ in {"dobj", "nsubjpass"}:
            governed = self._governed(top.head)
            if top.head.lemma_ in self._carriers and (governed is None or not clause.child(top.head, "prt")):
                return self._clause(top.head, depth + 1)
            return governed or self._modal(top.head) or EventStatus.HAPPENED
        if top.dep_ == "nsubj" and top.head.lemma_ in self._occurring:
            return self._modal(top.head) or EventStatus.HAPPENED
        return self._after(top.head, depth) if top.dep_ == "pobj" else EventStatus.HAPPENED

    def _before(self, noun: Token) -> EventStatus | None:
        """Return what the words before a noun tell: "no talks", "any talks", "planned talks"."""
        determiners = {c.lower_ for c in clause.children(noun, "det")}
        if "no" in determiners:
            return EventStatus.DENIED
        if "any" in determiners:
            return EventStatus.POSSIBLE
        adjectives = {c.lower_ for c in clause.children(noun, "amod", "compound")}
        return next((status for known, status in self._modals if adjectives & known), None)

    def _after(self, preposition: Token, depth: int) -> EventStatus:
        """Return the status of a noun after a preposition: "called for talks", "a plan of attack"."""
        above = preposition.head
        if preposition.lower_ in GOVERNING and (status := self._governed(above)) is not None:
            return status
        if above.lemma_ in self._carriers or preposition.lower_ == "of":
            return self._noun(above, depth + 1) if above.pos_ == "NOUN" else self._clause(above, depth + 1)
        return EventStatus.HAPPENED


def _is_term(verb: Token) -> bool:
    """Whether a clause tells what something to come waits for: "will lift the ban *once Oslo signs*", "as long as all agree"."""
    if dependence(verb) is not None:
        return True
    mark = clause.child(verb, "mark", "advmod")
    timed = verb.dep_ == "advcl" and mark is not None and mark.lower_ in AWAITED
    return timed and (bool(clause.modals(verb.head)) or verb.head.tag_ == "VB") and not _is_past(verb)


def _is_past(verb: Token) -> bool:
    """Whether a verb tells of the past: "will go on until Oslo signs" does not."""
    return verb.tag_ == "VBD" or any(a.tag_ == "VBD" for a in clause.auxiliaries(verb))
