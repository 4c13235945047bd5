"""Adjectives, participles and predicative prepositions as cues: who is ready, wary, opposed, against."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.frames import is_condition
from kg.extract.hit import Hit
from kg.extract.supposed import is_supposed
from kg.lang.lexicon import Cue, Lexicon, lemmas, word_set

if TYPE_CHECKING:
    from kg.annotate.parsed import Token

COPULAS = word_set("copulas")
BEFALLING = word_set("receiving verbs") | word_set("mishaps") | word_set("losses")
"""Verbs of what comes to somebody, who need not want it."""
PUTTING = word_set("putting verbs")
FIXED = frozenset(lemma for lemma in lemmas("prep") if " " in lemma)
"""Prepositions of several words."""
SPEAKERS = frozenset({"i", "we"})
LINKS = COPULAS | word_set("postures")
"""Verbs that link a subject to an adjective: "stands ready to help" too."""


def predicate_hits(verb: Token, lexicon: Lexicon) -> Iterator[Hit]:
    """Yield prepositions as predicates: "Oslo is against the plan", "is in favour of talks", "is at odds with Bern".

    With an object it is the object that comes to be so: "the row puts *Oslo* at odds with Bern".
    """
    put = clause.child(verb, "dobj") if verb.lemma_ in PUTTING else None
    if verb.lemma_ not in COPULAS and put is None:
        return
    holders = clause.subjects(verb) if put is None else clause.conjuncts(put)
    linked = (verb, *clause.children(verb, "prep"))
    joined = [
        c for w in linked for c in clause.children(w, "conj") if c.pos_ == "ADP"
    ]  # "for arms, but against debt"
    for preposition in (*clause.children(verb, "prep"), *joined):
        lemma, words = _predicative(preposition)
        if put is not None and len(words) == 1:
            continue
        if lemma == "for" and not any(s.lower_ in SPEAKERS for s in clause.own_subjects(verb)):
            continue  # "the tents are for the refugees"
        for cue in (c for c in lexicon.of("prep", lemma) if "p" in c.frames):
            for content in clause.children(words[-1], "pobj", "pcomp"):
                yield Hit(cue, "p", words[0], words, tuple(holders), (content,))


def _predicative(preposition: Token) -> tuple[str, tuple[Token, ...]]:
    """The preposition with its words: "against"; "in favour of", "at odds with"."""
    noun = clause.child(preposition, "pobj")
    inner = next(iter(clause.children(noun, "prep")), None) if noun is not None else None
    if noun is None or inner is None or noun.pos_ != "NOUN":
        return preposition.lower_, (preposition,)
    lemma = f"{preposition.lower_} {noun.lower_} {inner.lower_}".replace("favor", "favour")
    return (lemma, (preposition, noun, inner)) if lemma in FIXED else (preposition.lower_, (preposition,))


def plan_hits(verb: Token, lexicon: Lexicon) -> Iterator[Hit]:
    """Yield what a headline says that somebody is to do: "Oslo to join the pact"; what befalls him is no plan."""
    mark = clause.child(verb, "aux")
    if verb.tag_ != "VB" or verb.dep_ != "ROOT" or mark is None or mark.tag_ != "TO":
        return
    subject = clause.own_subjects(verb)
    if not subject or clause.is_passive(verb) or verb.lemma_ in BEFALLING:
        return
    for cue in lexicon.of("prep", "to"):
        yield Hit(cue, "to", mark, (mark,), tuple(subject), (verb,))


def adjective_hits(adjective: Token, lexicon: Lexicon) -> Iterator[Hit]:
    """Yield the cues that an adjective or participle is: "Oslo is ready to sign", "officials wary of the plan"."""
    cues = lexicon.of("adj", adjective.lower_)
    if not cues:
        return
    first = clause.first_conjunct(adjective)
    copula = first.head if first.dep_ in {"acomp", "attr", "oprd", "xcomp", "advcl", "acl", "amod"} else first
    if first.dep_ in {"acomp", "attr", "oprd"} and copula.lemma_ not in LINKS:
        return
    if adjective.tag_ == "VBN" and clause.child(adjective, "auxpass") is not None:
        copula = adjective  # "is opposed to", parsed as a passive
    if first.dep_ == "amod" and adjective.i < first.head.i:
        return
    if (maker := _made_known(first)) is not None:
        yield from _known_hits(adjective, maker, cues)
        return
    holder = clause.subjects(copula) if first.dep_ in {"acomp", "attr", "oprd"} else clause.subjects(first)
    if first.dep_ in {"amod", "acl"} and not holder:
        holder = [first.head]
    taken: set[int] = set()
    for cue in cues:
        for frame, content, words in _adjective_contents(adjective, copula, cue):
            if content.i not in taken:
                taken.add(content.i)
                yield Hit(
                    cue,
                    frame,
                    adjective,
                    tuple(sorted((adjective, *words), key=lambda t: t.i)),
                    tuple(holder),
                    (content,),
                )


def _made_known(adjective: Token) -> Token | None:
    """The verb of "made *it* clear that the talks were over": who makes it clear says so."""
    verb = adjective.head
    it = any(s.lower_ == "it" for s in clause.own_subjects(adjective))
    return verb if adjective.dep_ == "ccomp" and it and verb.lemma_ == "make" else None


def _known_hits(adjective: Token, maker: Token, cues: tuple[Cue, ...]) -> Iterator[Hit]:
    sources = tuple(clause.agents(maker))
    for cue in cues:
        for frame, content, words in _adjective_contents(adjective, adjective, cue):
            if frame == "that":
                shown = tuple(sorted((adjective, maker, *words), key=lambda t: t.i))
                yield Hit(cue, frame, adjective, shown, sources, (content,))
                return


def _adjective_contents(
    adjective: Token, copula: Token, cue: Cue
) -> Iterator[tuple[str, Token, tuple[Token, ...]]]:
    complements = [*adjective.children]
    beside = (
        adjective.dep_ == "advcl" and copula.lemma_ not in LINKS
    )  # "Oslo, *alarmed* by it, warned that …"
    if copula.i != adjective.i and not beside:
        complements += [
            c
            for c in copula.children
            if c.i > adjective.i and (c.dep_ in {"xcomp", "ccomp", "prep"} or is_supposed(copula, c))
        ]
    for c in complements:
        if c.i < adjective.i:
            continue
        if c.dep_ == "xcomp" and "to" in cue.frames and c.tag_ == "VB":
            yield "to", c, ()
        elif (
            c.dep_ in {"ccomp", "advcl"}
            and "that" in cue.frames
            and clause.is_finite(c)
            and not is_condition(adjective, c)
        ):
            yield "that", c, ()
        elif "if" in cue.frames and is_supposed(copula, c):
            yield "if", c, ()
        elif c.dep_ == "prep" and c.lower_ in cue.prepositions:
            for obj in clause.children(c, "pobj", "pcomp") or _stood_for(copula):
                yield "p", obj, (c,)


def _stood_for(copula: Token) -> list[Token]:
    """The noun that a relative clause without pronoun is about: "patrols *Oslo is opposed to*"."""
    subject = clause.own_subjects(copula)
    about_noun = copula.dep_ == "relcl" and subject and subject[0].tag_ not in {"WDT", "WP"}
    return [copula.head] if about_noun else []
