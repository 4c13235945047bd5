"""Statements reach a store part by part, in a thread of the engine's own."""

from __future__ import annotations

import gc
import threading

import pyoxigraph as ox
import pytest
from graph_samples import first, second

from kg.errors import GraphError
from kg.graph import loading
from kg.graph.finished import finished
from kg.graph.loading import Loading
from kg.graph.mapping import document_statements
from kg.graph.statements import Statements, quads


def part(number):
    found = Statements("<https://example.org/g>")
    found.add(f"<https://example.org/{number}>", "<https://example.org/p>", '"x"', '"y"')
    return found


@pytest.fixture
def slow(monkeypatch):
    """Have an engine that takes a part only when it may."""
    may = threading.Event()
    taken = []

    class Slow:
        def __init__(self, place):
            self.place = place

        def bulk_load(self, lines, **_how):
            assert may.wait(20)
            taken.append(lines)

        def flush(self):
            taken.append("flushed")

    monkeypatch.setattr(loading, "Store", Slow)
    monkeypatch.setattr(loading, "_TOGETHER", 1)
    return may, taken


@pytest.mark.parametrize("together", [1, 150, 10_000])
def test_all_parts_are_in_the_store_whatever_is_loaded_at_a_time(tmp_path, monkeypatch, together):
    monkeypatch.setattr(loading, "_TOGETHER", together)
    parts = [part(n) for n in range(20)]
    with Loading(tmp_path / "store", tmp_path) as made:
        made.take(iter([*parts[:10], parts[0]]))
        assert set(made.whole()) == set(quads(parts[:10]))
        made.take(parts[10:])
    assert set(ox.Store.read_only(str(tmp_path / "store"))) == set(quads(parts))


@pytest.mark.parametrize("together", [1, 20_000, 10_000_000])
@pytest.mark.parametrize("files", [True, False])
def test_a_finished_graph_brings_the_statements_that_it_was_made_of(tmp_path, monkeypatch, together, files):
    monkeypatch.setattr(loading, "_TOGETHER", together)
    made = [document_statements(reading) for reading in (first(), second())]
    with Loading(tmp_path / "store", tmp_path) as store:
        store.take((finished(made[0], files=files), part(1), finished(made[1], files=files)))
    assert set(ox.Store.read_only(str(tmp_path / "store"))) == set(quads((*made, part(1))))


def test_the_next_parts_are_made_while_the_engine_is_at_work_but_not_far_ahead(tmp_path, slow):
    may, taken = slow
    with Loading(tmp_path / "store", tmp_path) as made:
        made.take([part(0), part(1)])
        assert taken == []
        threading.Timer(0.1, may.set).start()
        made.take([part(2)])  # waits for the first
        assert len(taken) >= 1
    assert [*map(bool, taken)] == [True] * 4
    assert taken[-1] == "flushed"


def test_nothing_taken_leaves_an_empty_store(tmp_path):
    with Loading(tmp_path / "store", tmp_path):
        pass
    assert list(ox.Store.read_only(str(tmp_path / "store"))) == []


def test_the_store_is_closed_in_the_end_and_so_is_the_thread(tmp_path):
    before = threading.active_count()
    with Loading(tmp_path / "store", tmp_path) as made:
        made.take([part(1)])
    ox.Store(str(tmp_path / "store"))  # the engine lets nobody else open one that is open
    with pytest.raises(ValueError, match="closed"):
        made.whole()

    def broken():
        yield part(1)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), Loading(tmp_path / "other", tmp_path) as made:
        made.take(broken())
    gc.collect()
    ox.Store(str(tmp_path / "other"))
    assert threading.active_count() == before


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (OSError(28, "No space left on device"), "No space left"),
        (
            OSError("Corruption: bad block"),
            "graph/store cannot be read or written: Corruption: bad block; `kg doctor`",
        ),
        (RuntimeError("Corruption"), "graph/store cannot be read or written"),
    ],
)
def test_what_the_engine_complains_about_is_told_at_the_next_step_or_in_the_end(
    tmp_path, slow, monkeypatch, trouble, told
):
    may, _ = slow
    may.set()

    def full(*_args, **_how):
        raise trouble

    monkeypatch.setattr(loading.Store, "bulk_load", full)
    made = []

    def parts():
        for number in range(100):
            made.append(number)
            yield part(number)

    kind = OSError if trouble.args[0] == 28 else GraphError
    with pytest.raises(kind, match=told), Loading(tmp_path / "store", tmp_path / "graph/store") as one:
        one.take(parts())
    assert len(made) < 6
    with pytest.raises(kind, match=told), Loading(tmp_path / "store", tmp_path / "graph/store") as one:
        one.take([part(1)])


def test_a_damaged_store_is_told_of_by_its_name(tmp_path):
    with Loading(tmp_path / "store", tmp_path):
        pass
    (tmp_path / "store" / "CURRENT").write_text("nonsense\n")
    with pytest.raises(GraphError, match=r"graph/store cannot be read or written: .*; `kg doctor` says"):
        Loading(tmp_path / "store", tmp_path / "graph/store")
