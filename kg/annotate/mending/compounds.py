"""Mends titles, words and owners of several parts, which the parser took for words of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.mending.moves import BEFORE_NOUN, hand_over, hang, take_place, word_after, word_before
from kg.lang.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.lang.lexicon import Lexicon

NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
SECOND_HALVES = word_set("second halves of titles")
SECOND_NAMES = word_set("second halves of states")
"""What stands behind "and" in the name of one state."""


def name_before_object(noun: Token) -> None:
    """Mend "described the *Hamas reply* as encouraging": one object, and nobody to whom a reply is described."""
    name = word_before(noun)
    two = (
        noun.tag_ == "NN"
        and name.tag_ == "NNP"
        and name.head.i == noun.head.i
        and name.dep_ in {"dobj", "dative"}
    )
    opened = any(c.dep_ == "det" and c.i < name.i for c in name.children)
    if two and opened and not any(c.dep_ in BEFORE_NOUN for c in noun.children):
        hang(name, noun, "compound")
        hand_over([c for c in name.children if c.dep_ in BEFORE_NOUN and c.dep_ != "compound"], noun)


def hyphenated(hyphen: Token, _cues: Lexicon) -> None:
    """Mend "the *vice-president*", "a *non-starter*": halves and hyphen were taken for three words of one clause.

    In "the *secretary-general* of the league" the second half was taken for another name of the first, in "the
    *premier-designate*" for an adjective.
    """
    first, last = word_before(hyphen), word_after(hyphen)
    joined = first.idx + len(first.text) == hyphen.idx and hyphen.idx + 1 == last.idx
    if not joined or first.pos_ not in NOMINAL or last.pos_ not in NOMINAL:
        return
    inside = {first.i, hyphen.i, last.i}
    outer = {(t.head.i, t.dep_) for t in (first, hyphen, last) if t.head.i not in inside}
    titled = hyphen.dep_ == "punct" and last.lower_ in SECOND_HALVES
    if titled and first.head.i == last.i:
        _make_noun(last)
    elif titled and last.head.i == first.i and last.dep_ in {"appos", "amod"}:
        _make_noun(last)
        _join(first, hyphen, last)
    elif hyphen.dep_ != "punct" and len(outer) == 1 and first.head.i not in inside:
        _join(first, hyphen, last)


def _make_noun(word: Token) -> None:
    """Take the second half of a title for a noun."""
    if word.pos_ == "ADJ":
        word.tag_, word.pos_ = "NN", "NOUN"


def _join(first: Token, hyphen: Token, last: Token) -> None:
    """Make the second half the head of the first, in its place."""
    others = [c for c in first.children if c.i not in {hyphen.i, last.i}]
    take_place(last, first)
    hand_over(others, last)
    hang(first, last, "compound")
    hang(hyphen, last, "punct")
    hyphen.tag_, hyphen.pos_ = "HYPH", "PUNCT"


def owner_of_two_words(mark: Token, _cues: Lexicon) -> None:
    """Mend "the *Republic of Peru's* envoy left", read as the republic of an envoy, and "*Bosnia and Herzegovina's* envoy"."""
    last = mark.head
    noun = last.head
    inside = noun.head if noun.dep_ == "pobj" else None
    first = inside.head if inside is not None else noun.head
    if last.dep_ != "poss" or noun.dep_ not in {"pobj", "conj"} or not first.i < last.i < noun.i:
        return
    if inside is None and last.text not in SECOND_NAMES:
        return
    if inside is not None and any(t.ent_iob_ != "I" for t in mark.doc[first.i + 1 : last.i + 1]):
        return
    take_place(noun, first)
    hang(first, noun, "poss")
    hang(last, inside or first, "pobj" if inside is not None else "conj")
    hang(mark, first)
