"""Questions answered from a store in memory, within bounds."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest
import rdflib
from server import triples

from kg.serve.answer import answer
from kg.serve.formats import ROWS, TRIPLES
from kg.serve.frames import Answer, Question, answer_head, head_of, question_line, question_of

NAMES = "SELECT DISTINCT ?name { ?a a gs:Person ; rdfs:label ?name } ORDER BY ?name"


@pytest.fixture
def store() -> ox.Store:
    store = ox.Store()
    store.update(
        'INSERT DATA { GRAPH <urn:one> { <urn:a> <urn:p> "x\\ty\\n\\"z\\"", 1, 2.50, "é"@fr, true } '
        "GRAPH <urn:two> { <urn:b> a <urn:T> } }"
    )
    return store


def ask(store: ox.Store, query: str, accept: str = "", rows: int = 100, size: int = 10_000, **more) -> Answer:
    return answer(store, Question(query, accept, **more), rows, size)


def test_rows_come_in_every_format_with_the_same_values(store):
    query = "SELECT ?o { <urn:a> <urn:p> ?o }"
    wanted = {(row["o"].value) for row in store.query(query, use_default_graph_as_union=True)}
    for media_type in ("application/sparql-results+json", "application/sparql-results+xml"):
        got = ask(store, query, media_type)
        parsed = ox.parse_query_results(got.body, format=ROWS[media_type])
        assert {row["o"].value for row in parsed} == wanted
    rows = list(csv.reader(io.StringIO(ask(store, query, "text/csv").body.decode(), newline="")))
    assert {row[0] for row in rows[1:]} == wanted
    assert ask(store, query, "text/tab-separated-values").body.count(b"\n") == len(wanted) + 1


@pytest.mark.parametrize("media_type", TRIPLES)
def test_triples_come_in_every_format(store, media_type):
    got = ask(store, "CONSTRUCT WHERE { ?s a ?t }", media_type)
    form = {"application/json": "json-ld", "application/xml": "xml", "application/ld+json": "json-ld"}
    read = triples(got.body, form.get(media_type, media_type))
    assert set(read) == {(rdflib.URIRef("urn:b"), rdflib.RDF.type, rdflib.URIRef("urn:T"))}


def test_without_a_wish_the_first_format_comes(store):
    assert ask(store, "ASK {}").media_type == "application/sparql-results+json"
    assert ask(store, "ASK {}", "*/*").media_type == "application/sparql-results+json"
    assert ask(store, "CONSTRUCT WHERE { ?s a ?t }", "*/*").media_type.startswith("text/turtle")


def test_a_format_that_does_not_fit_is_not_acceptable(store):
    assert ask(store, "ASK {}", "text/csv").status == 406
    assert ask(store, "ASK {}", "image/png, text/csv;q=0.5").status == 406
    assert ask(store, "ASK {}", "nonsense").status == 400


def test_the_union_of_all_graphs_is_the_usual_dataset(store):
    assert json.loads(ask(store, "ASK { <urn:b> a ?t . <urn:a> <urn:p> ?o }").body)["boolean"]


def test_the_dataset_of_the_protocol_goes_before_that_of_the_query(store):
    query = "ASK FROM <urn:one> { <urn:b> a ?t }"
    assert not json.loads(ask(store, query).body)["boolean"]
    assert json.loads(ask(store, query, default_graphs=("urn:two",)).body)["boolean"]


def test_graphs_that_are_not_named_are_not_seen(store):
    assert not json.loads(ask(store, "ASK { GRAPH ?g { <urn:b> a ?t } }", named_graphs=("urn:one",)).body)[
        "boolean"
    ]
    assert not json.loads(ask(store, "ASK { <urn:b> a ?t }", named_graphs=("urn:two",)).body)["boolean"]
    assert not json.loads(ask(store, "ASK { GRAPH ?g { <urn:b> a ?t } }", default_graphs=("urn:two",)).body)[
        "boolean"
    ]


@pytest.mark.parametrize("query", ["SELECT ?o { ?s <urn:p> ?o }", "CONSTRUCT WHERE { ?s <urn:p> ?o }"])
def test_an_answer_has_as_many_rows_as_allowed_and_no_more(store, query):
    assert ask(store, query, rows=5).status == 200
    refused = ask(store, query, rows=4)
    assert refused.status == 413
    assert b"LIMIT" in refused.body
    assert ask(store, query, size=10).status == 413


@pytest.mark.parametrize(
    "query",
    [
        "",
        "SELECT",
        "SELECT * { ?s ?p ?o ",
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/>",
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { nobody:knows ?p ?o }",
        "SELECT * { ?s ?p ?o } GROUP BY ?s",
        "SELECT * {" * 5000,
    ],
)
def test_what_is_no_reading_query_is_refused_with_its_place(store, query):
    got = ask(store, query)
    assert got.status == 400
    assert got.body.strip()


def test_frames_carry_any_text():
    asked = Question('line\n"two"\u2028', "text/csv", ("urn:a",), ("urn:b", "urn:c"))
    assert question_of(question_line(asked)) == asked
    assert question_line(asked).count(b"\n") == 1
    assert head_of(answer_head(Answer(413, "text/plain", b"abc"))) == (413, "text/plain", 3)
