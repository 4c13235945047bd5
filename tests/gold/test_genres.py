"""Other genres than reports: how well a council's record, an interview, a communiqué and a domestic dispute are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import config, evaluate
from kg.listener import Silence
from kg.pipeline import FULL, Task, read

GOLD = Path(__file__).parent / "genres.json"
FLOORS = {"holder+content": (0.87, 0.92), "strict": (0.85, 0.89)}
"""Precision and recall that the reading must reach on these articles: what it reached, less two finds."""


@pytest.fixture(scope="module")
def scores():
    marked = evaluate.read(GOLD)
    outcome = read(Task(marked.paths(), config.load(), reader=FULL), Silence())
    return evaluate.report(marked, outcome.readings, outcome.resolution).scores


@pytest.mark.model
@pytest.mark.parametrize("kind", sorted(FLOORS))
def test_other_genres_keep_their_floors(scores, kind):
    precision, recall = FLOORS[kind]
    assert scores[kind].precision >= precision
    assert scores[kind].recall >= recall
