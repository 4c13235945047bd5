"""The table of `readings.db` that tells which pieces the store in a folder holds, for `kg.graph.pieces`.

It is only a memory: where its token is not that of the result in the folder, the store is compared statement by
statement.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Final

TABLES: Final = (
    "CREATE TABLE IF NOT EXISTS piece (name INTEGER PRIMARY KEY, told INTEGER, subject TEXT)",
    "CREATE TABLE IF NOT EXISTS token (only INTEGER PRIMARY KEY CHECK (only = 1), text TEXT)",
)


class Written:
    """The pieces that a store holds. Every method raises LedgerError where the file cannot be used."""

    def __init__(
        self,
        base: sqlite3.Connection,
        telling: Callable[[], AbstractContextManager[None]],
        whole: Callable[[], AbstractContextManager[None]],
    ) -> None:
        """Use an open database; `telling` turns its errors into ours, `whole` makes several changes one."""
        self._base, self._telling, self._whole = base, telling, whole

    def token(self) -> str | None:
        """Return the token of the result whose pieces the table knows."""
        with self._telling():
            row = self._base.execute("SELECT text FROM token").fetchone()
        return None if row is None else str(row[0])

    def told(self) -> dict[int, int]:
        """Return for each piece the hash of what it hangs on."""
        with self._telling():
            return dict(self._base.execute("SELECT name, told FROM piece"))

    def subjects(self, names: Iterable[int]) -> dict[int, str]:
        """Return the subjects of pieces, of those that it knows."""
        ask = "SELECT name, subject FROM piece WHERE name IN (SELECT value FROM json_each(?))"
        with self._telling():
            return dict(self._base.execute(ask, (json.dumps(sorted(names)),)))

    def owners(self, subjects: Iterable[str]) -> set[int]:
        """Return the pieces with one of these subjects."""
        ask = "SELECT name FROM piece WHERE subject IN (SELECT value FROM json_each(?))"
        with self._telling():
            return {int(name) for (name,) in self._base.execute(ask, (json.dumps(sorted(subjects)),))}

    def begin(self) -> None:
        """Forget all pieces."""
        with self._telling(), self._whole():
            self._base.execute("DELETE FROM token")
            self._base.execute("DELETE FROM piece")

    def put(
        self, rows: Iterable[tuple[int, int, str]], gone: Iterable[int] = (), token: str | None = None
    ) -> None:
        """Take pieces in and out, all or none; a token names the result whose store they are of."""
        with self._telling(), self._whole():
            self._base.executemany("DELETE FROM piece WHERE name = ?", ((name,) for name in gone))
            self._base.executemany("INSERT OR REPLACE INTO piece VALUES (?, ?, ?)", rows)
            if token is not None:
                self._base.execute("INSERT OR REPLACE INTO token VALUES (1, ?)", (token,))
