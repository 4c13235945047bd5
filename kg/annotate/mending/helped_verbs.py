"""Mends verbs that were taken for nouns or attributes, as a modal, an auxiliary, "that" or "to" beside them shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.mending.hypotheses import inverted_should
from kg.annotate.mending.moves import BEFORE_NOUN, hand_over, hang, has_subject, make, take_place, word_after
from kg.lang.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.lang.lexicon import Lexicon

HELPING = word_set("helping verbs")
"""Verbs that may stand before another without a particle or carry its tense."""


def behind_modal(modal: Token) -> None:
    """Mend what a modal stands before or inverts."""
    if modal.dep_ not in {"aux", "auxpass"}:
        _bare_modal(modal)
    elif modal.lower_ == "should":
        inverted_should(modal)


def _bare_modal(modal: Token) -> None:
    """Mend "Managua must not jail priests": after a modal stands a verb, "jail" is no part of "jail priests"."""
    rest = modal.doc[modal.i + 1 : modal.sent.end]
    verb = next((t for t in rest if t.tag_ != "RB"), None)
    if verb is None or verb.tag_ != "NN" or verb.left_edge.i != verb.i or verb.dep_ == "npadvmod":
        return
    if not modal.is_ancestor(verb) or (verb.dep_ == "compound" and verb.head.tag_ != "NNS"):
        return
    _verb_of(modal, verb)


def _verb_of(modal: Token, verb: Token) -> None:
    whole = verb.head if verb.dep_ == "compound" and verb.head.head.i == modal.i else None
    below = [c for c in modal.children if c.i not in {verb.i, whole.i if whole is not None else -1}]
    take_place(verb, modal)
    make(verb, "VB", "VERB")
    hang(modal, verb, "aux")
    hand_over(below, verb)
    if whole is not None:
        hang(whole, verb, "dobj")


def is_auxiliary_of(child: Token, noun: Token) -> bool:
    """Return whether a word before a noun makes it a verb: "will … sign", "was hiding"."""
    if child.dep_ != "aux" or child.i > noun.i:
        return False
    return child.tag_ == "MD" or (child.lemma_ == "be" and noun.lower_.endswith("ing"))


def noun_with_auxiliary(noun: Token) -> None:
    """Mend "claimed Kyiv was hiding losses", "only then will Yemen sign": what has an auxiliary is a verb."""
    if noun.dep_ == "compound" and noun.head.i > noun.i:  # "hiding losses"
        thing = noun.head
        take_place(noun, thing, "ccomp" if thing.dep_ == "dobj" else "")
        hand_over([c for c in thing.children if c.i < noun.i or c.dep_ == "punct"], noun)
        hang(thing, noun, "dobj")
    auxiliary = next(c for c in noun.children if is_auxiliary_of(c, noun))
    if not has_subject(noun):
        before = [c for c in noun.children if c.dep_ in {"compound", "poss"} and c.i > auxiliary.i]
        if not before:
            return
        hand_over([c for c in noun.children if c.dep_ == "det" and c.i < before[-1].i], before[-1])
        hand_over(before[:-1], before[-1])
        before[-1].dep_ = "nsubj"
    make(noun, "VBG" if auxiliary.lemma_ == "be" else "VB", "VERB")


def clause_of_nouns(noun: Token) -> None:
    """Mend "asked that the gas flow again": a that-clause has a verb, so the last of its nouns is one."""
    before = [c for c in noun.children if c.dep_ == "compound" and c.i == noun.i - 1]
    if not before or has_subject(noun) or any(c.dep_ in {"cop", "aux"} for c in noun.children):
        return
    subject = before[0]
    hand_over([c for c in noun.children if c.i < subject.i and c.dep_ in BEFORE_NOUN], subject)
    subject.dep_ = "nsubj"
    make(noun, "VBZ" if noun.tag_ == "NNS" else "VB", "VERB")


def verb_read_as_auxiliary(verb: Token, cues: Lexicon) -> None:
    """Mend "Oslo wants not aid but trade": "wants" helps no other verb."""
    thing = verb.head
    lemma = verb.lower_.removesuffix("s")  # an auxiliary is not looked up by the lemmatiser
    if thing.i < verb.i or thing.tag_ not in {"VB", "VBP"} or not cues.of("verb", lemma):
        return
    verb.lemma_, verb.pos_ = lemma, "VERB"
    moving = [c for c in thing.children if c.i < verb.i or c.dep_ == "punct"]
    take_place(verb, thing)
    hand_over(moving, verb)
    hang(thing, verb, "dobj")
    make(thing, "NN", "NOUN")


def infinitive_of_list(mark: Token) -> None:
    """Mend "to buy the railway and to lower fares": "lower" is the second verb, "fares" what it lowers."""
    verb = word_after(mark)
    thing = verb.head
    if verb.tag_ != "VB" or verb.dep_ not in {"amod", "compound"} or thing.head.i != mark.i:
        return
    before = [c for c in thing.children if c.i < thing.i and c.i != verb.i]
    take_place(verb, mark)
    make(verb, "VB", "VERB")
    hang(mark, verb, "aux")
    hang(thing, verb, "dobj")
    hand_over([c for c in before if c.i < verb.i], verb)
