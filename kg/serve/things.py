"""What the graph says of one IRI: a page for people, RDF for programs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import quote

import pyoxigraph as ox

from kg.errors import RequestError
from kg.graph.vocab import BASE
from kg.query.formats import printable, shortened
from kg.serve.formats import PAGE, TRIPLES
from kg.serve.frames import Question

RDF_TYPES = tuple(name for name in TRIPLES if name not in {"application/json", "application/xml"})
OFFERED = (PAGE, *RDF_TYPES)
_MOST = 200
"""Statements shown on a page, of each direction."""
_NAMING = ("rdfs:label", "skos:prefLabel", "dcterms:title", "nif:anchorOf", "contentSpan", "triggerSpan")
"""Properties that say what a thing is called, as a page names them, the best first."""
_LABEL = """
  OPTIONAL {{
    {term} rdfs:label|skos:prefLabel|nif:anchorOf|(gs:contentSpan/nif:anchorOf)|(gs:triggerSpan/nif:anchorOf)|dcterms:title ?name
  }}"""


@dataclass(frozen=True, slots=True)
class Value:
    """One object or subject of a statement, as a page shows it."""

    words: str
    link: str = ""
    """Where it leads: a page of ours, or an address on the web."""


@dataclass(frozen=True, slots=True)
class Row:
    """One property with its values."""

    term: str
    values: tuple[Value, ...]


def rdf(iri: str, accept: str) -> Question:
    """Return the question for the statements about `iri`; of a document, for all that was read in it."""
    if iri.startswith(f"{BASE}doc/") and "#" not in iri:
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}"
    else:
        query = f"CONSTRUCT {{ <{iri}> ?p ?o }} WHERE {{ <{iri}> ?p ?o }}"
    return Question(query, accept)


def outgoing(iri: str) -> Question:
    """Return the question for what is said of `iri`, with names of what it leads to."""
    label = _LABEL.format(term="?value")
    return _rows(
        f"SELECT DISTINCT ?term ?value (MIN(?name) AS ?label) WHERE {{ <{iri}> ?term ?value . {label} }}"
    )


def incoming(iri: str) -> Question:
    """Return the question for what leads to `iri`."""
    label = _LABEL.format(term="?value")
    return _rows(
        f"SELECT DISTINCT ?term ?value (MIN(?name) AS ?label) WHERE {{ ?value ?term <{iri}> . {label} }}"
    )


def _rows(select: str) -> Question:
    return Question(
        f"{select} GROUP BY ?term ?value ORDER BY ?term ?label ?value LIMIT {_MOST}",
        "application/sparql-results+json",
    )


def rows(results: bytes) -> list[Row]:
    """Return properties and values from the JSON of `outgoing` or `incoming`."""
    found: dict[str, list[Value]] = {}
    for binding in json.loads(results)["results"]["bindings"]:
        found.setdefault(shortened(ox.NamedNode(binding["term"]["value"])), []).append(_value(binding))
    return [Row(term, tuple(values)) for term, values in found.items()]


def name(facts: list[Row], iri: str) -> str:
    """Return what a thing is called: its label, its title or its words, else its IRI in short."""
    said = {row.term: row.values[0].words for row in facts}
    return next((said[term] for term in _NAMING if term in said), shortened(ox.NamedNode(iri)))


def _value(binding: dict[str, dict[str, str]]) -> Value:
    value = binding["value"]
    if value["type"] != "uri":
        return Value(printable(value["value"]))
    iri = value["value"]
    label = printable(binding["label"]["value"]) if "label" in binding else shortened(ox.NamedNode(iri))
    return Value(label, link(iri))


def link(iri: str) -> str:
    """Return the address of what an IRI names: a page of this server, or the web for what is not ours."""
    if iri.startswith(BASE):
        return f"/thing?iri={quote(iri, safe='')}"
    return iri if iri.startswith(("http://", "https://")) else ""


def checked(iri: str) -> str:
    """Return an IRI that may stand in a query.

    Raises:
        RequestError: 400 if it is none.
    """
    if not iri or any(c in '<>"{}|^`\\' or ord(c) <= 0x20 for c in iri) or ":" not in iri:
        raise RequestError(400, f"this is no IRI: {iri[:100]}")
    return iri
