"""Makes one graph of a store hold other statements at the cost of those that differ, in little memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pyoxigraph import NamedNode, Quad, Store

_TOGETHER: Final = 100_000
"""Statements that are compared at a time."""


def replaced(store: Store, graph: NamedNode, now: Iterable[Quad]) -> None:
    """Take out of a graph what no longer holds, and add what is new.

    A statement that stays is held as 64 bits of its hash, not as itself: a graph of ten million takes 160 MB. That
    two of ten million statements share a hash, so that one of them is taken for the other, has a chance of one in
    a million.

    Args:
        store: Where the graph is.
        graph: Its name.
        now: All statements that it is to hold; a statement may come more than once.
    """
    had = _hashes(_there(store, graph))
    order = np.argsort(had, kind="stable")
    known = had[order]
    stays = np.zeros(len(had), dtype=np.bool_)
    new: dict[Quad, None] = {}
    remaining = iter(now)
    while part := list(islice(remaining, _TOGETHER)):
        hashed = _hashes(part)
        places = np.searchsorted(known, hashed)
        there = places < len(known)
        there[there] = known[places[there]] == hashed[there]
        stays[order[places[there]]] = True
        new.update(dict.fromkeys(part[index] for index in np.flatnonzero(~there)))
    if not stays.all():
        gone = [quad for quad, kept in zip(_there(store, graph), stays, strict=True) if not kept]
        for quad in gone:
            store.remove(quad)
    store.extend(new)


def _there(store: Store, graph: NamedNode) -> Iterator[Quad]:
    return store.quads_for_pattern(None, None, None, graph)


def _hashes(quads: Iterable[Quad]) -> NDArray[np.int64]:
    return np.fromiter(map(hash, quads), dtype=np.int64)
