"""Cues that a clause leaves out and shares with the one before it: "but Bern did not", "as did Bern", "nor has Bern"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.hit import Hit

if TYPE_CHECKING:
    from kg.annotate.parsed import Token

STANDING = frozenset({"do", "be", "have"})
"""Auxiliaries that stand for a predicate, beside the modals."""
ALIKE = frozenset({"as", "so", "nor", "neither"})
"""Words behind which the subject does what the one before it did."""
BARE = frozenset({"nsubj", "nsubjpass", "neg", "punct", "cc", "advmod", "mark", "preconj"})
KINDS = frozenset({"stance", "want", "act"})
BEHIND = frozenset({"dobj", "attr"})
"""What a subject behind its auxiliary is taken for."""
LONGEST = 8
"""Words behind an auxiliary that may name who does likewise."""


def with_elliptic(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield hits, and behind those of a sentence what a clause takes over from them.

    "Oslo backed the plan, as did Bern" is one stance of two; "Oslo backed the plan, but *Bern did not*" is a second one.
    """
    found = list(hits)
    for hit in found:
        verb = _predicate(hit)
        if verb is None or not _of_subject(hit, verb):
            yield hit
            continue
        after = list(_standing(verb))
        alike = [s for a in after if _goes_along(a) for s in _subjects(a)]
        yield replace(hit, sources=(*hit.sources, *alike))
        for auxiliary in after:
            if hit.cue.kind != "act" and not _goes_along(auxiliary) and _turns(verb, auxiliary):
                yield _shared(hit, auxiliary)


def _predicate(hit: Hit) -> Token | None:
    """The verb of a clause whose predicate a hit is; None where it is none."""
    if hit.cue.kind not in KINDS or hit.frame not in {"obj", "p", "to"}:
        return None
    if hit.cue.pos == "adj":
        return clause.first_conjunct(hit.head).head
    return hit.head if hit.cue.pos == "verb" else None


def _of_subject(hit: Hit, verb: Token) -> bool:
    """Whether the subject of a verb is who takes the side, no other in the same clause."""
    return bool({s.i for s in hit.sources} & {s.i for s in clause.own_subjects(verb)})


def _standing(verb: Token) -> Iterator[Token]:
    """The auxiliaries without a predicate of their own in the clauses joined to that of a verb."""
    joined = clause.children(verb, "conj", "parataxis", "advcl", "ccomp")
    if verb.dep_ in {"parataxis", "ccomp"}:
        joined.append(verb.head)  # "Oslo backs it; Bern does not", hung the other way round
    for auxiliary in joined:
        stands = auxiliary.lemma_ in STANDING or auxiliary.tag_ == "MD"
        bare = all(
            c.lower_ == "according" or c.dep_ in BARE or c.i < verb.right_edge.i < auxiliary.left_edge.i
            for c in auxiliary.children
            if c.i != verb.i
        )
        if auxiliary.i > verb.i and stands and (bare or _goes_along(auxiliary)) and _subjects(auxiliary):
            yield auxiliary


def _goes_along(auxiliary: Token) -> bool:
    """Whether a clause opens with "as did", "so does", "nor has", "neither will"."""
    before = auxiliary.doc[auxiliary.i - 1]
    left = not any(c.dep_ in clause.SUBJECTS and c.i < auxiliary.i for c in auxiliary.children)
    return before.lower_ in ALIKE and left and auxiliary.right_edge.i - auxiliary.i <= LONGEST


def _subjects(auxiliary: Token) -> list[Token]:
    """Who does what the auxiliary stands for: before it, or behind it as in "nor has *Bern*", read as its object."""
    own = clause.own_subjects(auxiliary)
    if own or not _goes_along(auxiliary):
        return own
    return [s for c in clause.children(auxiliary, *BEHIND) if c.i > auxiliary.i for s in clause.conjuncts(c)]


def _turns(verb: Token, auxiliary: Token) -> bool:
    """Whether a clause with a bare auxiliary says the opposite of the one before it, or the same of what is not so."""
    return bool(clause.negations(auxiliary) or clause.negations(verb))


def _shared(hit: Hit, auxiliary: Token) -> Hit:
    """The hit as the clause of the auxiliary takes it over, with its own subject and negation."""
    negation = clause.negations(auxiliary)
    words = tuple(sorted((auxiliary, *(n for n in negation if n.head.i == auxiliary.i)), key=lambda t: t.i))
    return replace(
        hit,
        cue=replace(hit.cue, pos="verb"),
        head=auxiliary,
        words=words,
        sources=tuple(_subjects(auxiliary)),
        shown=(),
    )
