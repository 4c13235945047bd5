"""Examines an output folder: whether all is there and whole, and if not, what mends it. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg import amend, knowledge, output, publish, workers
from kg.config import LANGUAGE_MODEL
from kg.errors import CorrectionError, GraphError, KgError, LaterError, LedgerError, OutputError
from kg.graph import iri, store, swap
from kg.graph.mapping import correction_statements, document_statements
from kg.graph.statements import quads
from kg.graph.trig import trig_of
from kg.graph.written import node
from kg.ledger import DOCUMENTS_FILE, READINGS_FILE, Document, Documents, Readings, writer_code
from kg.model import Correction
from kg.rebuild import Ways

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Quad, Store

MEND: Final = "`kg doctor --mend` makes it whole"
_AGAIN: Final = "give the articles to `kg build` once more"
_BEGINNING: Final = 4096
"""Bytes of a page in which its mark stands."""
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
        raise GraphError(f"{folder} does not exist; make a graph with `kg build … --output {folder}`")
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
    ways, told = _ways(folder, documents)
    yield from told
    corrections, told = _corrections(folder, documents)
    yield from told
    shelf, finding = _shelf(folder)
    yield finding
    graph, finding = _graph(folder)
    yield finding
    if shelf is not None:
        with shelf:
            if documents is not None and ways is not None:
                yield from _of_store(_documents(_Known(documents, ways, corrections), shelf, graph))
    if graph is not None and documents is not None:
        yield from _of_store(_strangers(documents, graph))
    if graph is not None:
        yield from _of_store(_file(folder / store.GRAPH_FILE, graph))
        yield from _page(folder / output.PAGE)
    if not publish.is_sound(folder):
        yield Finding(
            f"{publish.PUBLISHED_FILE}, which says what is on which server, is damaged",
            ok=False,
            mend="remove it; the next `--store` finds out again",
        )


def _list(folder: Path) -> tuple[Documents | None, Finding]:
    try:
        documents = Documents.load(folder)
    except LaterError as error:
        return None, Finding(error.message, ok=False)
    except LedgerError as error:
        return None, Finding(error.message, ok=False, mend=MEND)
    if documents is None:
        return None, Finding(f"{DOCUMENTS_FILE} is missing", ok=False, mend=f"{MEND}, or {_AGAIN}")
    return documents, Finding(f"{DOCUMENTS_FILE}: {len(documents.documents):,} documents")


def _ways(folder: Path, documents: Documents | None) -> tuple[Ways | None, list[Finding]]:
    """Look at what the folder was made with: whether it is still here."""
    if documents is None:
        return None, []
    try:
        ways = Ways.remembered(folder, documents)
    except KgError as error:
        return None, [Finding(error.message, ok=False, mend=f"{_AGAIN}, with --fresh")]
    name = ways.means.model or LANGUAGE_MODEL
    if not Path(name).is_dir() and (not name.isidentifier() or find_spec(name) is None):
        missing = f"the language model {name!r}, which read the documents, is not installed"
        return ways, [Finding(missing, ok=False, mend="install it, or build with another --model")]
    return ways, [Finding(warning, ok=False) for warning in workers.at_hand(ways.means)[1]]


def _corrections(folder: Path, documents: Documents | None) -> tuple[tuple[Correction, ...], list[Finding]]:
    """Look at what persons have corrected: whether it is what the graph was made with."""
    try:
        kept = amend.load(folder)
    except CorrectionError as error:
        return (), [Finding(error.message, ok=False, mend=MEND)]
    listed = {} if documents is None else documents.recipe.get("corrections", {})
    number = sum(map(len, listed.values()))
    if number and not kept:
        gone = f"{amend.CORRECTIONS_FILE} is missing: the next build takes {number:,} corrections out"
        return (), [Finding(gone, ok=False, mend="`kg doctor --mend` writes it anew")]
    if amend.by_document(kept) != listed and documents is not None:
        changed = f"{amend.CORRECTIONS_FILE} says other things than the graph"
        return kept, [Finding(changed, ok=False, mend=f"the next build takes them in, or {MEND}")]
    return kept, [Finding(f"{amend.CORRECTIONS_FILE}: {len(kept):,} corrections")] if kept else []


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


def _of_store(findings: Iterator[Finding]) -> Iterator[Finding]:
    """Yield what is found in a store; that an index of it cannot be read, which counting did not touch, is found, too."""
    try:
        yield from findings
    except (OSError, RuntimeError) as error:
        yield Finding(f"store/ is damaged: {error}", ok=False, mend=MEND)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a folder says that it holds."""

    documents: Documents
    ways: Ways
    corrections: tuple[Correction, ...]


