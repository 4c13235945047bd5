from __future__ import annotations

import pyoxigraph as ox
import pytest
from graph_samples import TYPES, first, resolution, second
from mapped import document_quads, resolved_quads

from kg.errors import GraphError
from kg.graph.store import write
from kg.graph.validate import validate
from kg.graph.vocab import GS, RDFS


def everything():
    readings = [first(), second()]
    quads = [quad for reading in readings for quad in document_quads(reading)]
    return [*quads, *resolved_quads(readings, resolution(), TYPES)]


def test_a_folder_a_store_and_statements_give_the_same_report(tmp_path):
    quads = everything()
    write(tmp_path, quads)
    store = ox.Store()
    store.extend(quads)
    assert validate(tmp_path) == validate(store) == validate(quads)
    assert str(validate(quads)) == f"The graph conforms: {len({*quads})} statements, no rule broken."


def test_a_report_names_rule_node_and_value():
    label = next(quad for quad in everything() if quad.predicate == RDFS.label)
    more = ox.Quad(label.subject, GS.isoCode, ox.Literal("x" * 500), label.graph_name)
    report = validate([*everything(), more])
    assert not report.conforms
    lines = str(report).splitlines()
    count = len({*everything()}) + 1
    assert lines[0] == f"The graph does not conform. Violations: 1, rules broken: 1, statements: {count}."
    assert any(
        line.startswith(
            "- An ISO code is three capital letters, one at most. https://w3id.org/geostance/actor/"
        )
        for line in lines
    )
    assert max(map(len, lines)) < 300


def test_a_folder_without_a_graph_is_an_error(tmp_path):
    with pytest.raises(GraphError, match="holds no graph"):
        validate(tmp_path)
