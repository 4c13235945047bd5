"""The event types: SKOS concepts of `ontology/events/`, each narrower than one of the top categories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import GraphError, OntologyError
from kg.paths import ontology_files

from .vocab import EVENT_TYPES, RDF, RDFS, SKOS


@dataclass(frozen=True, slots=True, order=True)
class EventType:
    """One concept."""

    name: str
    """Last part of its IRI: "phone-call", "ASSAULT"."""
    label: str
    broader: tuple[str, ...] = ()
    """Names of the next wider concepts; none for a top category."""


class EventTypes:
    """The event types by name. Immutable once made."""

    __slots__ = ("_types",)

    def __init__(self, types: Iterable[EventType]) -> None:
        """Index `types` and check that each leads up to a top category.

        Raises:
            OntologyError: If a wider concept is missing or a concept is wider than itself.
        """
        self._types = {concept.name: concept for concept in sorted(types)}
        for concept in self._types.values():
            for name in concept.broader:
                if name not in self._types:
                    raise OntologyError(f"event type {concept.name}: the wider concept {name} does not exist")
            if concept.name in {wider.name for name in concept.broader for wider in self.chain(name)}:
                raise OntologyError(f"event type {concept.name} is wider than itself")

    def __contains__(self, name: str) -> bool:
        """Return whether there is a type of that name."""
        return name in self._types

    def __iter__(self) -> Iterator[EventType]:
        """Yield all types by name."""
        return iter(self._types.values())

    def chain(self, name: str) -> tuple[EventType, ...]:
        """Return the type and all that are wider, the nearest first.

        Raises:
            GraphError: If there is no type of that name.
        """
        if name not in self._types:
            raise GraphError(f"there is no event type {name!r} in ontology/events/")
        found = {name: self._types[name]}
        waiting = [name]
        while waiting:
            for wider in self._types[waiting.pop(0)].broader:
                if wider in self._types and wider not in found:
                    found[wider] = self._types[wider]
                    waiting.append(wider)
        return tuple(found.values())


def read_event_types(paths: Iterable[Path]) -> EventTypes:
    """Read event types from Turtle files.

    Raises:
        OntologyError: If a file is no Turtle, or the concepts do not fit together.
    """
    labels: dict[str, str] = {}
    broader: dict[str, set[str]] = {}
    for path in paths:
        for quad in _triples(path):
            name = _name(quad.subject)
            if name is None:
                continue
            if quad.predicate == RDF.type and quad.object == SKOS.Concept:
                broader.setdefault(name, set())
            elif quad.predicate == SKOS.broader and (wider := _name(quad.object)):
                broader.setdefault(name, set()).add(wider)
            elif quad.predicate in (SKOS.prefLabel, RDFS.label) and isinstance(quad.object, Literal):
                labels[name] = min(labels.get(name, quad.object.value), quad.object.value)
    return EventTypes(EventType(n, labels.get(n, n), tuple(sorted(broader[n]))) for n in broader)


@cache
def event_types() -> EventTypes:
    """Return the project's own event types, read once per process.

    Raises:
        OntologyError: If the files are missing or wrong.
    """
    return read_event_types(ontology_files("events"))


def _triples(path: Path) -> Iterator[Quad]:
    try:
        yield from parse(path=path, format=RdfFormat.TURTLE)
    except (OSError, SyntaxError, ValueError) as error:
        raise OntologyError(f"{path}: {error}") from error


def _name(term: object) -> str | None:
    """Return the name of an event type's IRI; None for anything else."""
    if isinstance(term, NamedNode) and term.value.startswith(EVENT_TYPES):
        return term.value[len(EVENT_TYPES) :] or None
    return None
