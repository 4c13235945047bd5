"""Small parts of the mapping: literals in the form that the store keeps, and a collector of quads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import GraphError, one_line
from kg.model import Article, Kind, Span

from . import iri
from .vocab import GS, NIF, RDF, XSD

_DECIMALS: Final = 6
"""Digits kept after the point of strengths and confidences."""

KIND_CLASSES: Final[dict[Kind, tuple[NamedNode, ...]]] = {
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


def text(value: str) -> Literal:
    """Return a plain string.

    Raises:
        GraphError: If `value` holds half of a surrogate pair, which no RDF file can.
    """
    try:
        return Literal(value)
    except ValueError as error:
        raise GraphError(f"not a Unicode text: {value[:60]!a}") from error


def share(value: float) -> Literal:
    """Return a number of [0, 1] as a decimal, without trailing zeros as the store would give it back.

    Raises:
        GraphError: If it lies outside.
    """
    if not 0 <= value <= 1:
        raise GraphError(f"{value} does not lie in [0, 1]")
    exact = Decimal(str(round(float(value) + 0.0, _DECIMALS)))  # + 0.0 makes -0.0 positive
    digits = format(exact, "f")
    return Literal(digits.rstrip("0").rstrip(".") if "." in digits else digits, datatype=XSD.decimal)


def whole(value: int) -> Literal:
    """Return a whole number."""
    return Literal(str(value), datatype=XSD.integer)


def day(value: date) -> Literal:
    """Return a day."""
    return Literal(value.isoformat(), datatype=XSD.date)


def flag(value: bool) -> Literal:
    """Return true or false."""
    return Literal("true" if value else "false", datatype=XSD.boolean)


def numbered(steps: Iterable[str]) -> Iterator[Literal]:
    """Yield steps as "1. …", numbers padded to one width so that sorting as text keeps the order."""
    listed = list(steps)
    width = len(str(len(listed)))
    for number, step in enumerate(listed, 1):
        yield text(f"{number:0{width}}. {step}")


class Triples:
    """Collects the statements of one graph, each once, in the order of their coming."""

    __slots__ = ("_quads", "graph")

    def __init__(self, graph: NamedNode) -> None:
        """Collect for `graph`."""
        self.graph = graph
        self._quads: dict[Quad, None] = {}

    def add(self, subject: NamedNode, predicate: NamedNode, *objects: NamedNode | Literal | None) -> None:
        """State `predicate` of `subject` for each object; None states nothing."""
        for thing in objects:
            if thing is not None:
                self._quads[Quad(subject, predicate, thing, self.graph)] = None

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
        node = names.span(span)
        self.add(node, RDF.type, GS.TextSpan)
        self.add(node, NIF.beginIndex, whole(span.begin))
        self.add(node, NIF.endIndex, whole(span.end))
        self.add(node, NIF.anchorOf, text(span.of(article.text)))
        self.add(node, NIF.referenceContext, names.document)

    def __iter__(self) -> Iterator[Quad]:
        """Yield the quads."""
        return iter(self._quads)

    def drained(self) -> Iterator[Quad]:
        """Yield the quads and forget them, so that a large graph is never held as a whole."""
        yield from self._quads
        self._quads.clear()
