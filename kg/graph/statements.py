"""Statements of a graph as text, by subject: made once, and read by the store, `graph.trig` and the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, cast

from pyoxigraph import Quad, RdfFormat, parse, serialize

from kg.errors import GraphError, one_line
from kg.model import Article, Kind, Span

from . import iri
from .written import GS, NIF, RDF, Written, text, whole

Stated = tuple[Written, tuple[Written, ...]]
"""A predicate and objects."""

KIND_CLASSES: Final[dict[Kind, tuple[Written, ...]]] = {
    Kind.PERSON: (GS.Person, GS.Actor),
    Kind.STATE: (GS.State, GS.Actor),
    Kind.GOVERNMENT: (GS.Government, GS.Organisation, GS.Actor),
    Kind.ORGANISATION: (GS.Organisation, GS.Actor),
    Kind.BLOC: (GS.Bloc, GS.Organisation, GS.Actor),
    Kind.OUTLET: (GS.MediaOutlet, GS.Organisation, GS.Actor),
    Kind.GROUP: (GS.Group, GS.Actor),
    Kind.PLACE: (GS.Place,),
}
"""Each kind with its wider classes, written out since plain SPARQL does not infer them."""
_TOGETHER: Final = 10_000
"""Statements that are turned into text or objects at once: some megabytes."""


class Statements:
    """Collects the statements of one graph, or a part of them, in the order of their coming.

    What is stated twice is one statement, as everywhere in RDF; it may be yielded and counted twice here.
    """

    __slots__ = ("_about", "graph")

    def __init__(self, graph: Written) -> None:
        """Collect for a graph; an empty name stands for the one that has none."""
        self.graph = graph
        self._about: defaultdict[Written, list[Stated]] = defaultdict(list)

    def add(self, subject: Written, predicate: Written, *objects: Written | None) -> None:
        """State `predicate` of `subject` for each object; None states nothing."""
        stated = objects if None not in objects else tuple(thing for thing in objects if thing is not None)
        if stated:
            self._about[subject].append((predicate, cast("tuple[Written, ...]", stated)))

    def add_span(self, names: iri.Names, article: Article, span: Span) -> None:
        """Describe characters of an article, whose names `names` are.

        Raises:
            GraphError: If the span ends after the text.
        """
        if span.end > len(article.text):
            raise GraphError(
                f"{one_line(article.source, 120)}: the span [{span.begin}, {span.end}) ends after "
                f"the {len(article.text)} characters of the text"
            )
        self._about[names.span(span)] += (
            (RDF.type, (GS.TextSpan,)),
            (NIF.beginIndex, (whole(span.begin),)),
            (NIF.endIndex, (whole(span.end),)),
            (NIF.anchorOf, (text(span.of(article.text)),)),
            (NIF.referenceContext, (names.document,)),
        )

    @property
    def about(self) -> Mapping[Written, Sequence[Stated]]:
        """What is stated of each subject; a predicate may come more than once."""
        return self._about

    def __len__(self) -> int:
        """Return the number of statements."""
        return sum([len(objects) for stated in self._about.values() for _, objects in stated])

    def encoded(self) -> bytes:
        """Return the statements as N-Quads in bytes."""
        return self.lines().encode("utf-8")

    def lines(self) -> str:
        """Return the statements as N-Quads."""
        end = f" {self.graph} .\n" if self.graph else " .\n"
        return "".join(
            [
                f"{subject} {predicate} {thing}{end}"
                for subject, stated in self._about.items()
                for predicate, objects in stated
                for thing in objects
            ]
        )


def quads(parts: Iterable[Statements]) -> Iterator[Quad]:
    """Yield statements as objects of the engine."""
    waiting: list[str] = []
    number = 0
    for part in parts:
        waiting.append(part.lines())
        number += len(part)
        if number >= _TOGETHER:
            yield from parse("".join(waiting), format=RdfFormat.N_QUADS, lenient=True)
            waiting.clear()
            number = 0
    yield from parse("".join(waiting), format=RdfFormat.N_QUADS, lenient=True)


def of(some: Iterable[Quad]) -> Iterator[Statements]:
    """Yield the statements that objects of the engine are; those of one graph may come in several parts."""
    waiting = iter(some)
    while held := list(islice(waiting, _TOGETHER)):
        graphs: dict[Written, Statements] = {}
        for subject, predicate, rest in _split(cast("bytes", serialize(held, format=RdfFormat.N_QUADS))):
            thing, graph = _parted(rest)
            if graph not in graphs:
                graphs[graph] = Statements(graph)
            graphs[graph].add(subject, predicate, thing)
        yield from graphs.values()


def read(triples: bytes, graph: Written = "") -> Statements:
    """Return the statements of N-Triples as Oxigraph writes them."""
    found = Statements(graph)
    for subject, predicate, thing in _split(triples):
        found.add(subject, predicate, thing)
    return found


def _split(lines: bytes) -> Iterator[list[str]]:
    """Yield subject and predicate of each line, and the rest: the object and, if there is one, the graph."""
    return (line.split(" ", 2) for line in lines.decode("utf-8").split(" .\n")[:-1])


def _parted(rest: str) -> tuple[Written, Written]:
    """Return object and graph; the last word is of the object where no graph is named."""
    thing, _, graph = rest.rpartition(" ")
    return (rest, "") if not thing or '"' in graph or graph[0] == ")" else (thing, graph)
