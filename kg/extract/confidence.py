"""How often each rule is right, measured on annotated news and kept as a table.

`kg/lang/en/precision.tsv` holds for each rule the share of its attributions that annotators marked too
(PolNeAR, train part), smoothed by one right and one wrong.
"""

from __future__ import annotations

from functools import cache

from kg.lang.tables import table

UNMEASURED = 0.5
"""Confidence of a rule that never fired on the annotated news."""


@cache
def _precisions() -> dict[str, float]:
    rows = table("precision", ("rule", "found", "right"))
    return {r["rule"]: round((r.number("right") + 1) / (r.number("found") + 2), 2) for r in rows}


def measured(rule: str) -> float:
    """Return the confidence of what a rule makes, in [0, 1]."""
    return _precisions().get(rule, UNMEASURED)
