"""Putting corrections over what was read: the position they mean is told by its words and its holder."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.knowledge import Knowledge
from kg.lang.tables import table
from kg.model import (
    Article,
    Claim,
    Condition,
    Correction,
    CorrectionKind,
    DatePrecision,
    Entity,
    Kind,
    Modality,
    NamedClaim,
    Position,
    Reading,
    Span,
    SpeechAct,
    covering,
)
from kg.query.names import folded

LIKE = 0.5
"""Share of the words of a position and of a correction that must be the same for the one to mean the other: the
reader may draw bounds a little differently in a later version."""
_SENTENCE_END = re.compile(r"[.!?][”’\"')]*\s+|\n")
_STRENGTH = 0.5
"""How strong the words of a position are that a person found: neither weak nor strong."""


@dataclass(frozen=True, slots=True)
class Revised:
    """Readings with the corrections put over them."""

    readings: tuple[Reading, ...]
    made: tuple[tuple[Correction, Article, Position | None], ...]
    """Each correction with its article and the position as it stands since."""
    warnings: tuple[str, ...]


def revised(readings: Iterable[Reading], corrections: Sequence[Correction], knowledge: Knowledge) -> Revised:
    """Put corrections over readings, in their order.

    What is about an article that is not there, or a position that is no longer read, is left alone; the latter is
    warned of.
    """
    by_document: defaultdict[str, list[Correction]] = defaultdict(list)
    for one in corrections:
        by_document[one.document].append(one)
    found: list[Reading] = []
    made: list[tuple[Correction, Article, Position | None]] = []
    warnings: list[str] = []
    for reading in readings:
        own = by_document.get(reading.article.ident)
        if own is None:
            found.append(reading)
            continue
        desk = _Desk(reading, knowledge)
        numbers = [(one, desk.apply(one)) for one in own]
        found.append(desk.reading())
        for one, number in numbers:
            if number is None:
                words = " ".join(one.words.of(reading.article.text).split())
                warnings.append(
                    f"{reading.article.source}: no position of {one.was_holder} on “{words}” is read any more; "
                    f"the correction by {one.by} waits for one"
                )
            else:
                made.append((one, reading.article, desk.positions[number]))
    return Revised(tuple(found), tuple(made), tuple(warnings))


def entity_called(reading: Reading, knowledge: Knowledge, name: str, kind: Kind | None) -> Entity | None:
    """Return the actor that an article calls so, else a new one that a table or `kind` describes; else None."""
    wanted = folded(name)
    for entity in reading.entities:
        if wanted in {folded(own) for own in (entity.name, *entity.names)}:
            return entity
    known = {actor.key: actor for actor in knowledge.named(name)}
    for entity in reading.entities:
        if entity.known is not None and entity.known in known:
            return entity
    number = max((entity.number for entity in reading.entities), default=-1) + 1
    if len(known) == 1:
        (actor,) = known.values()
        return Entity(number, actor.kind, name, (name,), known=actor.key)
    return None if kind is None else Entity(number, kind, name, (name,))


class _Desk:
    """One reading that is being corrected; a position that is taken out leaves its place empty."""

    def __init__(self, reading: Reading, knowledge: Knowledge) -> None:
        self._reading = reading
        self._knowledge = knowledge
        self.positions: list[Position | None] = list(reading.positions)

    def reading(self) -> Reading:
        return replace(self._reading, positions=tuple(p for p in self.positions if p is not None))

    def apply(self, one: Correction) -> int | None:
        """Return the number of the position that was changed, None if none is meant."""
        if one.kind is CorrectionKind.MISSING_POSITION:
            self.positions.append(self._missing(one))
            return len(self.positions) - 1
        number = self._meant(one)
        position = None if number is None else self.positions[number]
        if number is None or position is None:
            return None
        if one.kind is CorrectionKind.NOT_A_POSITION:
            self.positions[number] = None
        elif one.kind is CorrectionKind.WRONG_HOLDER:
            was = position.holder.name
            self.positions[number] = replace(
                _by_hand(position, one, f"holder, not {was}"), holder=self._entity(one), holder_span=None
            )
        else:
            self.positions[number] = self._turned(position, one)
        return number

    def _turned(self, position: Position, one: Correction) -> Position:
        """Return a position with another side, matter, modality or condition."""
        if one.polarity is not None:
            made = _by_hand(position, one, f"side, not {position.polarity.value}")
            return replace(made, polarity=one.polarity)
        if one.matter is not None:
            label = "" if position.claim is None else position.claim.label
            made = _by_hand(position, one, f"matter{_not(label)}")
            return replace(made, claim=NamedClaim(one.matter, one.matter))
        if one.modality is not None:
            made = _by_hand(position, one, f"modality, not {position.modality.value}")
            return replace(made, modality=one.modality)
        text = self._reading.article.text
        was = "; ".join(" ".join(condition.span.of(text).split()) for condition in position.conditions)
        made = _by_hand(position, one, f"{'condition' if one.condition else 'no condition'}{_not(was)}")
        return replace(made, conditions=self._conditions(one))

    def _conditions(self, one: Correction) -> tuple[Condition, ...]:
        """Return what a position depends on, as a person found it; what was read of these words stays as it was."""
        if one.condition is None:
            return ()
        for position in self._reading.positions:
            for known in position.conditions:
                if known.span == one.condition:
                    return (known,)
        words = " ".join(one.condition.of(self._reading.article.text).split())
        opening, unless = _opening(words)
        told = words[len(opening) :].strip()
        return (Condition(one.condition, Claim(told, told), unless=unless),)

    def _meant(self, one: Correction) -> int | None:
        wanted = folded(one.was_holder or "")
        fits = []
        for number, position in enumerate(self.positions):
            if position is None:
                continue
            names = {folded(name) for name in (position.holder.name, *position.holder.names)}
            like = _alike(covering(position.content), one.words)
            if wanted in names and like >= LIKE:
                fits.append((-like, position.polarity is not one.was, number))
        return min(fits)[2] if fits else None

    def _entity(self, one: Correction) -> Entity:
        name = one.holder or ""
        entity = entity_called(self._reading, self._knowledge, name, one.holder_kind or Kind.PERSON)
        if entity is None:  # never: a kind was given
            raise AssertionError(name)
        if entity not in self._reading.entities:
            self._reading = replace(self._reading, entities=(*self._reading.entities, entity))
        return entity

    def _missing(self, one: Correction) -> Position:
        article = self._reading.article
        if one.polarity is None:  # never: the record checks it
            raise AssertionError(one)
        claims = {folded(claim.label): claim for claim in self._reading.claims()}
        words = " ".join(one.words.of(article.text).split())
        claim = claims.get(folded(words)) or Claim(words, words)
        return Position(
            holder=self._entity(one),
            content=(one.words,),
            polarity=one.polarity,
            modality=one.modality or Modality.CERTAIN,
            speech_act=SpeechAct.ASSERT,
            strength=_STRENGTH,
            rule="correction",
            derivation=(f"found by {_whom(one)}",),
            confidence=1.0,
            evidence=(_sentence(article.text, one.words),),
            claim=claim if one.matter is None else NamedClaim(one.matter, one.matter),
            conditions=self._conditions(one),
            asserted_on=article.published,
            date_precision=None if article.published is None else DatePrecision.PUBLICATION,
        )


def _by_hand(position: Position, one: Correction, what: str) -> Position:
    step = f"{what}: corrected by {_whom(one)}"
    return replace(position, derivation=(*position.derivation, step), confidence=1.0)


def _whom(one: Correction) -> str:
    """Return who said so, when, and why."""
    return f"{one.by} on {one.on.isoformat()}{f' (“{one.note}”)' if one.note else ''}"


def _not(was: str) -> str:
    return f", not “{was}”" if was else ""


def _opening(words: str) -> tuple[str, bool]:
    """Return the words that open a condition and whether it must not come true; "" where none of the known ones do."""
    plain = words.casefold()
    for row in sorted(table("condition_openings", ("opening",)), key=lambda row: -len(row["opening"])):
        if plain.startswith(row["opening"] + " "):
            return row["opening"], row.flag("unless")
    return "", False


def _alike(one: Span, other: Span) -> float:
    """Return the share of two spans that both have, in [0, 1]."""
    shared = min(one.end, other.end) - max(one.begin, other.begin)
    return max(0, shared) / (max(one.end, other.end) - min(one.begin, other.begin))


def _sentence(text: str, words: Span) -> Span:
    before = [match.end() for match in _SENTENCE_END.finditer(text, 0, words.begin)]
    after = _SENTENCE_END.search(text, max(words.begin, words.end - 1))
    begin = before[-1] if before else 0
    end = max(words.end, after.end() if after else len(text))
    return Span(begin, begin + len(text[begin:end].rstrip()))
