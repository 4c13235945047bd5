"""`readings.db`: readings by key, in one SQLite file that survives being killed at any moment.

A reading is stored as packed bytes of the codec with their checksum, so that one that was damaged on the disk is
found out and made again rather than believed.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from kg.errors import LedgerError
from kg.ledger.packing import packed, unpacked
from kg.ledger.settled import TABLE, Settled
from kg.ledger.written import TABLES, Written
from kg.model import Reading
from kg.output import writing

READINGS_FILE: Final = "readings.db"
_APPLICATION: Final = 0x67535F52
"""Written into the file's header, so that a foreign database is told from ours."""
_TABLES: Final = (
    "CREATE TABLE IF NOT EXISTS reading (key TEXT PRIMARY KEY, packed BLOB, sha256 BLOB) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS note (only INTEGER PRIMARY KEY CHECK (only = 1), text TEXT)",
    *TABLES,
    TABLE,
)
_DAMAGED: Final = ".damaged"
"""Suffix of a file whose readings are being saved."""
_FRESH: Final = 256
"""Readings at most that are kept unpacked from when they are put to when they are first asked for: some 30 MB."""


class Readings:
    """An open `readings.db`. A context manager; use it from one thread."""

    def __init__(self, folder: Path, *, for_reading: bool = False) -> None:
        """Open the file in `folder`; make it where there is none, unless it is only to be read.

        Raises:
            LedgerError: If it cannot be opened, or is something else.
        """
        self.path = folder / READINGS_FILE
        self._fresh: dict[str, Reading] = {}
        # not "ro", which could not undo what a killed build has half done
        mode = "rw" if for_reading else "rwc"
        with self._telling():
            self._base = sqlite3.connect(
                f"{self.path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None
            )
            (mark,) = self._base.execute("PRAGMA application_id").fetchone()
            (tables,) = self._base.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
            if mark != _APPLICATION and tables:
                self._base.close()
                raise LedgerError(f"{self.path} is there already and was not made by geostance")
            if not for_reading:
                self._prepare()

    def _prepare(self) -> None:
        self._base.execute(f"PRAGMA application_id = {_APPLICATION}")
        self._base.execute("PRAGMA secure_delete = ON")  # what is removed is gone from the disk too
        for table in _TABLES:
            self._base.execute(table)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    @property
    def written(self) -> Written:
        """The pieces that the store in the folder holds."""
        return Written(self._base, self._telling, self._whole)

    def settled(self, token: str) -> Settled:
        """Return what was settled of documents by the rules, tables and thresholds that a token names."""
        return Settled(self._base, self._telling, self._whole, token)

    def note(self, text: str) -> None:
        """Keep a copy of the list of documents, in place of the one before.

        Raises:
            LedgerError: If that fails.
        """
        with self._telling(), self._whole():
            self._base.execute("INSERT OR REPLACE INTO note VALUES (1, ?)", (text,))

    def noted(self) -> str | None:
        """Return the copy of the list of documents, None where there is none.

        Raises:
            LedgerError: If the file cannot be read.
        """
        with self._telling():
            row = self._base.execute("SELECT text FROM note").fetchone()
        return None if row is None else str(row[0])

    def keys(self) -> frozenset[str]:
        """Return the keys of all readings, whole or damaged."""
        with self._telling():
            return frozenset(key for (key,) in self._base.execute("SELECT key FROM reading"))

    def get(self, key: str) -> Reading | None:
        """Return a reading; None where there is none or it is damaged.

        Raises:
            LedgerError: If the file cannot be read.
        """
        if (fresh := self._fresh.pop(key, None)) is not None:
            return fresh
        data = self.packed(key)
        try:
            return None if data is None else unpacked(data)
        except ValueError:
            return None

    def packed(self, key: str) -> bytes | None:
        """Return a reading as it is kept; None where there is none or its bytes are not those that were written.

        Raises:
            LedgerError: If the file cannot be read.
        """
        with self._telling():
            row = self._base.execute("SELECT packed, sha256 FROM reading WHERE key = ?", (key,)).fetchone()
        whole = row is not None and isinstance(row[0], bytes) and hashlib.sha256(row[0]).digest() == row[1]
        return row[0] if whole else None

    def put(self, readings: Iterable[tuple[str, Reading | bytes]]) -> None:
        """Keep readings, packed or not, under their keys: all of them or, where this is cut short, none.

        Raises:
            LedgerError: If they cannot be written.
        """
        given = dict(readings)
        rows = []
        for key, reading in given.items():
            data = reading if isinstance(reading, bytes) else packed(reading)
            rows.append((key, data, hashlib.sha256(data).digest()))
        fresh = {key: reading for key, reading in given.items() if isinstance(reading, Reading)}
        with self._telling(), self._whole():
            self._base.executemany("INSERT OR REPLACE INTO reading VALUES (?, ?, ?)", rows)
        self._fresh = dict(islice((self._fresh | fresh).items(), _FRESH))

    def adopt(self, folder: Path) -> None:
        """Keep what is in the `readings.db` of another folder too.

        Raises:
            LedgerError: If it cannot be read, or this one cannot be written.
        """
        with Readings(folder, for_reading=True) as other, other._telling():  # of the same class
            rows = other._base.execute("SELECT key, packed, sha256 FROM reading")
            with self._telling(), self._whole():
                self._base.executemany("INSERT OR IGNORE INTO reading VALUES (?, ?, ?)", rows)

    def keep(self, keys: Collection[str]) -> None:
        """Remove all readings but these.

        Raises:
            LedgerError: If that fails.
        """
        gone = sorted(self.keys() - frozenset(keys))
        self._fresh = {key: reading for key, reading in self._fresh.items() if key not in gone}
        if gone:
            with self._telling(), self._whole():
                self._base.executemany("DELETE FROM reading WHERE key = ?", ((key,) for key in gone))

    def sift(self) -> None:
        """Remove readings that are damaged, so that they are made again.

        Raises:
            LedgerError: If that fails.
        """
        keys = self.keys()
        self.keep({key for key in keys if self.get(key) is not None})

    def complaint(self) -> str | None:
        """Return what SQLite finds wrong with the file, None where nothing is.

        Raises:
            LedgerError: If it cannot even be read.
        """
        with self._telling():
            (line,) = self._base.execute("PRAGMA quick_check(1)").fetchone()
        return None if line == "ok" else str(line)

    def take(self, damaged: Path) -> None:
        """Take over what can still be read of a damaged file.

        Raises:
            LedgerError: If it cannot be written.
        """
        base = sqlite3.connect(damaged, isolation_level=None)
        try:
            for ask, put in (
                ("SELECT only, text FROM note", "INSERT OR IGNORE INTO note VALUES (?, ?)"),
                ("SELECT key, packed, sha256 FROM reading", "INSERT OR IGNORE INTO reading VALUES (?, ?, ?)"),
                # from the other end, past what is damaged in the middle
                (
                    "SELECT key, packed, sha256 FROM reading ORDER BY key DESC",
                    "INSERT OR IGNORE INTO reading VALUES (?, ?, ?)",
                ),
            ):
                for row in _readable(base, ask):
                    with self._telling():
                        self._base.execute(put, row)
        finally:
            base.close()

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Make several changes one."""
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self._base.in_transaction:  # a full disk has ended it already
                self._base.execute("ROLLBACK")
            raise
        self._base.execute("COMMIT")

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Say in one line what the database complains about."""
        try:
            yield
        except sqlite3.OperationalError as error:  # the disk or the rights, not the file
            raise LedgerError(f"{self.path} cannot be used: {error}") from error
        except sqlite3.DatabaseError as error:
            raise LedgerError(
                f"{self.path} is damaged ({error}); `kg doctor --mend` saves what can be saved"
            ) from error


