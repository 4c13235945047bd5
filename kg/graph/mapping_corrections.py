"""What persons say against the reading, as statements of a graph of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.model import Article, Correction, Position

from . import iri
from .statements import Statements
from .written import DCTERMS, GS, RDF, RDFS, day, text


def correction_statements(
    made: Iterable[tuple[Correction, Article, Position | None]], names: Callable[[str], iri.Names]
) -> Statements:
    """Return the corrections.

    Args:
        made: Each with its article and the position as it stands since, None where there is none.
        names: Returns the names of a document by its ident.
    """
    out = Statements(str(iri.CORRECTIONS))
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
    return out
