"""What persons say against the reading, as quads of a graph of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pyoxigraph import Quad

from kg.model import Article, Correction, Position

from . import iri
from .triples import Triples, day, text
from .vocab import DCTERMS, GS, RDF, RDFS


def correction_quads(
    made: Iterable[tuple[Correction, Article, Position | None]], names: Callable[[str], iri.Names]
) -> Iterator[Quad]:
    """Yield the corrections.

    Args:
        made: Each with its article and the position as it stands since, None where there is none.
        names: Returns the names of a document by its ident.
    """
    out = Triples(iri.CORRECTIONS)
    for record, article, position in made:
        node = iri.correction(record)
        own = names(record.document)
        out.add(node, RDF.type, GS.Correction)
        out.add(node, GS.correctionKind, GS[record.kind])
        out.add(node, GS.reportedIn, own.document)
        out.add(node, GS.contentSpan, own.span(record.words))
        out.add_span(own, article, record.words)
        out.add(node, DCTERMS.creator, text(record.by))
        out.add(node, DCTERMS.created, day(record.on))
        if record.note:
            out.add(node, RDFS.comment, text(record.note))
        if position is not None:
            out.add(node, GS.corrects, own.position(position))
    yield from out
