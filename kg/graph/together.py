"""What the documents say together, in pieces: each with all that its statements hang on.

A piece whose `told` is what it was has the statements that it had, so only the others need to be made and written. Of
each document there is one; the others describe one actor, matter, event or link.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from kg.model import ActedOn, Copy, LedgerEntry, Link, Proposition, Reading, Resolution, Span

from . import iri
from . import mapping_outcomes as outcomes
from . import mapping_resolved as write
from .concepts import EventType, EventTypes
from .lookup import Lookup
from .mapping_document import spans_of
from .statements import Statements

NO_REVISIONS: Mapping[str, str] = {}
_Said = Link | ActedOn | LedgerEntry | Copy


class Piece(NamedTuple):
    """Statements of one subject, or of those of one document."""

    name: str
    """Tells it from all others."""
    told: object
    """Plain records and values: equal ones, of the same documents, mean equal statements."""
    write: Callable[[Statements, Lookup, Any], None]
    record: Any
    ident: str = ""
    """Of the document; empty where it is of none."""


class Together:
    """What the readings of a corpus say together."""

    __slots__ = ("_concepts", "_look", "_pointed_at", "_readings", "_resolution", "_revisions", "_said")

    def __init__(
        self,
        readings: Sequence[Reading],
        resolution: Resolution,
        concepts: EventTypes,
        revisions: Mapping[str, str] = NO_REVISIONS,
    ) -> None:
        """Index the corpus.

        Args:
            readings: One reading a document, in any order.
            resolution: Says for every entity, claim and event mention of `readings` what it denotes.
            concepts: The event types; those used are written with all that are wider.
            revisions: Of each document what changes with its reading.
        """
        self._readings, self._resolution, self._concepts = readings, resolution, concepts
        self._look = Lookup(readings, resolution)
        self._revisions = revisions
        self._pointed_at = _pointed_at(resolution)
        self._said: dict[str, list[_Said]] = defaultdict(list)
        for link in resolution.links:
            for ident in {link.earlier[0], link.later[0]}:
                self._said[ident].append(link)
        for act in resolution.acted:
            self._said[act.position[0]].append(act)
        for entry in resolution.ledger:
            for ident in {place[0] for place in (entry.position, entry.report) if place is not None}:
                self._said[ident].append(entry)
        for copy in resolution.copies:
            self._said[copy.copy].append(copy)
        for ident in self._said.keys() - {reading.article.ident for reading in readings}:
            if not any(isinstance(one, Link) for one in self._said[ident]):  # a link's own piece refuses it
                self._look.document(ident)

    def names(self, ident: str) -> iri.Names:
        """Return the names of a document and its parts, which keep what is worked out."""
        return self._look.names(ident)

    def statements(self, piece: Piece) -> Statements:
        """Return the statements of a piece.

        Raises:
            GraphError: If the resolution leaves out something that is referred to.
        """
        out = Statements(str(iri.RESOLVED))
        piece.write(out, self._look, piece.record)
        return out

    def pieces(self) -> Iterator[Piece]:
        """Yield all pieces, those of documents first."""
        yield from map(self.of, self._readings)
        yield from self.shared()

    def of(self, reading: Reading) -> Piece:
        """Return the piece of a document: what its records refer to."""
        ident = reading.article.ident
        return Piece(ident, self._hangs_on(reading), self._document, reading, ident)

    def shared(self) -> Iterator[Piece]:
        """Yield the pieces that are of no document."""
        resolution = self._resolution
        for actor in (*resolution.actors, *self._look.unlisted_outlets):
            yield Piece(f"actor {actor.key}", actor, write.actor, actor)
        for tenure in resolution.tenures:
            bare = replace(tenure, evidence=())
            yield Piece(f"tenure {bare}", tenure, write.tenure, tenure)
        for title in sorted({tenure.title for tenure in resolution.tenures}):
            told = self._look.title_of(title)
            yield Piece(f"office {title}", told, write.office, title)
        describe = partial(write.proposition, concepts=self._concepts)
        for proposition in _both_ways(resolution.propositions):
            yield Piece(f"proposition {proposition.key}", proposition, describe, proposition)
        for issue in resolution.issues:
            yield Piece(f"issue {issue.key}", issue, write.issue, issue)
        for event in resolution.events:
            yield Piece(f"event {event.key}", event, write.event, event)
        for link in resolution.links:
            name = f"link {link.kind} {link.between} {link.shift} {link.earlier} {link.later}"
            yield Piece(name, (link, *self._of_others(link)), write.link, link)
        for act in resolution.acted:
            name = f"acted {act.position} {act.event}"
            yield Piece(name, (act, *self._of_others(act)), outcomes.acted, act)
        for concept in self._types_used():
            yield Piece(f"concept {concept.name}", concept, write.concept, concept)

    def _hangs_on(self, reading: Reading) -> object:
        """Return all that the statements of a document's piece hang on."""
        ident, found, look = reading.article.ident, self._resolution, self._look
        said = self._said.get(ident, ())
        return (
            self._revisions.get(ident),
            [look.entity_key(ident, entity) for entity in reading.entities],
            [found.corrected.get((ident, entity.number)) for entity in reading.entities],
            [look.claim_key(ident, claim) for claim in reading.claims()],
            [found.event_of.get((ident, index)) for index in range(len(reading.events))],
            reading.article.outlet and look.outlet(reading.article.outlet),
            sorted(self._pointed_at.get(ident, ())),
            [(type(one).__name__, *_ends(one), *self._of_others(one)) for one in said],
        )

    def _of_others(self, said: _Said) -> Iterator[str | None]:
        """Yield the revisions of the documents that something speaks of: they tell the names of records."""
        return (self._revisions.get(place[0]) for place in _ends(said) if isinstance(place, tuple))

    def _document(self, out: Statements, look: Lookup, reading: Reading) -> None:
        ident = reading.article.ident
        write.reading(out, look, reading)
        told = self._pointed_at.get(ident)
        for span in sorted(told - spans_of(reading)) if told else ():
            out.add_span(look.names(ident), reading.article, span)
        for one in self._said.get(ident, ()):
            if isinstance(one, Link):
                write.shortcut(out, look, one, ident)
            elif isinstance(one, ActedOn):
                outcomes.acted_shortcut(out, look, one)
            elif isinstance(one, LedgerEntry):
                outcomes.settled(out, look, one, ident)
            else:
                outcomes.copied(out, look, one)

    def _types_used(self) -> Iterable[EventType]:
        used = {event.type for event in self._resolution.events}
        used.update(mention.type for reading in self._readings for mention in reading.events)
        used.update(p.action for p in self._resolution.propositions if p.action in self._concepts)
        return {
            concept.name: concept for name in sorted(used) for concept in self._concepts.chain(name)
        }.values()


