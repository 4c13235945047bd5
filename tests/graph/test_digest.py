from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

import pytest
from graph_samples import TYPES, first, resolution, second
from mapped import document_quads, resolved_quads

from kg.graph import iri
from kg.graph.digest import digest
from kg.graph.vocab import BASE
from kg.model import Attribution, Entity, Kind, Polarity, Quotation, Span


@dataclass(frozen=True, slots=True)
class One:
    only: object


@dataclass(frozen=True, slots=True)
class Other:
    only: object


@pytest.fixture
def hashed(monkeypatch):
    """Count how often each record is hashed for a name."""
    counted = Counter()

    def counting(value):
        counted[id(value)] += 1
        return digest(value)

    monkeypatch.setattr(iri, "digest", counting)
    return counted


def nested(depth):
    """Attributions each within the one before."""
    made = []
    for number in range(depth):
        around = made[-1] if made else None
        made.append(
            Attribution((Span(number, 40),), Quotation.INDIRECT, None, None, None, "r", within=around)
        )
    return tuple(made)


def test_an_entity_counts_by_its_number():
    assert digest(Entity(3, Kind.STATE, "Chad")) == digest(Entity(3, Kind.PLACE, "Tchad", ("Chad",)))
    assert digest(Entity(3, Kind.STATE, "Chad")) != digest(Entity(4, Kind.STATE, "Chad"))


def test_values_of_different_kinds_that_look_alike_differ():
    values = [One("x"), Other("x"), One(("x",)), One(None), One("None"), One(1), One("1")]
    values += [
        One(only=True),
        One(1.0),
        One(Polarity.OPPOSE),
        One("oppose"),
        One(date(2025, 5, 1)),
        One("2025-05-01"),
    ]
    assert len({digest(value) for value in values}) == len(values)


def test_equal_records_have_one_name_whoever_asks():
    record = first().positions[0]
    equal = replace(record)
    names = iri.Names("0" * 16)
    assert names.position(record) == names.position(equal) == iri.Names("0" * 16).position(equal)
    assert names.position(record) != iri.Names("1" * 16).position(record)


def test_a_name_outlives_no_record():
    names = iri.Names("0" * 16)
    made = {names.position(replace(first().positions[0], rule=f"r{n}")) for n in range(200)}
    assert len(made) == 200


def test_each_record_of_a_document_is_hashed_once_however_often_it_is_referred_to(hashed):
    reading = first()
    chain = nested(12)
    carried = tuple(replace(reading.positions[0], rule=f"r{n}", attribution=chain[-1]) for n in range(9))
    reading = replace(reading, attributions=chain, positions=carried)
    assert list(document_quads(reading))
    assert {hashed[id(record)] for record in (*chain, *carried, *reading.events, *reading.roles)} == {1}


def test_the_resolved_layer_hashes_each_record_once_too(hashed):
    readings = [first(), second()]
    assert list(resolved_quads(readings, resolution(), TYPES))
    records = [r for x in readings for r in (*x.attributions, *x.positions, *x.events, *x.roles)]
    assert {hashed[id(record)] for record in records} == {1}


def test_the_parts_of_a_document_are_named_under_it():
    names = iri.Names("0" * 16)
    assert names.document == f"<{BASE}doc/{'0' * 16}>"
    assert names.span(Span(3, 7)) == f"<{BASE}doc/{'0' * 16}#char=3,7>"
    assert names.event_mention(first().events[0]).startswith(f"{names.document[:-1]}#event-")
    assert names.role_mention(first().roles[0]).startswith(f"{names.document[:-1]}#role-")
