"""The table of corrections as a person writes it: one row a correction, each checked by itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from kg.errors import CorrectionError
from kg.model import CorrectionKind, Kind, Modality, Polarity
from kg.query.names import near

COLUMNS = (
    "correction", "position", "document", "words", "holder", "kind", "polarity", "matter", "modality", "condition",
    "by", "on", "note",
)  # fmt: skip
KINDS = {
    "wrong holder": CorrectionKind.WRONG_HOLDER,
    "wrong polarity": CorrectionKind.WRONG_POLARITY,
    "wrong matter": CorrectionKind.WRONG_MATTER,
    "wrong modality": CorrectionKind.WRONG_MODALITY,
    "wrong condition": CorrectionKind.WRONG_CONDITION,
    "no condition": CorrectionKind.WRONG_CONDITION,
    "not a position": CorrectionKind.NOT_A_POSITION,
    "missing position": CorrectionKind.MISSING_POSITION,
}
_NEEDED = {
    "wrong holder": ("position", "holder"),
    "wrong polarity": ("position", "polarity"),
    "wrong matter": ("position", "matter"),
    "wrong modality": ("position", "modality"),
    "wrong condition": ("position", "condition"),
    "no condition": ("position",),
    "not a position": ("position",),
    "missing position": ("document", "words", "holder", "polarity"),
}
_VALUES = ("holder", "polarity", "matter", "modality", "condition")
"""Columns that say how a position should be: each correction takes its own, a missing position all."""
Value = TypeVar("Value", Kind, Modality, Polarity)
SHOWN = 20
"""Wrong rows that are told of."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row, its cells understood but not yet looked up in the graph; an empty cell is ""."""

    place: str
    """File and line."""
    kind: CorrectionKind
    position: str
    document: str
    words: str
    holder: str
    holder_kind: Kind | None
    polarity: Polarity | None
    matter: str
    modality: Modality | None
    condition: str
    by: str
    on: date
    note: str

    def error(self, reason: str) -> CorrectionError:
        """Return (not raise) an error about the row."""
        return CorrectionError(f"{self.place}: {reason}")


def read(path: Path, by: str | None, today: date) -> tuple[Row, ...]:
    """Return the rows of a table.

    Args:
        path: A CSV file with a header of `COLUMNS`; columns that a row's correction does not need may be left out.
        by: Who says so, where a row does not tell.
        today: The day of a row that tells none.

    Raises:
        CorrectionError: If the file cannot be read, or a row is wrong; each wrong row is one line of the message
            and its notes.
    """
    try:
        table = csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), strict=True)
        header = [name.strip().casefold() for name in table.fieldnames or ()]
        _check(f"{path}:1", header)
        table.fieldnames = header
        rows, wrong = [], []
        for cells in table:
            try:
                rows.append(_row(f"{path}:{table.line_num}", cells, by, today))
            except CorrectionError as error:
                wrong.append(error)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is not UTF-8 text"
        raise CorrectionError(f"{path}: cannot be read: {reason}") from error
    except csv.Error as error:
        raise CorrectionError(f"{path}:{table.line_num}: is not CSV: {error}") from error
    refuse(wrong)
    return tuple(rows)


def rows_of(told: Iterable[Mapping[str, object]], by: str | None, today: date) -> tuple[Row, ...]:
    """Return the rows of a table that is at hand, each as a mapping of columns to cells; arguments as of `read`.

    Raises:
        CorrectionError: If a row is wrong.
    """
    rows, wrong = [], []
    for number, cells in enumerate(told, start=1):
        place = f"row {number}"
        try:
            _check(place, list(cells))
            rows.append(_row(place, dict[str | None, object](cells.items()), by, today))
        except CorrectionError as error:
            wrong.append(error)
    refuse(wrong)
    return tuple(rows)


def refuse(wrong: list[CorrectionError]) -> None:
    """Raise the first of some errors, the others as its notes.

    Raises:
        CorrectionError: If there are any.
    """
    if wrong:
        first, *others = wrong
        for other in others[: SHOWN - 1]:
            first.add_note(f"error: {other}")
        if len(wrong) > SHOWN:
            first.add_note(f"and {len(wrong) - SHOWN} more")
        raise first


def _check(place: str, header: list[str]) -> None:
    if "correction" not in header:
        raise CorrectionError(f"{place}: has no column “correction”; it may have: {', '.join(COLUMNS)}")
    for name in header:
        if name and name not in COLUMNS:
            raise CorrectionError(f"{place}: unknown column “{name}”{near(name, COLUMNS)}")
    if len(set(header)) < len(header):
        raise CorrectionError(f"{place}: a column stands twice")


def _row(place: str, cells: dict[str | None, object], by: str | None, today: date) -> Row:
    if None in cells:
        raise CorrectionError(f"{place}: has more cells than the header; quote cells that hold a comma")
    told = {name: str(value).strip() if isinstance(value, str) else "" for name, value in cells.items()}
    named = " ".join(told["correction"].casefold().split())
    kind = KINDS.get(named)
    if kind is None:
        hint = near(told["correction"], KINDS) or f"; it is one of: {', '.join(KINDS)}"
        raise CorrectionError(f"{place}: “{told['correction']}” is no correction{hint}")
    for name in _NEEDED[named]:
        if not told.get(name):
            raise CorrectionError(f"{place}: “{named}” needs the column “{name}”")
    for name in _VALUES:
        if told.get(name) and name not in _NEEDED[named] and named != "missing position":
            raise CorrectionError(
                f"{place}: “{named}” does not take the column “{name}”; that is another row"
            )
    who = told.get("by") or by or ""
    if not who:
        raise CorrectionError(f"{place}: nobody says so; fill the column “by”, or give --by NAME")
    return Row(
        place, kind, told.get("position", ""), told.get("document", ""), told.get("words", ""),
        told.get("holder", ""), _one_of(place, "kind", told.get("kind", ""), Kind),
        _one_of(place, "polarity", told.get("polarity", "").casefold(), Polarity), told.get("matter", ""),
        _one_of(place, "modality", told.get("modality", "").casefold(), Modality), told.get("condition", ""), who,
        _day(place, told.get("on", ""), today), told.get("note", ""),
    )  # fmt: skip


def _one_of(place: str, name: str, told: str, kinds: type[Value]) -> Value | None:
    if not told:
        return None
    known = {str(value.value): value for value in kinds}
    if told not in known:
        raise CorrectionError(f"{place}: {name} “{told}” is none of: {', '.join(known)}")
    return known[told]


def _day(place: str, told: str, today: date) -> date:
    if not told:
        return today
    try:
        return date.fromisoformat(told)
    except ValueError:
        raise CorrectionError(f"{place}: “{told}” is not a day; write it as 2025-02-14") from None
