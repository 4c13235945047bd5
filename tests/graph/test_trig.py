from __future__ import annotations

import random
import unicodedata
from dataclasses import replace

import pyoxigraph as ox
import pytest
import rdflib
from graph_samples import TYPES, at, first, resolution, second
from hypothesis import given, settings
from hypothesis import strategies as st
from mapped import document_quads, resolved_quads, trig_text
from rdflib.compare import isomorphic

from kg.errors import GraphError
from kg.graph import iri
from kg.graph.digest import digest
from kg.graph.vocab import BASE, GS, RDF, XSD
from kg.graph.written import node
from kg.model import (
    Actor,
    Article,
    Attribution,
    Claim,
    Condition,
    Entity,
    EventMention,
    EventStatus,
    Form,
    Kind,
    Mention,
    Modality,
    Polarity,
    Position,
    Proposition,
    Quotation,
    Reading,
    Resolution,
    Span,
    SpeechAct,
)

# rdflib's own TriG parser calls names that rdflib deprecates
pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning:rdflib", "ignore:Dataset:DeprecationWarning"
)

GRAPH = ox.NamedNode(BASE + "doc/0123456789abcdef")
HOSTILE = [
    'a"b',
    'three """ in a row\n"""',
    '"\n"',
    "back\\slash\\",
    "\\u0041 \\\n\\",
    "<> a <x> . } <g> {",
    '" . <https://example.org/> a gs:Actor . "',
    "\r\n \x00\x01\x1b[31m\x7f\x85\u2028",
    "\u202eright to left\u200f",
    "𝒳 outside the first plane \U0010ffff",
    "'''@en^^xsd:string",
    "7" * 5000,
    "<script>alert(1)</script>",
]
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40),
)
shares = st.floats(0, 1)


def everything():
    readings = [first(), second()]
    quads = [quad for reading in readings for quad in document_quads(reading)]
    return [*quads, *resolved_quads(readings, resolution(), TYPES)]


def written(quads):
    return trig_text(quads)


def parsed(text):
    return set(ox.parse(text, ox.RdfFormat.TRIG))


def test_the_file_holds_the_same_statements_for_both_readers():
    quads = everything()
    text = written(quads)
    assert parsed(text) == set(quads)
    theirs = rdflib.Dataset()
    theirs.parse(data=text, format="trig")
    mine = rdflib.Dataset()
    mine.parse(data=ox.serialize(quads, format=ox.RdfFormat.N_QUADS).decode(), format="nquads")
    names = {quad.graph_name.value for quad in quads}
    for name in names:
        assert isomorphic(theirs.graph(rdflib.URIRef(name)), mine.graph(rdflib.URIRef(name)))
    assert len(theirs) == len(set(quads))


def test_the_store_gives_back_the_very_statements_of_the_file():
    quads = everything()
    store = ox.Store()
    store.extend(quads)
    assert set(store) == parsed(written(quads))


@given(st.randoms(use_true_random=False))
@settings(max_examples=10, deadline=None)
def test_the_order_of_the_statements_leaves_no_trace(shuffler: random.Random):
    quads = everything()
    expected = written(quads)
    shuffler.shuffle(quads)
    assert written([*quads, quads[0]]) == expected


def test_the_order_of_the_documents_leaves_no_trace():
    a, b = first(), second()
    one = [*document_quads(a), *document_quads(b), *resolved_quads([a, b], resolution(), TYPES)]
    other = [*resolved_quads([b, a], resolution(), TYPES), *document_quads(b), *document_quads(a)]
    assert written(one) == written(other)


def test_subjects_are_grouped_and_spans_come_in_the_order_of_the_text():
    lines = written(everything()).splitlines()
    assert sum(line.startswith("    doc:") and "a gs:Document" in line for line in lines) == 2
    begins = [
        line for line in lines if line.startswith(f"    <doc/{first().article.ident}#char=") and " a " in line
    ]
    offsets = [int(line.split("=")[1].split(",")[0]) for line in begins]
    assert offsets == sorted(offsets)
    assert len(offsets) > 5


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_comes_back_as_it_was(text):
    quad = ox.Quad(GRAPH, GS.rule, ox.Literal(text), GRAPH)
    assert parsed(written([quad])) == {quad}
    theirs = rdflib.Dataset()
    theirs.parse(data=written([quad]), format="trig")
    assert [str(o) for _, _, o, _ in theirs.quads()] == [text]


