"""Judges the positions and events of readings by what people marked in the same articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from kg.evaluate.gold import GoldArticle, GoldEvent, GoldPosition, GoldPositions
from kg.evaluate.gold_positions import check
from kg.evaluate.measure import char_f, characters, name_key, same_condition, same_words
from kg.evaluate.pairing import Pair, pairs
from kg.graph.concepts import event_types
from kg.model import EventMention, Position, Reading, Resolution

_NEEDED, _OPTIONAL = 2.0, 1.5
"""Weight of a gold item before the share of its words (up to 1): so many finds as can be are paired."""
_PROPERTY = 0.1
"""Weight of a right polarity or modality: it decides between finds of the same words."""


@dataclass(frozen=True, slots=True)
class Match:
    """A gold position and the find that shows it."""

    gold: GoldPosition
    found: Position
    polarity: bool
    modality: bool
    condition: bool
    """Whether the find has the gold's condition, or neither has one."""

    @property
    def strict(self) -> bool:
        """Whether everything is right."""
        return self.polarity and self.modality and self.condition


@dataclass(frozen=True, slots=True)
class EventMatch:
    """A gold event and the find that shows it."""

    gold: GoldEvent
    found: EventMention
    type: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """What was right and wrong in one article; an article that could not be read has no reading."""

    article: GoldArticle
    reading: Reading | None
    holders: Mapping[int, frozenset[str]]
    """Number of an entity to its names in the corpus, as `name_key` writes them."""
    matches: tuple[Match, ...]
    """Needed positions that were found."""
    extras: tuple[Match, ...]
    """Optional ones."""
    missed: tuple[GoldPosition, ...]
    """Needed ones."""
    false: tuple[Position, ...]
    events: tuple[EventMatch, ...]
    """Needed events that were found."""
    missed_events: tuple[GoldEvent, ...]


def judge(gold: GoldPositions, readings: Sequence[Reading], resolution: Resolution) -> tuple[Judged, ...]:
    """Return what is right and wrong in each article of `gold`, in its order.

    A find shows a gold position when a name of its holder, in the whole corpus, is one of the gold holder's and
    its content shows the same words. Pairs are one to one. An event shows one when its trigger touches it.

    Raises:
        InputError: If the gold belongs to other texts.
    """
    by_source = {source: r for r in readings for source in (r.article.source, *r.article.also)}
    actors = {a.key: frozenset(map(name_key, (a.label, *a.names))) for a in resolution.actors}
    types = {event.key: event.type for event in resolution.events}
    judged = []
    for article in gold.articles:
        reading = by_source.get(str(PurePath(gold.folder, article.name)))
        if reading is None:
            judged.append(_unread(article))
            continue
        check(gold, article, reading)
        ident = reading.article.ident
        names = {
            e.number: actors.get(resolution.actor_of.get((ident, e.number), ""), frozenset())
            for e in reading.entities
        }
        keys = [resolution.event_of.get((ident, number)) for number in range(len(reading.events))]
        wider = [
            _wider({mention.type, types.get(key or "", mention.type)})
            for mention, key in zip(reading.events, keys, strict=True)
        ]
        judged.append(_article(gold, article, reading, names, wider))
    return tuple(judged)


def names_gold(gold: GoldPositions, actors: Iterable[str], names: frozenset[str]) -> bool:
    """Return whether one of `names` is a name of one of the gold actors."""
    return any(names & gold.names[key] for key in actors)


def _wider(types: Iterable[str]) -> frozenset[str]:
    """Return the types and all that are wider, by name in capitals."""
    return frozenset(c.name.upper() for name in types for c in event_types().chain(name))


def _unread(article: GoldArticle) -> Judged:
    missed = tuple(g for g in article.positions if not g.optional)
    return Judged(
        article, None, {}, (), (), missed, (), (), tuple(e for e in article.events if not e.optional)
    )


def _article(
    gold: GoldPositions,
    article: GoldArticle,
    reading: Reading,
    names: Mapping[int, frozenset[str]],
    wider: Sequence[frozenset[str]],
) -> Judged:
    weights: dict[Pair, float] = {}
    for i, marked in enumerate(article.positions):
        words = characters([marked.span])
        for j, found in enumerate(reading.positions):
            content = characters(found.content)
            if same_words(words, content) and names_gold(
                gold, marked.holders, names.get(found.holder.number, frozenset())
            ):
                right = (found.polarity in marked.polarities) + (found.modality in marked.modalities)
                base = _OPTIONAL if marked.optional else _NEEDED
                weights[i, j] = base + char_f(words, content) + _PROPERTY * right
    paired = pairs(weights)
    matches = [_match(article.positions[i], reading.positions[j]) for i, j in paired]
    rows, columns = {i for i, _ in paired}, {j for _, j in paired}
    events = _events(article, reading, wider)
    seen = {event.gold.ident for event in events}
    return Judged(
        article,
        reading,
        names,
        tuple(m for m in matches if not m.gold.optional),
        tuple(m for m in matches if m.gold.optional),
        tuple(g for i, g in enumerate(article.positions) if i not in rows and not g.optional),
        tuple(p for j, p in enumerate(reading.positions) if j not in columns),
        tuple(event for event in events if not event.gold.optional),
        tuple(e for e in article.events if e.ident not in seen and not e.optional),
    )


def _match(gold: GoldPosition, found: Position) -> Match:
    if gold.condition is None:
        condition = not found.conditions
    else:
        condition = same_condition(characters([gold.condition]), characters(c.span for c in found.conditions))
    return Match(gold, found, found.polarity in gold.polarities, found.modality in gold.modalities, condition)


def _events(
    article: GoldArticle, reading: Reading, wider: Sequence[frozenset[str]]
) -> tuple[EventMatch, ...]:
    weights: dict[Pair, float] = {}
    for i, marked in enumerate(article.events):
        words = characters([marked.span])
        for j, found in enumerate(reading.events):
            trigger = characters([found.trigger])
            if words & trigger:
                base = _OPTIONAL if marked.optional else _NEEDED
                weights[i, j] = base + char_f(words, trigger) + bool(wider[j] & marked.types)
    return tuple(
        EventMatch(article.events[i], reading.events[j], bool(wider[j] & article.events[i].types))
        for i, j in pairs(weights)
    )
