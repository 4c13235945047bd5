"""Who does what a participle behind a speech or an occasion tells.

"gave a speech attacking the plan", "held a rally denouncing it", "said at a briefing announcing the sale that …".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.tree import VERBAL
from kg.lang.lexicon import lexicon, word_set

if TYPE_CHECKING:
    from kg.annotate.parsed import Token

DOCUMENTS = word_set("documents")
WRITINGS = word_set("writings")
"""Nouns for words that are their author's where they are issued: "filed a lawsuit accusing it"."""
ISSUING = word_set("issuing verbs")
DRAFTING = word_set("drafting verbs")
GATHERINGS = word_set("gatherings")
HOLDING = word_set("holding verbs")


def carrier(participle: Token) -> Token | None:
    """Return the verb whose subject does what a participle behind a noun tells; None where the noun itself does it.

    Args:
        participle: An "-ing" that hangs on a noun.
    """
    noun = _whole(participle.head)
    above = noun.head
    if noun.dep_ == "dobj" and above.tag_ != "VB":  # not "failed to adopt a resolution demanding talks"
        issues = noun.lemma_ in DOCUMENTS | WRITINGS and above.lemma_ in ISSUING | DRAFTING
        return above if issues or (noun.lemma_ in GATHERINGS and above.lemma_ in HOLDING) else None
    there = noun.dep_ == "pobj" and noun.lemma_ in GATHERINGS and above.lower_ in {"at", "in", "during"}
    return above.head if there and _speaks(above.head) else None


def _speaks(verb: Token) -> bool:
    """Whether a verb is one of speech: "*spoke* at a rally denouncing it", not "*was hurt* at a rally denouncing it"."""
    said = any(cue.kind == "say" for cue in lexicon().of("verb", verb.lemma_.lower()))
    return verb.pos_ in VERBAL and (said or verb.lemma_ in HOLDING)


def _whole(noun: Token) -> Token:
    """Return the speech that a participle belongs to, where it hangs on its time or place: "gave a speech in Bonn attacking him"."""
    above = noun.head.head
    hung = noun.dep_ == "pobj" and above.lemma_ in DOCUMENTS | WRITINGS
    return above if hung and noun.tag_ in {"NN", "NNP"} else noun
