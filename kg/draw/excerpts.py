"""The sentences that a page needs of an article whose text it does not hold."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.draw.records import Passage, View


def excerpts(view: View) -> dict[str, list[tuple[int, str]]]:
    """Return article → (begin, words) of its longest passages, in the order of the text.

    Every passage of the view that lies in an article without text lies within one of them, so that words which
    several findings share are written once.
    """
    bare = {a.id for a in view.articles if a.text is None}
    found: defaultdict[str, set[Passage]] = defaultdict(set)
    for passage in _passages(view):
        if passage.article in bare:
            found[passage.article].add(passage)
    return {article: list(_longest(found[article])) for article in sorted(found)}


def _longest(passages: Iterable[Passage]) -> Iterator[tuple[int, str]]:
    """Yield those that lie within no other."""
    reached = -1
    for p in sorted(passages, key=lambda p: (p.begin, -p.end)):
        if p.end > reached:
            reached = p.end
            yield p.begin, p.words


def _passages(view: View) -> Iterator[Passage]:
    """Yield all passages that a page shows."""
    for p in view.positions:
        for group in (p.evidence, p.content, p.condition_words, p.cue, p.holder_words, p.target_words):
            yield from group
    for event in view.events:
        for sentence, trigger, _ in event.reports:
            yield from (sentence, trigger)
    for link in view.links:
        if link.stated_by is not None:
            yield link.stated_by
