"""The media types that answers come in, and which one a client takes (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import mimeparse
import pyoxigraph as ox

from kg.errors import RequestError

TEXT = "text/plain; charset=utf-8"

ROWS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/xml": ox.QueryResultsFormat.XML,
}
"""For the rows of a SELECT; the first is what a client without a wish gets."""
VERDICTS = {
    name: form
    for name, form in ROWS.items()
    if form in {ox.QueryResultsFormat.JSON, ox.QueryResultsFormat.XML}
}
"""For the yes or no of an ASK."""
TRIPLES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/json": ox.RdfFormat.JSON_LD,
    "application/xml": ox.RdfFormat.RDF_XML,
}
"""For the triples of a CONSTRUCT or DESCRIBE."""
PAGE = "text/html"


def chosen(accept: str, offered: tuple[str, ...]) -> str:
    """Return the media type of `offered` that the Accept header likes best; the first where it does not care.

    Raises:
        RequestError: 406 if it takes none of them.
    """
    if not accept.strip():
        return offered[0]
    try:
        # of equals, the last one wins there
        best = str(mimeparse.best_match(list(reversed(offered)), accept))
    except mimeparse.MimeTypeParseException:
        raise RequestError(400, f"the Accept header cannot be read: {accept[:100]}") from None
    if not best:
        raise RequestError(406, f"an answer comes as {', '.join(dict.fromkeys(offered))}")
    return best
