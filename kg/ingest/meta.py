"""The table that `--meta` names: what is known about each file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath

from kg.errors import InputError
from kg.ingest.base import Known, day, decoded, tidy

COLUMNS = ("file", "published", "outlet", "url", "title")


class Meta:
    """What a table knows about files, and which of its rows were asked for."""

    def __init__(
        self, rows: Mapping[str, tuple[int, Known]], source: str = "", unused: Iterable[str] = ()
    ) -> None:
        """Take rows as file name to (line, what is known); `unused` names columns that mean nothing here."""
        self._rows = dict(rows)
        self._left = dict(rows)
        self._source = source
        self._unused = tuple(unused)

    def known(self, *names: str) -> Known:
        """Return what the table says of a document with these names: the first one it has wins.

        A row fits a path that ends with it, so that a table of bare file names serves from any folder;
        of several rows the longest wins.
        """
        for name in names:
            parts = PurePath(name).parts
            for key in (name, *(PurePath(*parts[start:]).as_posix() for start in range(len(parts)))):
                if key in self._rows:
                    self._left.pop(key, None)
                    return self._rows[key][1]
        return Known()

    def warnings(self) -> tuple[str, ...]:
        """Return what in the table was of no use: columns that mean nothing, rows that fitted no input."""
        columns = (f"{self._source}: column {c!r} means nothing here" for c in self._unused)
        rows = (f"{self._source}:{line}: no input is called {name}" for name, (line, _) in self._left.items())
        return (*columns, *rows)


def read(path: Path) -> Meta:
    """Return the table in the CSV file at `path`: a header, then a row a file.

    Raises:
        InputError: If it cannot be read, has no column `file`, or a row is wrong (with its line).
    """
    try:
        text = decoded(path.read_bytes(), str(path))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path) from error
    table = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [tidy(name) or "" for name in table.fieldnames or ()]
        table.fieldnames = header
        if "file" not in header:
            raise InputError(f"has no column 'file'; it may have: {', '.join(COLUMNS)}", path)
        rows: dict[str, tuple[int, Known]] = {}
        for row in table:
            name, known = _row(row, f"{path}:{table.line_num}")
            if name in rows:
                raise InputError(
                    f"{name} has a row already, in line {rows[name][0]}", f"{path}:{table.line_num}"
                )
            rows[name] = (table.line_num, known)
    except csv.Error as error:
        raise InputError(f"is not CSV: {error}", f"{path}:{table.reader.line_num}") from None
    return Meta(rows, str(path), (name for name in header if name not in COLUMNS))


def _row(row: Mapping[str | None, str | list[str] | None], place: str) -> tuple[str, Known]:
    if None in row:
        raise InputError("has more cells than the header; quote cells that hold a comma", place)
    cells = {key: tidy(value) for key, value in row.items() if isinstance(value, str)}
    name = cells.get("file")
    if name is None:
        raise InputError("names no file", place)
    try:
        published = day(cells.get("published"))
    except ValueError as error:
        raise InputError(f"published is {error}", place) from None
    known = Known(cells.get("title"), published, cells.get("outlet"), cells.get("url"))
    return PurePath(name).as_posix(), known
