"""Readings and gold made by hand, with spans found by their words."""

from pathlib import Path

from kg.evaluate.gold import GoldArticle, GoldEvent, GoldPosition, GoldPositions
from kg.evaluate.measure import name_key
from kg.model import (
    Actor,
    Article,
    Attribution,
    Claim,
    Condition,
    Entity,
    EventMention,
    EventStatus,
    Kind,
    Modality,
    Polarity,
    Position,
    Quotation,
    Reading,
    Resolution,
    Span,
    SpeechAct,
)

TEXT = (
    "Kenya backs the port treaty unless Tanzania objects. "
    "President Ruto may recall the envoy. "
    "Tanzania rejected the fishing quota after the talks in Mombasa."
)
KENYA = Entity(0, Kind.STATE, "Kenya")
RUTO = Entity(1, Kind.PERSON, "Ruto")
TANZANIA = Entity(2, Kind.STATE, "Tanzania")


def at(words: str, text: str = TEXT) -> Span:
    begin = text.index(words)
    return Span(begin, begin + len(words))


def position(
    holder: Entity,
    words: str,
    polarity: Polarity = Polarity.SUPPORT,
    modality: Modality = Modality.CERTAIN,
    condition: str | None = None,
    rule: str = "verb-obj",
) -> Position:
    conditions = () if condition is None else (Condition(at(condition), Claim(condition, condition)),)
    return Position(
        holder=holder,
        content=(at(words),),
        polarity=polarity,
        modality=modality,
        speech_act=SpeechAct.ASSERT,
        strength=0.5,
        rule=rule,
        derivation=(f"made of {words}",),
        confidence=0.5,
        evidence=(at(words),),
        claim=Claim(words, words),
        conditions=conditions,
    )


def event(words: str, kind: str) -> EventMention:
    return EventMention(kind, at(words), EventStatus.HAPPENED, "event-noun", 0.5)


def reading(
    *positions: Position, events: tuple[EventMention, ...] = (), source: str = "gold/east.txt"
) -> Reading:
    return Reading(
        Article(TEXT, source), entities=(KENYA, RUTO, TANZANIA), positions=positions, events=events
    )


def resolution(read: Reading) -> Resolution:
    ident = read.article.ident
    actors = (
        Actor("kenya", Kind.STATE, "Kenya", ("Nairobi", "Republic of Kenya")),
        Actor("ruto", Kind.PERSON, "William Ruto", ("Ruto",)),
        Actor("tanzania", Kind.STATE, "Tanzania", ("Dodoma",)),
    )
    return Resolution(actors=actors, actor_of={(ident, n): a.key for n, a in enumerate(actors)})


def marked(
    ident: str,
    holder: str,
    words: str,
    polarity: Polarity = Polarity.SUPPORT,
    modality: Modality = Modality.CERTAIN,
    condition: str | None = None,
    *,
    optional: bool = False,
) -> GoldPosition:
    span = None if condition is None else at(condition)
    return GoldPosition(ident, (holder,), at(words), (polarity,), (modality,), span, optional)


def gold(*positions: GoldPosition, events: tuple[GoldEvent, ...] = ()) -> GoldPositions:
    names = {
        "kenya": frozenset(map(name_key, ["The Republic  of Kenya"])),
        "ruto": frozenset({"william ruto"}),
        "tanzania": frozenset({"dodoma"}),
    }
    article = GoldArticle("east.txt", positions, events)
    return GoldPositions(Path("gold.json"), Path("gold"), names, (article,))


def attribution(
    text: str, content: str, source: str | None, rule: str, quotation: Quotation = Quotation.INDIRECT
) -> Attribution:
    span = None if source is None else at(source, text)
    return Attribution((at(content, text),), quotation, None, None, span, rule, (f"found {content}",))
