"""The table of `readings.db` that keeps what was settled of each document, for `kg.resolve.memory`.

It is only a memory: what is kept under another token than today's, of other rules, tables or thresholds, is not looked at.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Final

TABLE: Final = (
    "CREATE TABLE IF NOT EXISTS settled"
    " (ident TEXT, sort TEXT, token TEXT, packed BLOB, PRIMARY KEY (ident, sort)) WITHOUT ROWID"
)
_TOGETHER: Final = 512
"""Rows that are written at a time."""


class Settled:
    """What was settled under one token. Every method raises LedgerError where the file cannot be used."""

    def __init__(
        self,
        base: sqlite3.Connection,
        telling: Callable[[], AbstractContextManager[None]],
        whole: Callable[[], AbstractContextManager[None]],
        token: str,
    ) -> None:
        """Use an open database; `telling` turns its errors into ours, `whole` makes several changes one."""
        self._base, self._telling, self._whole, self._token = base, telling, whole, token
        self._waiting: list[tuple[str, str, str, bytes]] = []

    def get(self, ident: str, sort: str) -> bytes | None:
        """Return what is kept of a document, None where nothing is."""
        ask = "SELECT packed FROM settled WHERE ident = ? AND sort = ? AND token = ?"
        with self._telling():
            row = self._base.execute(ask, (ident, sort, self._token)).fetchone()
        return None if row is None else bytes(row[0])

    def put(self, ident: str, sort: str, data: bytes) -> None:
        """Keep something of a document, in place of what was before."""
        self._waiting.append((ident, sort, self._token, data))
        if len(self._waiting) >= _TOGETHER:
            self._write()

    def done(self, idents: Iterable[str]) -> None:
        """Write what waits, and forget all documents but some."""
        self._write()
        with self._telling(), self._whole():
            self._base.execute(
                "DELETE FROM settled WHERE token <> ? OR ident NOT IN (SELECT value FROM json_each(?))",
                (self._token, json.dumps(sorted(idents))),
            )

    def _write(self) -> None:
        with self._telling(), self._whole():
            self._base.executemany("INSERT OR REPLACE INTO settled VALUES (?, ?, ?, ?)", self._waiting)
        self._waiting.clear()
