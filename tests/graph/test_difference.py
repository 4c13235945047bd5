"""A graph of a store is changed, not made anew."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph import difference

GRAPH, OTHER = NamedNode("https://example.org/one"), NamedNode("https://example.org/other")
SAYS = NamedNode("https://example.org/says")


def quad(number: int, graph: NamedNode = GRAPH) -> Quad:
    return Quad(NamedNode(f"https://example.org/{number % 5}"), SAYS, Literal(str(number)), graph)


numbers = st.lists(st.integers(0, 30), max_size=40)


@given(numbers, numbers, st.integers(1, 5))
def test_whatever_a_graph_held_it_holds_what_it_is_told_and_others_stay(had, wanted, together):
    store = Store()
    store.extend([*map(quad, had), quad(7, OTHER)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(difference, "_TOGETHER", together)
        difference.replaced(store, GRAPH, map(quad, wanted))
    assert set(store) == {*map(quad, wanted), quad(7, OTHER)}


def test_what_stays_is_not_written_again():
    class Watched:
        """Tells what is written to a store."""

        def __init__(self, held: Store) -> None:
            self.held, self.written, self.removed = held, [], []
            self.quads_for_pattern = held.quads_for_pattern

        def extend(self, quads) -> None:
            self.written += quads

        def remove(self, one: Quad) -> None:
            self.removed.append(one)

    store = Store()
    store.extend(map(quad, (1, 2, 3)))
    watched = Watched(store)
    difference.replaced(watched, GRAPH, map(quad, (3, 4, 2, 2, 4)))
    assert watched.written == [quad(4)]
    assert watched.removed == [quad(1)]
