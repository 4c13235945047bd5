"""What the mapping states, as objects of the engine, which tests compare and ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from kg.graph import mapping
from kg.graph.statements import of, quads
from kg.graph.trig import trig
from kg.model import Reading


def document_quads(reading: Reading, **how: Any) -> Iterator[ox.Quad]:
    return quads((mapping.document_statements(reading, **how),))


def resolved_quads(*of_a_corpus: Any) -> Iterator[ox.Quad]:
    return quads(mapping.resolved_statements(*of_a_corpus))


def trig_text(some: Any) -> str:
    return "".join(trig(of(some)))
