"""Reading a graph in bulk: one pass per property over the union of its graphs, then look-ups in memory.

A page needs nearly every fact of the graph, so a scan per property is far quicker than a query per
node, and does not depend on how the quads are spread over named graphs. Of a graph that is not written yet the
statements are read, in one pass.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, cast

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from kg.graph.number import number
from kg.graph.vocab import BASE, RDF
from kg.graph.written import Written, value_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import QuerySolutions

    from kg.graph.statements import Statements

_NODES = (NamedNode, BlankNode)
_VALUES = (*_NODES, Literal)
PREFIXES = {
    "gs": BASE + "ns#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "dcterms": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "org": "http://www.w3.org/ns/org#",
}


def full(name: str) -> str:
    """Return the IRI of a prefixed name such as `gs:holder`.

    Raises:
        KeyError: If the prefix is unknown.
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def short(iri: str) -> str:
    """Return an IRI without the project's base, which identifies it within a page and a link."""
    return iri.removeprefix(BASE)


def local(iri: str) -> str:
    """Return the last part of an IRI: what follows its last `#` or `/`."""
    return iri.rsplit("#", 1)[-1].rstrip("/").rsplit("/", 1)[-1]


class Facts:
    """The facts of a graph by property and subject; a property of a store is read when it is first asked for."""

    def __init__(self, graph: Store | Iterable[Statements]) -> None:
        """Read nothing yet from a store; index statements by their property."""
        self._store = graph if isinstance(graph, Store) else None
        self._listed: defaultdict[Written, list[tuple[Written, tuple[Written, ...]]]] = defaultdict(list)
        if not isinstance(graph, Store):
            for part in graph:
                for subject, stated in part.about.items():
                    for predicate, values in stated:
                        self._listed[predicate].append((subject, values))
        self._known: dict[str, dict[str, tuple[str, ...]]] = {}
        self._inverse: dict[str, dict[str, tuple[str, ...]]] = {}

    def by_subject(self, prop: str) -> dict[str, tuple[str, ...]]:
        """Return subject → values, sorted and without repeats, of a property given as prefixed name."""
        if prop not in self._known:
            found: defaultdict[str, list[str]] = defaultdict(list)
            for subject, value in self._pairs(prop):
                found[subject].append(value)
            self._known[prop] = {
                s: tuple(found[s] if len(found[s]) == 1 else sorted(set(found[s]))) for s in sorted(found)
            }
        return self._known[prop]

    def _pairs(self, prop: str) -> Iterator[tuple[str, str]]:
        """Yield subject and value of each statement with a property.

        By a query, since iterating over quads would fetch their predicates and graphs from the disk as well.
        """
        if self._store is None:
            for node, values in self._listed.get(f"<{full(prop)}>", ()):
                for thing in values:
                    if not thing.startswith("<<"):  # what is stated of a statement is no value
                        yield value_of(node), value_of(thing)
            return
        query = f"SELECT ?s ?o {{ ?s {NamedNode(full(prop))} ?o }}"
        for subject, value in cast(
            "QuerySolutions", self._store.query(query, use_default_graph_as_union=True)
        ):
            if isinstance(subject, _NODES) and isinstance(value, _VALUES):
                yield subject.value, value.value

    def all(self, subject: str, prop: str) -> tuple[str, ...]:
        """Return the values of a property, sorted."""
        return self.by_subject(prop).get(subject, ())

    def one(self, subject: str, *props: str) -> str | None:
        """Return the first value of the first of `props` that has one."""
        for prop in props:
            values = (self._known.get(prop) or self.by_subject(prop)).get(subject)
            if values:
                return values[0]
        return None

    def one_of_short(self, name: str, prop: str) -> str | None:
        """Return the first value of a property of a subject given by its short name (`short`)."""
        return self.one(BASE + name, prop) or self.one(name, prop)

    def subjects(self, prop: str, value: str) -> tuple[str, ...]:
        """Return the subjects that have `value`, sorted."""
        if prop not in self._inverse:
            found: defaultdict[str, list[str]] = defaultdict(list)
            for subject, values in self.by_subject(prop).items():
                for one in values:
                    found[one].append(subject)
            self._inverse[prop] = {v: tuple(s) for v, s in found.items()}
        return self._inverse[prop].get(value, ())

    def name(self, subject: str, prop: str) -> str:
        """Return the local name of the value, "" where there is none."""
        value = self.one(subject, prop)
        return "" if value is None else local(value)

    def number(self, subject: str, prop: str) -> float | None:
        """Return the value as a number, None where there is none.

        Raises:
            GraphError: If it is something else.
        """
        value = self.one(subject, prop)
        return None if value is None else number(value, subject)

    def members(self, *classes: str) -> tuple[str, ...]:
        """Return the instances of any of the classes, sorted by IRI."""
        found: set[str] = set()
        if self._store is None:
            for name in classes:
                found.update(self.subjects("rdf:type", full(name)))
            return tuple(sorted(found))
        for name in classes:  # not `by_subject`: most of what has a class is a span, and no page lists those
            of_class = self._store.quads_for_pattern(None, RDF.type, NamedNode(full(name)), None)
            found.update(quad.subject.value for quad in of_class if isinstance(quad.subject, _NODES))
        return tuple(sorted(found))

    def label(self, iri: str) -> str:
        """Return what a resource is called, its local name in words where it has no label."""
        found = self.one(iri, "rdfs:label", "skos:prefLabel")
        return found or local(iri).replace("-", " ").replace("_", " ")
