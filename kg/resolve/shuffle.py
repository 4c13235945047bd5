"""Groups of a corpus's records are worked on wherever there are hands: a key tells which group a record is of.

What becomes of a group is a pure function of a module: of the records, of what is known of the actors that they name,
and of the thresholds. So groups may go to other processes, and come back in the order in which they were given. What
goes along is small: `Stage.sent` makes of a group what the function reads of it. The fullest groups go first, and small
ones together, so that one full group among many costs no more than its own time. A group is never cut: where one holds
most of all records, most of the time is that group's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from kg import config
from kg import knowledge as tables
from kg.corrections import Corrections
from kg.resolve.belonging import Belonging, Known
from kg.resolve.tables import settings, using

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kg.hands import Hands

Group = TypeVar("Group")
Sent = TypeVar("Sent")
Made = TypeVar("Made")

_LOTS = 4
"""Lots for each who works: fewer leave some idle while the last is worked on, more cost more to hand over."""


class Common(NamedTuple):
    """What others work by, beside what they are sent."""

    own: Corrections
    limits: config.Resolve


class Lot(NamedTuple, Generic[Sent]):
    """Some groups as they go to another process."""

    known: Known
    """What is known of the actors whom they name."""
    groups: tuple[Sent, ...]


@dataclass(frozen=True, slots=True)
class Stage(Generic[Group, Sent, Made]):
    """What becomes of groups of one sort."""

    make: Callable[[Belonging, Sent], Made]
    """Makes something of a group; it changes nothing."""
    there: Callable[[Common, Lot[Sent]], tuple[Made, ...]]
    """A function of a module that does so in another process: `elsewhere` of `make`."""
    sent: Callable[[Group], Sent]
    """Gives what is read of a group."""
    size: Callable[[Group], int]
    """Gives the number of its records."""
    named: Callable[[Group], Iterable[str]] = lambda _: ()
    """Gives the keys of the actors about whom is asked."""


@dataclass(frozen=True, slots=True)
class Shuffle:
    """Has groups worked on."""

    hands: Hands
    least: int
    """Records from which on it is worth while to have others work."""
    belonging: Belonging

    def made(
        self, stage: Stage[Group, Sent, Made], grouped: Callable[[], Sequence[Group]]
    ) -> Iterator[tuple[Group, Made]]:
        """Return what yields each group with what becomes of it, in order.

        Where others work, groups are formed and they begin at once, while the caller does something else; else nothing
        is done before it is asked for.

        Args:
            stage: What becomes of a group.
            grouped: Forms the groups.
        """
        if self.hands.here:
            return self._here(stage, grouped)
        groups = grouped()
        sizes = list(map(stage.size, groups))
        if sum(sizes) < self.least:
            return self._here(stage, lambda: groups)
        lots = spread(sizes, _LOTS * self.hands.number)
        sent = (self._lot(stage, [groups[place] for place in lot]) for lot in lots)
        common = Common(self.belonging.knowledge.own, settings())
        return _gathered(groups, lots, self.hands.map(stage.there, common, sent))

    def _here(
        self, stage: Stage[Group, Sent, Made], grouped: Callable[[], Sequence[Group]]
    ) -> Iterator[tuple[Group, Made]]:
        for group in grouped():
            yield group, stage.make(self.belonging, stage.sent(group))

    def _lot(self, stage: Stage[Group, Sent, Made], groups: Sequence[Group]) -> Lot[Sent]:
        named = {key for group in groups for key in stage.named(group)}
        return Lot(self.belonging.known(named), tuple(map(stage.sent, groups)))


def _gathered(
    groups: Sequence[Group], lots: Iterable[Sequence[int]], made: Iterable[tuple[Made, ...]]
) -> Iterator[tuple[Group, Made]]:
    found: dict[int, Made] = {}
    for lot, each in zip(lots, made, strict=True):
        found.update(zip(lot, each, strict=True))
    for place, group in enumerate(groups):
        yield group, found.pop(place)


def elsewhere(make: Callable[[Belonging, Sent], Made], common: Common, lot: Lot[Sent]) -> tuple[Made, ...]:
    """Return what becomes of each group of a lot, away from their corpus."""
    belonging = Belonging.of(lot.known, tables.load(common.own))
    with using(common.limits):
        return tuple(make(belonging, group) for group in lot.groups)


def whole(group: Group) -> Group:
    """Return a group whose records are small enough to go as they are, for `Stage.sent`."""
    return group


def spread(sizes: Sequence[int], number: int) -> list[list[int]]:
    """Return the places of groups of these sizes in lots, about so many: the fullest first, small ones together."""
    least = -(-sum(sizes) // number)
    lots: list[list[int]] = []
    held = least
    for place in sorted(range(len(sizes)), key=lambda place: -sizes[place]):
        if held >= least:
            lots.append([])
            held = 0
        lots[-1].append(place)
        held += sizes[place]
    return lots