def test_no_control_character_reaches_the_file():
    text = written([ox.Quad(GRAPH, GS.rule, ox.Literal(hostile), GRAPH) for hostile in HOSTILE])
    assert not [c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") and c != "\n"]


@given(st.lists(texts, min_size=1, max_size=4))
@settings(max_examples=100, deadline=None)
def test_any_key_makes_an_iri_that_comes_back(keys):
    quads = {
        ox.Quad(node(iri.actor(key)), RDF.type, node(iri.proposition(key)), iri.RESOLVED) for key in keys
    }
    assert parsed(written(quads)) == quads
    assert len(quads) == len(set(keys))


@pytest.mark.parametrize("key", [".", "..", "a/../b", "a b", "a?b#c", "%2E", "", "a:b", "-", "a-"])
def test_a_key_with_a_meaning_in_iris_keeps_to_its_place(key):
    quad = ox.Quad(node(iri.actor(key)), RDF.type, GS.Actor, iri.RESOLVED)
    assert parsed(written([quad])) == {quad}
    theirs = rdflib.Dataset()
    theirs.parse(data=written([quad]), format="trig")
    assert [str(s) for s, _, _, _ in theirs.quads()] == [quad.subject.value]


def test_numbers_and_truth_are_written_bare_and_keep_their_type():
    values = [ox.Literal("1", datatype=XSD.decimal), ox.Literal("0.5", datatype=XSD.decimal)]
    values += [
        ox.Literal("07", datatype=XSD.integer),
        ox.Literal("true", datatype=XSD.boolean),
        ox.Literal("true"),
    ]
    quads = {ox.Quad(GRAPH, GS.rule, value, GRAPH) for value in values}
    assert parsed(written(quads)) == quads
    assert " 0.5" in written(quads)


@pytest.mark.parametrize(
    "quad",
    [
        ox.Quad(ox.BlankNode("b"), RDF.type, GS.Actor, GRAPH),
        ox.Quad(GRAPH, RDF.type, ox.BlankNode("b"), GRAPH),
        ox.Quad(GRAPH, RDF.type, GS.Actor),
    ],
)
def test_blank_nodes_and_statements_outside_a_graph_are_refused(quad):
    with pytest.raises(GraphError):
        written([quad])


@st.composite
def readings(draw):
    text = draw(texts.filter(lambda t: len(t) > 1))
    spans = st.builds(
        lambda a, b: Span(min(a, b), max(a, b) + 1),
        st.integers(0, len(text) - 1),
        st.integers(0, len(text) - 1),
    )
    some = st.lists(spans, min_size=1, max_size=3).map(tuple)
    maybe = st.none() | spans
    kinds = st.sampled_from(Kind)
    entities = tuple(Entity(n, draw(kinds), draw(texts)) for n in range(draw(st.integers(1, 3))))
    entity = st.sampled_from(entities)
    claims = st.builds(Claim, texts, texts, st.none() | entity, texts, texts, st.none() | entity)
    attributions = st.builds(
        Attribution,
        some,
        st.sampled_from(Quotation),
        maybe,
        st.none() | entity,
        maybe,
        texts,
        some.map(lambda _: ("x",)),
    )
    carried = st.none() | attributions.flatmap(lambda a: attributions.map(lambda b: replace(b, within=a)))
    positions = st.builds(
        Position,
        entity,
        some,
        st.sampled_from(Polarity),
        st.sampled_from(Modality),
        st.sampled_from(SpeechAct),
        shares,
        texts,
        st.lists(texts, max_size=12).map(tuple),
        shares,
        some,
        claims,
        st.none() | entity,
        maybe,
        maybe,
        maybe,
        st.lists(st.builds(Condition, spans, claims, st.booleans()), max_size=2).map(tuple),
        carried,
    )
    events = st.builds(EventMention, st.just("AID"), spans, st.sampled_from(EventStatus), texts, shares)
    return Reading(
        article=Article(
            text, draw(texts), draw(texts), None, draw(st.none() | texts), draw(st.none() | texts)
        ),
        entities=entities,
        mentions=tuple(
            draw(st.lists(st.builds(Mention, spans, entity, st.sampled_from(Form), maybe), max_size=3))
        ),
        positions=tuple(draw(st.lists(positions, max_size=3))),
        events=tuple(draw(st.lists(events, max_size=2))),
        versions=((draw(texts), draw(texts)),),
        warnings=(draw(texts),),
    )


def resolved(reading):
    ident = reading.article.ident
    claims = tuple(dict.fromkeys(reading.claims()))
    return Resolution(
        actors=tuple(Actor(f"{e.number}{e.name}", e.kind, e.name, (e.name,)) for e in reading.entities),
        propositions=tuple(Proposition(f"{n}{c.label}", c.label, (c.wording,)) for n, c in enumerate(claims)),
        actor_of={(ident, e.number): f"{e.number}{e.name}" for e in reading.entities},
        proposition_of={(ident, c): f"{n}{c.label}" for n, c in enumerate(claims)},
    )


@given(readings())
@settings(max_examples=150, deadline=None)
def test_any_reading_maps_to_statements_that_come_back_from_the_file(reading):
    quads = {*document_quads(reading)}
    quads |= {*resolved_quads([replace(reading, events=())], resolved(reading), TYPES)}
    assert parsed(written(quads)) == quads
    store = ox.Store()
    store.extend(quads)
    assert set(store) == quads


@given(readings())
@settings(max_examples=100, deadline=None)
def test_different_findings_of_one_article_have_different_names(reading):
    ident = reading.article.ident
    names = [iri.Names(ident).position(position) for position in reading.positions]
    assert len(set(names)) == len({digest(p) for p in reading.positions})
    without_entities = {repr(position) for position in reading.positions}
    assert len(set(names)) == len(without_entities)


def test_positions_that_differ_in_one_thing_have_different_names():
    position = first().positions[0]
    others = [
        replace(position, polarity=Polarity.OPPOSE),
        replace(position, content=(at(first().article.text, "send police"),)),
        replace(position, content=position.content * 2),
        replace(position, confidence=0.76),
        replace(position, claim=replace(position.claim, patient=None)),
        replace(position, conditions=()),
        replace(position, attribution=None),
        replace(position, derivation=(*position.derivation, "more")),
        replace(position, holder=first().entities[2]),
        replace(position, asserted_on=None, date_precision=None),
    ]
    assert len({iri.Names("0" * 16).position(p) for p in (position, *others)}) == len(others) + 1


def test_names_are_the_same_in_every_run():
    assert iri.Names("0" * 16).position(first().positions[0]).endswith("#position-f7057331cb6a43f8>")
