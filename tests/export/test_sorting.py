"""Lines in order, and exports that hold no whole graph in memory."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export import export, sorting, stances, tables, write
from kg.export.sorting import ordered

LINES = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=5), max_size=40)


@given(LINES, st.integers(1, 12))
def test_lines_come_sorted_and_once_however_few_are_held_at_once(lines: list[str], together: int) -> None:
    assert list(ordered(lines, together)) == sorted(set(lines))


def test_n_quads_are_the_sorted_statements(tiny: ox.Store, nasty: ox.Store) -> None:
    for store in (tiny, nasty):
        (parts,) = export(store, "nquads").values()
        assert "".join(parts) == "".join(f"{line} .\n" for line in sorted(map(str, store)))


def many(tiny: ox.Store, times: int) -> ox.Store:
    """Return the small graph so many times over, each with documents, positions and matters of its own."""
    text = tiny.dump(format=ox.RdfFormat.N_QUADS) or b""
    store = ox.Store()
    for number in range(times):
        own = text.replace(b"geostance/doc/", b"geostance/doc/%d-" % number)
        own = own.replace(b"proposition/", b"proposition/%d-" % number).replace(
            b"link/", b"link/%d-" % number
        )
        store.bulk_load(own, format=ox.RdfFormat.N_QUADS)
    return store


@pytest.mark.parametrize("form", ["nquads", "csv"])
def test_four_times_the_graph_does_not_take_four_times_the_memory(
    tiny: ox.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr(sorting.ordered, "__defaults__", (4000,))
    monkeypatch.setattr(stances, "_KEPT", 64)
    monkeypatch.setattr(tables, "_KEPT", 64)
    peaks = []
    for times in (25, 100):
        store = many(tiny, times)
        tracemalloc.start()
        list(write(export(store, form), tmp_path / f"{form}-{times}"))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0]  # what grows until it is full: caches, and the lines that are held
