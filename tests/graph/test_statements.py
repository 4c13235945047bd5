"""Statements as text and as objects of the engine are the same statements."""

from __future__ import annotations

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.statements import Statements, of, quads, read
from kg.graph.vocab import BASE, GS, XSD

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    ["a b", 'a <b> "c" _:d', "x )>>", " ", "a .\nb"]
)
names = st.sampled_from([ox.NamedNode(f"{BASE}actor/{n}") for n in "abc"])
nodes = names | st.just(ox.BlankNode("b"))
literals = st.builds(ox.Literal, words) | st.builds(
    lambda word, kind: ox.Literal(word, datatype=kind), words, st.sampled_from([XSD.integer, GS.rule])
)
tagged = st.builds(lambda word: ox.Literal(word, language="en-gb"), words)
triples = st.builds(ox.Triple, nodes, names, literals)
graphs = names | st.just(ox.BlankNode("g")) | st.just(ox.DefaultGraph())
any_quads = st.lists(
    st.builds(ox.Quad, nodes, names, nodes | literals | tagged | triples, graphs), max_size=12
)


@given(any_quads)
@settings(max_examples=300, deadline=None)
def test_any_statements_come_back_as_they_were(given_quads):
    parts = list(of(given_quads))
    assert set(quads(parts)) == set(given_quads)
    assert sum(map(len, parts)) == len(given_quads)


@given(any_quads)
@settings(max_examples=100, deadline=None)
def test_the_lines_are_those_that_the_engine_writes(given_quads):
    lines = "".join(part.lines() for part in of(given_quads)).encode()
    theirs = ox.serialize(given_quads, format=ox.RdfFormat.N_QUADS)
    assert sorted(lines.splitlines(keepends=True)) == sorted(theirs.splitlines(keepends=True))


def test_nothing_is_stated_by_none():
    found = Statements("<g>")
    found.add("<s>", "<p>", None)
    found.add("<s>", "<p>")
    assert (len(found), found.lines(), dict(found.about)) == (0, "", {})
    found.add("<s>", "<p>", None, "<o>", None, "<q>")
    assert (len(found), found.lines()) == (2, "<s> <p> <o> <g> .\n<s> <p> <q> <g> .\n")


def test_triples_are_read_into_the_graph_that_is_named():
    found = read(b'<s> <p> "a b <c>" .\n<s> <p> <o> .\n', "<g>")
    assert found.about == {"<s>": [("<p>", ('"a b <c>"',)), ("<p>", ("<o>",))]}
    assert found.graph == "<g>"
