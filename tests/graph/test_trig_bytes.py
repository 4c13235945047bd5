"""What `graph.trig` looks like to the byte: how it is made may change, what is written may not."""

from __future__ import annotations

import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from graph_samples import TYPES, first, resolution, second
from mapped import document_quads, resolved_quads, trig_text

from kg.errors import GraphError
from kg.graph import trig as module
from kg.graph.vocab import BASE, GS

GOLDEN = Path(__file__).with_name("golden.trig")
GRAPH = ox.NamedNode(BASE + "doc/0123456789abcdef")


def body(*quads):
    return trig_text(quads).partition("{\n")[2]


def test_the_samples_give_the_very_bytes_of_the_golden_file():
    readings = [first(), second()]
    quads = [quad for reading in readings for quad in document_quads(reading)]
    quads += resolved_quads(readings, resolution(), TYPES)
    assert trig_text(quads).encode() == GOLDEN.read_bytes()


def test_numbers_within_names_are_sorted_by_value_and_types_and_labels_come_first():
    thing = ox.NamedNode(f"{BASE}doc/0123456789abcdef#char=10,20")
    early = ox.NamedNode(f"{BASE}doc/0123456789abcdef#char=9,20")
    quads = [
        ox.Quad(thing, GS.rule, ox.Literal("10. b"), GRAPH),
        ox.Quad(thing, GS.rule, ox.Literal("9. a"), GRAPH),
        ox.Quad(thing, GS.rule, ox.Literal("09. a"), GRAPH),
        ox.Quad(thing, module.RDF.type, GS.Mention, GRAPH),
        ox.Quad(thing, ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"), ox.Literal("x"), GRAPH),
        ox.Quad(early, GS.evidence, thing, GRAPH),
    ]
    assert body(*quads) == (
        "    <doc/0123456789abcdef#char=9,20> gs:evidence <doc/0123456789abcdef#char=10,20> .\n\n"
        "    <doc/0123456789abcdef#char=10,20> a gs:Mention ;\n"
        '        skos:prefLabel "x" ;\n'
        '        gs:rule "09. a", "9. a", "10. b" .\n}\n'
    )


def test_no_character_that_is_escaped_passes_for_printable():
    # `_quoted` skips the search for them where a text is printable
    escaped = [c for c in map(chr, range(sys.maxunicode + 1)) if module._ESCAPED_CHARACTERS.match(c)]
    assert len(escaped) > 80
    assert [c for c in escaped if c.isprintable()] == ["\\"]


def test_backslashes_and_quotes_are_escaped_with_and_without_other_marks():
    for tail, written in (("", ""), ("\t", "\\t")):
        quad = ox.Quad(GRAPH, GS.rule, ox.Literal('a\\"b"' + tail), GRAPH)
        assert f'"a\\\\\\"b\\"{written}" .' in body(quad)


def test_a_blank_node_names_no_graph_of_ours():

    with pytest.raises(GraphError, match="no named graph"):
        body(ox.Quad(GRAPH, GS.rule, GRAPH, ox.BlankNode("g")))


def test_names_with_more_and_fewer_numbers_in_them_can_be_sorted():
    names = ["actor/g7", "actor/g7-2", "actor/g", "actor/g20-summit-2024"]
    quads = [ox.Quad(ox.NamedNode(BASE + n), GS.holder, ox.NamedNode(BASE + "x"), GRAPH) for n in names]
    subjects = [line.split()[0] for line in body(*quads).splitlines() if line.strip() and "holder" in line]
    assert [s.partition(":")[2] for s in subjects] == ["g", "g7", "g7-2", "g20-summit-2024"]
