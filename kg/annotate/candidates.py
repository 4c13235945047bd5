"""Collects what a pronoun can refer to: mentions, groups of mentions, and nouns that are no actor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Kind

if TYPE_CHECKING:
    from kg.annotate.board import Board, Draft, Sighting
    from kg.annotate.layout import Layout

SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
BODIES = frozenset({Kind.STATE, Kind.GOVERNMENT, Kind.ORGANISATION, Kind.BLOC, Kind.OUTLET, Kind.PLACE})
_NOUNS = {"NN", "NNS", "NNP", "NNPS"}
_WEIGHT = {
    "nsubj": 3.0,
    "nsubjpass": 2.9,
    "csubj": 2.5,
    "dobj": 1.4,
    "dative": 1.6,
    "agent": 1.4,
    "pobj": 1.0,
    "attr": 0.6,
}
"""How salient a grammatical role makes what fills it; editorial, after Lappin and Leass (1994), subject first."""
_OTHER_WEIGHT = 0.7
_INNER_WEIGHT = 0.3
_POSSESSOR_OF_SUBJECT = 2.2
_PAIR_WEIGHT = 2.4
_NO_ACTOR = 0.4
"""What a noun that is no actor is behind an actor in the same role."""
_APPOSITIONS = 4


@dataclass(slots=True)
class Candidate:
    """Something that a pronoun could refer to; `draft` is None for a noun that is no actor."""

    token: int
    draft: Draft | None
    plural: bool
    weight: float
    body: bool = False
    """Whether "it" fits."""


def weight(layout: Layout, i: int) -> float:
    """Return how salient the grammatical role makes token `i`."""
    i = layout.first_conjunct(i)
    for step in range(_APPOSITIONS):
        if layout.dep[i] != "appos":
            break
        i = layout.first_conjunct(layout.head[i])
        if step == _APPOSITIONS - 1:
            return _OTHER_WEIGHT
    if layout.dep[i] == "poss" and layout.dep[layout.first_conjunct(layout.head[i])] in SUBJECT:
        return _POSSESSOR_OF_SUBJECT
    return _WEIGHT.get(layout.dep[i], _OTHER_WEIGHT)


def candidate(layout: Layout, i: int, draft: Draft) -> Candidate:
    """Return the candidate for a mention of `draft` at token `i`."""
    body = draft.kind in BODIES or (draft.kind is Kind.GROUP and not draft.plural)
    return Candidate(i, draft, draft.plural, weight(layout, i), body)


def collect(board: Board) -> list[Candidate]:
    """Return all candidates of the document but the pronouns, in order."""
    layout = board.layout
    heads = {**board.titled, **board.at_head}
    inside = {i for s in board.sightings for i in range(*(s.core or (s.begin, s.end)))}
    found: list[Candidate] = []
    within = _within_others(board)
    for i in range(len(layout)):
        if i in heads:
            one = candidate(layout, i, heads[i].draft)
            bracketed = heads[i].begin > 0 and layout.text[heads[i].begin - 1] in {"(", "["}
            if bracketed or (i in within and layout.dep[i] != "poss"):
                one.weight = _INNER_WEIGHT
            found.append(one)
        elif i not in inside and layout.tag[i] in _NOUNS and layout.dep[i] != "compound":
            plural = layout.tag[i] in {"NNS", "NNPS"}
            found.append(Candidate(i, None, plural, weight(layout, i) - _NO_ACTOR))
    for i in sorted(heads):
        group = _coordination(board, i, heads) or partners(board, i, heads[i].draft, heads)
        if group is not None:
            found.append(group)
    return sorted(found, key=lambda c: c.token)


def _within_others(board: Board) -> set[int]:
    """Return the heads of names that only qualify a longer mention: "Labour" in "Labour leader Ann Lee"."""
    inner: set[int] = set()
    for outer in board.sightings:
        own = range(*(outer.core or (outer.head, outer.head + 1)))
        inner.update(i for i in range(outer.begin, outer.end) if i not in own and i in board.named_at)
    return inner


def _coordination(board: Board, i: int, heads: dict[int, Sighting]) -> Candidate | None:
    """Return "A and B" for the token of A."""
    layout = board.layout
    if layout.dep[i] == "conj":
        return None
    joined = [i, *(j for j in layout.conjuncts(i) if j in heads)]
    group = _group(board, [heads[j].draft for j in joined])
    return Candidate(joined[-1], group, plural=True, weight=weight(layout, i) + 0.1) if group else None


def partners(board: Board, i: int, draft: Draft, heads: dict[int, Sighting]) -> Candidate | None:
    """Return A and B where the subject at token `i` does something with B: "spoke with B", "held a call with B"."""
    layout = board.layout
    if layout.dep[i] != "nsubj":
        return None
    verb = layout.head[i]
    thing = layout.child(verb, "dobj")
    for governor in (verb, *([] if thing is None else [thing])):
        for child in layout.children[governor]:
            partner = layout.child(child, "pobj") if layout.lower[child] == "with" else None
            if partner is not None and partner in heads:
                return _pair(board, draft, heads[partner].draft, partner)
    if thing is not None and thing in heads and layout.lemma[verb] == "meet":
        return _pair(board, draft, heads[thing].draft, thing)
    return None


def _pair(board: Board, one: Draft, two: Draft, token: int) -> Candidate | None:
    """Return the candidate for two actors that do something together."""
    group = _group(board, [one, two])
    return Candidate(token, group, plural=True, weight=_PAIR_WEIGHT) if group else None


def _group(board: Board, drafts: list[Draft]) -> Draft | None:
    """Return the group of different single actors, all persons or none; None if they are no such group."""
    members = list({id(draft): draft for draft in drafts}.values())
    kinds = {draft.kind is Kind.PERSON for draft in members}
    if len(members) < 2 or len(kinds) > 1 or all(draft.plural for draft in members):
        return None
    return board.together(members)
