"""What is written as RDF is read back by rdflib and by Oxigraph as the same graph."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from kg.errors import ExportError
from kg.export import Choice, export, listing

pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning"
)  # rdflib's own parser calls its old names
GS = "https://w3id.org/geostance/ns#"
RDFLIB = {"trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}
OXIGRAPH = {"trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD}


def text_of(store: ox.Store, form: str) -> str:
    (parts,) = export(store, form).values()
    return "".join(parts)


def dataset(text: str, form: str) -> rdflib.Dataset:
    return rdflib.Dataset().parse(data=text, format=form)


def quads(store: ox.Store) -> rdflib.Dataset:
    return dataset(store.dump(format=ox.RdfFormat.N_QUADS).decode(), "nquads")


def assert_same(one: rdflib.Dataset, other: rdflib.Dataset) -> None:
    assert {g.identifier for g in one.graphs() if len(g)} == {g.identifier for g in other.graphs() if len(g)}
    for graph in other.graphs():
        assert isomorphic(one.graph(graph.identifier), graph)


@pytest.mark.parametrize("which", ["tiny", "nasty"])
@pytest.mark.parametrize("form", RDFLIB)
def test_each_graph_comes_back_in_rdflib(request: pytest.FixtureRequest, which: str, form: str) -> None:
    store = request.getfixturevalue(which)
    assert_same(dataset(text_of(store, form), RDFLIB[form]), quads(store))


@pytest.mark.parametrize("which", ["tiny", "nasty"])
@pytest.mark.parametrize("form", OXIGRAPH)
def test_each_statement_comes_back_in_oxigraph(request: pytest.FixtureRequest, which: str, form: str) -> None:
    store = request.getfixturevalue(which)
    assert set(ox.parse(text_of(store, form), format=OXIGRAPH[form])) == set(store)


@pytest.mark.parametrize("which", ["tiny", "nasty"])
def test_turtle_holds_the_union_of_all_graphs(request: pytest.FixtureRequest, which: str) -> None:
    store = request.getfixturevalue(which)
    union = rdflib.Graph()
    for graph in quads(store).graphs():
        union += graph
    assert isomorphic(rdflib.Graph().parse(data=text_of(store, "turtle"), format="turtle"), union)


@pytest.mark.parametrize("form", ["turtle", "trig", "nquads", "jsonld"])
def test_the_same_statements_in_another_order_give_the_same_bytes(tiny: ox.Store, form: str) -> None:
    other = ox.Store()
    other.extend(sorted(tiny, key=str, reverse=True))
    assert text_of(other, form) == text_of(tiny, form)


def test_json_ld_reads_like_plain_json(tiny: ox.Store) -> None:
    graphs = json.loads(text_of(tiny, "jsonld"))["@graph"]
    nodes = {node["@id"]: node for graph in graphs for node in graph["@graph"] if "@type" in node}
    position = nodes["doc:b2b2b2b2b2b2b2b2#p1"]
    assert position["@type"] == "Position"
    assert position["polarity"] == "oppose"
    assert position["assertedOn"] == "2025-03-03"
    assert nodes["actor:kari-lund"]["label"] == "Kari Lund"
    assert nodes["doc:a1a1a1a1a1a1a1a1#c62-66"]["beginIndex"] == 62


IRIS = st.sampled_from(
    [
        GS + "support",
        GS + "label",
        GS + "Position",
        "https://w3id.org/geostance/actor/x",
        "http://e/actor:y",
        "urn:a:b",
    ]
)
LITERALS = st.builds(
    lambda value, kind: ox.Literal(value) if kind is None else ox.Literal(value, datatype=ox.NamedNode(kind)),
    st.text(st.characters(codec="utf-8"), max_size=20),
    st.sampled_from([None, "http://e/type", "http://www.w3.org/2001/XMLSchema#anyURI"]),
)
NUMBERS = st.integers().map(
    lambda n: ox.Literal(str(n), datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
)
PREDICATES = st.sampled_from(
    [GS + "polarity", GS + "source", "http://purl.org/dc/terms/source", "http://www.w3.org/2000/01/rdf-schema#label",
     "http://e/p/label", "http://e/p/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"]
)  # fmt: skip


@example(
    [
        (
            GS + "support",
            GS + "polarity",
            ox.Literal("1" + "0" * 21, datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
        )
    ]
)
@example(
    [
        (
            GS + "support",
            GS + "polarity",
            ox.Literal("007", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
        )
    ]
)
@given(
    st.lists(st.tuples(IRIS, PREDICATES, st.one_of(IRIS.map(ox.NamedNode), LITERALS, NUMBERS)), max_size=8)
)
def test_json_ld_says_what_the_graph_says_whatever_is_in_it(statements) -> None:
    store = ox.Store()
    graph = ox.NamedNode("http://e/graph")
    store.extend(ox.Quad(ox.NamedNode(s), ox.NamedNode(p), o, graph) for s, p, o in statements)
    assert set(ox.parse(text_of(store, "jsonld"), format=ox.RdfFormat.JSON_LD)) == set(store)


def test_an_unknown_format_suggests_near_ones(tiny: ox.Store) -> None:
    with pytest.raises(ExportError, match="no export “turtel”; near: turtle"):
        export(tiny, "turtel")


def test_a_part_is_had_of_a_brief_only(tiny: ox.Store) -> None:
    with pytest.raises(ExportError, match="only a brief"):
        export(tiny, "trig", Choice(actor="Kari Lund"))


def test_every_format_says_what_it_is() -> None:
    lines = listing().splitlines()
    assert all(len(line.split(maxsplit=1)[1]) > 20 for line in lines)
    assert {line.split()[0] for line in lines} >= {
        "turtle",
        "trig",
        "nquads",
        "jsonld",
        "gexf",
        "graphml",
        "csv",
        "dna",
    }
