from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.readers.tags import BEGIN, COUNT, INSIDE, OUTSIDE, best_path, runs_of


def allowed(path, breaks):
    for i, tag in enumerate(path):
        if tag in INSIDE.values() and (i == 0 or i in breaks or path[i - 1] not in (tag, tag - 1)):
            return False
    return True


rows = st.lists(st.lists(st.integers(-9, 0), min_size=COUNT, max_size=COUNT), min_size=1, max_size=4)


@settings(max_examples=40, deadline=None)
@given(rows, st.sets(st.integers(1, 3)))
def test_best_path_is_the_best_of_all_allowed_ones(logs, breaks):
    table = np.array(logs, dtype=np.float32)
    score = lambda path: sum(table[i, tag] for i, tag in enumerate(path))  # noqa: E731
    best = max(score(p) for p in product(range(COUNT), repeat=len(logs)) if allowed(p, breaks))
    path = best_path(table, sorted(breaks))
    assert allowed(path, breaks)
    assert score(path) == best


def test_spans_of_one_role_that_touch_stay_two():
    path = [BEGIN["content"], INSIDE["content"], BEGIN["content"], OUTSIDE, BEGIN["cue"]]
    assert runs_of(path) == {"source": [], "cue": [(4, 5)], "content": [(0, 2), (2, 3)]}


def test_no_pieces_have_no_path():
    assert best_path(np.zeros((0, COUNT), dtype=np.float32)) == []
    assert runs_of([]) == {"source": [], "cue": [], "content": []}
