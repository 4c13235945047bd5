"""CSV tables of actors, positions, events and links between positions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import pyoxigraph as ox

from kg.export.base import EXPORTS, Choice, Files
from kg.export.sheets import sheet
from kg.export.stances import Named, Stance, Stances, kind_of, named, of_class
from kg.graph.number import number
from kg.graph.vocab import GS, RDF, RDFS, SKOS
from kg.query.look import Look
from kg.query.result import text

ACTORS = (
    "actor",
    "label",
    "kind",
    "other_names",
    "part_of",
    "speaks_for",
    "iso",
    "wikidata",
    "holds",
    "aimed_at",
)
POSITIONS = (
    "position", "date", "date_precision", "holder", "holder_id", "side", "modality", "act", "matter", "matter_id",
    "issue", "toward", "conditions", "condition_status", "words", "sentence", "told_by", "quotation", "strength",
    "confidence", "rule", "outlet", "published", "title", "source", "document",
)  # fmt: skip
EVENTS = (
    "event", "type", "label", "first_day", "last_day", "by", "to", "participants", "places", "statuses", "reports",
)  # fmt: skip
LINKS = (
    "link", "kind", "between", "shift", "matter", "from_holder", "from_side", "from_date", "from_sentence",
    "to_holder", "to_side", "to_date", "to_sentence", "within", "from_position", "to_position",
)  # fmt: skip
_KEPT = 4096
"""Positions that are kept once read: a first and a latest one has many links."""
_LINK_KINDS = ("Contradiction", "Agreement", "Shift")


@EXPORTS.add("csv")
def tables(store: ox.Store, _choice: Choice) -> Files:
    """Tables of actors, positions, events and links, for a spreadsheet or a data frame (four .csv files)."""
    listed = Stances(store)
    return {
        "actors.csv": sheet(ACTORS, _actors(listed.look)),
        "positions.csv": sheet(POSITIONS, map(_position, listed)),
        "events.csv": sheet(EVENTS, _events(listed.look)),
        "links.csv": sheet(LINKS, _links(listed)),
    }


def _actors(look: Look) -> Iterator[tuple[object, ...]]:
    for node in of_class(look, "Actor"):
        label = look.label(node)
        names = {text(value) for value in look.values(node, SKOS.altLabel)} - {label}
        yield (
            node.value,
            label,
            kind_of(look, node),
            "; ".join(sorted(names)),
            _joined(named(look, node, GS.partOf)),
            _joined(named(look, node, GS.speaksFor)),
            look.read(node, GS.isoCode),
            "; ".join(other.value for other in look.nodes(node, SKOS.exactMatch)),
            len(look.subjects(GS.holder, node)),
            len(look.subjects(GS.target, node)),
        )


def _position(stance: Stance) -> tuple[object, ...]:
    return (
        stance.iri,
        stance.day,
        stance.precision,
        stance.holder.label,
        stance.holder.iri,
        stance.side,
        stance.modality,
        stance.act,
        stance.matter.label if stance.matter else "",
        stance.matter.iri if stance.matter else "",
        stance.issue,
        _joined(stance.targets),
        "; ".join(stance.conditions),
        stance.status,
        stance.words,
        stance.sentence,
        _joined(stance.tellers),
        stance.quotation,
        _number(stance.strength, stance.iri),
        _number(stance.confidence, stance.iri),
        stance.rule,
        stance.source.outlet,
        stance.source.day,
        stance.source.title,
        stance.source.place,
        stance.source.iri,
    )


def _events(look: Look) -> Iterator[tuple[object, ...]]:
    for node in of_class(look, "Event"):
        reports = look.subjects(GS.mentionOf, node)
        types = (other.value.rpartition("#")[2] for other in look.nodes(node, GS.eventType))
        yield (
            node.value,
            "; ".join(types),
            "; ".join(text(value) for value in look.values(node, RDFS.label)),
            look.read(node, GS.eventDate),
            look.read(node, GS.eventEndDate) or look.read(node, GS.eventDate),
            *(
                _joined(named(look, node, term))
                for term in (GS.initiator, GS.recipient, GS.participant, GS.place)
            ),
            "; ".join(sorted({look.read(report, GS.eventStatus) for report in reports})),
            len({place.document for report in reports for place in look.places(report, GS.triggerSpan)}),
        )


def _links(listed: Stances) -> Iterator[tuple[object, ...]]:
    look, read = listed.look, lru_cache(_KEPT)(listed.of)
    for node in of_class(look, "PositionLink"):
        classes = {value.value.removeprefix(GS.base) for value in look.nodes(node, RDF.type)}
        nodes = [other for term in (GS["from"], GS.to) for other in look.nodes(node, term)]
        ends = [read(other) for other in nodes if look.nodes(other, GS.holder)]
        if len(ends) == len(nodes) == 2:
            yield (
                node.value,
                "; ".join(kind for kind in _LINK_KINDS if kind in classes),
                look.read(node, GS.linkKind),
                look.read(node, GS.shiftKind),
                ends[0].concept.label,
                *(value for end in ends for value in (end.holder.label, end.side, end.day, end.sentence)),
                _joined(named(look, node, GS.withinActor)),
                ends[0].iri,
                ends[1].iri,
            )


def _joined(things: Iterable[Named]) -> str:
    return "; ".join(thing.label for thing in things)


def _number(value: str, of: str) -> float | str:
    return number(value, of) if value else ""
