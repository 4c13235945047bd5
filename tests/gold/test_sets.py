"""Articles read each by itself: wire reports, news sites' dispatches, features, other genres (a council's record, an interview)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from kg import config, evaluate
from kg.listener import Silence
from kg.pipeline import FULL, Task, read

GOLD = Path(__file__).parent
FLOORS = {
    ("bulletins", "holder+content"): (0.92, 0.85),
    ("bulletins", "strict"): (0.85, 0.79),
    ("dispatches", "holder+content"): (0.94, 0.94),
    ("dispatches", "strict"): (0.91, 0.90),
    ("features", "holder+content"): (0.94, 0.92),
    ("features", "strict"): (0.89, 0.86),
    ("genres", "holder+content"): (0.89, 0.93),
    ("genres", "strict"): (0.87, 0.92),
    ("wires", "holder+content"): (0.91, 0.93),
    ("wires", "strict"): (0.86, 0.88),
}
"""Precision and recall that the reading must reach on each set: what it reached, less two finds."""


@cache
def scores(name: str):
    marked = evaluate.read(GOLD / f"{name}.json")
    outcome = read(Task(marked.paths(), config.load(), reader=FULL), Silence())
    return evaluate.report(marked, outcome.readings, outcome.resolution).scores


@pytest.mark.model
@pytest.mark.parametrize(("name", "kind"), sorted(FLOORS))
def test_articles_read_by_themselves_keep_their_floors(name, kind):
    precision, recall = FLOORS[name, kind]
    assert scores(name)[kind].precision >= precision
    assert scores(name)[kind].recall >= recall
