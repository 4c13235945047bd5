"""Results as text: a table to read, or a standard format to hand on."""

from __future__ import annotations

import csv
import io
import textwrap
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.vocab import GS, PREFIXES
from kg.query.result import KEPT, Table, Triples, Verdict, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.query.result import Cell, Result

FORMATS = ("table", "csv", "tsv", "json", "xml", "ttl")

DEFAULT_WIDTH = 120
"""Columns of the page where nothing says how wide it is."""
_SHORT = 14
"""Characters up to which a column is never wrapped: names of sides, dates."""
_LEAST = 22
"""Characters that a column of running text needs to stay readable; below, each row becomes a block."""

_RESULTS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
_GRAPHS = {"ttl": ox.RdfFormat.TURTLE, "json": ox.RdfFormat.JSON_LD, "xml": ox.RdfFormat.RDF_XML}


def default_form(result: Result, *, terminal: bool) -> str:
    """Return the format to use where none is asked for: a table to people, csv or ttl to programs."""
    if terminal:
        return "table"
    return "ttl" if isinstance(result, Triples) else "csv"


def render(
    result: Result,
    form: str = "table",
    *,
    width: int | None = None,
    colour: bool = False,
    short: bool = False,
) -> str:
    """Return `result` as text in one of `FORMATS`, newline at the end.

    Triples come as Turtle (ttl), JSON-LD (json) or RDF/XML (xml). `width` is in characters. `short` writes the
    IRIs of a csv as the table shows them.

    Raises:
        QueryError: If the format is unknown or does not fit the kind of result.
    """
    if form not in FORMATS:
        raise QueryError(f"unknown format “{form}”; there are: {', '.join(FORMATS)}")
    if form == "table":
        return _page(result, width or DEFAULT_WIDTH, colour=colour)
    if isinstance(result, Triples):
        return _graph(result, form)
    if short and form == "csv" and isinstance(result, Table):
        return _short_csv(result)
    if form not in _RESULTS:
        raise QueryError(f"{form} fits triples (CONSTRUCT, DESCRIBE), not rows; use csv, tsv, json or xml")
    kept = KEPT if isinstance(result, Table) else ox.QueryResultsFormat.JSON
    again = ox.parse_query_results(result.raw, format=kept)
    written = (again.serialize(format=_RESULTS[form]) or b"").decode("utf-8").replace("\r\n", "\n")
    return written if written.endswith("\n") else written + "\n"


def _short_csv(table: Table) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow(shortened(c) if isinstance(c, ox.NamedNode) else c and text(c) for c in row)
    return out.getvalue()


def _graph(result: Triples, form: str) -> str:
    if form not in _GRAPHS:
        raise QueryError(f"{form} fits rows (SELECT, ASK), not triples; use ttl, json or xml")
    used = {prefix: iri for prefix, iri in sorted(PREFIXES.items()) if _uses(result, iri)}
    written = ox.serialize(result.triples, format=_GRAPHS[form], prefixes=used) or b""
    lines = written.decode("utf-8").rstrip("\n").split("\n")
    lines.sort(
        key=lambda line: (0, line) if line.startswith("@prefix ") else (1, "")
    )  # they come in any order
    return "\n".join(lines) + "\n"


def _uses(result: Triples, base: str) -> bool:
    return any(f"<{base}" in str(triple) for triple in result.triples)


# ------------------------------------------------------------------ to read


def shortened(cell: Cell) -> str:
    """Return a term for people: the bare name of a value ("support"), a prefixed name, or the words."""
    if cell is None:
        return ""
    if not isinstance(cell, ox.NamedNode):
        return printable(text(cell))
    iri = cell.value
    if iri.startswith(GS.base):
        name = iri.removeprefix(GS.base)
        return name if name[:1].islower() else f"gs:{name}"
    prefix, base = max(
        ((p, b) for p, b in PREFIXES.items() if iri.startswith(b)),
        key=lambda pair: len(pair[1]),
        default=("", ""),
    )
    return printable(f"{prefix}:{iri.removeprefix(base)}" if base else iri)


def printable(words: str) -> str:
    """Return `words` on one line, without characters that could steer a terminal or turn the text round."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(words.split()))


def _page(result: Result, width: int, *, colour: bool) -> str:
    if isinstance(result, Verdict):
        return "yes\n" if result.value else "no\n"
    if isinstance(result, Table):
        columns, rows = result.columns, [[shortened(cell) for cell in row] for row in result.rows]
        numeric = [_is_numeric([row[i] for row in result.rows]) for i in range(len(columns))]
    else:
        columns = ("subject", "predicate", "object")
        rows = [[shortened(t.subject), shortened(t.predicate), shortened(t.object)] for t in result.triples]
        numeric = [False] * 3
    if not rows:
        return "no rows\n"
    longest = [max(len(name), *(len(row[i]) for row in rows)) for i, name in enumerate(columns)]
    needed = sum(size if size <= _SHORT else min(size, _LEAST) for size in longest) + 3 * len(columns)
    if needed > width:
        return _blocks(columns, rows, width)
    return _grid(columns, rows, longest, numeric, width, colour=colour)


def _is_numeric(cells: Sequence[Cell]) -> bool:
    kinds = ("integer", "decimal", "double")
    return all(isinstance(c, ox.Literal) and c.datatype.value.endswith(kinds) for c in cells if c is not None)


def _blocks(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> str:
    """One block a row: what a narrow page can still show."""
    size = max(len(name) for name in columns)
    lines = []
    for row in rows:
        for name, value in zip(columns, row, strict=True):
            if value:
                lines += wrapped(f"{name:>{size}}  ", value, width)
        lines.append("")
    return "\n".join([*lines, _count(len(rows))]) + "\n"


def wrapped(head: str, words: str, width: int | None) -> list[str]:
    """Return lines of `words` after `head`, broken at `width`, the rest below their beginning."""
    room = None if width is None else max(20, width - len(head))
    rows = textwrap.wrap(words, room, break_on_hyphens=False) if room else [words]
    return [(head if i == 0 else " " * len(head)) + row for i, row in enumerate(rows or [""])]


def _grid(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    longest: Sequence[int],
    numeric: Sequence[bool],
    width: int,
    *,
    colour: bool,
) -> str:
    # only this format needs rich, and a piped query should not wait for it
    from rich import box  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table as Grid  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, show_lines=False, header_style="bold")
    for name, size, number in zip(columns, longest, numeric, strict=True):
        grid.add_column(
            Text(name), justify="right" if number else "left", no_wrap=size <= _SHORT, overflow="fold"
        )
    styles = {"support": "green", "oppose": "red", "mixed": "yellow"}
    for row in rows:
        grid.add_row(*(Text(value, style=styles.get(value, "")) for value in row))
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        highlight=False,
        legacy_windows=False,
    )
    console.print(grid)
    lines = [line.rstrip() for line in stream.getvalue().splitlines()]
    return "\n".join([*lines, _count(len(rows))]).lstrip("\n") + "\n"


def _count(number: int) -> str:
    return "1 row" if number == 1 else f"{number} rows"
