"""Mends who is asked to do what: the infinitive of a demand that the parser hung on a word beside those who are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.mending.moves import hang, word_before
from kg.lang.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.lang.lexicon import Lexicon

AFTER_NOUN = word_set("participles after a noun")
ASKED = frozenset({"obj-to", "on-to"})


def behind_participle(participle: Token, cues: Lexicon) -> None:
    """Mend "called on the parties *concerned* to sign": the parties are to sign."""
    if participle.lower_ not in AFTER_NOUN or participle.i != participle.head.i + 1:
        return
    asking = _asking(participle.head, cues)
    verb = next((c for c in participle.children if _is_infinitive(c)), None)
    if asking is not None and verb is not None:
        hang(verb, asking, "xcomp")


def behind_apposition(verb: Token, cues: Lexicon) -> None:
    """Mend "urged Chad and Mali, both neighbours of Niger, to sign": Chad and Mali are to sign."""
    noun = verb.head
    if noun.dep_ != "appos" or not _is_infinitive(verb) or word_before(verb.left_edge).text != ",":
        return
    asked = noun.head
    if asked.pos_ == "VERB":  # the apposition hangs on "urged" itself
        asked = next((c for c in asked.children if c.dep_ == "dobj" and c.i < noun.i), asked)
    asking = _asking(asked, cues)
    if asking is not None and word_before(noun.left_edge).text == ",":
        hang(verb, asking, "xcomp")
        hang(noun, asked)


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(c.tag_ == "TO" and c.i < verb.i for c in verb.children)


def _asking(asked: Token, cues: Lexicon) -> Token | None:
    """The verb that asks something of `asked`, its object or behind its preposition."""
    verb = asked.head.head if asked.dep_ == "pobj" else asked.head
    if asked.dep_ not in {"pobj", "dobj"} or verb.pos_ != "VERB" or verb.i > asked.i:
        return None
    frames = {f for c in cues.of("verb", verb.lemma_.lower()) for f in c.frames}
    return verb if frames & ASKED else None
