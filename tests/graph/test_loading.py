"""Statements reach a store part by part, in a thread of the engine's own."""

from __future__ import annotations

import threading
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph import loading
from kg.graph.loading import load
from kg.graph.statements import Statements, quads


def part(number):
    found = Statements("<https://example.org/g>")
    found.add(f"<https://example.org/{number}>", "<https://example.org/p>", '"x"', '"y"')
    return found


@pytest.mark.parametrize("together", [1, 150, 10_000])
def test_all_parts_are_in_the_store_whatever_is_loaded_at_a_time(tmp_path, monkeypatch, together):
    monkeypatch.setattr(loading, "_TOGETHER", together)
    store = ox.Store(str(tmp_path / "store"))
    parts = [part(n) for n in range(20)]
    load(store, iter([*parts, parts[0]]))
    assert set(store) == set(quads(parts))


def test_no_parts_leave_an_empty_store(tmp_path):
    store = ox.Store(str(tmp_path / "store"))
    load(store, ())
    assert list(store) == []


def test_what_goes_wrong_on_either_side_ends_the_loading_and_its_thread(monkeypatch):
    monkeypatch.setattr(loading, "_TOGETHER", 1)

    class Full:
        @staticmethod
        def bulk_load(*_args, **_how):
            raise OSError(28, "No space left on device")

    made = []

    def parts():
        for number in range(100):
            made.append(number)
            yield part(number)

    before = threading.active_count()
    with pytest.raises(OSError, match="No space left"):
        load(Full(), parts())
    assert len(made) < 5

    def broken():
        yield part(1)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(ox.Store(), broken())
    assert threading.active_count() == before
    assert not Path("store").exists()
