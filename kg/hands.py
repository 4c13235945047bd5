"""What does the work of a stage: a function of what a group holds and nothing else, so that it may be done anywhere.

A stage that is written as such a function is done by this process (`OWN`), by several, or by a cluster (`kg.crew`), and
the results are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import Final, Protocol, TypeVar

Common = TypeVar("Common")
Group = TypeVar("Group")
Made = TypeVar("Made")


class Hands(Protocol):
    """Do the work of stages."""

    @property
    def number(self) -> int:
        """How many groups are worked on at once."""

    @property
    def here(self) -> bool:
        """Whether all is done in this process."""

    @property
    def shares(self) -> bool:
        """Whether all who will work have what this process has loaded by now."""

    def map(
        self,
        stage: Callable[[Common, Group], Made],
        common: Common,
        groups: Iterable[Group],
        lost: Callable[[Group], Made] | None = None,
    ) -> Generator[Made]:
        """Yield what a stage makes of each group, in order; groups are taken as they are needed.

        Some may be worked on as soon as this is called, while the caller does something else.

        Args:
            stage: A function of a module: the same of equal arguments, in whatever process, and changing nothing.
            common: What it works by; small, as it goes along with each group.
            groups: What it works on; all that goes to another process is copied.
            lost: Makes something of a group that ended each process which had it, where that can be told.

        Raises:
            WorkerError: If a process dies, or a cluster is lost. What was yielded before stands.
        """


class _Own:
    """This process."""

    number: Final = 1
    here: Final = True
    shares: Final = True

    def map(
        self,
        stage: Callable[[Common, Group], Made],
        common: Common,
        groups: Iterable[Group],
        lost: Callable[[Group], Made] | None = None,  # noqa: ARG002  # who dies here loses nothing to others
    ) -> Generator[Made]:
        """Yield what a stage makes of each group."""
        for group in groups:
            yield stage(common, group)


OWN: Final[Hands] = _Own()
"""This process."""
