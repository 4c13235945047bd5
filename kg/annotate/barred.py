"""Whom a pronoun cannot denote, by where it stands: fellow arguments, who speaks, asks, wants or is spoken of."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.annotate.candidates import SUBJECT
from kg.annotate.possessors import wants_undergone
from kg.annotate.preferences import asker, clause_of, reported_before, subject_of
from kg.lang.lexicon import lexicon, word_set
from kg.model import Kind, SpeechAct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.annotate.board import Board, Draft
    from kg.annotate.speakers import Speakers

HARMING = word_set("harming verbs")


def barred(board: Board, speakers: Speakers, i: int, *, personal: bool, speaks: bool) -> set[int]:
    """Return the ids of the drafts that the pronoun at token `i` cannot denote.

    Args:
        board: The sightings of the document.
        speakers: Who speaks where.
        i: Token of the pronoun.
        personal: Whether it is a personal pronoun, no possessive or reflexive.
        speaks: Whether it is the subject of a verb of saying or wanting.
    """
    drafts = [*_beside(board, i), *_wanting(board, i)]
    if personal and board.layout.dep[i] not in SUBJECT:
        drafts.append(_named(board, subject_of(board.layout, clause_of(board.layout, i))))
    if personal and (wishing := _wished_for(board, i)) >= 0:
        drafts.append(_named(board, wishing))
    drafts += [_harmed(board, i), _charging(board, i)]
    speaker = speakers.of(i)
    drafts += [speaker.draft if speaker is not None else None, _named(board, asker(board.layout, i))]
    if speaks:
        drafts += _spoken_of(board, i)
    return {id(draft) for draft in drafts if draft is not None}


def _wished_for(board: Board, i: int) -> int:
    """Return who wishes something done to what a pronoun denotes, else -1: "*Oslo* wants it postponed"."""
    layout = board.layout
    done, wish = layout.head[i], layout.head[layout.head[i]]
    helped = any(layout.dep[c] in {"aux", "auxpass", "mark"} for c in layout.children[done])
    if layout.dep[i] not in SUBJECT or layout.tag[done] != "VBN" or layout.dep[done] != "ccomp" or helped:
        return -1
    return subject_of(layout, wish)


def _charging(board: Board, i: int) -> Draft | None:
    """Return who makes the claim that a pronoun denies: in "*Bern* accused Oslo of spying, a charge it denies" it is not Bern."""
    layout = board.layout
    verb = layout.head[i]
    if layout.dep[i] not in SUBJECT or layout.dep[verb] != "relcl" or not _denies(layout.lemma[verb]):
        return None
    above = layout.head[verb]
    while layout.head[above] != above:
        above = layout.head[above]
    return _named(board, subject_of(layout, above))


@cache
def _denies(verb: str) -> bool:
    """Whether the object of a verb is what somebody says is not so."""
    return any(cue.act is SpeechAct.DENY and "obj" in cue.frames for cue in lexicon().of("verb", verb))


def _harmed(board: Board, i: int) -> Draft | None:
    """Return who says that his own things would be hurt: in "*Oslo* said it would wreck its economy" it is not Oslo."""
    layout = board.layout
    verb = layout.head[i]
    if (
        layout.lower[i] not in {"it", "they"}
        or layout.dep[verb] != "ccomp"
        or layout.lemma[verb] not in HARMING
    ):
        return None
    done_to = layout.child(verb, "dobj")
    if layout.dep[i] != "nsubj" or done_to is None or layout.child(done_to, "poss") is None:
        return None
    return _told_by(board, layout.head[verb])


def _told_by(board: Board, verb: int) -> Draft | None:
    """Return the subject of a verb of saying, of "Oslo, which says …" Oslo."""
    subject = subject_of(board.layout, verb)
    if subject < 0:
        return None
    relative = board.layout.dep[verb] == "relcl" and board.layout.lower[subject] in {"which", "who", "that"}
    return _named(board, board.layout.head[verb] if relative else subject)


def _named(board: Board, token: int) -> Draft | None:
    """Return who is named, or called by an office, at a token."""
    sighting = board.at_head.get(token) or board.titled.get(token)
    return sighting.draft if sighting is not None else None


def _beside(board: Board, i: int) -> Iterator[Draft]:
    """Yield who is coordinated with the pronoun: "*Rao* and he"."""
    first = board.layout.first_conjunct(i)
    for other in (first, *board.layout.conjuncts(first)):
        if other != i and other in board.at_head:
            yield board.at_head[other].draft


def _spoken_of(board: Board, i: int) -> Iterator[Draft]:
    """Yield who is named in what the pronoun reports: "If Rao won, *he* added, prices would rise" is not Rao's."""
    for j in reported_before(board.layout, i):
        named = board.named_at.get(j) if board.quoted[j] < 0 else None
        if named is not None and named.draft.kind is Kind.PERSON:
            yield named.draft


def _wanting(board: Board, i: int) -> Iterator[Draft | None]:
    """Yield who wants others removed in "*Oslo and Bern* favour their removal"."""
    verb = wants_undergone(board.layout, i)
    subject = subject_of(board.layout, verb) if verb >= 0 else -1
    if subject >= 0:
        heads = (subject, *board.layout.conjuncts(subject))
        wanting = [board.at_head[j].draft for j in heads if j in board.at_head]
        yield from wanting
        yield board.together(wanting) if len(wanting) > 1 else None
