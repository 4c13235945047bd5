"""The short form of `killing.py`, whose long form is run by hand."""

from __future__ import annotations

import pytest
from killing import Trial


@pytest.fixture(scope="module")
def trial(tmp_path_factory):
    return Trial(tmp_path_factory.mktemp("kills"))


@pytest.mark.parametrize("seed", range(6))
def test_a_change_killed_at_any_moment_leaves_the_graph_before_or_after_and_can_be_made_again(trial, seed):
    trial.run(seed)
