"""The output folder: `graph.trig` for people and other tools, `store/` (Oxigraph) for queries.

How a result replaces the one before it, so that being interrupted at any point leaves one of the two whole:

1. `.kg-lock` is locked (released by the system when the process ends, however it ends).
2. What an earlier build left is finished (from step 5) or removed (from before it).
3. All parts are written to `.kg-building/` and flushed to the disk. Until here the old result is untouched.
4. `.kg-building` is renamed to `.kg-ready`: one atomic step, from which the new result counts.
5. `store`, then the files are moved out of `.kg-ready` to their places, then what is left over is removed.
   Each move can be repeated: whoever writes or opens the folder next finishes a step 5 that was cut short.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import IO, Final

from pyoxigraph import Quad, RdfFormat, Store

from kg import output
from kg.errors import GraphError, OutputError

from .trig import trig
from .vocab import BASE

GRAPH_FILE: Final = "graph.trig"
STORE_FOLDER: Final = "store"
_LOCK: Final = ".kg-lock"
_BUILDING: Final = ".kg-building"
_READY: Final = ".kg-ready"
_OLD: Final = ".kg-old-store"
_ROCKSDB_MARK: Final = "CURRENT"
"""A file in every store: what has none is not ours to replace."""
_MARK: Final = f"@base <{BASE}>"
"""Stands at the beginning of every `graph.trig` of ours."""
_TRIES: Final = 5
_WAIT: Final = 0.1
"""Seconds between two tries to open a store (a read-only open can fail while a writer tidies up)."""


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
    listed = list(quads)  # before anything is touched: making them may fail
    try:
        with _locked(folder):
            refuse_foreign(folder)
            _finish(folder)
            building = folder / _BUILDING
            _remove(building)
            try:
                _build(building, listed, also)
                building.rename(folder / _READY)
                _sync(folder)
            finally:
                _remove(building)
            _finish(folder)
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror or error}") from error


def open_store(folder: Path) -> Store:
    """Open a result for reading.

    Args:
        folder: An output folder; one without `store/`, or an RDF file itself, is read into memory.

    Raises:
        GraphError: If there is no graph, or it cannot be read.
    """
    if folder.is_dir():
        _finish_if_alone(folder)
        if (folder / STORE_FOLDER / _ROCKSDB_MARK).is_file():
            return _open_on_disk(folder / STORE_FOLDER)
        if (folder / _OLD / _ROCKSDB_MARK).is_file():  # between two moves of another process
            return _open_on_disk(folder / _OLD)
        if (folder / GRAPH_FILE).is_file():
            return _open_in_memory(folder / GRAPH_FILE)
        raise GraphError(f"{folder} holds no graph; make one with `kg build … --output {folder}`")
    if folder.is_file():
        return _open_in_memory(folder)
    raise GraphError(f"{folder} does not exist; make a graph with `kg build … --output {folder}`")


def _build(building: Path, quads: list[Quad], also: Mapping[str, str]) -> None:
    """Write all parts of the result and flush them to the disk."""
    building.mkdir()
    with (building / GRAPH_FILE).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(trig(quads))
    store = Store(str(building / STORE_FOLDER))
    store.bulk_extend(quads)
    store.flush()
    del store  # closes it: a store that is moved while open would write to its old place
    for name, text in sorted(also.items()):
        (building / name).write_text(text, encoding="utf-8", newline="\n")
    for path in sorted(building.rglob("*"), reverse=True):
        _sync(path)
    _sync(building)


def _finish(folder: Path) -> None:
    """Move a result that is ready into place; nothing where none is. Can be cut short and repeated."""
    ready = folder / _READY
    if not ready.is_dir():
        if not (folder / STORE_FOLDER).exists() and (folder / _OLD).is_dir():
            (folder / _OLD).rename(folder / STORE_FOLDER)
        _remove(folder / _OLD)
        return
    if (ready / STORE_FOLDER).is_dir():
        if (folder / STORE_FOLDER).exists():
            _remove(folder / _OLD)
            (folder / STORE_FOLDER).rename(folder / _OLD)
        (ready / STORE_FOLDER).rename(folder / STORE_FOLDER)
    for path in sorted(ready.iterdir()):
        path.replace(folder / path.name)
    _sync(folder)
    _remove(ready)
    _remove(folder / _OLD)


def _finish_if_alone(folder: Path) -> None:
    """Finish what a killed build left ready, unless a build is at it or the folder is read-only."""
    if (folder / _READY).is_dir():
        with contextlib.suppress(OutputError, OSError), _locked(folder):
            _finish(folder)


def refuse_foreign(folder: Path) -> None:
    """Make sure that a graph may be written to `folder`.

    Raises:
        OutputError: If what no build has made is in the place of `graph.trig` or `store/`.
    """
    output.refuse_foreign(folder / GRAPH_FILE, _MARK)
    path = folder / STORE_FOLDER
    if path.exists() and not (path.is_dir() and (path / _ROCKSDB_MARK).is_file()):
        if path.is_dir() and not any(path.iterdir()):
            return
        raise OutputError(f"{path} is there already and is no store of geostance; choose another folder")


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock.

    Raises:
        OutputError: If another process holds it, or the folder is a file.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder} is a file; the output needs a folder")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / _LOCK
    file = path.open("a", encoding="utf-8")
    try:
        _acquire(file, path)
    except OSError as error:
        file.close()
        raise OutputError(f"another process is writing to {folder}; wait for it or choose another") from error
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # some systems keep an open file; it is no lock once closed
            path.unlink()
        file.close()


def _acquire(file: IO[str], path: Path) -> None:
    """Lock `file`, opened from `path`.

    Raises:
        OSError: If another holds it, or held and removed it since it was opened, so that a third may hold a
            new one by now.
    """
    _lock(file)
    if not path.exists() or not os.path.samestat(os.fstat(file.fileno()), path.stat()):
        raise BlockingIOError


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _sync(path: Path) -> None:
        """Flush a file to the disk; folders cannot be on this system."""
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())

else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _sync(path: Path) -> None:
        """Flush a file or the entries of a folder to the disk."""
        number = os.open(path, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _remove(path: Path) -> None:
    """Remove a file, link or folder, if it is there."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.is_dir():
        shutil.rmtree(path)


def _open_on_disk(path: Path) -> Store:
    for tries_left in reversed(range(_TRIES)):
        try:
            return Store.read_only(str(path))
        except (OSError, RuntimeError) as error:  # the latter is how Oxigraph reports a damaged store
            if not tries_left:
                raise GraphError(f"{path} cannot be read: {error}; build the graph anew") from error
            time.sleep(_WAIT)
    raise AssertionError  # the last try returns or raises


def _open_in_memory(path: Path) -> Store:
    if RdfFormat.from_extension(path.suffix.lstrip(".")) is None:
        raise GraphError(f"{path} is neither a folder that `kg build` wrote nor an RDF file by its name")
    store = Store()
    try:
        store.bulk_load(path=path, format=RdfFormat.from_extension(path.suffix.lstrip(".")))
    except (OSError, SyntaxError, ValueError) as error:
        raise GraphError(f"{path} cannot be read: {error}") from error
    return store
