"""When the words of an event name none: storms, accidents, sport, figures of speech, nobody in particular.

The word classes are data (`ontology/events/senses.ttl`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.events.words import lemma

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.annotate.parsed import Stretch, Token
    from kg.extract.events.lexicon import EventLexicon
    from kg.extract.events.phrases import Actor
    from kg.extract.events.triggers import Found

ADDRESSED = frozenset({"you", "yourself", "yourselves", "your", "ya"})
INDEFINITE = frozenset(
    {"someone", "somebody", "anyone", "anybody", "one", "whoever", "everyone", "everybody"}
)
CONDITIONS = frozenset({"if", "unless", "when", "whenever", "once"})
CAUSES = ("in", "by", "from", "after", "during", "of", "at")
"""Prepositions behind which an accident is named: "injured in a crash"."""
OUGHT = frozenset({"must", "should"})
HINTS = 2
"""Words that each may be about sport: together they are."""
_SCORE = re.compile(r"\d{1,2}[-–]\d{1,2}")
MODIFIERS = ("amod", "compound", "nmod")


class Senses:
    """Tells what only looks like an event, by the word classes of the ontology."""

    def __init__(self, lexicon: EventLexicon) -> None:
        """Keep the word classes."""
        self._classes = lexicon.classes
        self._types = lexicon.types

    def figurative(self, found: Found, initiators: Sequence[Actor], recipients: Sequence[Actor]) -> bool:
        """Return whether the trigger names no political event with these actors."""
        category = self._types[found.trigger.type].category
        return (
            self._natural(initiators)
            or self._unnamed(found)
            or (found.trigger.type == "phone-call" and _naming(found.token))
            or self._nobody(found, [*initiators, *recipients])
            or self._modified(found.token, found.words)
            or (found.trigger.type == "ruling" and found.rule == "verb" and not self._by_court(initiators))
            or (category == "ASSAULT" and self._no_violence(found, initiators, recipients))
            or (lemma(found.token) in self._classes["SportVerbs"] and self._sporting(found.token.sent))
            or self._only_told(found)
            or _is_question(found)
            or self._state(found)
            or (category == "REQUEST" and self._general(found, initiators, recipients))
        )

    def _unnamed(self, found: Found) -> bool:
        """Return whether a source keeps in the dark: "asked not to be named", "was not authorised to speak"."""
        for below in clause.children(found.token, "xcomp", "ccomp"):
            denied = clause.negations(below) or clause.negations(found.token)
            if denied and lemma(below) in self._classes["BackgroundVerbs"] and found.rule == "verb":
                return lemma(found.token) in {"ask", "request", "authorise", "authorize", "allow", "permit"}
        return False

    def _only_told(self, found: Found) -> bool:
        """Return whether a verb hands on a claim: "conceded that it was late", "insists that it will not bend"."""
        if found.rule != "verb" or lemma(found.token) not in self._classes["ClaimingVerbs"]:
            return False
        claims = clause.children(found.token, "ccomp")
        wished = any(
            (c.tag_ == "VB" and not clause.modals(c)) or {m.lower_ for m in clause.modals(c)} & OUGHT
            for c in claims
        )
        return bool(claims) and not wished

    def _state(self, found: Found) -> bool:
        """Return whether a participle with a degree says what somebody is like: "were better armed than the police"."""
        degrees = clause.children(found.token, "advmod") if found.token.tag_ == "VBN" else []
        return any(d.tag_ == "RBR" or d.lower_ in self._classes["DegreeAdverbs"] for d in degrees)

    def _natural(self, actors: Sequence[Actor]) -> bool:
        """Return whether a storm, an illness or an accident acts: "the flood that killed four"."""
        words = self._classes["NaturalForces"] | self._classes["AccidentNouns"]
        if not actors or actors[0].entity is not None:
            return False
        return bool(_named(actors[0].head) & words) or self._modified(actors[0].head)

    def _no_violence(self, found: Found, initiators: Sequence[Actor], recipients: Sequence[Actor]) -> bool:
        """Return whether people were hurt by accident, or what is fought is an illness, a fire, a plan."""
        spared = (
            self._classes["NaturalForces"] | self._classes["PolicyNouns"] | self._classes["AbstractVictims"]
        )
        forces = (
            self._classes["AbstractForces"] | self._classes["PolicyNouns"] | self._classes["Commentators"]
        )
        if any(lemma(a.head) in forces for a in initiators[:1]):
            return True
        if any(a.entity is None and lemma(a.head) in spared for a in recipients[:1]):
            return True
        if _known(initiators):
            return False
        causes = clause.object_of(found.token, *CAUSES) if found.rule == "verb" else []
        accidents = self._classes["AccidentNouns"] | self._classes["NaturalForces"]
        if any(_named(cause) & accidents for cause in causes):
            return True
        return any(lemma(verb) in self._classes["MishapVerbs"] for verb in _around(found.token))

    def _modified(self, noun: Token, own: Sequence[int] = ()) -> bool:
        """Return whether a word before the noun, none of the trigger's own, gives it another sense: "heart attack"."""
        words = self._classes["OtherSenses"]
        before = (c for c in clause.children(noun, *MODIFIERS) if c.i not in own)
        return noun.pos_ != "VERB" and any(lemma(c) in words for c in before)

    def _by_court(self, initiators: Sequence[Actor]) -> bool:
        """Return whether a court or judge acts: kings rule as well."""
        return any(_named(a.head) & self._classes["CourtNouns"] for a in initiators)

    def _sporting(self, sentence: Stretch) -> bool:
        """Return whether a sentence is about sport: one word for it, two hints, or a hint and a score."""
        words = {lemma(token) for token in sentence}
        if words & self._classes["SportNouns"]:
            return True
        hints = len(words & self._classes["SportHints"])
        return hints >= HINTS or (hints > 0 and _SCORE.search(sentence.text) is not None)

    def _nobody(self, found: Found, actors: Sequence[Actor]) -> bool:
        """Return whether the reader is addressed, or anyone at all is meant by a condition."""
        words = {a.head.lower_ for a in actors if a.entity is None}
        if words & ADDRESSED:
            return True
        verb = found.place.verb or found.token
        marks = {c.lower_ for c in clause.children(verb, "mark", "advmod")}
        return bool(words & INDEFINITE and marks & CONDITIONS)

    def _general(self, found: Found, initiators: Sequence[Actor], recipients: Sequence[Actor]) -> bool:
        """Return whether nobody asks anyone: "permits are required"; or a speaker only gives advice on things."""
        if found.rule == "modal":
            return not (_known(initiators) and _known(recipients))
        if found.rule == "verb" and lemma(found.token) in self._classes["DutyVerbs"]:
            return not _known(initiators)
        if found.rule != "verb" or initiators or not clause.is_passive(found.token):
            return False
        return not _known(recipients)


