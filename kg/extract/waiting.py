"""What is withheld, or goes on, until something is so: it hangs on that as on a condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import clause
from kg.lang.lexicon import lexicon, word_set

if TYPE_CHECKING:
    from kg.annotate.parsed import Token

WAITING = frozenset({"until", "till", "before"})
"""What is withheld until something is so is withheld unless it is so."""
LASTING = word_set("lasting verbs")
"""Verbs of what goes on: it goes on unless that is so until which it does."""
WITHHOLDING = word_set("refusing verbs")


def waits(verb: Token, mark: str) -> bool:
    """Return whether what a clause tells ends by what stands behind "until", "till" or "before"."""
    return _is_withheld(verb) or (mark != "before" and _lasts(verb))


def _is_withheld(verb: Token) -> bool:
    """Whether a clause tells what is not done for a time: "will not sign until …", "will withhold aid until …"."""
    if clause.negations(verb) or (verb.dep_ == "xcomp" and verb.head.lemma_ in WITHHOLDING):
        return True  # "refused to sign until …"
    if verb.dep_ in {"dobj", "xcomp", "pcomp"} and verb.tag_ == "VBG" and verb.head.i != verb.i:
        return _is_withheld(verb.head)  # "ruled out paying before …"
    if verb.lemma_ == "rule" and any(c.lower_ == "out" for c in clause.children(verb, "prt")):
        return True
    refuses = any(c.stance == "-" for c in lexicon().of("verb", verb.lemma_.lower()))
    return refuses and (
        bool(clause.modals(verb)) or verb.tag_ in {"VB", "VBG"}
    )  # "urged Bern to suspend aid until …"


def _lasts(verb: Token) -> bool:
    """Whether a clause tells what is to go on for a time: "will remain on alert until …", "vowed to go on striking until …"."""
    below = clause.children(verb, "acomp", "xcomp")  # "are determined to continue until …", hung on "are"
    verbs = [verb, *below, *(v for c in below for v in clause.children(c, "xcomp"))]
    if verb.dep_ in {"xcomp", "dobj"}:
        verbs.append(verb.head)
    wanted = verb.tag_ == "VBN" and verb.dep_ in {"oprd", "ccomp"} and not clause.auxiliaries(verb)
    return any(
        v.lemma_ in LASTING and (wanted or clause.modals(v) or v.tag_ == "VB") for v in verbs
    )  # "wants the pact suspended until …"
