"""The output folder: `store/` (Oxigraph) for queries, `graph.trig` for people and other tools.

What a folder holds is replaced as a whole (`swap`), but made of what was there: the files of a store are linked, not
copied, and only the statements that differ are written to it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from kg import output
from kg.errors import GraphError, OutputError

from . import statements
from .finished import Finished
from .iri import RESOLVED, Names
from .loading import Loading
from .memory import Memory
from .pieces import Difference
from .statements import Statements
from .swap import OLD, STORE_FOLDER, Draft, drafting, finish_if_alone, locked
from .trig import trig, trig_of
from .vocab import BASE, NIF
from .written import node

GRAPH_FILE: Final = "graph.trig"
FILE_LIMIT: Final = 500_000
"""Statements up to which a build writes `graph.trig` and the page; beyond, nobody opens such files by hand."""
_ROCKSDB_MARK: Final = "CURRENT"
"""A file in every store that can be opened."""
_ROCKSDB_FILES: Final = (_ROCKSDB_MARK, "IDENTITY", "LOCK")
"""Files in every store: what has none of them is not ours to replace."""
_MARK: Final = f"@base <{BASE}>"
"""Stands at the beginning of every `graph.trig` of ours."""
_TRIES: Final = 5
_WAIT: Final = 0.1
"""Seconds between two tries to open a store (a read-only open can fail while a writer tidies up)."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What makes a new graph of the one that is there."""

    documents: Iterable[Statements | Finished]
    """All statements of the documents that are new or were read again."""
    resolved: Callable[[], Iterable[Statements]]
    """Gives all statements of the resolved graph."""
    difference: Callable[[Store], Difference] | None = None
    """Gives what differs in the resolved graph from what a store holds; None where that is not known."""
    gone: tuple[NamedNode, ...] = ()
    """Graphs of documents that are no longer there, or were read again."""
    anew: bool = False
    """Whether to begin with an empty store."""


def write(folder: Path, quads: Iterable[Quad], also: Mapping[str, str] = MappingProxyType({})) -> None:
    """Write `graph.trig` and `store/` into `folder`, in place of those that are there.

    Args:
        folder: Made where it does not exist. Other files in it stay as they are.
        quads: All statements; their order and repeats do not matter.
        also: Further files by name, such as a page drawn from the quads; they come into place with the rest.

    Raises:
        OutputError: If the folder cannot be written or another process is writing it.
        GraphError: If a statement is not one of ours (blank node, no named graph).
    """
    with output.writing(folder), locked(folder):
        refuse_foreign(folder)
        with drafting(folder) as draft:
            memory = Memory(FILE_LIMIT)
            changes = Changes(statements.of(quads), lambda: (), anew=True)
            with applied(draft, changes, memory) as made:
                write_file(draft, made, memory)
            for name, text in sorted(also.items()):
                (draft.place / name).write_text(text, encoding="utf-8", newline="\n")
            draft.publish()


@contextmanager
def applied(draft: Draft, changes: Changes, memory: Memory) -> Iterator[Loading]:
    """Make the store of a draft, which is open until the end of the context.

    Args:
        draft: Where it is made.
        changes: What it is to hold.
        memory: Keeps the statements of a store that is made anew; of these the engine may have some still to take.

    Raises:
        GraphError: If the store that is there is damaged.
        OutputError: If nothing can be written, as on a full disk.
    """
    anew = changes.anew or not has_store(draft.folder)
    if not anew:
        draft.copy_store()
    with Loading(draft.place / STORE_FOLDER, draft.folder / STORE_FOLDER) as made:
        if anew:
            with made.telling():
                made.take(memory.passing(_all(changes)))
        else:
            memory.parts = None
            with made.telling():
                _change(made, changes)
        del changes  # and all that statements are made of
        yield made


def _change(made: Loading, changes: Changes) -> None:
    """Write what differs."""
    store = made.whole()
    differs = None if changes.difference is None else changes.difference(store)
    for graph in changes.gone:
        store.remove_graph(graph)
    made.take(changes.documents)
    made.whole()
    if differs is not None:
        for quad in differs.gone:
            store.remove(quad)
        store.extend(differs.new)
        return
    from .difference import replaced  # noqa: PLC0415  # brings NumPy, which no question needs

    replaced(store, RESOLVED, statements.quads(changes.resolved()))


def _all(changes: Changes) -> Iterable[Statements | Finished]:
    yield from changes.documents
    yield from changes.resolved()


def write_file(draft: Draft, made: Loading, memory: Memory) -> None:
    """Write `graph.trig` of a store, unless it is too large for it.

    Args:
        draft: Where it is written.
        made: What it is to hold.
        memory: The statements of the store, if it kept them.

    Raises:
        GraphError: If a statement is not one of ours.
    """
    if memory.parts is None and is_large(made.whole()):
        draft.leave_out(GRAPH_FILE)
        return
    with (draft.place / GRAPH_FILE).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(trig_of(made.whole()) if memory.parts is None else trig(memory.parts))


