"""Finds further places of names that the document has already settled: what the tagger missed, and names in names."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.model import Form, Kind

if TYPE_CHECKING:
    from kg.annotate.board import Board, Draft
    from kg.knowledge import Knowledge

_SHORTEST = 3
"""Code points of the shortest single word that is looked for again."""


def find_repeats(board: Board, knowledge: Knowledge) -> None:
    """Note each further occurrence of a name: standing alone, or within a longer name ("Ann Lee Foundation").

    A single surname within a longer name is left alone: the Ford Foundation is not Ford.
    """
    layout = board.layout
    forms: dict[str, list[tuple[tuple[str, ...], Draft]]] = defaultdict(list)
    claimed: dict[tuple[str, ...], Draft | None] = {}
    for sighting in board.sightings:
        tokens = tuple(layout.text[slice(*(sighting.core or (sighting.begin, sighting.end)))])
        if knowledge.metonym(" ".join(tokens)) is not None:
            continue  # whether it acts is asked at each place
        if len(tokens) > 1 or (len(tokens[0]) >= _SHORTEST and sighting.draft.kind is not Kind.PERSON):
            old = claimed.setdefault(tokens, sighting.draft)
            if old is not sighting.draft:
                claimed[tokens] = None  # "Moscow", the city and the state
    for tokens in sorted(claimed, key=lambda t: (-len(t), t)):
        draft = claimed[tokens]
        if draft is not None:
            forms[tokens[0]].append((tokens, draft))
    spans = {(s.begin, s.end) for s in board.sightings}
    for i, word in enumerate(layout.text):
        for tokens, draft in forms.get(word, ()):
            end = i + len(tokens)
            if tuple(layout.text[i:end]) == tokens and _is_free(board, i, end, spans, draft):
                board.add(i, end, draft, Form.NAMED)
                break


def _is_free(board: Board, begin: int, end: int, spans: set[tuple[int, int]], draft: Draft) -> bool:
    """Return whether the tokens can be a mention of their own: in no name, or wholly within a longer one."""
    layout = board.layout
    if (begin, end) in spans or layout.tag[end - 1] not in {"NNP", "NNPS"}:
        return False
    outer = {id(s): s for i in range(begin, end) if (s := board.named_at.get(i))}
    if not outer:
        return begin not in board.adjectives
    one = next(iter(outer.values()))
    if one.draft is draft:
        return False
    return len(outer) == 1 and one.begin <= begin and end <= one.end and one.draft.kind is not Kind.PERSON
