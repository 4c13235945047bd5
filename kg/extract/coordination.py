"""Which clauses and phrases of a coordination are propositions of their own, and which run on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.content_side import are_two_orders

if TYPE_CHECKING:
    from kg.annotate.parsed import Token


COMPLEMENTS = frozenset(
    {"dobj", "prep", "ccomp", "xcomp", "acomp", "attr", "oprd", "dative", "agent", "advmod"}
)


def coordinated(head: Token) -> list[Token]:
    """Return the heads of the propositions in a coordination: a conjunct counts if it has something of its own."""
    found = [head]
    found += [o for o in clause.conjuncts(head) if o.i != head.i and _stands_alone(head, o)]
    for c in [x for part in list(found) for x in part.children]:
        if (
            c.dep_ == "advcl"
            and c.tag_ == "VBG"
            and (mark := clause.child(c, "mark"))
            and mark.lower_ == "while"
        ):
            found.append(c)  # "raise its spending while making sure that Oslo is heard"
        elif c.dep_ == "advcl" and c.i > c.head.i and _is_bare_predicate(c):
            found.append(c)  # "is void, does not comply with the law", the second taken for an adverbial
        elif c.dep_ in {"ccomp", "parataxis"} and clause.is_clausal(head) and _is_run_on(head, c):
            found += [c, *(o for o in clause.conjuncts(c) if o.i != c.i and _stands_alone(c, o))]
    return sorted({t.i: t for t in found}.values(), key=lambda t: t.i)


def _is_bare_predicate(verb: Token) -> bool:
    """Whether a clause is finite without subject and subordinator: a further predicate of the same subject."""
    return clause.is_finite(verb) and not any(
        c.dep_ in {*clause.SUBJECTS, "mark", "expl"} or c.tag_ == "WRB" for c in verb.children
    )


def _is_run_on(head: Token, other: Token) -> bool:
    """Whether two clauses are merely strung together, by comma, dash or semicolon."""
    if (
        not clause.own_subjects(other)
        or clause.child(other, "mark") is not None
        or not clause.own_subjects(head)
    ):
        return False
    if leads_in(other, head):
        return False
    edge = other.right_edge.i + 1 if other.i < head.i else other.left_edge.i - 1
    if (
        edge + 1 < len(head.doc) and head.doc[edge + 1].lower_ == "otherwise"
    ):  # "Sign, otherwise we will leave"
        return True
    return 0 <= edge < len(head.doc) and head.doc[edge].text in {";", "—", "–", "-", "...", ":", "…"}


def leads_in(other: Token, head: Token) -> bool:
    """Return whether a clause before a colon is the writer's: "Two senators rebelled: the base must stay, said Kim Lo"."""
    behind = other.right_edge.i + 1
    if other.i > head.i or other.head.i != head.i or head.dep_ not in {"ccomp", "ROOT"}:
        return False
    colon = head.doc[other.i : head.i]
    return (
        behind < len(head.doc)
        and any(t.text == ":" for t in colon)
        and not any(t.is_quote for t in head.sent)
    )


def _stands_alone(first: Token, other: Token) -> bool:
    """Whether a conjunct is a proposition of its own: "may raise tariffs and *weigh a boycott*"."""
    if any(c.lower_ == "than" and c.i < other.i for c in clause.children(first, "cc")):
        return False  # "to burn it rather than sell it"
    if clause.is_clausal(other) and clause.is_clausal(first):
        if clause.own_subjects(other) or are_two_orders(first, other):
            return True
        if first.i > other.i:
            return False
        shared = not any(c.dep_ in COMPLEMENTS and first.i < c.i < other.i for c in first.children)
        turns = bool(clause.modals(other)) and not clause.modals(first)  # "was cruel and must end"
        if turns or (first.tag_ == "VBN" and other.tag_ in {"VBD", "VBZ"}):
            shared = False  # "has failed and should be lifted", "had changed and needed no guide"
        return not shared and (turns or any(c.dep_ in COMPLEMENTS | {"advcl"} for c in other.children))
    if clause.is_clausal(other) or clause.is_clausal(first):
        return other.tag_ == "VBG" or clause.is_clausal(other)  # "sanctions and even sending soldiers"
    own = {"prep", "acl", "relcl", "poss"}
    both = any(c.dep_ in own for c in other.children) and any(c.dep_ in own for c in first.children)
    return both or _is_contrast(first, other)


def _is_contrast(first: Token, other: Token) -> bool:
    """Whether one of two things is put in the other's place: "not aid but trade"."""
    joint = clause.child(first, "cc")
    negated = any(c.lower_ == "not" and c.i < first.i for c in first.children)
    return negated and joint is not None and joint.lower_ == "but" and joint.i < other.i


def joints(part: Token, cut: frozenset[int]) -> frozenset[int]:
    """Return the coordinators between a part and those cut off it."""
    if not cut:
        return frozenset()
    return frozenset(c.i for c in part.children if c.dep_ in {"cc", "preconj"} and any(c.i < i for i in cut))
