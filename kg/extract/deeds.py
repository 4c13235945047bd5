"""What somebody is blamed or praised for by telling it as a fact: "the bank had concealed losses".

The predicate of the clause names a wrong or a merit of its agent, itself or by what the agent does, has or tries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.evaluation import lookup, only_tells
from kg.lang.lexicon import lexicon, word_set
from kg.lang.tables import table
from kg.model import Polarity, SpeechAct

if TYPE_CHECKING:
    from kg.annotate.parsed import Token

DOING = word_set("doing verbs")
TRYING = word_set("trying verbs")
ATTEMPTS = word_set("attempts")
ANSWERING = word_set("answering adjectives")
ACCUSED = word_set("accused of")
DESERVED = word_set("deserved trust")
PROVIDED = word_set("made to suffice")
SPARING = frozenset({"abetting"})
"""Classes of wrongs whose object is not who suffers them: "would embolden *Moscow*"."""
FIGHTING = word_set("fighting verbs")
SUFFERED = word_set("suffered")
"""Nouns for what befalls somebody: "Rao's arrest"."""
DEEPEST = 3
"""Infinitives that are looked through: "is trying to continue to hide"."""


@cache
def _deeds() -> dict[tuple[str, str], str]:
    return {(r["pos"], r["lemma"]): r["side"] for r in table("deeds", ("lemma", "pos", "side"))}


@cache
def _hurting() -> frozenset[str]:
    rows = (
        r for r in table("deeds", ("lemma", "pos", "side", "class")) if (r["pos"], r["side"]) == ("verb", "-")
    )
    return frozenset(r["lemma"] for r in rows if r["class"] not in SPARING)


def is_hurt_by_others(actor: Token, own: Callable[[Token], bool]) -> bool:
    """Return whether an actor is whom a wrong is told to be done to by others than a holder's own side.

    "said the ban would harm *Oslo*", "was saddened by *Rao's* death", "called an attack on *Oslo* a crime": the holder has
    nothing against either.
    """
    verb = clause.first_conjunct(actor).head
    if verb.lower_ in {"on", "against"} and _deeds().get(("noun", verb.head.lemma_.lower())) == "-":
        doers = (*clause.object_of(verb.head, "by"), *clause.owners(verb.head))
        return not any(own(doer) for doer in doers)
    noun = verb.head if verb.lower_ == "of" else verb
    if noun.lemma_.lower() in SUFFERED and actor.dep_ in {"poss", "pobj"}:
        return not any(own(doer) for doer in clause.object_of(noun, "by"))
    suffers = verb.lemma_.lower() in _hurting() and any(p.i == actor.i for p in clause.patients(verb))
    return suffers and not any(own(doer) for doer in clause.agents(verb))


def is_fought(actor: Token) -> bool:
    """Return whether an actor is whom something is done against: "vowed to fight *Oslo*", "the war on *Oslo*"."""
    above = clause.first_conjunct(actor).head
    if above.lower_ == "against":
        return True
    sided = any(c.stance == "-" and "obj" in c.frames for c in lexicon().of("verb", above.lemma_.lower()))
    hostile = sided or above.lemma_.lower() in _hurting() | FIGHTING
    return hostile and any(p.i == actor.i for p in clause.patients(above))


def deed(predicate: Token) -> tuple[Token | None, str]:
    """Return the word by which a clause tells a wrong, a merit or a duty of its agent, and its side.

    Returns:
        The word and "-", "+" or "~"; None and "" where the clause tells no deed.
    """
    if predicate.pos_ not in clause.VERBAL:
        return None, ""
    if not clause.agents(predicate):
        return _suffered(predicate)
    blamed = [
        c for c in clause.children(predicate, "xcomp") if c.lemma_ == "blame" and predicate.lemma_ == "be"
    ]
    if blamed:
        return blamed[0], "-"  # "Oslo is to blame"
    for pos, token in _told(predicate):
        if pos != "verb" and _is_lacking(token):
            return None, ""
        side = _side(pos, token)
        if side and not only_tells(token):
            return token, side
    return None, ""


def worth(token: Token) -> Polarity | None:
    """Return the side of a word by the tables of evaluations and of deeds: "brilliant", "a fraud", "misled".

    It judges who is called so, and who is said to have done it.
    """
    return lookup(token) or worth_as_deed(token)


def worth_as_deed(token: Token) -> Polarity | None:
    """Return the side of a word by the table of deeds alone, which lists no noun for what has merely a side: "leader"."""
    pos = {"ADJ": "adj", "NOUN": "noun", "VERB": "verb", "AUX": "verb"}.get(token.pos_, "")
    side = _deeds().get((pos, token.lemma_.lower()), "")
    return {"-": Polarity.OPPOSE, "+": Polarity.SUPPORT}.get(side)


def _side(pos: str, token: Token) -> str:
    """The side of a word by the table of deeds, else of a noun or adjective by that of evaluations."""
    beside = ("dobj", "advmod", "acomp")  # "took no *action*", "fell *short* of what was agreed"
    objects = clause.children(token, *beside) if pos == "verb" else []
    done = (f"{token.lemma_.lower()} {o.lemma_.lower()}" for o in objects)
    side = next((s for words in (*done, token.lemma_.lower()) if (s := _deeds().get((pos, words)))), None)
    if side is not None:
        return "" if _is_counted(token) else side
    judged = lookup(token) if pos != "verb" else None
    return "" if judged is None else {Polarity.OPPOSE: "-", Polarity.SUPPORT: "+"}.get(judged, "")


def _is_counted(verb: Token) -> bool:
    """Whether what falls short is only a number: "sales fell short of forecasts"; an offer is too little."""
    if verb.lemma_ != "fall":
        return False
    return not any(s.lemma_.lower() in PROVIDED for s in clause.own_subjects(verb))


def _is_lacking(token: Token) -> bool:
    """Whether there is little of what a clause tells: "has few good options", "showed too little courage"."""
    noun = token.head if token.dep_ == "amod" else token
    return any(c.lower_ in {"few", "little"} for c in noun.children)


def _suffered(predicate: Token) -> tuple[Token | None, str]:
    """What a passive clause without an agent tells of its subject: "cannot be trusted", "is accused of fraud"."""
    if clause.is_passive(predicate):
        if predicate.lemma_ in DESERVED and clause.modals(predicate):  # "no decision was taken" blames nobody
            return predicate, "~"
        if predicate.lemma_ in ACCUSED:
            return predicate, "-"
    return None, ""


def _told(verb: Token, depth: int = 0) -> Iterator[tuple[str, Token]]:
    """Yield the words that can tell a deed, with the part of speech that they are looked up by."""
    yield "verb", verb  # "concealed losses"
    for c in clause.children(verb, "acomp", "attr", "oprd"):
        yield from _predicated(c)
    if verb.lemma_ == "be":  # "is behind the attack"
        yield from (("noun", o) for o in clause.object_of(verb, "behind"))
    if verb.lemma_ in DOING and not clause.is_passive(
        verb
    ):  # "showed contempt", "wages a campaign of hatred"
        objects = [*clause.children(verb, "dobj"), *clause.object_of(verb, "in")]
        for obj in (o for c in objects for o in clause.conjuncts(c)):
            yield from _named(obj)
    if verb.lemma_ in TRYING and depth < DEEPEST:  # "is trying to hide it"
        for c in clause.children(verb, "xcomp"):
            yield from _told(c, depth + 1)


def _predicated(complement: Token) -> Iterator[tuple[str, Token]]:
    """Yield what an agent is said to be: "is guilty", "is a liar", "is responsible for the attack"."""
    for word in clause.conjuncts(complement):
        if word.lower_ in ANSWERING:
            for o in clause.object_of(word, "for", "of", "in"):  # "guilty of fraud", "of bribing judges"
                yield ("verb" if o.tag_ == "VBG" else "noun"), o
        elif word.pos_ == "ADJ":
            yield "adj", word
        elif word.pos_ == "NOUN":
            yield from _named(word)
            if word.lemma_ in ATTEMPTS:  # "is a move to silence the court"
                for c in clause.children(word, "acl", "relcl", "xcomp"):
                    if clause.child(c, "aux") is not None and c.tag_ == "VB":
                        yield from _told(c, DEEPEST)


def _named(noun: Token) -> Iterator[tuple[str, Token]]:
    """Yield a noun with what says of what kind it is: "a toxic climate", "a campaign of hatred"."""
    yield "noun", noun
    yield from (("adj", m) for m in clause.children(noun, "amod"))
    yield from (("noun", o) for o in clause.object_of(noun, "of"))


def _serves_only(verb: Token) -> bool:
    """Whether what is a merit is one for nobody else: "helped *only* the smugglers"."""
    return any(
        c.lower_ in {"only", "solely"} for o in clause.children(verb, "dobj") for c in (o, *o.children)
    )


def told_of(content: Token) -> tuple[Polarity, SpeechAct | None, list[str]]:
    """Return the side that lies in telling a fact: "said that the bank had concealed losses" blames the bank."""
    word, side = deed(content)
    duty = side == "~"
    foretold = any(m.lemma_ in {"will", "would"} for m in clause.modals(content))
    if word is None or (
        duty and (foretold or not clause.negations(content))
    ):  # "will not respond" blames nobody
        return Polarity.NEUTRAL, None, ["a claim of fact"]
    if side == "-" or (word.i == content.i and _serves_only(word)):
        return Polarity.OPPOSE, SpeechAct.CRITICISE, [f'"{word.text}" is told as a wrong: oppose']
    return Polarity.SUPPORT, SpeechAct.PRAISE, [f'"{word.text}" is told as a merit: support']
