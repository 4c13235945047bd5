"""Which reports of one kind are of one event: each joins the happening that it fits, or begins one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from kg.resolve.names import stem, words
from kg.resolve.reports import STATEMENT, Interval, Report, category
from kg.resolve.sameness import (
    at_one_table,
    can_recur,
    is_medium,
    one_event,
    parts_fit,
    places_fit,
    repeats_headline,
    stages_fit,
    times_fit,
)
from kg.resolve.tables import settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.resolve.belonging import Belonging

MOST_COMPARED = 8
"""Reports of an event that another is compared with by day and place, at most."""
REACH = 2
"""Windows of time on each side in which reports of the same event are looked for."""

Actors = tuple[str, ...]
Block = tuple[str, Actors, int | None]
"""What to look for: kind or name of the event, some of its actors, sorted, and the season."""


def of_one_event(belonging: Belonging, found: Sequence[Report]) -> list[list[int]]:
    """Return the places of the reports of a group that are of one event, in their order: the first leads."""
    groups = _Groups(belonging)
    told: list[list[int]] = []
    for place, report in enumerate(found):
        chosen = groups.add(report)
        if chosen == len(told):
            told.append([])
        told[chosen].append(place)
    return told


@dataclass(slots=True)
class Happening:
    """Reports of one event; the first is the one that says most."""

    reports: list[Report] = field(default_factory=list)
    dated: dict[Interval, Report] = field(default_factory=dict)
    """A report for each time that one gives."""

    def add(self, report: Report) -> None:
        """Take a report in."""
        self.reports.append(report)
        if report.interval is not None:
            self.dated.setdefault(report.interval, report)

    @property
    def leader(self) -> Report:
        """The report that others are compared with."""
        return self.reports[0]

    def takes(self, report: Report, belonging: Belonging) -> bool:
        """Return whether a report fits the leader and contradicts no dated report."""
        met = any(at_one_table(report, other, belonging) for other in self.reports[:MOST_COMPARED])
        if not met and not one_event(report, self.leader, belonging):
            return False
        window = settings().event_window_days
        return report.interval is None or all(times_fit(report, d, window) for d in self.dated.values())


@dataclass(slots=True)
class _Groups:
    """Happenings found so far, by where to look for them; nothing is compared with everything."""

    belonging: Belonging
    happenings: list[Happening] = field(default_factory=list)
    by_block: dict[Block, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Under the seasons of the leader; who looks here looks in neighbouring ones too."""
    by_actor: dict[Block, list[int]] = field(default_factory=lambda: defaultdict(list))
    """The same by a single actor."""
    by_document: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    """By document and type of the leader, or its category."""

    def add(self, report: Report) -> int:
        """Put a report to the happening that it fits, else to one of its own, and return which."""
        chosen = self._bare(report) if report.definite and len(report.participants) == 1 else None
        if chosen is None:
            around = self._blocks(report, _around(report))
            near = sorted({place for block in around for place in self.by_block.get(block, ())})
            chosen = next((p for p in near if self.happenings[p].takes(report, self.belonging)), None)
        if chosen is None:
            chosen = self._at_home(report)
        if chosen is None:
            chosen = self._bare(report)
        if chosen is None:
            chosen = len(self.happenings)
            self.happenings.append(Happening())
            seasons = _seasons(report)
            for block in self._blocks(report, seasons):
                self.by_block[block].append(chosen)
            for block in self._single(report, seasons):
                self.by_actor[block].append(chosen)
        happening = self.happenings[chosen]
        happening.add(report)
        for kind in (happening.leader.type, category(happening.leader.type)):
            at_home = self.by_document.setdefault((report.ident, kind), [])
            if chosen not in at_home:
                at_home.append(chosen)
        return chosen

    def _blocks(self, report: Report, seasons: Iterable[int | None]) -> Iterator[Block]:
        """Yield where reports of the same event are: kind, pair of states or actors, season."""
        on = report.published
        told: list[tuple[str, Actors]] = []
        if report.proper:
            told.append((report.proper, ()))
        if report.place is not None and report.interval is not None:
            told.append((category(report.type), (report.place,)))
        if can_recur(report):
            wide = sorted({self.belonging.state(key, on) or key for key in report.participants})
            told += ((category(report.type), pair) for pair in combinations(wide, 2))
            if len(wide) < 2:
                told.append((category(report.type), tuple(wide)))
        yield from ((kind, actors, season) for season in seasons for kind, actors in told)

    def _single(self, report: Report, seasons: Iterable[int | None]) -> Iterator[Block]:
        """Yield where a report that names one of the actors only would look."""
        for season in seasons:
            for key in sorted(report.participants):
                yield report.type, (key,), season

    def _at_home(self, report: Report) -> int | None:
        """Return the event of the same document that the headline names, or that a statement is the medium of."""
        for place in sorted(self.by_document.get((report.ident, category(report.type)), ())):
            told = [other for other in self.happenings[place].reports if other.ident == report.ident]
            alike = len({other.headline for other in told}) == 1  # a headline is repeated once
            if alike and any(repeats_headline(report, other, self.belonging) for other in told):
                return place
            if any(is_medium(report, other) for other in told):
                return place
        return None

    def _bare(self, report: Report) -> int | None:
        """Return the one event that "the call" or "the call with Putin" can be.

        Its narrow type, and no actor beside those of the event: in the same document, else within a
        news cycle.
        """
        if report.proper or len(report.participants) > 1 or not (report.narrow or report.definite):
            return None
        at_home = set(self.by_document.get((report.ident, category(report.type)), ()))
        around = self._single(report, _around(report))
        abroad = {place for block in around for place in self.by_actor.get(block, ())} - at_home
        for places, window in (
            (at_home, settings().event_window_days),
            (abroad, settings().single_actor_window_days),
        ):
            fitting = [place for place in sorted(places) if self._is_whole(report, place, window)]
            if len(fitting) > 1 and places is at_home and report.bare:
                fitting = [place for place in fitting if self._is_worded(report, place)]
            if fitting:
                return fitting[0] if len(fitting) == 1 else None
        return None

    def _is_worded(self, report: Report, place: int) -> bool:
        """Return whether an earlier sentence on the event has the noun, too: "killed in an airstrike", then "the strike"."""
        return any(
            other.place_in_text < report.place_in_text
            and any(stem(word).endswith(report.word) for word in words(other.told))
            for other in self.happenings[place].reports
            if other.ident == report.ident
        )

    def _is_whole(self, report: Report, place: int, window: int) -> bool:
        leader = self.happenings[place].leader
        return (
            (
                report.type == leader.type
                or category(report.type) == leader.type
                or self._is_known(report, leader)
            )
            and report.participants < leader.participants
            and parts_fit(report, leader, self.belonging)
            and places_fit(report, leader, self.belonging)
            and stages_fit(report, leader)
            and times_fit(report, leader, window)
        )

    @staticmethod
    def _is_known(report: Report, leader: Report) -> bool:
        """Return whether "the operation" may be the invasion that the same text has told of."""
        kind = category(report.type)
        at_home = report.definite and report.ident == leader.ident
        return at_home and kind == category(leader.type) != STATEMENT and bool(leader.initiators)


def _seasons(report: Report) -> set[int | None]:
    """Return the windows of time in which the event and its publication lie."""
    days = (day for day in (*(report.interval or ()), report.published) if day is not None)
    size = settings().event_window_days
    return {day.toordinal() // size for day in days} or {None}


def _around(report: Report) -> set[int | None]:
    """Return the windows in which what is near the event, or its publication, can lie."""
    near = range(-REACH, REACH + 1)
    return {None if season is None else season + shift for season in _seasons(report) for shift in near}
