"""Hands statements to a store while the next ones are made."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Final

from pyoxigraph import RdfFormat, Store

from .statements import Statements

_TOGETHER: Final = 24_000_000
"""Bytes of N-Quads that are given to the engine at a time, some 100,000 statements, for which it takes 70 MB."""


def load(store: Store, parts: Iterable[Statements]) -> None:
    """Add statements to a store.

    The engine reads them as text, in a thread of its own, which needs no lock of the interpreter: one part is loaded while the
    next is made.

    Raises:
        OSError, RuntimeError: If the store cannot be written, as on a full disk.
    """
    # valid by what they are made of: `written` escapes, `iri` encodes
    take = partial(store.bulk_load, format=RdfFormat.N_QUADS, lenient=True)
    waiting: list[bytes] = []
    size = 0
    under_way: Future[None] | None = None
    with ThreadPoolExecutor(1) as engine:
        for part in parts:
            waiting.append(part.lines().encode("utf-8"))
            size += len(waiting[-1])
            if size >= _TOGETHER:
                if under_way is not None:
                    under_way.result()
                under_way = engine.submit(take, b"".join(waiting))
                waiting.clear()
                size = 0
        if under_way is not None:
            under_way.result()
        if waiting:
            take(b"".join(waiting))
