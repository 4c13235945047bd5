"""SHACL validation of a whole graph against `ontology/shapes.ttl`: the rules that building checks in code.

The only module here besides the public API that loads rdflib.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph
import pyshacl
import rdflib
from rdflib.namespace import SH
from rdflib.term import Node

from kg.errors import GraphError, OntologyError
from kg.paths import ontology_files, ontology_folder

from .store import open_store
from .vocab import BASE

_SHOWN: Final = 120
"""Characters of a value that a report shows."""

_WHOLE_GRAPH: Final = BASE + "ns"
"""Focus node of the rules over the whole graph: the value is then what breaks the rule."""


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One rule that the graph breaks."""

    message: str
    """What is wrong, as the shape says it."""
    focus: str
    """IRI of the node that breaks the rule."""
    path: str = ""
    """IRI of the property, where the rule is about one."""
    value: str = ""
    """The value that is wrong, where it is one."""

    def __str__(self) -> str:
        """Return one line: what, where, which value."""
        value = self.value if len(self.value) <= _SHOWN else self.value[: _SHOWN - 1] + "…"
        return f"{self.message} {self.focus}" + (f" has {value!r}" if self.value else "")


@dataclass(frozen=True, slots=True)
class Report:
    """What validation found."""

    statements: int
    """Number of different statements that were looked at, the ontology left out."""
    results: tuple[Violation, ...] = ()
    """Sorted by message and node."""

    @property
    def conforms(self) -> bool:
        """Whether the graph meets every rule."""
        return not self.results

    def __str__(self) -> str:
        """Return readable lines: the outcome, then one line a violation."""
        if self.conforms:
            return f"The graph conforms: {self.statements:,} statements, no rule broken."
        rules = len({result.message for result in self.results})
        head = (
            f"The graph does not conform. Violations: {len(self.results):,}, rules broken: {rules:,}, "
            f"statements: {self.statements:,}."
        )
        return "\n".join([head, *(f"- {result}" for result in self.results)])


def validate(data: Path | pyoxigraph.Store | Iterable[pyoxigraph.Quad]) -> Report:
    """Check the union of all graphs of `data`, together with the ontology.

    Args:
        data: An output folder, an RDF file, an open store, or the quads themselves.

    Raises:
        GraphError: If there is no graph there, or it cannot be read.
        OntologyError: If the ontology or the shapes cannot be read.
    """
    quads = open_store(data) if isinstance(data, Path) else data
    union = rdflib.Graph()
    for quad in quads:
        union.add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))
    statements = len(union)
    union += _ontology()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # pyshacl calls rdflib by old names
        _, report, text = pyshacl.validate(union, shacl_graph=_shapes(), inference="none", meta_shacl=False)
    if not isinstance(report, rdflib.Graph):
        raise GraphError(f"the graph cannot be validated: {text}")
    return Report(statements, tuple(sorted({_violation(report, node) for node in _result_nodes(report)})))


def _result_nodes(report: rdflib.Graph) -> Iterable[Node]:
    return report.subjects(rdflib.RDF.type, SH.ValidationResult)


def _violation(report: rdflib.Graph, node: Node) -> Violation:
    def said(term: Node) -> str:
        return min((str(value) for value in report.objects(node, term)), default="")

    focus, value = said(SH.focusNode), said(SH.value)
    if focus == _WHOLE_GRAPH:
        focus, value = value, ""
    return Violation(said(SH.resultMessage), focus, said(SH.resultPath), value)


@cache
def _ontology() -> rdflib.Graph:
    """Return the vocabulary and the event types, read once per process."""
    graph = rdflib.Graph()
    for path in (*ontology_files(), *ontology_files("events")):
        if path.name != "shapes.ttl":
            _parse(graph, path)
    return graph


@cache
def _shapes() -> rdflib.Graph:
    """Return the shapes, read once per process."""
    return _parse(rdflib.Graph(), ontology_folder() / "shapes.ttl")


def _parse(graph: rdflib.Graph, path: Path) -> rdflib.Graph:
    """Add a Turtle file to `graph`."""
    try:
        return graph.parse(path, format="turtle")
    except (OSError, SyntaxError, ValueError) as error:
        raise OntologyError(f"{path}: {error}") from error


def _node(term: object) -> Node:
    """Return an Oxigraph term as rdflib's."""
    match term:
        case pyoxigraph.NamedNode(value=iri):
            return rdflib.URIRef(iri)
        case pyoxigraph.BlankNode(value=name):
            return rdflib.BNode(name)
        case pyoxigraph.Literal(value=text, language=language, datatype=datatype):
            kind = None if language or datatype.value == str(rdflib.XSD.string) else datatype.value
            return rdflib.Literal(text, lang=language, datatype=kind)
    raise GraphError(f"no data of ours holds a {type(term).__name__}")
