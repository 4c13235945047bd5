"""What the words about an event say: its clause, read as a claim is."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.lang.tables import table
from kg.model import Claim, EventStatus, Span
from kg.resolve.classes import classes, outcomes
from kg.resolve.matter import lasting
from kg.resolve.names import plain, stem
from kg.resolve.packing import packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kg.model import EventMention, Reading
    from kg.resolve.actors import Cast
    from kg.resolve.matter import Lasting, Matter
    from kg.resolve.settling import Settler

BOUND = re.compile(
    r"[;:!?\n\"“”]|[.,](?=\s|$)|\s[—–-]\s|\s(?:after|before|when|while|because|although|but)\s"
)
"""Where the words about an event begin and end."""
STOP = re.compile(r"(?<!\b[A-Z])[.!?][”’\"')]*\s+|\n\s*")
"""Where a sentence ends: not behind an initial ("J. Kent", "U.S. troops")."""
AHEAD = re.compile(r"\b(?:will|would|shall|should|may|might|could|must|not|never|to)\b")
"""Before the word for an event: it is not told as done ("will not supply", "ready to sign")."""

_ACT = Claim("", "")
"""In the place of the claim that an act was read as: its words are told beside it."""


class Told(NamedTuple):
    """What the words about an event that happened say, where they are about a matter."""

    number: int
    """Of the event mention in its document."""
    agent: str
    """Whose act it is."""
    words: str
    sentence: Span
    matter: Lasting
    refused: bool
    """Whether it will not be."""


def told_acts(reading: Reading, settler: Settler) -> Iterator[Told]:
    """Yield what the words about a document's events say, of those that happened on a day that is known."""
    article, cast = reading.article, settler.cast
    for number, mention in enumerate(reading.events):
        agent = agent_of(article.ident, mention, cast, article.published)
        if agent is None or (mention.begins or article.published) is None:
            continue
        if is_fact(article.ident, mention, cast, article.published, agent):
            told = _clause(mention, article.text)
            matter, refused = _settled(mention, told, article.text, settler)
            if matter is not None:
                sentence = _sentence(mention, article.text)
                yield Told(number, agent, told, sentence, lasting(matter, _ACT), refused)


def packed_told(told: Told) -> list[Any]:
    """Return what is told of an event as JSON holds it."""
    sentence = told.sentence
    return [
        told.number, told.agent, told.words, sentence.begin, sentence.end, packed(told.matter), told.refused,
    ]  # fmt: skip


def unpacked_told(plain: list[Any], ident: str) -> Told:
    """Return what `packed_told` wrote of a document."""
    number, agent, told, begin, end, matter, refused = plain
    meant = unpacked(matter, ident, _ACT)
    return Told(number, agent, told, Span(begin, end), meant, refused)


def done_here(reading: Reading, names: frozenset[str], cast: Cast, settler: Settler) -> Iterator[Matter]:
    """Yield what a document reports as done, read as claims are.

    Args:
        reading: The document.
        names: Which classes of action count.
        cast: The actors.
        settler: Of the document.
    """
    ident, text, published = reading.article.ident, reading.article.text, reading.article.published
    for mention in reading.events:
        if not classes().families.get(stem(_verb(mention.trigger.of(text))), frozenset()) & names:
            continue
        agent = agent_of(ident, mention, cast, published)
        if agent is None or not is_fact(ident, mention, cast, published, agent):
            continue
        matter, refused = _settled(mention, _clause(mention, text), text, settler)
        if matter is not None and matter.closed and matter.agent is not None and not refused:
            yield matter


def agent_of(ident: str, mention: EventMention, cast: Cast, on: date | None) -> str | None:
    """Return whose act a report tells of: the state or body that its initiator acts for."""
    key = cast.key(ident, mention.initiator)
    return None if key is None else cast.belonging.acting(key, on)


def is_fact(ident: str, mention: EventMention, cast: Cast, on: date | None, agent: str) -> bool:
    """Return whether a report is the narrator's, or of one who tells of their own side; an accusation is none."""
    if mention.status is not EventStatus.HAPPENED:
        return False
    if mention.attribution is None:
        return True
    source = cast.key(ident, mention.attribution.source)
    return source is not None and cast.belonging.acting(source, on) == agent


@cache
def _irregular() -> dict[str, str]:
    return {row["form"]: row["verb"] for row in table("irregular_verbs", ("form", "verb"))}


def _clause(mention: EventMention, text: str) -> str:
    """Return the words about an event: its clause, as far as commas and the like show it."""
    begin = max((m.end() for m in BOUND.finditer(text, 0, mention.trigger.begin)), default=0)
    end = BOUND.search(text, mention.trigger.end)
    return " ".join(text[begin : end.start() if end else len(text)].split())


def _sentence(mention: EventMention, text: str) -> Span:
    """Return the sentence of a report, as far as full stops and paragraphs show it."""
    begin = max((m.end() for m in STOP.finditer(text, 0, mention.trigger.begin)), default=0)
    end = STOP.search(text, mention.trigger.end)
    whole = text[begin : end.end() if end else len(text)]
    return Span(begin, begin + len(whole.rstrip()))


def _settled(mention: EventMention, told: str, text: str, settler: Settler) -> tuple[Matter | None, bool]:
    """Return the matter of an event's words, and whether they say that it will not be: "refused to change it".

    None where the event is another than the matter: "promised to send troops" sends none.
    """
    words_of_trigger = mention.trigger.of(text)
    if AHEAD.search(told.partition(words_of_trigger)[0]) or AHEAD.match(words_of_trigger):
        return None, False
    verb = _verb(words_of_trigger)
    claim = Claim(told, told, mention.initiator, verb, "", mention.recipient)
    if stem(verb) in outcomes("refuse"):
        after = told[told.find(words_of_trigger) + len(words_of_trigger.split()[0]) :].strip()
        return settler.matter(replace(claim, wording=after, label=after, action=""), after), True
    matter = settler.matter(claim, told)
    action = matter.sense.action
    if action is not None and stem(verb) not in action.lemmas:
        return None, False
    return matter, False


def _verb(trigger: str) -> str:
    """Return the verb of a report's trigger: "sent soldiers", "send"."""
    verb = plain(trigger.split(maxsplit=1)[0])
    return _irregular().get(verb, verb)
