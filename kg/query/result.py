"""Answers as plain data, detached from the store: a live result would keep its lock."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

import pyoxigraph as ox

from kg.graph.source import Source
from kg.graph.vocab import PREFIXES

Native = str | int | float | bool | date | None
"""A value as Python knows it."""
KEPT: Final = ox.QueryResultsFormat.TSV
"""The form in which rows leave the store: of those that lose nothing, the quickest to write and to read."""
Cell = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None


class Table:
    """The rows of a SELECT; an unbound cell is None."""

    __slots__ = ("_rows", "columns", "raw")

    def __init__(self, columns: tuple[str, ...], raw: bytes) -> None:
        """Keep an answer; its rows are read when they are first asked for, as most formats need none."""
        self.columns = columns
        self.raw = raw
        """The rows as `KEPT` writes them, which every format is made from."""
        self._rows: tuple[tuple[Cell, ...], ...] | None = None

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The terms of each row, in the order of the columns."""
        if self._rows is None:
            again = ox.parse_query_results(self.raw, format=KEPT)
            # rows of an ASK there are none: it was written from solutions
            self._rows = () if isinstance(again, ox.QueryBoolean) else tuple(tuple(row) for row in again)
        return self._rows

    def __eq__(self, other: object) -> bool:
        """Return whether another table has the same columns and rows."""
        return isinstance(other, Table) and (self.columns, self.raw) == (other.columns, other.raw)

    def __hash__(self) -> int:
        """Return a hash that equal tables share."""
        return hash((self.columns, self.raw))

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Native]]:
        """Yield each row as values by column: numbers, days and truth values as Python's own, IRIs as text."""
        for row in self.rows:
            yield {name: native(cell) for name, cell in zip(self.columns, row, strict=True)}

    def to_dicts(self) -> list[dict[str, Native]]:
        """Return all rows, as iteration yields them (`pandas.DataFrame(table.to_dicts())`)."""
        return list(self)

    def _repr_html_(self) -> str:
        """Return the rows as a table for a notebook; every text is escaped."""
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        body = "".join(
            f"<tr>{''.join(f'<td>{html.escape(str(native(cell) or str()))}</td>' for cell in row)}</tr>"
            for row in self.rows
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The yes or no of an ASK."""

    value: bool
    raw: bytes
    """The same as SPARQL results JSON."""

    def __bool__(self) -> bool:
        """Return the answer."""
        return self.value


@dataclass(frozen=True, slots=True)
class Triples:
    """The triples of a CONSTRUCT or DESCRIBE, each once, sorted."""

    triples: tuple[ox.Triple, ...]

    def __len__(self) -> int:
        """Return the number of triples."""
        return len(self.triples)


Result = Table | Verdict | Triples


def text(cell: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    """Return what a person would read of a term: the IRI, or the literal without its type."""
    return str(cell) if isinstance(cell, ox.Triple) else cell.value


_DIGITS: dict[str, type[int | float]] = {
    "integer": int,
    "decimal": float,
    "double": float,
    "float": float,
}


def native(cell: Cell) -> Native:
    """Return a term as Python's own value: int, float, bool or date where its type says so, else text."""
    if not isinstance(cell, ox.Literal):
        return None if cell is None else text(cell)
    kind = cell.datatype.value.rpartition("#")[2]
    try:
        if kind in _DIGITS:
            return _DIGITS[kind](cell.value)
        if kind == "date":
            return date.fromisoformat(cell.value)
    except ValueError:
        return cell.value  # a date with a time zone, a number out of form: the words are the truth
    return cell.value == "true" if kind == "boolean" else cell.value


def collect(answer: ox.QuerySolutions | ox.QueryBoolean | Iterator[ox.Triple]) -> Result:
    """Read `answer` to its end and let go of the store."""
    if not isinstance(answer, ox.QuerySolutions | ox.QueryBoolean):
        return Triples(tuple(sorted(set(answer), key=str)))
    if isinstance(answer, ox.QueryBoolean):
        return Verdict(bool(answer), answer.serialize(format=ox.QueryResultsFormat.JSON) or b"")
    return Table(tuple(v.value for v in answer.variables), answer.serialize(format=KEPT) or b"")


def select(store: Source, query: str) -> Table:
    """Answer a SELECT of our own over the union of all graphs.

    Raises:
        TypeError: If it is no SELECT.
    """
    answer = collect(store.query(query, prefixes=dict(PREFIXES), use_default_graph_as_union=True))
    if not isinstance(answer, Table):
        raise TypeError(query)
    return answer
