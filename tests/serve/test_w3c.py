"""The query cases of the W3C tests of the SPARQL 1.1 Protocol, sent to a real server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.collection import Collection
from server import Reply, Server, serving, triples

from kg.graph import store

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "w3c" / "sparql11-protocol"
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
UPDATES = ("update", "bad_update")

pytestmark = pytest.mark.shared


@dataclass(frozen=True)
class Exchange:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None
    statuses: frozenset[str]
    boolean: bool | None
    format: str | None


def cases() -> Iterator[tuple[str, list[Exchange]]]:
    if not FOLDER.is_dir():
        return
    graph = rdflib.Graph().parse(FOLDER / "manifest.ttl")
    for test in sorted(graph.subjects(rdflib.RDF.type, MF.ProtocolTest)):
        name = str(test).rpartition("#")[2]
        if name.startswith(UPDATES):
            continue  # this endpoint only reads; that it refuses updates is tested beside this
        action = graph.value(test, MF.action)
        requests = Collection(graph, graph.value(action, HT.requests))
        yield name, [exchange(graph, request) for request in requests]


def exchange(graph: rdflib.Graph, request: rdflib.term.Node) -> Exchange:
    response = graph.value(request, HT.resp)
    listed = graph.value(request, HT.headers)
    headers = {
        str(graph.value(header, HT.fieldName)): str(graph.value(header, HT.fieldValue))
        for header in (Collection(graph, listed) if listed is not None else ())
    }
    content = graph.value(request, HT.body)
    body = None
    if content is not None:
        encoding = str(graph.value(content, CNT.characterEncoding) or "utf-8")
        body = str(graph.value(content, CNT.chars)).encode(encoding)
    boolean = graph.value(response, MF.expectedBoolean)
    form = graph.value(response, MF.expectedFormat)
    return Exchange(
        str(graph.value(request, HT.methodName)),
        str(graph.value(request, HT.absolutePath)),
        headers,
        body,
        frozenset(str(s).rpartition("StatusCode")[2][0] for s in graph.objects(response, MF.expectedStatus)),
        None if boolean is None else bool(boolean.toPython()),
        None if form is None else str(form),
    )


CASES = list(cases())


@pytest.fixture(scope="module")
def w3c(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[Server]:
    """Serve the data of the tests: each file in the graph that the tests call it."""
    quads = []
    for number in (1, 2, 3):
        data = shared / "w3c" / "sparql11-protocol" / f"data{number}.nt"
        graph = ox.NamedNode(f"http://kasei.us/2009/09/sparql/data/data{number}.rdf")
        parsed = ox.parse(path=str(data), format=ox.RdfFormat.N_TRIPLES)
        quads += [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in parsed]
    folder = tmp_path_factory.mktemp("w3c") / "build"
    store.write(folder, quads)
    with serving(folder) as running:
        yield running


@pytest.mark.usefixtures("shared")
def test_the_cases_are_there():
    assert len(CASES) == 21


@pytest.mark.parametrize(("name", "exchanges"), CASES, ids=[name for name, _ in CASES])
def test_a_case_of_the_w3c(w3c: Server, name: str, exchanges: list[Exchange]):
    for wanted in exchanges:
        reply = w3c.send(wanted.method, wanted.path, wanted.body, wanted.headers)
        assert str(reply.status)[0] in wanted.statuses, f"{name}: {reply.status} {reply.text}"
        if wanted.boolean is not None:
            assert verdict(reply) is wanted.boolean
        if wanted.format == "boolean":
            verdict(reply)
        elif wanted.format == "tabular":
            assert reply.type in {
                "application/sparql-results+json", "application/sparql-results+xml",
                "text/csv", "text/tab-separated-values",
            }  # fmt: skip
        elif wanted.format == "RDF":
            triples(reply.body, reply.type)


def verdict(reply: Reply) -> bool:
    if reply.type == "application/sparql-results+xml":
        element = ET.fromstring(reply.body).find(".//{*}boolean")  # noqa: S314  # our own server's answer
        assert element is not None
        return element.text == "true"
    return bool(json.loads(reply.body)["boolean"])
