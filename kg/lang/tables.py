"""Reads the word lists of a language: tab-separated, with a header row and `#` comments.

Every table is plain data beside its sources (`SOURCES.md` in the same folder). A mistake in a table is
reported with its file and line, since the reader of the message is the one who edited the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from kg.errors import LexiconError


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table."""

    values: Mapping[str, str]
    """Column to cell, stripped; an empty cell is the empty string."""
    file: str
    line: int
    """Number of the line in the file, from 1."""

    def __getitem__(self, column: str) -> str:
        """Return the cell of a column.

        Raises:
            LexiconError: If the table has no such column.
        """
        try:
            return self.values[column]
        except KeyError:
            raise self.error(f"there is no column {column!r}") from None

    def several(self, column: str, separator: str = "|") -> tuple[str, ...]:
        """Return the parts of a cell that lists several values ("a|b"), in order, empty ones left out."""
        return tuple(part.strip() for part in self[column].split(separator) if part.strip())

    def flag(self, column: str) -> bool:
        """Return a cell that says "yes" or nothing.

        Raises:
            LexiconError: If the cell says something else.
        """
        if self[column] not in {"", "yes"}:
            raise self.error(f"{column!r} is 'yes' or empty, not {self[column]!r}")
        return self[column] == "yes"

    def number(self, column: str, default: float | None = None) -> float:
        """Return a cell as a number, `default` where it is empty.

        Raises:
            LexiconError: If it is no number, or empty without a default.
        """
        if not self[column] and default is not None:
            return default
        try:
            return float(self[column])
        except ValueError:
            raise self.error(f"{column!r} is a number, not {self[column]!r}") from None

    def error(self, reason: str) -> LexiconError:
        """Return (not raise) an error that points at this row."""
        return LexiconError(reason, self.file, self.line)


def read(path: Path | Traversable, filled: Iterable[str] = ()) -> tuple[Row, ...]:
    """Return the rows of the table at `path`, in order.

    Args:
        path: A UTF-8 file; its first line that is neither blank nor a comment is the header.
        filled: Columns that must be there, with a value in every row.

    Raises:
        LexiconError: If the file cannot be read, a row has more cells than the header, the header
            names a column twice, or a cell of `filled` is empty.
    """
    name = path.name
    numbered = _lines(path)
    number, first = next(numbered, (1, []))
    if not first or len(set(first)) != len(first) or not all(first):
        raise LexiconError("the header needs columns with different names", name, number)
    needed = tuple(filled)
    for column in needed:
        if column not in first:
            raise LexiconError(f"the header lacks the column {column!r}", name, number)
    return tuple(_row(name, line, first, cells, needed) for line, cells in numbered)


@cache
def table(name: str, filled: tuple[str, ...] = (), language: str = "en") -> tuple[Row, ...]:
    """Return a word list that comes with the package, read once per process: `table("titles")`.

    Raises:
        LexiconError: As `read`.
    """
    return read(files("kg.lang").joinpath(language, f"{name}.tsv"), filled)


@cache
def words(name: str, column: str, language: str = "en", **where: str) -> frozenset[str]:
    """Return the values of one column of a word list, of the rows whose cells are as in `where`; looked up once.

    A cell may list several values, with `|` between them.

    Raises:
        LexiconError: As `read`.
    """
    rows = table(name, (column,), language)
    chosen = (row for row in rows if all(row[key] == value for key, value in where.items()))
    return frozenset(value for row in chosen for value in row.several(column))


def _lines(path: Path | Traversable) -> Iterator[tuple[int, list[str]]]:
    """Yield line number and stripped cells of every line that is neither blank nor a comment."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"cannot be read: {error}", path.name) from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, [cell.strip() for cell in line.split("\t")]


def _row(name: str, line: int, header: list[str], cells: list[str], filled: tuple[str, ...]) -> Row:
    """Make a row; cells left out at its end are empty (editors strip trailing tabs)."""
    if len(cells) > len(header):
        reason = f"{len(cells)} cells, but the header has {len(header)} columns"
        raise LexiconError(reason, name, line)
    padded = cells + [""] * (len(header) - len(cells))
    row = Row(dict(zip(header, padded, strict=True)), name, line)
    for column in filled:
        if not row[column]:
            raise row.error(f"{column!r} is empty")
    return row
