from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate.pairing import pairs

WEIGHTS = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)),
    st.sampled_from([0.0, 0.5, 0.7, 1.0, 1.9, 2.0]),
    max_size=18,
)


def best_total(weights):
    """Return the largest total, by trying every assignment."""
    return max(sum(weights.get((i, j), 0.0) for i, j in enumerate(order)) for order in permutations(range(5)))


@given(WEIGHTS)
def test_the_total_is_the_largest_there_is_and_nothing_is_used_twice(weights):
    found = pairs(weights)
    assert abs(sum(weights[pair] for pair in found) - best_total(weights)) < 1e-9
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)
    assert all(weights[pair] > 0 for pair in found)
    assert list(found) == sorted(found)


def test_the_nearest_is_given_up_where_that_pairs_more():
    assert pairs({(0, 0): 1.0, (0, 1): 0.9, (1, 0): 0.9}) == ((0, 1), (1, 0))


def test_more_gold_than_finds_leaves_the_lightest_alone():
    assert pairs({(0, 0): 0.6, (1, 0): 0.8, (2, 0): 0.7}) == ((1, 0),)


def test_the_order_in_which_weights_come_does_not_matter():
    weights = {(0, 0): 1.0, (0, 1): 1.0, (1, 0): 1.0, (1, 1): 1.0, (3, 2): 0.5}
    assert pairs(weights) == pairs(dict(reversed(weights.items())))


def test_nothing_gives_no_pairs():
    assert pairs({}) == ()
    assert pairs({(0, 0): 0.0}) == ()
