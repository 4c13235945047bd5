"""Reading a store in bulk: one pass per property over the union of its graphs, then look-ups in memory.

A page needs nearly every fact of the graph, so a scan per property is far quicker than a query per
node, and does not depend on how the quads are spread over named graphs.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.graph.vocab import BASE

if TYPE_CHECKING:
    from pyoxigraph import Store


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
    """The facts of a store by property and subject; a property is read when it is first asked for."""

    def __init__(self, store: Store) -> None:
        """Read nothing yet."""
        self._store = store
        self._known: dict[str, dict[str, tuple[str, ...]]] = {}
        self._inverse: dict[str, dict[str, tuple[str, ...]]] = {}

    def by_subject(self, prop: str) -> dict[str, tuple[str, ...]]:
        """Return subject → values, sorted and without repeats, of a property given as prefixed name."""
        if prop not in self._known:
            found: defaultdict[str, set[str]] = defaultdict(set)
            for quad in self._store.quads_for_pattern(None, NamedNode(full(prop)), None, None):
                subject, value = quad.subject, quad.object
                if isinstance(subject, (NamedNode, BlankNode)) and isinstance(
                    value, (NamedNode, BlankNode, Literal)
                ):
                    found[subject.value].add(value.value)
            self._known[prop] = {s: tuple(sorted(found[s])) for s in sorted(found)}
        return self._known[prop]

    def all(self, subject: str, prop: str) -> tuple[str, ...]:
        """Return the values of a property, sorted."""
        return self.by_subject(prop).get(subject, ())

    def one(self, subject: str, *props: str) -> str | None:
        """Return the first value of the first of `props` that has one."""
        for prop in props:
            values = self.all(subject, prop)
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
        """Return the value as a number, None where there is none."""
        value = self.one(subject, prop)
        return None if value is None else float(value)

    def members(self, *classes: str) -> tuple[str, ...]:
        """Return the instances of any of the classes, sorted by IRI."""
        wanted = {full(c) for c in classes}
        types = self.by_subject("rdf:type")
        return tuple(subject for subject, has in types.items() if wanted.intersection(has))

    def label(self, iri: str) -> str:
        """Return what a resource is called, its local name in words where it has no label."""
        found = self.one(iri, "rdfs:label", "skos:prefLabel")
        return found or local(iri).replace("-", " ").replace("_", " ")
