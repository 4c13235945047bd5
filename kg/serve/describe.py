"""What the endpoint says of itself (SPARQL 1.1 Service Description, W3C Recommendation)."""

from __future__ import annotations

import pyoxigraph as ox

from kg import __version__
from kg.graph.iri import RESOLVED
from kg.graph.vocab import RDF
from kg.serve.formats import ROWS, TRIPLES

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULT_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD",
)  # fmt: skip
OFFERED = tuple(name for name in TRIPLES if name not in ROWS)


def description(endpoint: str, media_type: str) -> bytes:
    """Return the service description as one of `OFFERED`.

    Args:
        endpoint: The absolute URL at which questions are asked.
        media_type: One of `OFFERED`.
    """
    service = ox.NamedNode(endpoint)
    dataset = ox.NamedNode(f"{endpoint}#dataset")
    default = ox.NamedNode(f"{endpoint}#default-graph")
    resolved = ox.NamedNode(f"{endpoint}#resolved")
    said: list[tuple[ox.NamedNode, str, ox.NamedNode | ox.Literal]] = [
        (service, "endpoint", service),
        (service, "supportedLanguage", ox.NamedNode(_SD + "SPARQL11Query")),
        (service, "feature", ox.NamedNode(_SD + "UnionDefaultGraph")),
        *((service, "resultFormat", ox.NamedNode(_FORMATS + name)) for name in _RESULT_FORMATS),
        (service, "defaultDataset", dataset),
        (dataset, "defaultGraph", default),
        (dataset, "namedGraph", resolved),
        (resolved, "name", RESOLVED),
    ]
    kinds = ((service, "Service"), (dataset, "Dataset"), (default, "Graph"), (resolved, "NamedGraph"))
    triples = [ox.Triple(node, RDF.type, ox.NamedNode(_SD + name)) for node, name in kinds]
    triples += [ox.Triple(node, ox.NamedNode(_SD + term), value) for node, term, value in said]
    comment = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
    told = f"geostance {__version__}: reads only. A query that names no graph sees the union of all."
    triples.append(ox.Triple(service, comment, ox.Literal(told, language="en")))
    return ox.serialize(triples, format=TRIPLES[media_type], prefixes={"sd": _SD}) or b""
