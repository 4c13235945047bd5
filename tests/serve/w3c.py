"""The query cases of the W3C tests of the SPARQL 1.1 Protocol, as requests and what is to come back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import rdflib
from rdflib.collection import Collection
from server import Reply, triples

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "w3c" / "sparql11-protocol"
DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
ROWS = {
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
}
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
UPDATES = ("update", "bad_update")


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


def quads(folder: Path) -> Iterator[ox.Quad]:
    """Yield the data of the tests, each file in the graph that the tests call it."""
    for number in (1, 2, 3):
        graph = ox.NamedNode(DATA.format(number))
        for quad in ox.parse(path=str(folder / f"data{number}.nt"), format=ox.RdfFormat.N_TRIPLES):
            yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)


def check(wanted: Exchange, reply: Reply) -> None:
    """Assert that a reply is what the test wants."""
    assert str(reply.status)[0] in wanted.statuses, f"{reply.status} {reply.text[:300]}"
    if wanted.boolean is not None or wanted.format == "boolean":
        assert verdict(reply) is (wanted.boolean if wanted.boolean is not None else verdict(reply))
    elif wanted.format == "tabular":
        assert reply.type in ROWS
    elif wanted.format == "RDF":
        assert reply.type in {
            "text/turtle",
            "application/n-triples",
            "application/rdf+xml",
            "application/ld+json",
        }
        triples(reply.body, reply.type)


def verdict(reply: Reply) -> bool:
    if reply.type == "application/sparql-results+xml":
        element = ET.fromstring(reply.body).find(".//{*}boolean")  # noqa: S314  # a server of our own
        assert element is not None
        return element.text == "true"
    return bool(json.loads(reply.body)["boolean"])
