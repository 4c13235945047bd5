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
TIMING = frozenset({"when", "once", "after"})
"""What is done only then is done on that condition."""
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


def is_awaited(predicate: Token, word: Token) -> bool:
    """Return whether something is only to come when a clause has come true: "will talk *only when* it ends", "will *only* talk *once* it ends"."""
    host = predicate.head
    if predicate.dep_ != "advcl" or not (clause.modals(host) or host.tag_ == "VB"):
        return False
    beside = word.i > 0 and word.doc[word.i - 1].lower_ == "only"
    return beside or any(c.lower_ == "only" and c.i < host.i for c in clause.children(host, "advmod"))


def is_offered(predicate: Token, once: Token) -> bool:
    """Return whether something is promised for when another acts: "offered to let them in *once Oslo apologises*"."""
    host = predicate.head
    subject = next(iter(clause.own_subjects(predicate)), None)
    if once.lower_ != "once" or predicate.dep_ != "advcl" or subject is None or predicate.tag_ == "VBD":
        return False
    to_come = bool(clause.modals(host)) or host.tag_ == "VB"
    return to_come and not any(a.tag_ == "VBD" for a in clause.auxiliaries(predicate))
