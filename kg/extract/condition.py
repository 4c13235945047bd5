"""Conditions: what a content depends on. A condition is never read as an assertion.

"if talks fail", "unless Moscow withdraws", "should Iran refuse", "as long as the truce holds",
"provided that …", "only if …", "until …" after a negation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract import clause

if TYPE_CHECKING:
    from spacy.tokens import Token

IF_WORDS = frozenset({"if", "provided", "providing", "assuming", "supposing"})
UNLESS_WORDS = frozenset({"unless"})
AS_IF = frozenset({"as", "even", "what"})
INVERTED = frozenset({"should", "were", "had"})


@dataclass(frozen=True, slots=True)
class Dependence:
    """A conditional clause: its predicate, the word that makes it one, and its sense."""

    predicate: Token
    mark: Token
    unless: bool

    @property
    def tokens(self) -> list[Token]:
        """The words of the clause from its subordinator on, "only" before it included."""
        below = [t.i for t in clause.subtree(self.predicate)]
        begin = min([self.mark.i, *below]) if self.mark.i > min(below) else self.mark.i
        doc = self.predicate.doc
        if begin and doc[begin - 1].lower_ == "only":
            begin -= 1
        return list(doc[begin : max(self.mark.i, *below) + 1])


def conditions(predicate: Token) -> tuple[Dependence, ...]:
    """Return the conditions under which the clause of `predicate` stands, wherever the parser hung them.

    The subordinator may sit at any predicate of the same finite clause ("may impose sanctions and
    consider deploying troops if …" hangs below "consider" or "deploying"), so they are gathered over
    the whole coordination.
    """
    top = finite_top(predicate)
    own = frozenset(c.i for c in clause.conjuncts(top) if c.i != top.i and clause.own_subjects(c))
    region = clause.subtree(top, own)  # a later clause with a subject of its own keeps its condition
    inside = {t.i for t in region}
    found = [d for t in region if (d := dependence(t)) is not None]
    first = clause.first_conjunct(top)
    if first.i != top.i:  # one that opens the sentence holds for all: "If talks fail, A will …, and B will …"
        found += [d for c in first.children if c.i < first.i and (d := dependence(c)) is not None]
    above = top.head
    if above.i != top.i and top.dep_ in {"ccomp", "parataxis", "advcl"}:
        for c in above.children:  # hung at the cue: "If talks fail, Paris said, it would leave"
            d = dependence(c)
            if d is not None and c.i not in inside and not _between(above, top, c):
                found.append(d)
    for other in _or_else(top):
        found.append(other)
    once = {d.predicate.i: d for d in found}
    return tuple(d for d in sorted(once.values(), key=lambda d: d.mark.i) if not _within_other(d, set(once)))


def _between(cue: Token, content: Token, condition: Token) -> bool:
    """Whether a condition belongs to the cue itself: "He said, if asked, that …" stands between the two."""
    return cue.i < condition.i < content.left_edge.i and content.i > cue.i and any(
        c.dep_ == "mark" and c.lower_ == "that" and c.i > condition.right_edge.i for c in content.children
    )


def _within_other(d: Dependence, scope: set[int]) -> bool:
    return any(a.i in scope and a.i != d.predicate.i for a in d.predicate.ancestors)


def finite_top(predicate: Token) -> Token:
    """Return the head of the finite clause: climbs complements, gerunds and coordination without own subject."""
    top = predicate
    while top.head.i != top.i:
        if top.dep_ in {"xcomp", "pcomp"} or top.dep_ == "prep":
            top = top.head
        elif top.dep_ == "conj" and not (clause.own_subjects(top) and clause.is_clausal(top)):
            top = top.head
        elif top.dep_ in {"dobj", "pobj", "attr", "acomp", "nsubj", "nsubjpass"} and not clause.is_finite(top):
            if _is_cue_boundary(top):
                break
            top = top.head
        else:
            break
    return top


def _is_cue_boundary(token: Token) -> bool:
    return token.dep_ in {"nsubj", "nsubjpass"}


def dependence(predicate: Token) -> Dependence | None:
    """Return the condition that `predicate` heads, if it heads one."""
    for c in predicate.children:
        if c.i > predicate.i and c.dep_ != "mark":
            continue
        word = c.lower_
        if word in UNLESS_WORDS and c.dep_ in {"mark", "advmod", "prep"}:
            return Dependence(predicate, c, unless=True)
        if word in IF_WORDS and c.dep_ in {"mark", "advmod", "prep", "aux", "dep"}:
            return None if _is_embedded_question(predicate, c) else Dependence(predicate, c, unless=False)
        if word in INVERTED and _inverts(predicate, c):
            return Dependence(predicate, c, unless=False)
        if word in {"as", "so"} and c.dep_ in {"advmod", "mark"} and _long_as(predicate):
            return Dependence(predicate, _long_as(predicate) or c, unless=False)
        if word == "case" and c.dep_ == "mark":
            return Dependence(predicate, c, unless=False)
        if word in {"until", "till"} and c.dep_ == "mark" and clause.negations(predicate.head):
            return Dependence(predicate, c, unless=False)
    if predicate.lower_ in IF_WORDS and predicate.dep_ in {"prep", "advcl"} and clause.child(predicate, "pcomp", "ccomp"):
        return Dependence(predicate, predicate, unless=False)  # "provided that the truce holds"
    if predicate.lower_ == "condition" and predicate.head.lower_ == "on" and clause.child(predicate, "acl", "relcl", "ccomp"):
        return Dependence(predicate, predicate.head, unless=False)
    if predicate.lower_ == "without" and predicate.dep_ == "prep" and _is_ruled_out(predicate):
        return Dependence(predicate, predicate, unless=True)
    return None


def _is_ruled_out(preposition: Token) -> bool:
    """Whether "without" conditions its clause: "will not sign without guarantees", "Without aid, it would fall"."""
    verb = preposition.head
    if verb.pos_ not in clause.VERBAL or not clause.modals(verb):
        return False
    return bool(clause.negations(verb)) or preposition.i < verb.i


def _long_as(predicate: Token) -> Token | None:
    """The first "as" or "so" of "as long as" before a predicate."""
    words = predicate.doc[max(predicate.left_edge.i - 3, 0) : predicate.i]
    for i in range(len(words) - 2):
        if words[i].lower_ in {"as", "so"} and words[i + 1].lower_ == "long" and words[i + 2].lower_ == "as":
            return words[i]
    return None


def _is_embedded_question(predicate: Token, mark: Token) -> bool:
    """ "asked if they would come", "as if it mattered", "even if it rained" (a concession)."""
    before = predicate.doc[mark.i - 1] if mark.i else None
    if before is not None and before.lower_ in AS_IF:
        return True
    return predicate.dep_ == "ccomp" and predicate.head.lemma_ in {"ask", "wonder", "know", "see", "question", "doubt", "tell"}


def is_inverted(predicate: Token) -> bool:
    """Return whether a clause is a condition by its word order: "Should Iran refuse, …"."""
    return any(c.lower_ in INVERTED and _inverts(predicate, c) for c in predicate.children)


def _inverts(predicate: Token, auxiliary: Token) -> bool:
    """ "Should Iran refuse, …": the auxiliary before its own subject, in a clause below another, no question."""
    if auxiliary.dep_ not in {"aux", "auxpass"} or predicate.dep_ in {"ROOT", "conj"}:
        return False
    subject = next(iter(clause.own_subjects(predicate)), None)
    if subject is None or not auxiliary.i < subject.left_edge.i or predicate.sent[-1].text == "?":
        return False
    return not any(t.tag_ in {"WRB", "WP", "WDT"} for t in predicate.children)


def _or_else(top: Token) -> Iterator[Dependence]:
    """ "Withdraw, or else we will strike": the first clause undone is the condition of the second."""
    joint = clause.child(top.head, "cc") if top.dep_ == "conj" else None
    if joint is not None and joint.lower_ == "or" and any(c.lower_ in {"else", "otherwise"} for c in top.children):
        yield Dependence(top.head, joint, unless=True)
