"""The small graph of the questions, and one whose texts are as nasty as a text can be."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

TINY = Path(__file__).parent.parent / "query" / "tiny.trig"
NASTY = (
    '=HYPERLINK("http://x")',
    "+1",
    "-2",
    "@SUM(A1)",
    "\tx",
    ' "a",\r\n\\b ',
    "<b>&amp; |*_[x](y)`</b>",
    "é😀",
)


@pytest.fixture(scope="session")
def tiny() -> ox.Store:
    store = ox.Store()
    store.load(path=TINY, format=ox.RdfFormat.TRIG)
    return store


@pytest.fixture
def nasty() -> ox.Store:
    """Return the small graph with each label and text in it replaced by a nasty one."""
    store = ox.Store()
    names = {"label", "altLabel", "prefLabel", "title", "source", "anchorOf", "rule", "derivation"}
    for number, quad in enumerate(sorted(ox.parse(path=TINY, format=ox.RdfFormat.TRIG), key=str)):
        local = quad.predicate.value.rpartition("#")[2].rpartition("/")[2]
        if local in names and isinstance(quad.object, ox.Literal):
            text = ox.Literal(NASTY[number % len(NASTY)] + f" {number}")
            store.add(ox.Quad(quad.subject, quad.predicate, text, quad.graph_name))
        else:
            store.add(quad)
    return store
