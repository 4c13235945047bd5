"""Examines an output folder: whether all is there and whole, and if not, what mends it. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import GraphError, KgError, LedgerError, OutputError
from kg.graph import iri, store, swap
from kg.graph.mapping import document_quads
from kg.graph.trig import trig_of
from kg.ledger import DOCUMENTS_FILE, READINGS_FILE, Document, Documents, Readings

if TYPE_CHECKING:
    from pyoxigraph import Store

MEND: Final = "`kg doctor --mend` makes it whole"
_AGAIN: Final = "give the articles to `kg build` once more"
_NAMED: Final = 3
"""Documents that are named in one finding."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    """What was found, on one line."""
    ok: bool = True
    mend: str = ""
    """What to do, where it is not well."""


def examine(folder: Path) -> Iterator[Finding]:
    """Yield what is found in a folder that `kg build` wrote, a good deal of it at the cost of reading all of it.

    Raises:
        GraphError: If there is no such folder.
        OutputError: If another process is writing to it.
    """
    if not folder.is_dir():
        raise GraphError(f"{folder} does not exist")
    if swap.is_held(folder):
        raise OutputError(f"another process is writing to {folder}; look again when it is done")
    if left := swap.leftovers(folder):
        yield Finding(
            f"a stopped build has left {', '.join(left)}",
            ok=False,
            mend=f"the next build clears it, or {MEND}",
        )
    documents, finding = _list(folder)
    yield finding
    shelf, finding = _shelf(folder)
    yield finding
    graph, finding = _graph(folder)
    yield finding
    if shelf is not None:
        with shelf:
            if documents is not None:
                yield from _documents(documents, shelf, graph)
    if graph is not None and documents is not None:
        yield from _strangers(documents, graph)
    if graph is not None:
        yield from _file(folder, graph)


def _list(folder: Path) -> tuple[Documents | None, Finding]:
    try:
        documents = Documents.load(folder)
    except LedgerError as error:
        return None, Finding(error.message, ok=False, mend=MEND)
    if documents is None:
        return None, Finding(f"{DOCUMENTS_FILE} is missing", ok=False, mend=f"{MEND}, or {_AGAIN}")
    return documents, Finding(f"{DOCUMENTS_FILE}: {len(documents.documents):,} documents")


def _shelf(folder: Path) -> tuple[Readings | None, Finding]:
    if not (folder / READINGS_FILE).is_file():
        return None, Finding(
            f"{READINGS_FILE} is missing: the next build reads all again", ok=False, mend=MEND
        )
    try:
        shelf = Readings(folder, for_reading=True)
        complaint, number = shelf.complaint(), len(shelf.keys())
    except LedgerError as error:
        return None, Finding(error.message, ok=False, mend=MEND)
    if complaint is not None:
        shelf.close()
        return None, Finding(f"{READINGS_FILE} is damaged: {complaint}", ok=False, mend=MEND)
    return shelf, Finding(f"{READINGS_FILE}: {number:,} readings")


def _graph(folder: Path) -> tuple[Store | None, Finding]:
    if not store.has_store(folder):
        return None, Finding("store/ is missing or no longer a store", ok=False, mend=MEND)
    try:
        graph = store.open_store(folder)
        number = sum(1 for _ in graph)  # every block is read, and with it its checksum
    except (KgError, OSError, RuntimeError) as error:
        return None, Finding(f"store/ is damaged: {error.__cause__ or error}", ok=False, mend=MEND)
    return graph, Finding(f"store/: {number:,} statements")


def _documents(documents: Documents, shelf: Readings, graph: Store | None) -> Iterator[Finding]:
    """Compare each document with its reading and its graph."""
    unread: list[Document] = []
    torn: list[Document] = []
    for document in documents.documents:
        reading = shelf.get(document.key)
        if reading is None:
            unread.append(document)
        elif graph is not None:
            current = replace(reading, article=document.article(reading.article.text))
            node = iri.Names(document.ident).document
            wanted = set(document_quads(current, texts=bool(documents.recipe.get("texts", True))))
            if wanted != set(graph.quads_for_pattern(None, None, None, node)):
                torn.append(document)
    if unread:
        yield Finding(f"the reading of {_named(unread)} is lost or damaged", ok=False, mend=MEND)
    if torn:
        yield Finding(f"the graph of {_named(torn)} is not what was read", ok=False, mend=MEND)
    if graph is not None and not (unread or torn):
        yield Finding(f"{len(documents.documents):,} documents are whole in list, readings and store")


def _strangers(documents: Documents, graph: Store) -> Iterator[Finding]:
    """Find graphs of documents that are not in the list."""
    known = {iri.Names(document.ident).document for document in documents.documents} | {iri.RESOLVED}
    strange = [name for name in graph.named_graphs() if name not in known]
    number = sum(next(graph.quads_for_pattern(None, None, None, name), None) is not None for name in strange)
    if number:
        yield Finding(f"{number:,} graphs of the store are of no document in the list", ok=False, mend=MEND)


def _file(folder: Path, graph: Store) -> Iterator[Finding]:
    """Compare `graph.trig` with the store."""
    path = folder / store.GRAPH_FILE
    if not path.is_file():
        if len(graph) <= store.FILE_LIMIT:
            yield Finding(f"{path.name} is missing", ok=False, mend=MEND)
        return
    with path.open(encoding="utf-8", newline="") as file:
        same = all(file.read(len(part)) == part for part in trig_of(graph)) and not file.read(1)
    if same:
        yield Finding(f"{path.name} says what the store says")
    else:
        yield Finding(f"{path.name} is not what the store says", ok=False, mend=MEND)


def _named(documents: list[Document]) -> str:
    """Name a few documents by their sources."""
    names = [document.given[0].source for document in documents[:_NAMED]]
    more = len(documents) - len(names)
    return ", ".join(names) + (f" and {more:,} more" if more else "")
