"""What a text itself says of two stances: "This contradicts Rao's pledge", "Agreeing with Rao, Lind said …".

One stance stands where the words are: in their sentence, else just before. The other is that of whoever is named
behind the words: in the same sentence, else elsewhere in the text, else in another, on the same proposition.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg.lang.tables import table
from kg.model import Link, LinkKind, ShiftKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model import Reading, Ref
    from kg.resolve.actors import Cast
    from kg.resolve.corpus import Corpus
    from kg.resolve.stances import Stance

AGREEMENT = "Agreement"
SENTENCE_END = re.compile(r"[.!?…][\"”’']?\s+(?=[A-Z\"“‘'])|\n\s*\n")

Pair = tuple["Stance", "Stance"]


def _found(text: str) -> Iterator[re.Match[str]]:
    """Yield the words of a text that compare stances; in most there are none, which is told at a fraction of the cost."""
    pattern, kinds = _cues()
    folded = text.casefold()
    if any(words in folded for words in kinds):
        yield from pattern.finditer(text)


@cache
def _cues() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern of all words that compare stances, and the kind of link that each states."""
    kinds = {row["words"]: row["kind"] for row in table("stated_links", ("words", "kind"))}
    longest = sorted(kinds, key=lambda words: (-len(words), words))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b", re.IGNORECASE), kinds


def stated(corpus: Corpus, cast: Cast, taken: Iterable[Stance]) -> Iterator[Link]:
    """Yield the links that the texts state themselves, each with the words that say so."""
    by_document: dict[str, list[Stance]] = defaultdict(list)
    by_matter: dict[tuple[str, str], list[Stance]] = defaultdict(list)
    for stance in sorted(taken, key=lambda s: s.ref):
        by_document[stance.ref[0]].append(stance)
        by_matter[stance.holder, stance.proposition].append(stance)
    _, kinds = _cues()
    for ident, reading in corpus.readings.items():
        if ident not in by_document:
            continue
        text = reading.article.text
        for cue in _found(text):
            alike = kinds[cue.group().casefold()] == AGREEMENT
            bounds = _sentence(text, cue.start())
            named = _named(reading, cast, cue.end(), bounds[1])
            pair = _pair(by_document[ident], by_matter, cue.start(), bounds, named, alike=alike)
            if pair is not None:
                yield _link(*pair, (ident, _tight(text, bounds)), alike=alike)


def _sentence(text: str, place: int) -> tuple[int, int]:
    """Return where the sentence around a place begins and ends."""
    begin = max((found.end() for found in SENTENCE_END.finditer(text, 0, place)), default=0)
    after = SENTENCE_END.search(text, place)
    return begin, len(text) if after is None else after.end()


def _tight(text: str, bounds: tuple[int, int]) -> Span:
    """Return a sentence without the blanks around it."""
    told = text[bounds[0] : bounds[1]]
    begin = bounds[0] + len(told) - len(told.lstrip())
    return Span(begin, bounds[0] + len(told.rstrip()))


def _named(reading: Reading, cast: Cast, begin: int, end: int) -> str | None:
    """Return whom the words compare with: the first who is named behind them in their sentence."""
    behind = [m for m in reading.mentions if begin <= m.span.begin < end]
    first = min(behind, key=lambda mention: mention.span, default=None)
    return None if first is None else cast.key(reading.article.ident, first.entity)


def _pair(
    here: list[Stance], by_matter: dict[tuple[str, str], list[Stance]], place: int, bounds: tuple[int, int],
    named: str | None, *, alike: bool,
) -> Pair | None:  # fmt: skip
    """Return the stance that the words stand by and the one that they compare it with."""
    told = [(s.begin, s) for s in here]
    within = [s for at, s in told if bounds[0] <= at < bounds[1]]
    before = [s for at, s in sorted(told, key=lambda one: one[0]) if at < bounds[0]]
    if alike:  # "Agreeing with Rao, Lind said …"
        own = next((s for s in within if s.holder != named), None)
    else:
        ahead = [s for s in within if s.begin < place]
        own = (ahead or before)[-1] if ahead or before else None
    if own is None or named is None:
        return None
    others = [s for s in within if s.begin > place] if not alike else []
    others += [s for s in (*reversed(before), *here) if s.holder == named]
    others += by_matter.get((named, own.proposition), [])
    fitting = (
        s for s in others
        if s.ref != own.ref and s.proposition == own.proposition and (s.supports is own.supports) is alike
    )  # fmt: skip
    other = next(fitting, None)
    return None if other is None else (own, other)


def _link(own: Stance, other: Stance, words: tuple[str, Span], *, alike: bool) -> Link:
    first, second = sorted((own, other), key=lambda s: s.order)
    between = LinkKind.SAME_HOLDER_OVER_TIME if own.holder == other.holder else LinkKind.BETWEEN_HOLDERS
    reason = ("the text says so itself",)
    if alike:
        return Link(AGREEMENT, first.ref, second.ref, between, reason, stated_by=words)
    if between is LinkKind.SAME_HOLDER_OVER_TIME:
        return Link("Shift", other.ref, own.ref, between, reason, None, ShiftKind.REVERSAL, words)
    return Link("Contradiction", first.ref, second.ref, between, reason, stated_by=words)


def with_stated(found: Iterable[Link], said: Iterable[Link]) -> Iterator[Link]:
    """Yield links with the words of a text that states them, and those that only a text states."""
    stating: dict[tuple[str, frozenset[Ref]], Link] = {}
    for link in sorted(
        said, key=lambda one: (one.kind, one.earlier, one.later, one.stated_by or ("", Span(0, 1)))
    ):
        stating.setdefault(_told(link), link)
    for link in found:
        stated_one = stating.pop(
            _told(link), None
        )  # of several between the same two the first takes the words
        yield link if stated_one is None else replace(link, stated_by=stated_one.stated_by)
    yield from stating.values()


def _told(link: Link) -> tuple[str, frozenset[Ref]]:
    """Return what a text says of two stances: how they stand to each other, whichever came first."""
    return link.kind, frozenset((link.earlier, link.later))
