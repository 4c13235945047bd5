"""The short form of `killing.py`, whose long form is run by hand."""

from __future__ import annotations

import pytest
from killing import trial

RUNS = {"folder": 6, "store": 4, "serve": 3}


@pytest.fixture(scope="module")
def trials(tmp_path_factory):
    made = {}
    opened = []

    def one(kind: str):
        if kind not in made:
            opened.append(trial(tmp_path_factory.mktemp(kind), kind))
            made[kind] = opened[-1].__enter__()
        return made[kind]

    yield one
    for context in opened:
        context.__exit__(None, None, None)


@pytest.mark.parametrize(
    ("kind", "seed"), [(kind, seed) for kind, runs in RUNS.items() for seed in range(runs)]
)
def test_what_is_killed_at_any_moment_leaves_the_graph_before_or_after_and_can_be_made_again(
    trials, kind, seed
):
    trials(kind).run(seed)
