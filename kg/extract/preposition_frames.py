"""Frames in which the content stands behind a preposition: "called for a truce", "voted against the bill"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.earlier import VOTING, voted_on
from kg.extract.evaluation import lookup
from kg.extract.object_frames import Slots, favoured, named_so, particles
from kg.lang.lexicon import Cue, word_set

if TYPE_CHECKING:
    from kg.annotate.parsed import Token

TIME_NOUNS = word_set("time nouns")
WHICH = word_set("which of days")
"""Adjectives of a day that only tell which, or how long."""


def is_time(noun: Token) -> bool:
    """Return whether a noun phrase tells when: "argued for years"."""
    if any(c.lower_ == "more" or c.dep_ == "poss" for c in noun.children):
        return False  # "pleaded for more time", "criticised Rao's hours at the club"
    if lookup(noun) is not None:
        return False  # "spoke of a black day"
    if noun.dep_ == "dobj" and any(c.tag_ == "JJ" and c.lower_ not in WHICH for c in noun.children):
        return False  # "hailed a historic day", but not "left the same day"
    return noun.ent_type_ in {"DATE", "TIME"} or noun.lemma_.lower() in TIME_NOUNS


def _has_left(verb: Token) -> bool:
    """Whether a verb takes something away from somewhere: "withdrew its troops from Mali"; not itself."""
    obj = clause.child(verb, "dobj")
    return obj is not None and not obj.lower_.endswith(("self", "selves"))


def _has_object(verb: Token) -> bool:
    """Whether a verb has an object already, or calls one something: "called *an election* for June", "called it a blow"."""
    named = any(c.pos_ not in clause.VERBAL for c in clause.children(verb, "ccomp"))
    return named or clause.child(verb, "dobj", "oprd") is not None


def behind_preposition(verb: Token, cue: Cue) -> Slots:
    """Yield what stands behind the preposition that a cue asks for: "called for *a truce*", "voted in favour of *it*"."""
    kept = "bare" in cue.traits and _has_object(verb)
    below = (c for word in (verb, *particles(verb, cue)) for c in word.children)
    for c in below if not kept else ():
        if c.dep_ in {"prep", "prt", "advmod", "dative"} and c.lower_ in cue.prepositions and c.i > verb.i:
            if c.lower_ == "from" and " " not in cue.lemma and _has_left(verb):
                continue  # "withdrew its troops from Mali" leaves a place, "withdrew from the pact" a matter
            if any(o.i > c.i for o in clause.children(verb, "ccomp")):
                continue  # "believes the uproar in reaction to it will pass": believes no reaction
            for obj in clause.children(c, "pobj", "pcomp"):
                backed = favoured(obj) if c.lower_ == "in" and verb.lemma_ in VOTING else obj
                if backed is not None and not is_time(backed):
                    yield (named_so(backed) or backed,), None, (c,) if backed is obj else (c, obj)
            if verb.lemma_ in VOTING:
                yield from voted_on(verb, c)
        elif c.dep_ in {"advcl", "xcomp", "ccomp"} and "for" in cue.prepositions:
            mark = clause.child(c, "mark")
            if mark is not None and mark.lower_ == "for":  # "called for Iran to stop"
                yield (c,), next(iter(clause.own_subjects(c)), None), (mark,)
