"""Tells the "it" that refers to something from the one that only holds a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lang.lexicon import word_set

if TYPE_CHECKING:
    from kg.annotate.layout import Layout
    from kg.annotate.lexicon import Lexicon

OF_MATTERS = word_set("said of matters")
"""What an act or a claim can be, and nobody."""
HAPPENINGS = word_set("happenings")
_SUBJECT = {"nsubj", "nsubjpass", "csubj"}
_EXPLETIVE = word_set("expletive verbs")
_CLAUSE = {"ccomp", "xcomp", "advcl", "csubj", "relcl", "acl"}


def is_expletive(layout: Layout, i: int, lex: Lexicon) -> bool:
    """Return whether the "it" at token `i` refers to nothing: "it is clear that", "it seems", "it took weeks"."""
    verb = layout.head[i]
    if layout.dep[i] not in _SUBJECT:
        return layout.dep[i] == "dobj" and any(
            layout.dep[c] in {"ccomp", "xcomp", "oprd"} for c in layout.children[verb]
        )
    clauses = [c for c in layout.children[verb] if c > i and layout.dep[c] in _CLAUSE]
    lemma = layout.lemma[verb]
    if lemma in _EXPLETIVE:
        return bool(clauses) or lemma in {"rain", "snow"}
    if layout.dep[i] == "nsubjpass":
        return any(layout.dep[c] == "ccomp" for c in clauses)
    if lemma != "be":
        return False
    for child in layout.children[verb]:
        if layout.dep[child] in {"acomp", "attr"}:
            below = [c for c in layout.children[child] if layout.dep[c] in _CLAUSE]
            happened = layout.dep[child] == "attr" and layout.lower[child] in HAPPENINGS
            if happened or layout.lower[child] in OF_MATTERS:
                clauses.append(
                    child
                )  # "it would not be necessary", "it was the fourth attack": what, not who
            infinitive = any(layout.dep[c] == "xcomp" for c in below)
            if layout.lower[child] in lex.it_predicates["to" if infinitive else "that"]:
                return False
            clauses += below
    return bool(clauses)
