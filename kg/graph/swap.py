"""How a result takes the place of the one before it, so that being stopped at any point leaves one of the two whole.

1. `.kg-lock` is locked (released by the system when the process ends, however it ends).
2. What an earlier build left is finished (from step 5) or removed (from before it).
3. All parts are written to `.kg-building/` and flushed to the disk. Until here the old result is untouched.
4. `.kg-building` is renamed to `.kg-ready`: one atomic step, from which the new result counts.
5. `store`, then the files are moved out of `.kg-ready` to their places, then what is left over is removed.
   Each move can be repeated: whoever writes or opens the folder next finishes a step 5 that was cut short.
   A file whose name ends in `.gone` says that the one without it is no part of the new result.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from kg.errors import OutputError

STORE_FOLDER: Final = "store"
OLD: Final = ".kg-old-store"
_LOCK: Final = ".kg-lock"
_BUILDING: Final = ".kg-building"
_READY: Final = ".kg-ready"
_GONE: Final = ".gone"
_GROWS: Final = ".sst"
"""Ending of the files of a store that are never changed once written, only made and removed."""


_HELD: Final[set[IO[str]]] = set()
"""Files whose locks this process holds."""


class Draft:
    """A result in the making: beside the one that is there, and invisible until it is published."""

    def __init__(self, folder: Path) -> None:
        """Begin one in a folder that this process has locked."""
        self.folder = folder
        """Where it will be."""
        self.place = folder / _BUILDING
        """Where its parts are written."""
        self.place.mkdir()

    def copy_store(self) -> None:
        """Begin with the statements of the result that is there: links to its files, so next to nothing is copied."""
        target = self.place / STORE_FOLDER
        target.mkdir()
        for file in sorted((self.folder / STORE_FOLDER).iterdir()):
            if file.suffix != _GROWS or not _linked(file, target / file.name):
                shutil.copyfile(file, target / file.name)

    def leave_out(self, name: str) -> None:
        """Say that a file of the result before has no successor."""
        (self.place / (name + _GONE)).touch()

    def publish(self) -> None:
        """Put it into the place of the result before; what stands outside the draft stays as it is."""
        for path in sorted(self.place.rglob("*"), reverse=True):
            _sync(path)
        _sync(self.place)
        self.place.rename(self.folder / _READY)
        _sync(self.folder)
        finish(self.folder)


@contextlib.contextmanager
def drafting(folder: Path) -> Iterator[Draft]:
    """Make a draft in a folder that this process has locked; it is thrown away unless it was published."""
    finish(folder)
    _remove(folder / _BUILDING)
    try:
        yield Draft(folder)
    except BaseException as error:
        _let_go(error)
        raise
    finally:
        _remove(folder / _BUILDING)


def _let_go(error: BaseException | None) -> None:
    """Drop what the calls that failed have held: a store in one of them would stay open as long as the error is kept."""
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__


def finish(folder: Path) -> None:
    """Move a result that is ready into place; nothing where none is. Can be cut short and repeated."""
    ready = folder / _READY
    if not ready.is_dir():
        if not (folder / STORE_FOLDER).exists() and (folder / OLD).is_dir():
            (folder / OLD).rename(folder / STORE_FOLDER)
        _remove(folder / OLD)
        return
    if (ready / STORE_FOLDER).is_dir():
        if (folder / STORE_FOLDER).exists():
            _remove(folder / OLD)
            (folder / STORE_FOLDER).rename(folder / OLD)
        (ready / STORE_FOLDER).rename(folder / STORE_FOLDER)
    for path in sorted(ready.iterdir()):
        if path.suffix == _GONE:
            _remove(folder / path.stem)
            path.unlink()
        else:
            path.replace(folder / path.name)
    _sync(folder)
    _remove(ready)
    _remove(folder / OLD)


def finish_if_alone(folder: Path) -> None:
    """Finish what a killed build left ready, unless a build is at it or the folder is read-only."""
    if (folder / _READY).is_dir():
        with contextlib.suppress(OutputError, OSError), locked(folder):
            finish(folder)


def leftovers(folder: Path) -> tuple[str, ...]:
    """Return the names of what a killed build has left, sorted."""
    return tuple(name for name in sorted((_BUILDING, _READY, OLD)) if (folder / name).exists())


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock.

    Raises:
        OutputError: If another process holds it, or the folder is a file or cannot be written to.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder} is a file; the output needs a folder")
    path = folder / _LOCK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = path.open("a", encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror or error}") from error
    try:
        _acquire(file, path)
    except OSError as error:
        file.close()
        raise OutputError(f"another process is writing to {folder}; wait for it or choose another") from error
    _HELD.add(file)
    try:
        yield
    finally:
        _HELD.discard(file)
        with contextlib.suppress(OSError):  # some systems keep an open file; it is no lock once closed
            path.unlink()
        file.close()


def _let_go_in_copy() -> None:
    """Close in a copy of this process what it holds: the lock would outlive this process as long as the copy does."""
    while _HELD:
        _HELD.pop().close()


def is_held(folder: Path) -> bool:
    """Return whether another process holds the folder's lock; nothing is made or changed for that."""
    try:
        with (folder / _LOCK).open("r+", encoding="utf-8") as file:
            _lock(file)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    except OSError:  # a folder without the right to write: nobody else here writes to it either
        return False
    return False


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go_in_copy)


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


def _linked(file: Path, other: Path) -> bool:
    """Return whether `other` could be made a second name of a file; not every file system can."""
    try:
        other.hardlink_to(file)
    except OSError:
        return False
    return True


def _remove(path: Path) -> None:
    """Remove a file, link or folder, if it is there."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.is_dir():
        shutil.rmtree(path)
