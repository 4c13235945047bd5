"""Reports of events in all documents become events: one node for one happening, every report kept.

Only reports of one kind are compared, or of kinds that an event's own name ties together. By that kind they go to
whoever works; what is made of the happenings needs them in one order, and is made here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from networkx.utils import UnionFind

from kg.model import Event
from kg.resolve.event_names import event_key, event_label
from kg.resolve.happenings import of_one_event
from kg.resolve.reports import Report, category, reports
from kg.resolve.shuffle import Common, Lot, Shuffle, Stage, elsewhere, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kg.model import Ref
    from kg.resolve.actors import Cast
    from kg.resolve.corpus import Corpus

Told = Iterator[tuple[list[Report], list[list[int]]]]
"""Reports, and the places of those that are of one event; the first leads."""


def happenings(corpus: Corpus, cast: Cast, shuffle: Shuffle) -> Told:
    """Return what yields the reports of the corpus in groups, and which of a group are of one event."""
    return shuffle.made(_KINDS, lambda: _apart(_all(corpus, cast)))


def _all(corpus: Corpus, cast: Cast) -> list[Report]:
    return [report for ident, reading in corpus.readings.items() for report in reports(ident, reading, cast)]


def events(groups: Told, label_of: Callable[[str], str]) -> tuple[tuple[Event, ...], dict[Ref, str]]:
    """Return the events of a corpus, and which one each mention reports.

    Args:
        groups: What `happenings` yields.
        label_of: Key of an actor to its label.
    """
    found = [[group[place] for place in places] for group, each in groups for places in each]
    made: dict[str, Event] = {}
    of: dict[Ref, str] = {}
    for told in sorted(found, key=lambda told: _fullness(told[0])):
        event = _event(told, label_of, made)
        made[event.key] = event
        of.update({(report.ident, report.number): event.key for report in told})
    return tuple(made[key] for key in sorted(made)), of


def _apart(found: Sequence[Report]) -> list[list[Report]]:
    """Return reports in groups that have no event in common: those of a category, and of all that one name of an event ties to it.

    Those of a group come with those that lead first.
    """
    kinds: UnionFind[str] = UnionFind()
    groups: dict[str, list[Report]] = defaultdict(list)
    for report in found:
        if report.proper:
            kinds.union(category(report.type), f"={report.proper}")
    for report in found:
        groups[kinds[category(report.type)]].append(report)
    return [sorted(group, key=_fullness) for group in groups.values()]


def events_elsewhere(common: Common, lot: Lot[list[Report]]) -> tuple[list[list[int]], ...]:
    """Return what `of_one_event` makes of each group of a lot, away from the corpus."""
    return elsewhere(of_one_event, common, lot)


def _named(group: Iterable[Report]) -> Iterator[str]:
    for report in group:
        yield from report.participants
        if report.place is not None:
            yield report.place


_KINDS: Stage[list[Report], list[Report], list[list[int]]] = Stage(
    of_one_event, events_elsewhere, whole, len, _named
)


def _fullness(report: Report) -> tuple[bool, int, bool, bool, str, int]:
    """Order reports so that the one that says most comes first and leads."""
    return (
        not report.proper, -len(report.participants), report.interval is None, not report.narrow,
        report.ident, report.number,
    )  # fmt: skip


def _event(told: Sequence[Report], label_of: Callable[[str], str], taken: dict[str, Event]) -> Event:
    leader = told[0]
    kind = min((report.type for report in told), key=lambda name: (category(name) == name, name))
    intervals = [report.interval for report in told if report.interval is not None]
    begins = max((interval[0] for interval in intervals), default=None)
    ends = min((interval[1] for interval in intervals), default=None)
    if begins is not None and ends is not None and begins > ends:
        begins, ends = min(i[0] for i in intervals), max(i[1] for i in intervals)
    everyone = sorted({key for report in told for key in report.participants})
    key = event_key(leader, kind, begins, taken)
    initiators = tuple(sorted({key for report in told for key in report.initiators}))
    recipients = tuple(sorted({key for report in told for key in report.recipients}))
    label = event_label(leader, kind, begins, ends, label_of)
    places = tuple(sorted({report.place for report in told if report.place is not None}))
    return Event(key, kind, label, initiators, recipients, tuple(everyone), places, begins, ends)
