"""Gives a noun phrase the noun back that the parser took for a verb: "the Baltic Council think tank"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.moves import BEFORE_NOUN, SUBJECTS, hand_over, hang, make, take_place
from kg.lang.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Token

OFFICES = words("titles", "word")
"""Titles: of several holders no name is made."""


def think_tank(think: Token) -> None:
    """Mend "told the Baltic Council *think tank* that …": nobody "thinks a tank".

    The name before it hangs on "tank", which takes its place; what hung on "think" goes to the verb behind it, else to the
    one that "think" hung on.
    """
    if think.i == 0 or think.pos_ != "VERB" or think.i + 1 >= len(think.doc):
        return
    tank, name = think.nbor(1), think.nbor(-1)
    if tank.lower_ not in {"tank", "tanks"} or name.pos_ not in {"PROPN", "NOUN", "ADJ"}:
        return
    verb = _behind(think, tank)
    above = verb or (tank.head if think.head.i == tank.i else think.head)
    if above.i in {think.i, tank.i} or above.pos_ not in {"VERB", "AUX"}:
        return
    others = [c for c in think.children if c.i not in {tank.i, verb.i if verb is not None else -1}]
    behind = [c for c in tank.children if c.i > tank.i and (verb is None or c.i != verb.i)]
    if verb is not None:
        take_place(verb, think)
        if verb.tag_ == "VBN" and not any(c.dep_ == "auxpass" for c in verb.children):
            make(verb, "VBD", "VERB")
    _clause(others, above)
    _phrase(think, tank, name)
    if verb is not None:
        hand_over(behind, verb)


def _behind(think: Token, tank: Token) -> Token | None:
    """Return the verb that the clause has instead of "think": behind the noun, drawn to it or to "think"."""
    for verb in (*tank.children, *think.children):
        drawn = verb.dep_ in {"acl", "ccomp"} and verb.tag_ in {"VBN", "VBD", "VBZ", "VBP"}
        if drawn and verb.i > tank.i:
            own = [c for c in verb.children if c.dep_ in SUBJECTS]
            if not own or own[0].i == tank.i:
                return verb
    return None


def _phrase(think: Token, tank: Token, name: Token) -> None:
    """Put "tank" where the name before it hung, and the name and "think" before "tank"."""
    before = [c for c in name.children if c.dep_ in BEFORE_NOUN]
    take_place(tank, name)
    hang(name, tank, "amod" if name.pos_ == "ADJ" else "compound")
    hand_over(before, tank)
    make(think, "NN", "NOUN")
    hang(think, tank, "compound")


def _clause(others: list[Token], above: Token) -> None:
    """Hang what hung on "think" on the verb; "Ann Lee speaking" becomes its subject, who speaks."""
    for child in others:
        subject = next((c for c in child.children if c.dep_ == "nsubj"), None)
        if child.dep_ == "csubj" and subject is not None:
            hang(subject, above, "nsubj")
            hang(child, subject, "acl")
        else:
            hang(child, above)


def office_holders(noun: Token) -> None:
    """Mend "The Ministers agreed", with the capital of a communiqué: ministers, and no name."""
    single = noun.lower_.removesuffix("s")
    if noun.tag_ not in {"NNP", "NNPS"} or single == noun.lower_:
        return
    if single in OFFICES and noun.is_title and not noun.ent_type_ and noun.dep_ not in {"compound", "nmod"}:
        make(noun, "NNS", "NOUN")
        noun.lemma_ = single


def noun_after_that(noun: Token) -> None:
    """Mend "disputes that *account*": a verb has no relative clause, so "that" points at a noun."""
    if noun.head.pos_ != "VERB" or noun.head.i != noun.i - 2 or noun.nbor(-1).lower_ != "that":
        return
    make(noun, "NN", "NOUN")
    noun.dep_ = "dobj"
    pointer = noun.nbor(-1)
    make(pointer, "DT", "DET")
    pointer.dep_ = "det"