def resolved_statements(
    readings: Sequence[Reading],
    resolution: Resolution,
    concepts: EventTypes,
) -> Iterator[Statements]:
    """Yield what the readings of a corpus say together, piece by piece.

    Args:
        readings: As of `Together`, like the others.
        resolution: What they denote.
        concepts: The event types.

    Raises:
        GraphError: If `resolution` leaves out something that is referred to, or names an unknown document.
    """
    together = Together(readings, resolution, concepts)
    for piece in together.pieces():
        yield together.statements(piece)


def _ends(said: _Said) -> tuple[object, ...]:
    """Return what tells what is said at a position: its kind, and the places of records that it leads to."""
    if isinstance(said, Link):
        return (said.kind, said.earlier, said.later)
    if isinstance(said, ActedOn):
        return (said.position, said.event)
    if isinstance(said, LedgerEntry):
        return (said.position, said.status.value, said.report, said.sentence)
    return (said.original,)


def _both_ways(propositions: Iterable[Proposition]) -> Iterator[Proposition]:
    """Yield propositions each with all that exclude it, whichever of the two says so."""
    others: dict[str, set[str]] = defaultdict(set)
    listed = list(propositions)
    for proposition in listed:
        for key in proposition.incompatible:
            others[key].add(proposition.key)
    for proposition in listed:
        keys = tuple(sorted({*proposition.incompatible, *others.get(proposition.key, ())}))
        yield proposition if keys == proposition.incompatible else replace(proposition, incompatible=keys)


def _pointed_at(resolution: Resolution) -> dict[str, set[Span]]:
    """Return for each document the characters that what is said together leads to."""
    found: dict[str, set[Span]] = defaultdict(set)
    places = [place for tenure in resolution.tenures for place in tenure.evidence]
    places += (link.stated_by for link in resolution.links if link.stated_by is not None)
    places += (link.report for link in resolution.acted)
    places += (
        (entry.report[0], entry.sentence)
        for entry in resolution.ledger
        if entry.report is not None and entry.sentence is not None
    )
    for ident, span in places:
        found[ident].add(span)
    return found
