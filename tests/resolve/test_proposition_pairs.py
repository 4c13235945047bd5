"""Two sentences, one matter or two: measured over the whole path on a table of pairs."""

from pathlib import Path

import proposition_pairs
import pytest

pytestmark = pytest.mark.model

FLOORS = {"same": (0.98, 0.88), "opposite": (0.95, 0.90)}
"""Relation to the least precision and recall."""
TOOL = Path(__file__).parents[2] / "tools" / "proposition_pairs.py"


@pytest.fixture(scope="module")
def found(nlp):
    """Return (wanted, found, sentences) for each pair."""
    return [(row["relation"], got, row["one"], row["other"]) for row, got in proposition_pairs.told(nlp)]


def test_the_table_has_enough_pairs_of_each_relation():
    told = [row["relation"] for row in proposition_pairs.rows()]
    assert set(told) == {"same", "opposite", "other"}
    assert min(told.count(relation) for relation in FLOORS) >= 30
    assert len(told) >= 150


@pytest.mark.parametrize("relation", sorted(FLOORS))
def test_pairs_are_told_apart_and_together(found, relation):
    given = [pair for pair in found if pair[1] == relation]
    wanted = [pair for pair in found if pair[0] == relation]
    right = [pair for pair in given if pair[0] == relation]
    precision, recall = FLOORS[relation]
    wrong = [pair for pair in found if (pair[0] == relation) != (pair[1] == relation)]
    assert len(right) >= precision * len(given), wrong
    assert len(right) >= recall * len(wanted), wrong
