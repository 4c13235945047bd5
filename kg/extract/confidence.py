"""How often each rule is right, measured on annotated news and kept as tables.

`kg/lang/en/precision.tsv` holds for each rule the share of its attributions that annotators marked too
(PolNeAR, train part), smoothed by one right and one wrong. People seldom mark "backed the plan" as an attribution,
though the position is right: for positions, `position_precision.tsv` holds how many of those that no attribution
carries are (`tools/position_precision.py`), smoothed likewise.
"""

from __future__ import annotations

from functools import cache

from kg.lang.tables import table

UNMEASURED = 0.5
"""Confidence of a rule that never fired on the annotated news."""


@cache
def _precisions(name: str) -> dict[str, float]:
    rows = table(name, ("rule", "found", "right"))
    return {r["rule"]: round((r.number("right") + 1) / (r.number("found") + 2), 2) for r in rows}


def measured(rule: str) -> float:
    """Return the confidence of what a rule makes, in [0, 1]."""
    return _precisions("precision").get(rule, UNMEASURED)


def of_position(rule: str, told: float | None) -> float:
    """Return the confidence of a position, in [0, 1].

    Args:
        rule: What makes it.
        told: Confidence of the attribution that carries it; None where none does. It may doubt that people would
            call this an attribution, but the position is no less sure for that than one without.
    """
    alone = _precisions("position_precision").get(rule)
    if told is None:
        return UNMEASURED if alone is None else alone
    return told if alone is None else max(told, alone)
