"""Statements that were made for a store, for the files beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from .finished import Finished
from .statements import Statements
from .written import Written

_FIRST: Final = 50
"""Graphs that tell how many statements there will be: if by far too many, none is kept."""


class Memory:
    """Passes statements on to a store and keeps them, while they are few enough for `graph.trig`.

    A graph that is made anew need not be read back from the disk to write its files. Of one that will surely be too large,
    by its first documents, next to nothing is kept.
    """

    __slots__ = ("_documents", "_limit", "_met", "_number", "parts")

    def __init__(self, limit: int, documents: int = 0) -> None:
        """Begin with no statement.

        Args:
            limit: Statements up to which they are kept.
            documents: How many there are.
        """
        self._limit = limit
        self.parts: list[Statements | Finished] | None = []
        """What has passed; None once it was too much."""
        self._documents = documents
        self._met: set[Written] = set()
        self._number = 0

    def passing(self, parts: Iterable[Statements | Finished]) -> Iterator[Statements | Finished]:
        """Yield the statements."""
        for part in parts:
            if self.parts is not None:
                self.parts.append(part)
                self._met.add(part.graph)
                self._number += len(part)
                if self._number > self._limit or self._will_be_too_many():
                    self.parts = None
            yield part

    def _will_be_too_many(self) -> bool:
        met = len(self._met)
        return met >= _FIRST and self._number * self._documents > 2 * self._limit * met
