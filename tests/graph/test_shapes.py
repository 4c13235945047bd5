"""Every shape is shown to find the fault that it is for, and no other shape to mind it."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from context_faults import OF_CONTEXT
from finding_faults import OF_FINDINGS
from graph_samples import TYPES, first, resolution, second
from mapped import document_quads, resolved_quads
from shape_changes import ACTED, AGREE, COPY, MET, D, without

from kg.graph.validate import validate
from kg.graph.vocab import PREFIXES
from kg.paths import ontology_folder

FAULTS = [*OF_FINDINGS, *OF_CONTEXT]


@pytest.fixture(scope="module")
def sound():
    readings = [first(), second()]
    quads = {quad for reading in readings for quad in document_quads(reading)}
    quads |= set(resolved_quads(readings, resolution(), TYPES))
    return [ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads]


def broken(sound, update):
    store = ox.Store()
    store.extend(sound)
    store.update("\n".join(f"PREFIX {p}: <{base}>" for p, base in PREFIXES.items()) + update)
    assert set(store) != set(sound)
    return store


@pytest.mark.parametrize("update", [None, AGREE, ACTED, COPY, MET, without(D, "nif:isString")])
def test_a_sound_graph_conforms(sound, update):
    report = validate(sound if update is None else broken(sound, update))
    assert report.conforms, str(report)


@pytest.mark.parametrize(("message", "update"), FAULTS)
def test_a_fault_is_named(sound, message, update):
    report = validate(broken(sound, update))
    assert {
        re.sub(r"of \S+ is not the text", "of <span> is not the text", r.message) for r in report.results
    } == {message}


def test_every_message_of_the_shapes_has_its_fault():
    text = (ontology_folder() / "shapes.ttl").read_text(encoding="utf-8")
    messages = set(re.findall(r'sh:message "([^"]+)"@en', text))
    assert messages == {message for message, _ in FAULTS}
