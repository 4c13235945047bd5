"""Boxes: what is set on a lattice, and what lies in the way."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kg.draw.boxes import Points, _crowded, _taken, packed, tidied

whole = st.integers(-40, 40).map(float)


@given(arrays(float, (5, 2), elements=whole), arrays(float, (5, 2), elements=st.integers(1, 30).map(float)))
def test_the_taken_shifts_are_those_that_a_look_at_each_finds(middle: Points, need: Points) -> None:
    across, down = np.arange(-6, 7) * 7.5, np.arange(-6, 7) * 5.0
    found = _taken(across, down, middle, need)
    shifts = np.array([[(x, y) for y in down] for x in across])
    away = np.abs(shifts[:, :, None, :] - middle)
    assert np.array_equal(found, (away < need).all(axis=3).any(axis=2))


def test_parts_are_set_beside_each_other_nearest_to_the_middle_first() -> None:
    sizes = [np.array([[100.0, 40.0]]), np.array([[60.0, 40.0]]), np.array([[60.0, 40.0]])]
    points = packed([np.zeros((1, 2))] * 3, sizes, 1.4)
    assert points[0].tolist() == [0.0, 0.0]
    boxes = [(p - s[0] / 2, p + s[0] / 2) for p, s in zip(points, sizes, strict=True)]
    for i, (low, high) in enumerate(boxes):
        for other_low, other_high in boxes[:i]:
            assert (high <= other_low).any() or (other_high <= low).any()
    assert np.abs(points).max() < 150


def test_only_nodes_at_which_something_crosses_are_moved() -> None:
    # 0–1 and 2–3 cross each other; 4–5 is free, and nothing crosses it
    points = np.array([[0.0, 0.0], [200.0, 200.0], [200.0, 0.0], [0.0, 200.0], [600.0, 0.0], [600.0, 200.0]])
    sizes = np.full((6, 2), 20.0)
    links = np.array([[0, 1], [2, 3], [4, 5]])
    assert _crowded(points, sizes, links).tolist() == [True] * 4 + [False] * 2
    moved = tidied(points, sizes, links)
    assert np.array_equal(moved[4:], points[4:])
    assert not _crowded(moved, sizes, links).any()


def test_a_line_through_a_box_is_a_crossing_at_both_ends_and_at_the_box() -> None:
    points = np.array([[0.0, 0.0], [300.0, 0.0], [150.0, 0.0], [150.0, 300.0]])
    crowded = _crowded(points, np.full((4, 2), 30.0), np.array([[0, 1], [2, 3]]))
    assert crowded.tolist()[:3] == [True, True, True]
