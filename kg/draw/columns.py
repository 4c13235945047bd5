"""Many records of one shape → columns: no key is written twice, and what repeats is written once.

A column is `all`, a value for each record, or, where most have none, `at`, the places of those that have one,
and `is`, their values. With a table `of` distinct values, the values are places in it.
`kg/draw/page/columns.js` is the other side of this contract.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


def columns(
    rows: Sequence[Mapping[str, Any]], tabled: Collection[str] = (), listed: Collection[str] = ()
) -> dict[str, Any]:
    """Return records as columns.

    Args:
        rows: The records; None, "" and an empty list say nothing, as does a key that is not there.
        tabled: Keys whose values many records share.
        listed: Keys whose values are lists of what many records share.
    """
    made: dict[str, Any] = {}
    for key in sorted({key for row in rows for key in row}):
        values = [value if (value := row.get(key)) or not _empty(value) else None for row in rows]
        table = _Table()
        if key in listed:
            made[key] = _column([v and [table.place(one) for one in v] for v in values]) | {
                "of": table.values
            }
        elif key in tabled:
            made[key] = _column([None if v is None else table.place(v) for v in values]) | {
                "of": table.values
            }
        else:
            made[key] = _column(values)
    return {"count": len(rows), "fields": made}


def _empty(value: Any) -> bool:
    """Return whether a value says nothing; 0 and False do say something."""
    return value is None or (isinstance(value, (str, list, tuple)) and not value)


def _column(values: list[Any]) -> dict[str, Any]:
    told = [place for place, value in enumerate(values) if value is not None]
    if 2 * len(told) >= len(values):
        return {"all": values}
    return {"at": told, "is": [values[place] for place in told]}


class _Table:
    """Distinct values in the order in which they are met."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._known: dict[Any, int] = {}

    def place(self, value: Any) -> int:
        """Return the place of a value, a new one at the end."""
        key = json.dumps(value, sort_keys=True) if isinstance(value, (dict, list, tuple)) else value
        if key not in self._known:
            self._known[key] = len(self.values)
            self.values.append(value)
        return self._known[key]
