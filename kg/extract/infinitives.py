"""Infinitives below a cue: what is one, and which of them only ask or answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import clause
from kg.lang.lexicon import word_set

if TYPE_CHECKING:
    from kg.annotate.parsed import Token

ASKING = word_set("asking verbs")
ANSWERING = word_set("answering verbs")


def inquires(infinitive: Token) -> bool:
    """Return whether an infinitive only asks or answers: "wanted to know if the talks had failed", "declined to say which"."""
    beside = (c for p in clause.children(infinitive, "prep") for c in clause.children(p, "pcomp"))
    if any(clause.is_question(c) for c in beside):
        return True  # "declined to speculate on whether", "refused to be drawn on how"
    if infinitive.lemma_ not in ASKING | ANSWERING:
        return False
    return any(c.tag_ in {"WDT", "WP"} for c in clause.children(infinitive, "dobj")) or any(
        clause.is_question(c) or ((mark := clause.child(c, "mark")) is not None and mark.lower_ == "if")
        for c in clause.children(infinitive, "ccomp")
    )


def is_stray_infinitive(verb: Token, infinitive: Token) -> bool:
    """Return whether a further infinitive hangs beside its first one: "plans to sell the field, repay the loan"."""
    return (
        verb.tag_ == "VB"
        and verb.i > infinitive.i
        and not clause.has_subject(verb)
        and not clause.children(verb, "aux")
    )


def is_bare_infinitive(verb: Token) -> bool:
    """Return whether a clause has neither tense nor "that" of a subjunctive."""
    if clause.is_finite(verb) or verb.tag_ not in {"VB", "VBN"}:
        return False
    helpers = clause.children(verb, "aux", "auxpass")
    if verb.tag_ == "VBN" and [h.lower_ for h in helpers] == ["be"]:
        return False  # "insisted the dispute be settled" is a subjunctive
    mark = clause.child(verb, "mark")
    return mark is None or mark.lower_ != "that"  # "that the flag be removed" is a subjunctive


def to_be_predicate(token: Token) -> bool:
    """Return whether an infinitive of be or have hides below another head: "to be heard", "to have won"."""
    return any(c.dep_ in {"aux", "auxpass"} and c.tag_ == "TO" for c in token.children)
