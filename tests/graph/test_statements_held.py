"""Statements are kept for the files of a graph while it may be small enough for them."""

from __future__ import annotations

from kg.graph.memory import Memory
from kg.graph.statements import Statements


def part(graph, number):
    found = Statements(f"<{graph}>")
    found.add("<s>", "<p>", *(f'"{n}"' for n in range(number)))
    return found


def test_statements_are_kept_only_while_they_are_few_enough():
    parts = [part("a", 2), part("b", 1)]
    memory = Memory(3)
    assert list(memory.passing(parts)) == parts == memory.parts
    assert list(memory.passing(parts)) == parts
    assert memory.parts is None


def test_of_what_will_be_far_too_large_nothing_is_kept_after_the_first_documents():
    parts = [part(n, 10) for n in range(60)]
    some, many = Memory(1_000, 100), Memory(1_000, 201)
    list(some.passing(parts))
    assert some.parts == parts
    told = [many.parts is not None for _ in many.passing(parts)]
    assert told == [True] * 49 + [False] * 11


def test_of_few_documents_nothing_is_foretold():
    memory = Memory(1_000, 10_000)
    parts = [part(n, 20) for n in range(49)]
    list(memory.passing(parts))
    assert memory.parts == parts
