"""Reads an annotated article: attributions, positions and events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.annotate.dates import find_dates
from kg.extract.actors import actors, with_used
from kg.extract.aim import aimed
from kg.extract.attribution import utterances
from kg.extract.between import Between
from kg.extract.cues import hits
from kg.extract.dating import Dating
from kg.extract.events import events
from kg.extract.hit import Utterance
from kg.extract.said import Said
from kg.extract.sides import FIRST_PERSON, sides
from kg.extract.stance import Reader
from kg.lang.lexicon import lexicon
from kg.model import Form, Mention, Position, Reading

if TYPE_CHECKING:
    from kg.annotate.document import Annotated
    from kg.knowledge import Knowledge
    from kg.readers.store import Heard

__all__ = ["read"]


def read(
    annotated: Annotated,
    knowledge: Knowledge,
    versions: tuple[tuple[str, str], ...] = (),
    heard: Heard | None = None,
) -> Reading:
    """Return everything that is read from one annotated article.

    Args:
        annotated: The article with its parse, entities and mentions.
        knowledge: The curated actors.
        versions: Name and version of everything that takes part, kept with the reading.
        heard: What the learned reader says of the article's text; None where the rules read alone.
    """
    told = heard.attributions if heard is not None else None
    cues = tuple(hits(annotated, lexicon()))
    said = utterances(annotated, lexicon(), cues, told)
    if speakers := tuple(_first_persons(annotated, said)):  # now that they are known, so are their words
        annotated = annotated.with_mentions(speakers)
        said = utterances(annotated, lexicon(), cues, told)
    attributions = tuple(u.attribution for u in said if u.attribution is not None)
    dates = find_dates(annotated.doc, annotated.article.published)
    dating = Dating(annotated, dates)
    own = sides(annotated, knowledge)
    stances = Reader(
        annotated,
        actors(annotated, knowledge),
        own,
        dating,
        Said.of(annotated, said),
    )
    found: Iterable[Position] = dict.fromkeys(stances.positions())
    if heard is not None:
        found = [aimed(annotated, own, position, heard) for position in found]
        found = Between(annotated, own, heard).joined(found, attributions)
    entities, positions = with_used(annotated.entities, found)
    return Reading(
        article=annotated.article,
        entities=entities,
        mentions=annotated.mentions,
        roles=annotated.roles,
        attributions=attributions,
        positions=positions,
        events=tuple(events(annotated, attributions, dates=dates)),
        versions=versions,
    )


def _first_persons(annotated: Annotated, said: tuple[Utterance, ...]) -> Iterator[Mention]:
    """Yield mentions for "I" and "we": the speaker of the smallest content that holds them."""
    spoken = [u.attribution for u in said if u.attribution is not None and u.attribution.source is not None]
    for i in annotated.first_persons:
        token = annotated.doc[i]
        if token.lower_ not in FIRST_PERSON:
            continue
        span = annotated.span(i, i + 1)
        around = [a for a in spoken if any(c.covers(span) for c in a.content)]
        if around:
            nearest = min(around, key=lambda a: sum(c.end - c.begin for c in a.content))
            if nearest.source is not None:
                yield Mention(span, nearest.source, Form.PRONOUN, span)
