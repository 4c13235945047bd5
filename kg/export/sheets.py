"""Tables for spreadsheets and data frames: written as a spreadsheet reads them, and harmless to it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""The byte order mark, without which spreadsheets take UTF-8 for something else; data frames leave it out."""
_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # noqa: RUF001  # the wide forms are meant
"""Beginnings by which a spreadsheet takes a text for a formula (OWASP, CSV injection; wide forms count too)."""


def sheet(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield the lines of a CSV file (RFC 4180), with a byte order mark; no text in it is taken for a formula."""
    yield _MARK + _line(columns)
    for row in rows:
        yield _line([guarded(cell) for cell in row])


def guarded(cell: object) -> object:
    """Return a cell that no program runs: an apostrophe before what would be a formula; numbers stay."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(_ACTIVE) else cell


def _line(cells: Sequence[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
