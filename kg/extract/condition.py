"""Conditions: what a content depends on, wherever the parser hung it. A condition is never read as an assertion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.dependence import Dependence, dependence

if TYPE_CHECKING:
    from kg.annotate.parsed import Token

AGAINST = frozenset({"whereas", "while", "although", "though"})


def conditions(predicate: Token) -> tuple[Dependence, ...]:
    """Return the conditions under which the clause of `predicate` stands, wherever the parser hung them.

    The subordinator may sit at any predicate of the same finite clause ("may impose sanctions and
    weigh leaving the pact if …" hangs below "weigh" or "leaving"), so they are gathered over
    the whole coordination.
    """
    top = finite_top(predicate)
    own = frozenset(c.i for c in clause.conjuncts(top) if c.i != top.i and _stands_apart(top, c))
    own |= _told_of_others(top, predicate)
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
            if d is not None and c.i not in inside and not _between(above, top, c) and _is_nearest(top, c):
                found.append(d)
    elif first.i != top.i:  # hung at the cue: "said crews had waited and Oslo would pay *should Bern agree*"
        behind = (c for c in first.head.children if c.i > top.i and _is_nearest(top, c))
        found += [d for c in behind if (d := dependence(c)) is not None]
    found += _or_else(top)
    once = {d.predicate.i: d for d in found if not _is_of_quotation(predicate, d)}
    return tuple(d for d in sorted(once.values(), key=lambda d: d.mark.i) if not _within_other(d, set(once)))


def _is_of_quotation(predicate: Token, condition: Dependence) -> bool:
    """Whether a condition is part of what another is quoted with: 'hailed a gift by Oslo, which promised "more if Bern helps"'."""
    between = [t.i for t in predicate.doc[predicate.i : condition.mark.i] if t.is_quote]
    if len(between) != 1 or between[0] + 1 == condition.mark.i:  # '"if Bern helps"' may be all that is quoted
        return False
    inside = sum(t.is_quote for t in predicate.doc[predicate.sent.start : predicate.i]) % 2
    told = any(a.i > between[0] for a in condition.predicate.ancestors)
    told |= any(t.dep_ == "relcl" for t in predicate.doc[predicate.i : between[0]])
    return told and not inside


def _is_nearest(top: Token, condition: Token) -> bool:
    """Whether no later clause that stands apart is nearer to a condition behind both."""
    first = clause.first_conjunct(top)
    apart = [first, *(c for c in clause.conjuncts(first) if c.i != first.i and _stands_apart(first, c))]
    before = [c.i for c in apart if c.i < condition.i]
    return not before or before[-1] == top.i or condition.i < top.i


def _told_of_others(top: Token, predicate: Token) -> frozenset[int]:
    """What another conjunct says, and what is set against the clause: "Oslo objected, *whereas Bern would sign if* …".

    "Thanked Oslo for its help, and vowed that it would strike if …" thanks for ever.
    """
    above = {predicate.i, *(a.i for a in predicate.ancestors if a.i != top.i)}
    others = [c for c in clause.conjuncts(top) if c.i not in above]
    marks = (m for c in clause.children(top, "advcl") for m in clause.children(c, "mark"))
    against = {m.head.i for m in marks if m.lower_ in AGAINST}
    return frozenset(against | {said.i for c in others for said in clause.children(c, "ccomp")})


def _stands_apart(first: Token, other: Token) -> bool:
    """Whether a later conjunct keeps its condition: with a subject, or a modal of its own.

    "The strike is over, and Oslo may yield if …", "the closure was fair and would be lifted if …".
    """
    if clause.own_subjects(other):
        return True
    own = any(c.tag_ == "MD" for c in clause.children(other, "aux"))
    return own and not clause.modals(first) and clause.is_finite(first)


def _between(cue: Token, content: Token, condition: Token) -> bool:
    """Whether a condition belongs to the cue itself: "He said, if asked, that …" stands between the two."""
    return (
        cue.i < condition.i < content.left_edge.i
        and content.i > cue.i
        and any(
            c.dep_ == "mark" and c.lower_ == "that" and c.i > condition.right_edge.i for c in content.children
        )
    )


def _within_other(d: Dependence, scope: set[int]) -> bool:
    return any(a.i in scope and a.i != d.predicate.i for a in d.predicate.ancestors)


def finite_top(predicate: Token) -> Token:
    """Return the head of the finite clause: climbs complements, gerunds and coordination without own subject."""
    top = predicate
    while top.head.i != top.i and _goes_on_above(top):
        top = top.head
    return top


def _goes_on_above(token: Token) -> bool:
    if token.dep_ in {"xcomp", "pcomp", "prep"}:
        return True
    if token.dep_ == "conj":
        return not (clause.is_clausal(token) and _stands_apart(clause.first_conjunct(token), token))
    return token.dep_ in {"dobj", "pobj", "attr", "acomp"} and not clause.is_finite(token)


def _or_else(top: Token) -> Iterator[Dependence]:
    """As in "Withdraw, or else we will strike": the first clause undone is the condition of the second."""
    for c in clause.children(top, "ccomp", "advcl", "parataxis"):
        if c.i < top.i and clause.child(c, "mark") is None:  # "Sign, otherwise we will leave"
            between = [
                t
                for t in top.doc[c.i + 1 : top.i]
                if t.lower_ in {"otherwise", "else"} and t.head.i in {c.i, top.i}
            ]
            yield from (Dependence(c, mark, unless=True) for mark in between[:1])
    joint = clause.child(top.head, "cc") if top.dep_ == "conj" else None
    if (
        joint is not None
        and joint.lower_ == "or"
        and any(c.lower_ in {"else", "otherwise"} for c in top.children)
    ):
        yield Dependence(top.head, joint, unless=True)
