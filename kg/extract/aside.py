"""Actors that a sentence names beside a holder who has nothing against or for them, whatever word stands between."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.adherent_cues import called_so
from kg.extract.deeds import is_hurt_by_others
from kg.lang.lexicon import lexicon
from kg.model import Kind

if TYPE_CHECKING:
    from kg.annotate.document import Annotated
    from kg.annotate.parsed import Token
    from kg.extract.sides import Sides
    from kg.model import Entity

ACTING = frozenset({*clause.SUBJECTS, "conj"})


def is_aside(annotated: Annotated, sides: Sides, holder: Entity, actor: Token) -> bool:
    """Return whether an actor is set beside a holder, hurt by others, or the holder's own description.

    Args:
        annotated: The article.
        sides: Who is on whose side.
        holder: Who may take a side.
        actor: Head of the words that name the other.
    """
    return (
        is_own_description(annotated, holder, actor)
        or _is_affiliation(annotated, actor)
        or _is_likened(actor)
        or _is_contrasted(actor)
        or _is_earlier(annotated, holder, actor)
        or _is_beside(annotated, holder, actor)
        or is_hurt_by_others(actor, partial(sides.is_own, holder))
    )


def is_own_description(annotated: Annotated, holder: Entity, actor: Token) -> bool:
    """Return whether words for somebody say what a holder is: "Oslo is one of *the critics of Bern*"."""
    return any(annotated.entity_at(t) == holder for t in called_so(actor))


def _is_affiliation(annotated: Annotated, actor: Token) -> bool:
    """Return whether an actor is only where another one belongs: "sued Ann Rao of *Falke Shipping*"."""
    member = annotated.mention_at(actor.head.head) if actor.head.lower_ == "of" else None
    return actor.dep_ == "pobj" and member is not None and member.entity.kind is Kind.PERSON


def _is_likened(actor: Token) -> bool:
    """Return whether an actor is likened to another, or the other to it, for good or ill: "compared *Rao* to *Napoleon*"."""
    verb = clause.governor(actor)
    likens = any("as-to" in cue.frames for cue in lexicon().of("verb", verb.lemma_.lower()))
    to_whom = [o for c in (verb, *clause.children(verb, "dobj")) for o in clause.object_of(c, "to", "with")]
    return likens and bool(to_whom) and actor in {*to_whom, *clause.children(verb, "dobj")}


def _is_contrasted(actor: Token) -> bool:
    """Return whether an actor is the subject of a clause set beside: "Oslo argued that it would pay, while *Bern* refused"."""
    verb = clause.first_conjunct(actor).head
    mark = clause.child(verb, "mark")
    apart = mark is not None and mark.lower_ in {"while", "whereas", "though", "although"}
    return actor.dep_ in ACTING and verb.dep_ == "advcl" and apart


def _is_earlier(annotated: Annotated, holder: Entity, actor: Token) -> bool:
    """Whether an actor did something of its own first: "Oslo failed to agree after *Bern* had cast *its* veto"."""
    for verb in actor.ancestors:
        mark = clause.child(verb, "mark")
        if verb.dep_ == "advcl" and mark is not None and mark.lower_ in {"after", "before"}:
            doers = {annotated.entity_at(t) for t in clause.own_subjects(verb)}
            return holder not in doers and annotated.entity_at(actor) in doers
    return False


def _is_beside(annotated: Annotated, holder: Entity, actor: Token) -> bool:
    """Whether an actor does something of its own: "Oslo voted against it and *Bern* voted in favour"."""
    verb = clause.first_conjunct(actor).head
    if verb.dep_ != "conj" or actor.dep_ not in ACTING:
        return False
    doers = clause.own_subjects(clause.first_conjunct(verb))
    return any(annotated.entity_at(t) == holder for t in doers)
