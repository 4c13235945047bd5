"""Nouns that say on whose side or against whom somebody is: "Lee, a Park critic", "Airbus's rival Boeing"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.hit import Hit
from kg.lang.lexicon import Lexicon, word_set

if TYPE_CHECKING:
    from kg.annotate.parsed import Token

ADHERENTS = word_set("adherents")
EMERGING = word_set("emerging verbs")
RANKING = word_set("ranking verbs")
PARTITIVES = word_set("partitives")
NAMED = frozenset({"NNP", "NNPS"})


def adherent_hits(noun: Token, lexicon: Lexicon) -> Iterator[Hit]:
    """Yield the stance that an adherent or opponent has on whom the noun phrase names before it.

    "Lee, a fierce Park critic", "Lee is Park's ally", "the Park supporter Ana Lee"; with "of" behind the noun
    it is a cue like others (`kg.extract.noun_cues`).
    """
    if noun.lemma_.lower() not in ADHERENTS:
        return
    followed = [
        c
        for c in clause.children(noun, "poss", "compound", "amod", "nmod")
        if c.tag_ in NAMED and c.i < noun.i
    ]
    holders = tuple(h for h in called_so(noun) if h.i not in {c.i for c in followed})
    if not followed or not holders:
        return
    for cue in lexicon.of("noun", noun.lemma_.lower())[:1]:
        # to be called a critic is no speech of one's own: a side taken, and attributed to nobody
        yield Hit(replace(cue, kind="act"), "p", noun, (noun,), holders, (followed[0],))


def called_so(noun: Token) -> list[Token]:
    """Return who is called so: whom it stands in apposition to, the subject of "is", the name behind it.

    "Lee, one of the critics of Park", "Lee emerged as a critic of Park", "Lee is among the critics of Park".
    """
    if noun.dep_ == "pobj":
        return _called_behind(noun)
    if noun.dep_ == "appos":
        return [noun.head]
    if noun.dep_ == "attr":
        return clause.subjects(noun.head)
    if noun.dep_ in {"compound", "nmod"} and noun.head.tag_ in NAMED:
        return [noun.head]
    return clause.children(noun, "appos")


def _called_behind(noun: Token) -> list[Token]:
    """Who is called so behind a preposition."""
    preposition, above = noun.head, noun.head.head
    if preposition.lower_ == "of" and above.lower_ in PARTITIVES:
        return called_so(above)
    joins = (preposition.lower_ == "among" and above.lemma_ in RANKING) or (
        preposition.lower_ == "as" and above.lemma_ in EMERGING
    )
    return clause.subjects(above) if joins else clause.children(noun, "appos")
