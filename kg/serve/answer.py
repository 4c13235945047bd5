"""One question answered from a store, within bounds: what a worker process does between two frames."""

from __future__ import annotations

import pyoxigraph as ox

from kg.errors import QueryError, RequestError
from kg.graph.vocab import BASE, PREFIXES
from kg.query import lex, run
from kg.serve import formats
from kg.serve.frames import Answer, Question


class TooLargeError(Exception):
    """An answer has more rows or bytes than the server gives."""


class Bounded:
    """A file in memory that takes a number of lines and bytes and no more."""

    def __init__(self, lines: int, size: int) -> None:
        """Begin empty."""
        self._parts: list[bytes] = []
        self._lines, self._size = lines, size

    def write(self, part: bytes) -> int:
        """Take some bytes.

        Raises:
            TooLargeError: If it is full.
        """
        self._lines -= part.count(b"\n")
        self._size -= len(part)
        if self._lines < 0 or self._size < 0:
            raise TooLargeError
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Do nothing: it is in memory."""

    def value(self) -> bytes:
        """Return all that was written."""
        return b"".join(self._parts)


def answer(store: ox.Store, question: Question, rows: int, size: int) -> Answer:
    """Answer one question; at most `rows` rows or triples, and `size` bytes.

    What cannot be answered comes back as an `Answer` too: 400 for a question that is no query or does more than
    read, 406 for an Accept header that fits none of our formats, 413 for an answer that is too large.
    """
    try:
        run.check(question.query)
        return _answered(store, question, rows, size)
    except QueryError as error:
        return Answer(400, formats.TEXT, f"{error}\n{''.join(_notes(error))}".encode())
    except RequestError as error:
        return Answer(error.status, formats.TEXT, f"{error}\n".encode())
    except TooLargeError:
        reason = (
            f"the answer has more than {rows:,} rows or {size // 1_000_000:,} MB; ask for less, as with LIMIT"
        )
        return Answer(413, formats.TEXT, f"{reason}\n".encode())
    except (ValueError, OSError, RuntimeError) as error:  # what the engine raises while it works
        return Answer(400, formats.TEXT, f"cannot be answered: {error}\n".encode())


def _answered(store: ox.Store, question: Question, rows: int, size: int) -> Answer:
    form = next(t.text.upper() for t in lex.tokens(question.query) if t.text.upper() in lex.FORMS)
    offered: dict[str, ox.QueryResultsFormat] | dict[str, ox.RdfFormat] = {
        "SELECT": formats.ROWS,
        "ASK": formats.VERDICTS,
    }.get(form, formats.TRIPLES)
    media_type = formats.chosen(question.accept, tuple(offered))
    found = _ask(store, question)
    if isinstance(found, ox.QueryTriples):
        body = _triples(found, formats.TRIPLES[media_type], rows, size)
    elif isinstance(found, ox.QueryBoolean):
        body = found.serialize(format=formats.VERDICTS[media_type]) or b""
    else:
        body = _rows(found, formats.ROWS[media_type], rows, size)
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return Answer(200, media_type + charset, body)


def _ask(store: ox.Store, question: Question) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Start the query, on the dataset that the protocol names, else the query, else on the union of all graphs."""
    default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = list(
        map(ox.NamedNode, question.default_graphs)
    )
    named: list[ox.NamedNode | ox.BlankNode] = list(map(ox.NamedNode, question.named_graphs))
    if default or named:
        # only what is named counts: without a default graph it is empty, and so are the named ones
        return store.query(
            question.query, base_iri=BASE, prefixes=dict(PREFIXES), default_graph=default, named_graphs=named
        )
    union = not lex.names_its_graphs(question.query)
    return store.query(
        question.query, base_iri=BASE, prefixes=dict(PREFIXES), use_default_graph_as_union=union
    )


def _rows(found: ox.QuerySolutions, form: ox.QueryResultsFormat, rows: int, size: int) -> bytes:
    """Write rows as TSV first, where each is one line, so that they can be counted as they come."""
    lines = Bounded(rows + 1, size)
    found.serialize(lines, format=ox.QueryResultsFormat.TSV)  # type: ignore[arg-type]  # all it needs of a file
    if form == ox.QueryResultsFormat.TSV:
        return lines.value()
    again = ox.parse_query_results(lines.value(), format=ox.QueryResultsFormat.TSV)
    return again.serialize(format=form) or b""


def _triples(found: ox.QueryTriples, form: ox.RdfFormat, rows: int, size: int) -> bytes:
    triples: set[ox.Triple] = set()
    for triple in found:
        triples.add(triple)
        if len(triples) > rows:
            raise TooLargeError
    used = {
        prefix: iri for prefix, iri in PREFIXES.items() if any(f"<{iri}" in str(triple) for triple in triples)
    }
    lines = Bounded(size, size)
    ox.serialize(sorted(triples, key=str), lines, format=form, prefixes=used)  # type: ignore[arg-type]  # as above
    return lines.value()


def _notes(error: QueryError) -> list[str]:
    return [f"{note}\n" for note in getattr(error, "__notes__", ())]
