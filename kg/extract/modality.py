"""How committed a holder is: modal verbs, adverbs, and words of possibility in the content."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.lang.lexicon import word_set
from kg.lang.tables import table
from kg.model import Modality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.annotate.parsed import Token

OBLIGATIONS = word_set("obligations")
PLAIN = word_set("plain negators")
_RANK = {Modality.CERTAIN: 0, Modality.PROBABLE: 1, Modality.POSSIBLE: 2}


@cache
def _levels(pos: str) -> dict[str, Modality]:
    return {
        r["lemma"]: Modality(r["modality"])
        for r in table("modality", ("lemma", "pos", "modality"))
        if r["pos"] == pos
    }


@cache
def _deontic() -> frozenset[str]:
    return frozenset(r["lemma"] for r in table("modality", ("lemma", "pos", "modality")) if r.flag("deontic"))


def hedges(predicate: Token) -> Iterator[tuple[Token, Modality]]:
    """Yield the words that weaken the clause of `predicate`, with their level.

    "may impose", "perhaps deploying", "is likely to fail", "the possibility of talks", "seems to want".
    """
    for token in _chain(predicate):
        for aux in clause.modals(token):
            if aux.lower_ in {"can", "could"} and _is_barred(token, aux):
                continue  # "could not accept it" is firm
            level = _levels("modal").get(aux.lemma_.lower(), _levels("modal").get(aux.lower_))
            if level is not None and level is not Modality.CERTAIN:
                yield aux, level
        for c in token.children:
            if c.dep_ == "advmod" and c.lower_ in _levels("adv"):
                yield c, _levels("adv")[c.lower_]
            if c.dep_ in {"acomp", "oprd", "amod"} and c.lower_ in _levels("adj"):
                yield c, _levels("adj")[c.lower_]
        pos = {"NOUN": "noun", "VERB": "verb", "ADJ": "adj"}.get(token.pos_, "")
        level = _levels(pos).get(token.lemma_.lower()) if pos and not _is_sure(token) else None
        if level is not None and level is not Modality.CERTAIN and (token.i != predicate.i or pos != "adj"):
            yield token, level


def _is_sure(verb: Token) -> bool:
    """Whether a verb weakens nothing here: "*considers* the vote a mistake"; "*expects* to be paid", "cannot be *expected* to".

    Something is weakened by "is expected to sign".
    """
    named = any(c.dep_ == "oprd" or _is_small_clause(c) for c in verb.children)
    expects = verb.lemma_ == "expect" and not (clause.is_passive(verb) and not clause.negations(verb))
    return verb.pos_ == "VERB" and (named or expects)


def _is_small_clause(complement: Token) -> bool:
    """Whether a complement only says what its subject is called: "considers [the vote a mistake]"."""
    return complement.dep_ == "ccomp" and complement.pos_ in {"NOUN", "ADJ"}


def _is_barred(verb: Token, modal: Token) -> bool:
    """Whether a modal of ability is negated right behind: "could not", "can never"."""
    return any(n.i == modal.i + 1 and n.lower_ in PLAIN for n in clause.negations(verb))


def _chain(predicate: Token) -> list[Token]:
    """The predicate and those that govern it within its finite clause: seems → to want."""
    chain = [predicate]
    while chain[-1].dep_ in {"xcomp", "pcomp", "conj"} and not clause.own_subjects(chain[-1]):
        head = chain[-1].head
        if chain[-1].dep_ == "conj" and chain[-1].tag_ in {"VBD", "VBZ"} and head.tag_ == "VBG":
            break  # "was considering the bill and respected the court"
        if head.i == chain[-1].i or head.pos_ not in {"VERB", "AUX", "ADP", "ADJ", "NOUN"}:
            break
        chain.append(head)
    return chain


def weakest(levels: list[Modality]) -> Modality:
    """Return the least committed of the levels, certain if there are none."""
    return max(levels, key=_RANK.__getitem__, default=Modality.CERTAIN)


def obligation(predicate: Token) -> Token | None:
    """Return the word that says the clause ought to be: "must", "should", "need to", "have to"."""
    for aux in clause.auxiliaries(predicate):
        if aux.lower_ in OBLIGATIONS and aux.tag_ == "MD":
            return aux
    has_infinitive = any(c.tag_ == "VB" for c in clause.children(predicate, "xcomp"))
    if predicate.lemma_.lower() in {"need", "have", "ought"} and has_infinitive:
        return predicate
    if predicate.dep_ == "xcomp" and predicate.head.lemma_.lower() in _deontic() and predicate.tag_ == "VB":
        return predicate.head
    return None
