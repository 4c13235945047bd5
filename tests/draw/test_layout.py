"""Places: deterministic, in the window's shape, no two boxes overlapping."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.draw.layout import forget, place
from kg.draw.measure import box_of
from kg.draw.records import Box, Edge

Graph = tuple[dict[str, Box], list[Edge]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    count = draw(st.integers(1, 24))
    names = [f"n{i:02}" for i in range(count)]
    kinds = st.sampled_from(["actor", "proposition", "event"])
    boxes = {
        n: box_of(draw(kinds), "word " * draw(st.integers(1, 12)), draw(st.integers(0, 30))) for n in names
    }
    ends = st.tuples(st.sampled_from(names), st.sampled_from(names))
    return boxes, [Edge("stance", a, b) for a, b in draw(st.lists(ends, max_size=40))]


def room(box: Box, at: tuple[int, int]) -> tuple[float, float, float, float]:
    top = at[1] - (box.radius or box.height / 2)
    return at[0] - box.width / 2, at[0] + box.width / 2, top, top + box.height


@settings(deadline=None, max_examples=40)
@given(graphs(), st.sampled_from([0.7, 1.4]))
def test_no_two_boxes_overlap_whatever_the_graph(graph: Graph, aspect: float) -> None:
    boxes, edges = graph
    places = place(boxes, edges, aspect)
    assert set(places) == set(boxes)
    for one, other in itertools.combinations(boxes, 2):
        a, b = room(boxes[one], places[one]), room(boxes[other], places[other])
        apart = a[1] <= b[0] or b[1] <= a[0] or a[3] <= b[2] or b[3] <= a[2]
        assert apart, (one, other)


def grid(side: int) -> Graph:
    cells = list(itertools.product(range(side), repeat=2))
    boxes = {f"{x}-{y}": box_of("proposition", f"Matter {x} of {y}", 1) for x, y in cells}
    right = [Edge("stance", f"{x}-{y}", f"{x + 1}-{y}") for x, y in cells if x + 1 < side]
    down = [Edge("stance", f"{x}-{y}", f"{x}-{y + 1}") for x, y in cells if y + 1 < side]
    return boxes, right + down


def shape(boxes: dict[str, Box], places: dict[str, tuple[int, int]]) -> float:
    rooms = [room(boxes[n], places[n]) for n in boxes]
    wide = max(r[1] for r in rooms) - min(r[0] for r in rooms)
    high = max(r[3] for r in rooms) - min(r[2] for r in rooms)
    return wide / high


def test_the_same_graph_in_another_order_gets_the_same_places() -> None:
    boxes, edges = grid(5)
    mixed = dict(sorted(boxes.items(), reverse=True))
    assert place(boxes, edges, 1.2) == place(mixed, edges[::-1], 1.2)


def test_what_was_placed_and_forgotten_is_placed_the_same() -> None:
    boxes = {name: box_of("actor", name, 1) for name in "abcd"}
    edges = [Edge("stance", a, b) for a, b in itertools.pairwise("abcd")]
    before = place(boxes, edges, 1.4)
    forget()
    assert place(boxes, edges, 1.4) == before


def test_places_follow_the_shape_of_the_window() -> None:
    boxes, edges = grid(6)
    wide, tall = (shape(boxes, place(boxes, edges, aspect)) for aspect in (1.4, 0.7))
    assert wide > 1
    assert tall < 1


def test_neighbours_stand_nearer_than_strangers() -> None:
    boxes, edges = grid(6)
    places = place(boxes, edges, 1.2)

    def far(a: str, b: str) -> float:
        return float(sum((p - q) ** 2 for p, q in zip(places[a], places[b], strict=True)) ** 0.5)

    joined = {frozenset((e.source, e.to)) for e in edges}
    near = [far(e.source, e.to) for e in edges]
    rest = [far(a, b) for a, b in itertools.combinations(boxes, 2) if frozenset((a, b)) not in joined]
    assert sum(near) / len(near) < 0.6 * sum(rest) / len(rest)


def test_no_node_no_place() -> None:
    assert place({}, [], 1.0) == {}


@pytest.mark.parametrize("seed", ["1", "77"])
def test_places_do_not_depend_on_the_order_of_hashes(seed: str) -> None:
    code = (
        "from kg.draw.layout import place; from kg.draw.measure import box_of; from kg.draw.records import Edge\n"
        "boxes = {f'n{i}': box_of('actor', f'Name {i}', i) for i in range(12)}\n"
        "print(place(boxes, [Edge('stance', f'n{i}', f'n{i * 5 % 12}') for i in range(12)], 1.2))"
    )
    run = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": hashed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for hashed in ("0", seed)
    ]
    assert run[0] == run[1]
    assert run[0]
