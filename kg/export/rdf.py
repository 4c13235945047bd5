"""The graph as RDF in its plain syntaxes: sorted, with short names where the syntax has them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.export.base import EXPORTS, Choice, Files
from kg.export.sorting import ordered
from kg.graph import trig as writing


@EXPORTS.add("turtle")
def turtle(store: ox.Store, _choice: Choice) -> Files:
    """All statements in one graph, as Turtle (graph.ttl)."""
    return {"graph.ttl": writing.turtle(store)}


@EXPORTS.add("trig")
def trig(store: ox.Store, _choice: Choice) -> Files:
    """The graph of each document and the resolved one, as TriG (graph.trig)."""
    return {"graph.trig": writing.trig_of(store)}


@EXPORTS.add("nquads")
def nquads(store: ox.Store, _choice: Choice) -> Files:
    """The same a statement a line, sorted, as N-Quads (graph.nq)."""
    return {"graph.nq": (f"{line}\n" for line in ordered(_lines(store)))}


def _lines(store: ox.Store) -> Iterator[str]:
    """Yield the statements as N-Quads; the engine writes a file a hundred times as quickly as it hands out quads."""
    with tempfile.TemporaryDirectory(prefix="geostance-") as folder:
        path = Path(folder, "graph.nq")
        store.dump(str(path), format=ox.RdfFormat.N_QUADS)
        with path.open(encoding="utf-8", newline="\n") as file:
            for line in file:
                yield line.rstrip("\n")
