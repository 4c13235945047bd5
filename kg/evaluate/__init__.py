"""Measures readings against what people marked by hand in the same texts.

`read` gives the gold of a file, `report` compares readings with it, `traces` says how far a reading came
(for the causes of errors), `render` writes the outcome.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.evaluate import attribution_report, attributions, position_report, positions
from kg.evaluate.files import read
from kg.evaluate.gold import GoldAttributions, GoldPositions
from kg.evaluate.render import FORMATS, precision_table, render
from kg.evaluate.report import Report
from kg.evaluate.trace import Trace, traces
from kg.model import Reading, Resolution

__all__ = [
    "FORMATS",
    "GoldAttributions",
    "GoldPositions",
    "Report",
    "Trace",
    "precision_table",
    "read",
    "render",
    "report",
    "traces",
]


def report(
    gold: GoldPositions | GoldAttributions,
    readings: Sequence[Reading],
    resolution: Resolution,
    traced: Mapping[str, Trace] | None = None,
) -> Report:
    """Return how readings compare with the gold.

    Args:
        gold: What people marked.
        readings: Of the articles of `gold`; one that is not there counts as empty.
        resolution: Of these readings together: it says by which names a holder goes.
        traced: Article's ident to its trace, where errors with their causes are wanted.

    Raises:
        InputError: If the gold belongs to other texts.
    """
    if isinstance(gold, GoldAttributions):
        return attribution_report.report(attributions.judge(gold, readings), traced)
    return position_report.report(gold, positions.judge(gold, readings, resolution), traced)
