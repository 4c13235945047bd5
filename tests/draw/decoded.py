"""What the page's script does with columns, for the tests: `kg/draw/page/columns.js` in Python."""

from __future__ import annotations

from typing import Any


def records(columns: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the records that columns hold."""
    made: list[dict[str, Any]] = [{} for _ in range(columns["count"])]
    for key, column in columns["fields"].items():
        pairs = enumerate(column["all"]) if "all" in column else zip(column["at"], column["is"], strict=True)
        for place, value in pairs:
            if value is not None:
                made[place][key] = _looked_up(value, column.get("of"))
    return made


def _looked_up(value: Any, table: list[Any] | None) -> Any:
    if table is None:
        return value
    return [table[one] for one in value] if isinstance(value, list) else table[value]
