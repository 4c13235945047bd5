"""Event mentions with their actors, type and time settled."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.events import lexicon as event_types
from kg.model import Kind
from kg.resolve.names import slug, stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from kg.model import Entity, EventMention, EventStatus, Reading
    from kg.resolve.actors import Cast
    from kg.resolve.belonging import Belonging

CONNECTIVES = frozenset({"of", "the", "on", "for", "and", "in", "at"})
STATEMENT = "STATEMENT"
DETERMINERS = tuple([word] for word in ("the", "The", "this", "This", "that", "That"))
SENTENCE_END = re.compile(r"[.!?…][\"”’']?\s|\n\s*\n")

Interval = tuple["date", "date"]


@cache
def category(type_name: str) -> str:
    """Return the category of an event type; a name that is not in the tables is its own."""
    found = event_types.load().types.get(type_name)
    return found.category if found is not None else type_name


@cache
def reciprocal(type_name: str) -> bool:
    """Return whether all who take part in an event of the type do the same."""
    found = event_types.load().types.get(type_name)
    return found is not None and found.reciprocal


def same_kind(one: str, other: str) -> bool:
    """Return whether two types are equal or one is the category of the other."""
    return one == other or (category(one) == category(other) and category(one) in (one, other))


class Report(NamedTuple):
    """One event mention of one document, without the words that tell of it: it may go to another process."""

    ident: str
    number: int
    """Its place among the mentions of the document."""
    type: str
    """The name of the event type."""
    status: EventStatus
    initiators: frozenset[str]
    recipients: frozenset[str]
    participants: frozenset[str]
    place: str | None
    place_state: str | None
    """The state in which the place lies, where a text says so."""
    interval: Interval | None
    published: date | None
    word: str
    """Stem of the last word of the trigger."""
    proper: str
    """Slug of the event's own name ("munich-security-conference"), else empty."""
    definite: bool = False
    """Whether it is spoken of as known already: "the strike", "that meeting"."""
    place_in_text: int = 0
    """Where its trigger begins."""
    headline: bool = False
    """Whether it stands in the first line of its text."""
    sentence: int = 0
    """Number of its sentence in the text, by full stops and paragraphs."""
    told: str = ""
    """The words of that sentence, where the document has a report that is recognised by them."""

    @property
    def bare(self) -> bool:
        """Return whether it names nobody and speaks of what is known: "the strike"."""
        return self.definite and not self.participants

    @property
    def narrow(self) -> bool:
        """Return whether the type is narrower than a category."""
        return category(self.type) != self.type


def reports(ident: str, reading: Reading, cast: Cast) -> list[Report]:
    """Return the event mentions of the reading of one document."""
    text = reading.article.text
    stops = [found.end() for found in SENTENCE_END.finditer(text)]
    listed = list(_reports(ident, reading, cast, stops))
    if not any(report.bare for report in listed):
        return listed
    sentences = [text[begin:end] for begin, end in pairwise((0, *stops, len(text)))]
    return [report._replace(told=sentences[report.sentence]) for report in listed]


def _reports(ident: str, reading: Reading, cast: Cast, stops: Sequence[int]) -> Iterator[Report]:
    text, by_number = reading.article.text, {entity.number: entity for entity in reading.entities}
    known: dict[frozenset[str], frozenset[str]] = {}

    def actors(*entities: Entity | None) -> frozenset[str]:
        found: set[str] = set()
        for entity in entities:
            if entity is not None:
                each = [by_number[number] for number in entity.members if number in by_number] or [entity]
                found.update(key for one in each if (key := cast.key(ident, one)) is not None)
        made = frozenset(found)
        return known.setdefault(made, made)  # most reports of a document are of the same few

    first_line = len(text) - len(text.lstrip()) + len(text.lstrip().partition("\n")[0])
    for index, mention in enumerate(reading.events):
        place = cast.key(ident, mention.place)
        trigger = mention.trigger.of(text)
        yield Report(
            ident,
            index,
            mention.type,
            mention.status,
            actors(mention.initiator),
            actors(mention.recipient),
            actors(mention.initiator, mention.recipient, *mention.participants),
            place,
            _state_of_place(place, mention, cast.belonging),
            _interval(mention),
            reading.article.published,
            stem(trigger.split()[-1]),
            proper_name(trigger),
            _is_definite(text, mention),
            mention.trigger.begin,
            mention.trigger.begin < first_line,
            bisect_right(stops, mention.trigger.begin),
        )


def _is_definite(text: str, mention: EventMention) -> bool:
    """Return whether a determiner stands before the trigger, or before its doer's name there: "the Malian raid"."""
    before = text[: mention.trigger.begin].rstrip()
    doer = mention.initiator_span
    if doer is not None and doer.end == len(before):
        before = text[: doer.begin]
    return before.split()[-1:] in DETERMINERS


def _interval(mention: EventMention) -> Interval | None:
    begins, ends = mention.begins or mention.ends, mention.ends or mention.begins
    return None if begins is None or ends is None else (min(begins, ends), max(begins, ends))


def _state_of_place(key: str | None, mention: EventMention, belonging: Belonging) -> str | None:
    if key is None:
        return None
    if belonging.kind(key) is Kind.STATE:
        return key
    return (mention.place.state if mention.place is not None else None) or belonging.state(key, None)


def proper_name(words: str) -> str:
    """Return the slug of an event's own name: two words or more, each with a capital; else an empty text."""
    told = [word for word in re.findall(r"[^\W_]+(?:[-'’.][^\W_]+)*", words) if word not in CONNECTIVES]
    return slug(" ".join(told)) if len(told) > 1 and all(word[0].isupper() for word in told) else ""