def _documents(known: _Known, shelf: Readings, graph: Store | None) -> Iterator[Finding]:
    """Compare each document with its reading and its graph."""
    if known.documents.recipe["writer"] != writer_code():
        yield Finding("made by another version of geostance: the next build makes it anew")
        return
    unread: list[Document] = []
    torn: list[Document] = []
    corrected: set[Quad] = set()
    for document, said, corrections in _said(known, shelf):
        corrected.update(corrections)
        if said is None:
            unread.append(document)
        elif graph is not None and said != _held(graph, node(iri.Names(document.ident).document)):
            torn.append(document)
    if unread:
        yield Finding(f"the reading of {_named(unread)} is lost or damaged", ok=False, mend=MEND)
    if graph is None:
        return
    if torn:
        yield Finding(f"the graph of {_named(torn)} is not what was read", ok=False, mend=MEND)
    if not unread and corrected != _held(graph, iri.CORRECTIONS):
        yield Finding("the graph of corrections is not what persons have corrected", ok=False, mend=MEND)
    elif not (unread or torn):
        number = len(known.documents.documents)
        yield Finding(f"{number:,} documents are whole in list, readings and store")


def _said(known: _Known, shelf: Readings) -> Iterator[tuple[Document, set[Quad] | None, Iterable[Quad]]]:
    """Yield each document with what its graph should hold, None where it was not read, and its corrections."""
    own = knowledge.load(known.ways.means.own) if known.corrections else None
    for document in known.documents.documents:
        reading = shelf.get(document.key)
        if reading is None or reading.article.sha256 != document.sha256:
            yield document, None, ()
            continue
        current = replace(reading, article=document.article(reading.article.text))
        names = {document.ident: iri.Names(document.ident)}
        corrections: Iterable[Quad] = ()
        if own is not None:
            revised = amend.revised((current,), known.corrections, own)
            (current,) = revised.readings
            corrections = quads((correction_statements(revised.made, names.__getitem__),))
        said = document_statements(current, texts=known.ways.texts, names=names[document.ident])
        yield document, set(quads((said,))), corrections


def _held(graph: Store, name: NamedNode) -> set[Quad]:
    return set(graph.quads_for_pattern(None, None, None, name))


def _strangers(documents: Documents, graph: Store) -> Iterator[Finding]:
    """Find graphs of documents that are not in the list."""
    known = {node(iri.Names(document.ident).document) for document in documents.documents}
    known |= {iri.RESOLVED, iri.CORRECTIONS}
    strange = [name for name in graph.named_graphs() if name not in known]
    number = sum(next(graph.quads_for_pattern(None, None, None, name), None) is not None for name in strange)
    if number:
        yield Finding(f"{number:,} graphs of the store are of no document in the list", ok=False, mend=MEND)


def _file(path: Path, graph: Store) -> Iterator[Finding]:
    """Compare `graph.trig` with the store."""
    if not path.is_file():
        yield from _lacking(path, needed=not store.is_large(graph))
        return
    with path.open("rb") as file:
        parts = (part.encode("utf-8") for part in trig_of(graph))
        same = all(file.read(len(part)) == part for part in parts) and not file.read(1)
    if same:
        yield Finding(f"{path.name} says what the store says")
    else:
        yield Finding(f"{path.name} is not what the store says", ok=False, mend=MEND)


def _page(path: Path) -> Iterator[Finding]:
    """Look at the page: `kg draw` may have drawn a part of the graph, so only whether it is whole."""
    if not path.is_file():
        yield from _lacking(path, needed=True)
        return
    page = path.read_bytes()
    if output.PAGE_MARK.encode() not in page[:_BEGINNING]:
        yield Finding(f"{path.name} is no page of geostance", ok=False, mend=f"move it away; then {MEND}")
    elif not page.rstrip().endswith(b"</html>"):
        yield Finding(f"{path.name} breaks off", ok=False, mend=MEND)
    else:
        yield Finding(f"{path.name} is whole")


def _lacking(path: Path, *, needed: bool) -> Iterator[Finding]:
    """Tell of a file that is not there, unless the graph is too large for it."""
    if path.exists():
        yield Finding(f"{path.name} is no file", ok=False, mend=f"move it away; then {MEND}")
    elif needed:
        yield Finding(f"{path.name} is missing", ok=False, mend=MEND)


def _named(documents: list[Document]) -> str:
    """Name a few documents by their sources."""
    names = [document.given[0].source for document in documents[:_NAMED]]
    more = len(documents) - len(names)
    return ", ".join(names) + (f" and {more:,} more" if more else "")