def _readable(base: sqlite3.Connection, ask: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a damaged file up to where it cannot be read."""
    try:
        yield from base.execute(ask)
    except sqlite3.DatabaseError:
        return


def saved(folder: Path) -> None:
    """Make `readings.db` of a folder whole: what can be read of a damaged one goes into a new one, and nothing else stays.

    Raises:
        LedgerError, OutputError: If nothing can be written.
    """
    path = folder / READINGS_FILE
    damaged = path.with_suffix(_DAMAGED)
    if not damaged.is_file():  # else this was begun before, and cut short
        if _is_whole(path):
            with Readings(folder) as shelf:
                shelf.sift()
            return
        with writing(path):
            _journal(damaged).unlink(missing_ok=True)
            if _journal(path).is_file():
                _journal(path).replace(_journal(damaged))  # it would be rolled back into the new file
            path.replace(damaged)
    with Readings(folder) as shelf:
        shelf.take(damaged)
        shelf.sift()
    with writing(damaged):
        damaged.unlink()
        _journal(damaged).unlink(missing_ok=True)


def _is_whole(path: Path) -> bool:
    """Return whether a file is whole; one that is not there is made.

    Raises:
        LedgerError: If there is something else than a file, or none can be made.
    """
    try:
        with Readings(path.parent) as shelf:
            return shelf.complaint() is None
    except LedgerError:
        if not path.is_file():
            raise
        return False


def _journal(path: Path) -> Path:
    """Return the file in which SQLite keeps what a change that was cut short has overwritten."""
    return path.with_name(path.name + "-journal")
