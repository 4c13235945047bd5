from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.recipe import LEAST, STAGES, STUDENT, Schedule

shares = st.floats(0.01, 0.9)


@given(shares, st.floats(0, 1), st.integers(5, 400))
def test_rate_rises_then_falls_and_never_leaves_its_bounds(warm, last, steps):
    schedule = Schedule(1e-4, warm, last)
    run = [schedule.share(step, steps) for step in range(steps)]
    top = run.index(max(run))
    assert all(LEAST <= share <= 1 for share in run)
    assert all(before <= after for before, after in pairwise(run[: top + 1]))
    assert all(before >= after for before, after in pairwise(run[top:]))


def test_rate_falls_to_the_share_asked_for():
    schedule = Schedule(1e-4, 0.1, 0.5)
    assert schedule.share(99, 1000) == pytest.approx(1)
    assert schedule.share(550, 1000) == pytest.approx(0.75)
    assert schedule.share(1000, 1000) == pytest.approx(0.5)


RUNS = [tuple(stage for stage in STAGES if stage.mixture.stance), STUDENT]


@pytest.mark.parametrize("stages", RUNS, ids=["six layers", "student"])
def test_batches_are_each_used_once_at_most(stages):
    assert stages[0].begin == 0
    assert stages[-1].end <= 1
    assert all(before.end == after.begin for before, after in pairwise(stages))
    assert len({stage.mixture for stage in stages}) == 1


@pytest.mark.parametrize("stages", RUNS, ids=["six layers", "student"])
def test_each_stage_goes_on_with_the_rate_of_the_one_before_and_the_last_falls_to_nothing(stages):
    for before, after in pairwise(stage.schedule for stage in stages):
        assert before.rate * before.last == pytest.approx(after.rate, rel=0.01)
    assert stages[-1].schedule.last == 0


def test_stages_are_kept_under_different_names():
    every = [*STAGES, *STUDENT]
    assert len({stage.name for stage in every}) == len(every)
