"""A reader of one kind of sentence, so that whole builds can be tested by the hundred without the language model."""

from __future__ import annotations

import re

from kg.model import (
    Article,
    Claim,
    DatePrecision,
    Entity,
    EventMention,
    EventStatus,
    Form,
    Kind,
    Mention,
    Modality,
    Polarity,
    Position,
    Reading,
    Span,
    SpeechAct,
)

SIDES = {"supports": Polarity.SUPPORT, "opposes": Polarity.OPPOSE}
SENTENCE = re.compile(r"\b(?P<holder>[A-Z]\w+) (?P<verb>supports|opposes|visits) (?P<matter>[^.]+)\.")


def read(
    article: Article,
    _knowledge: object = None,
    versions: tuple[tuple[str, str], ...] = (),
    _reader: object = None,
) -> Reading:
    """Return a position for "Norway supports the pact with Sweden." and an event for "Norway visits Sweden."."""
    entities: dict[str, Entity] = {}
    mentions, positions, events = [], [], []
    for found in SENTENCE.finditer(article.text):
        holder, verb, matter = found["holder"], found["verb"], found["matter"]
        who = entities.setdefault(
            holder, Entity(len(entities), Kind.STATE, holder, (holder,), known=holder.lower())
        )
        mentions.append(Mention(Span(*found.span("holder")), who, Form.NAMED))
        sentence, content, cue = Span(*found.span()), Span(*found.span("matter")), Span(*found.span("verb"))
        if verb == "visits":
            events.append(
                EventMention("summit", cue, EventStatus.HAPPENED, "stub", 0.8, who, mentions[-1].span)
            )
            continue
        day = article.published
        positions.append(
            Position(
                who, (content,), SIDES[verb], Modality.CERTAIN, SpeechAct.ASSERT, 0.5, "stub", ("read",), 0.9,
                (sentence,), Claim(matter, matter), None, mentions[-1].span, None, cue, (), None, day,
                None if day is None else DatePrecision.PUBLICATION,
            )
        )  # fmt: skip
    return Reading(
        article, tuple(entities.values()), tuple(mentions), (), (), tuple(positions), tuple(events), versions
    )