def _known(actors: Sequence[Actor]) -> bool:
    """Return whether one of the actors is a known entity."""
    return any(a.entity is not None for a in actors)


def _named(head: Token) -> set[str]:
    """Return a noun and the nouns before it: "Hurricane Maria", "bus crash"."""
    return {lemma(token) for token in (head, *clause.children(head, "compound"))}


def _is_question(found: Found) -> bool:
    """Return whether somebody is asked to tell, not to do: "*Asked* about the strike, Rao said …", "asked him about it"."""
    verb = found.token
    if found.rule != "verb" or lemma(verb) != "ask":
        return False
    if any(p.lower_ == "about" for p in clause.children(verb, "prep")):
        return True
    bare = not clause.children(verb, "xcomp", "ccomp", "dobj", "prep", "agent")
    return bare and verb.tag_ == "VBN"  # "when asked, Rao said …"


def _naming(verb: Token) -> bool:
    """Return whether a verb says what its object is: "call it easy"."""
    return verb.pos_ == "VERB" and clause.child(verb, "oprd", "acomp", "ccomp") is not None


def _around(verb: Token) -> Iterator[Token]:
    """Yield the verbs that tell how it came about: "the bus overturned, injuring four", "hurt when it sank"."""
    yield from clause.children(verb, "advcl")
    if verb.dep_ == "advcl" and verb.tag_ == "VBG":
        yield verb.head
