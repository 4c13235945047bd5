"""Who is told how a build goes on: a progress bar, a test, or nobody."""

from __future__ import annotations

from typing import Protocol

from kg.ingest import Failure


class Listener(Protocol):
    """Who is told how a build goes on."""

    def failed(self, failure: Failure) -> None:
        """Hear that one document was not read."""

    def reading(self, documents: int, words: int) -> None:
        """Hear how much there is to read."""

    def read(self, words: int) -> None:
        """Hear that one document more was read or failed."""

    def doing(self, what: str) -> None:
        """Hear what comes next ("resolving")."""


class Silence:
    """A listener that says nothing."""

    def failed(self, failure: Failure) -> None:
        """Say nothing."""

    def reading(self, documents: int, words: int) -> None:
        """Say nothing."""

    def read(self, words: int) -> None:
        """Say nothing."""

    def doing(self, what: str) -> None:
        """Say nothing."""