def has_store(folder: Path) -> bool:
    """Return whether a folder holds a store of ours."""
    return (folder / STORE_FOLDER / _ROCKSDB_MARK).is_file()


def is_complete(folder: Path) -> bool:
    """Return whether a folder holds a store, and `graph.trig` unless it is too large for it."""
    if not has_store(folder):
        return False
    return (folder / GRAPH_FILE).is_file() or is_large(open_store(folder))


def is_large(graph: Store) -> bool:
    """Return whether a graph holds more than `FILE_LIMIT` statements; to count all of a large one would take seconds."""
    every = "{ { GRAPH ?graph { ?thing ?says ?what } } UNION { ?thing ?says ?what } }"
    return bool(graph.query(f"ASK {{ SELECT * {every} OFFSET {FILE_LIMIT} LIMIT 1 }}"))


def text_of(store: Store, document: NamedNode) -> str | None:
    """Return the whole text of a document, None where the graph does not hold it."""
    quad = next(store.quads_for_pattern(document, NIF.isString, None, document), None)
    return quad.object.value if quad is not None and isinstance(quad.object, Literal) else None


class Texts:
    """Returns the text of a document that the graph in a folder holds; the graph is opened when first asked."""

    def __init__(self, folder: Path) -> None:
        """Open nothing yet."""
        self._folder = folder
        self._graph: Store | None = None

    def __call__(self, ident: str) -> str | None:
        """Return the text of a document by its ident, None where it is not kept."""
        if self._graph is None:
            if not has_store(self._folder):
                return None
            self._graph = open_store(self._folder)
        return text_of(self._graph, node(Names(ident).document))


def open_store(folder: Path) -> Store:
    """Open a result for reading.

    Args:
        folder: An output folder; one without `store/`, or an RDF file itself, is read into memory.

    Raises:
        GraphError: If there is no graph, or it cannot be read.
    """
    if folder.is_dir():
        finish_if_alone(folder)
        if (store := _open_on_disk(folder)) is not None:
            return store
        if (folder / GRAPH_FILE).is_file():
            return _open_in_memory(folder / GRAPH_FILE)
        raise GraphError(f"{folder} holds no graph; make one with `kg build … --output {folder}`")
    if folder.is_file():
        return _open_in_memory(folder)
    raise GraphError(f"{folder} does not exist; make a graph with `kg build … --output {folder}`")


def refuse_foreign(folder: Path) -> None:
    """Make sure that a graph may be written to `folder`.

    Raises:
        OutputError: If what no build has made is in the place of `graph.trig` or `store/`.
    """
    output.refuse_foreign(folder / GRAPH_FILE, _MARK)
    path = folder / STORE_FOLDER
    if path.exists() and not (path.is_dir() and any((path / name).is_file() for name in _ROCKSDB_FILES)):
        if path.is_dir() and not any(path.iterdir()):
            return
        raise OutputError(f"{path} is there already and is no store of geostance; choose another folder")


def _open_on_disk(folder: Path) -> Store | None:
    """Open the store in a folder, None where there is none.

    A build may put another in its place while the engine opens one file after the other; so it is opened again
    unless the folder of the store is the same afterwards.
    """
    for tries_left in reversed(range(_TRIES)):
        place = _store_folder(folder)
        if place is None:
            return None
        try:
            before = place.stat()
            store = Store.read_only(str(place))
            if os.path.samestat(before, place.stat()):
                return store
        except (OSError, RuntimeError) as error:  # the latter is how Oxigraph reports a damaged store
            if not tries_left:
                raise GraphError(
                    f"{place} cannot be read: {error}; `kg doctor` says how to mend it"
                ) from error
            time.sleep(_WAIT)
    raise GraphError(f"{folder} changes again and again; try once more when nothing is written to it")


def _store_folder(folder: Path) -> Path | None:
    """Return where the store is; between two moves of a build it is not in its place."""
    for name in (STORE_FOLDER, OLD, STORE_FOLDER):
        if (folder / name / _ROCKSDB_MARK).is_file():
            return folder / name
    return None


def _open_in_memory(path: Path) -> Store:
    form = RdfFormat.from_extension(path.suffix.lstrip(".").lower())
    if form is None:
        raise GraphError(f"{path} is neither a folder that `kg build` wrote nor an RDF file by its name")
    if form == RdfFormat.RDF_XML:  # its entities and depth let a small file fill the memory
        raise GraphError(f"{path} is RDF in XML, which is not read; convert it to Turtle or N-Quads")
    store = Store()
    try:
        store.bulk_load(path=path, format=form)
    except (OSError, SyntaxError, ValueError) as error:
        raise GraphError(f"{path} cannot be read: {error}") from error
    return store
