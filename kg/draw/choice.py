"""Which nodes and lines come first where not all can be drawn."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kg.draw.records import CONTRADICTION, SHIFT
from kg.draw.settings import look

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kg.draw.records import Edge, EventShown

DRAWN_LINKS = (CONTRADICTION, SHIFT)


def ranked(edges: Iterable[Edge], weight: Counter[str]) -> list[Edge]:
    """Return the lines as they are to be drawn while there is room.

    First what several holders take sides on, contested matters before all, the strongest holders of
    each; then links between holders; then the further holders of such matters; then what only one holder
    speaks of, the first of each before the second of any, so that no single voice fills the picture;
    then events and conditions.
    """
    edges = sorted(edges, key=lambda e: (-e.outlets, -weight[e.to] - weight[e.source], e.id))
    holders: defaultdict[str, set[str]] = defaultdict(set)
    sides: defaultdict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.kind == "stance":
            holders[edge.to].add(edge.source)
            sides[edge.to].add(edge.polarity)
    most = look()["limits"]["holders_per_matter"]
    voices: defaultdict[str, dict[str, int]] = defaultdict(dict)
    nth: Counter[str] = Counter()
    rank: dict[str, tuple[int, int, int]] = {}
    for edge in edges:
        shared, said = len(holders[edge.to]), weight[edge.source]
        if edge.kind == "stance" and shared > 1:
            voice = voices[edge.to].setdefault(edge.source, len(voices[edge.to]))
            contested = {"support", "oppose"} <= sides[edge.to]
            rank[edge.id] = (3 if voice >= most else 0 if contested else 1, -shared, -said)
        elif edge.kind in DRAWN_LINKS:
            rank[edge.id] = (2, -said, 0)
        elif edge.kind == "stance":
            nth[edge.source] += 1
            rank[edge.id] = (4, nth[edge.source], -said)
        else:
            rank[edge.id] = (5 if edge.kind == "part" else 6, -said, 0)
    return sorted(edges, key=lambda e: rank[e.id])


def strongest(lines: Iterable[Edge], most: int, first: Collection[str] = ()) -> set[str]:
    """Return at most `most` nodes, taken line by line; those in `first` are in already."""
    chosen = set(first)
    for edge in lines:
        ends = {edge.source, edge.to}
        if len(chosen | ends) <= most:
            chosen |= ends
    return chosen


def main_events(events: Iterable[EventShown], chosen: Collection[str], most: int) -> list[EventShown]:
    """Return the events to draw among chosen actors, the main ones first.

    At least two take part and at most one of them is not drawn yet, none unless the event has a day or
    several reports. What more texts report comes first, then what has a day. Of one kind among the same
    actors, the first stands for all; an event that only restates what somebody said is drawn as a position.
    """
    table = look()["event"]

    def order(event: EventShown) -> tuple[int, bool, int, str]:
        sure = sum(status not in table["unsure"] for _, _, status in event.reports)
        return (-min(2, sure), event.begins is None, -len(event.reports), event.id)

    found: dict[tuple[str, frozenset[str]], EventShown] = {}
    for event in sorted(events, key=order):
        who = frozenset(event.participants)
        new = who.difference(chosen)
        told = event.begins is not None or len(event.reports) > 1
        if event.type not in table["said"] and 1 < len(who) > len(new) and len(new) <= int(told):
            found.setdefault((event.type, who), event)
    return list(found.values())[:most]


def main_lines(edges: list[Edge], nodes: int) -> list[Edge]:
    """Return all lines, or in a dense picture the two strongest of each node and then the strongest.

    A dense picture has few lines between the same two nodes: the others show when one of them is in focus.
    """
    limits = look()["limits"]
    most = int(limits["lines_per_node"] * nodes)
    if len(edges) > most:
        between: Counter[tuple[str, str]] = Counter()
        thinned = []
        for edge in edges:
            between[edge.source, edge.to] += 1
            if between[edge.source, edge.to] <= limits["lines_per_pair"]:
                thinned.append(edge)
        edges = thinned
    met: Counter[str] = Counter()
    first: list[Edge] = []
    rest: list[Edge] = []
    for edge in edges:
        (first if min(met[edge.source], met[edge.to]) < 2 else rest).append(edge)
        met.update((edge.source, edge.to))
    kept = (first + rest)[: max(most, len(first))]
    return [e for e in edges if e in set(kept)]
