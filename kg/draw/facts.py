"""Reading a graph in bulk: one pass per property over the union of its graphs, then look-ups in memory.

A page needs nearly every fact of the graph, so a scan per property is far quicker than a query per
node, and does not depend on how the quads are spread over named graphs. Of a graph that is not written yet the
statements are read, in one pass.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, cast

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from kg.graph.finished import Finished, merged, tables_of
from kg.graph.number import number
from kg.graph.statements import Statements
from kg.graph.vocab import BASE, RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import QuerySolutions

    from kg.graph.finished import Table
    from kg.graph.written import Written

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
    """The facts of a graph by property and subject; a property is read when it is first asked for."""

    def __init__(self, graph: Store | Iterable[Statements | Finished]) -> None:
        """Read nothing yet from a store; take statements by their property."""
        self._store = graph if isinstance(graph, Store) else None
        self._tables: list[Mapping[Written, Table]] = []
        if not isinstance(graph, Store):
            parts = list(graph)
            self._tables = [part.tables for part in parts if isinstance(part, Finished)]
            self._tables.append(tables_of(part for part in parts if isinstance(part, Statements)))
        self._known: dict[str, dict[str, tuple[str, ...]]] = {}
        self._inverse: dict[str, dict[str, tuple[str, ...]]] = {}

    def by_subject(self, prop: str) -> dict[str, tuple[str, ...]]:
        """Return subject → values, sorted and without repeats, of a property given as prefixed name."""
        return dict(sorted(self._of(prop).items()))

    def _of(self, prop: str) -> dict[str, tuple[str, ...]]:
        """Return subject → values, these sorted and without repeats."""
        known = self._known.get(prop)
        if known is None:
            known = self._read(prop) if self._store is None else self._asked(self._store, prop)
            self._known[prop] = known
        return known

    def _read(self, prop: str) -> dict[str, tuple[str, ...]]:
        """Return subject → values of the statements with a property."""
        found: dict[str, tuple[str, ...]] = {}
        for tables in self._tables:
            table = tables.get(f"<{full(prop)}>", {})
            twice = {
                subject: merged(found[subject], table[subject]) for subject in found.keys() & table.keys()
            }
            found.update(table)
            found.update(twice)
        return found

    def _asked(self, store: Store, prop: str) -> dict[str, tuple[str, ...]]:
        """Return subject → values of the statements of a store with a property.

        By a query, since iterating over quads would fetch their predicates and graphs from the disk as well.
        """
        found: defaultdict[str, list[str]] = defaultdict(list)
        query = f"SELECT ?s ?o {{ ?s {NamedNode(full(prop))} ?o }}"
        for subject, value in cast("QuerySolutions", store.query(query, use_default_graph_as_union=True)):
            if isinstance(subject, _NODES) and isinstance(value, _VALUES):
                found[subject.value].append(value.value)
        return {subject: merged(tuple(values)) for subject, values in found.items()}

    def all(self, subject: str, prop: str) -> tuple[str, ...]:
        """Return the values of a property, sorted."""
        return self._of(prop).get(subject, ())

    def one(self, subject: str, *props: str) -> str | None:
        """Return the first value of the first of `props` that has one."""
        for prop in props:
            values = (self._known.get(prop) or self._of(prop)).get(subject)
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
            for subject, values in self._of(prop).items():
                for one in values:
                    found[one].append(subject)
            self._inverse[prop] = {v: tuple(sorted(s)) for v, s in found.items()}
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
        # not `subjects`: most of what has a class is a span, and no page lists those
        if self._store is None:
            for name in classes:
                found.update(self._by_class[full(name)])
            return tuple(sorted(found))
        for name in classes:
            of_class = self._store.quads_for_pattern(None, RDF.type, NamedNode(full(name)), None)
            found.update(quad.subject.value for quad in of_class if isinstance(quad.subject, _NODES))
        return tuple(sorted(found))

    @cached_property
    def _by_class(self) -> defaultdict[str, list[str]]:
        """What is of each class by the statements, not by those of a store."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for subject, classes in self._of("rdf:type").items():
            for one in classes:
                found[one].append(subject)
        return found

    def label(self, iri: str) -> str:
        """Return what a resource is called, its local name in words where it has no label."""
        found = self.one(iri, "rdfs:label", "skos:prefLabel")
        return found or local(iri).replace("-", " ").replace("_", " ")
