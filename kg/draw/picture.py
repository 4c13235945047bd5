"""Which part of a view is drawn at first, and with which lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kg.draw.layout import place
from kg.draw.measure import box_of
from kg.draw.records import CONTRADICTION, SHIFT, Box, Edge, Picture
from kg.draw.settings import look

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.draw.records import View

_DRAWN_LINKS = (CONTRADICTION, SHIFT)


_Key = tuple[str, str, str, str, str]
"""Kind, source, end, polarity, manner."""


def edges_of(view: View) -> tuple[Edge, ...]:
    """Return all lines of a view: one for each holder, object, polarity and manner, then the rest."""
    outlet = {a.id: a.outlet or a.id for a in view.articles}
    grouped: defaultdict[_Key, list[str]] = defaultdict(list)
    carriers: defaultdict[_Key, set[str]] = defaultdict(set)
    for p in view.positions:
        for thing in p.objects:
            key = ("stance", p.holder, thing, p.polarity, p.manner)
            grouped[key].append(p.id)
            carriers[key].add(outlet.get(p.article, p.article))
    for key, ids in (*_condition_lines(view), *_link_lines(view)):
        grouped[key].extend(ids)
    for event in view.events:
        for actor in event.participants:
            grouped["part", actor, event.id, "", ""] = []
    return tuple(
        Edge(*key, positions=tuple(dict.fromkeys(found)), outlets=max(1, len(carriers[key])))
        for key, found in sorted(grouped.items())
    )


def _condition_lines(view: View) -> Iterator[tuple[_Key, tuple[str, ...]]]:
    """Yield a line from each condition to what hangs on it."""
    for p in view.positions:
        for condition in p.conditions:
            word = "unless" if condition.unless else "if"
            for thing in p.about:
                if thing != condition.proposition:
                    yield ("condition", condition.proposition, thing, "", word), (p.id,)


def _link_lines(view: View) -> Iterator[tuple[_Key, tuple[str, ...]]]:
    """Yield a line between the holders of two positions that contradict or follow one another."""
    holder = {p.id: p.holder for p in view.positions}
    for link in view.links:
        ends = (holder[link.earlier], holder[link.later])
        if link.kind == CONTRADICTION:
            ends = (min(ends), max(ends))
        if link.kind in _DRAWN_LINKS and ends[0] != ends[1]:
            yield (link.kind, *ends, "", ""), (link.earlier, link.later)


def picture_of(view: View, most: int | None = None) -> Picture:
    """Choose the nodes to draw, measure and place them.

    Where there are more than `most`, what several holders take sides on comes first (`_ranked`).

    Args:
        view: What there is to show.
        most: Number of nodes, 1 to `most_nodes` of `look.toml`; None is its `default_nodes`.

    Raises:
        ValueError: If `most` is out of range.
    """
    limits = look()["limits"]
    most = int(limits["default_nodes"]) if most is None else most
    if not 1 <= most <= limits["most_nodes"]:
        raise ValueError(f"between 1 and {limits['most_nodes']} nodes can be drawn, not {most}")
    weight = weights_of(view)
    edges = [e for e in edges_of(view) if e.source in weight and e.to in weight]
    touched = dict.fromkeys(end for e in edges for end in (e.source, e.to))
    ranked = _ranked(edges, weight)
    chosen = _strongest(ranked, most)
    drawn = _main_lines([e for e in ranked if e.source in chosen and e.to in chosen], len(chosen))
    boxes = boxes_of(view, weight)
    boxes = {name: boxes[name] for name in sorted(chosen)}
    return Picture(
        nodes=tuple(sorted(chosen)),
        edges=drawn,
        boxes=boxes,
        wide=place(boxes, drawn, look()["layout"]["wide"]),
        tall=place(boxes, drawn, look()["layout"]["tall"]),
        total=len(touched),
    )


def weights_of(view: View) -> Counter[str]:
    """Return how many positions, or reports of an event, meet in each node; a known node has a count."""
    weight: Counter[str] = Counter()
    for things in (view.actors, view.propositions, view.events):
        for thing in things:
            weight[thing.id] = 0
    for p in view.positions:
        weight.update(x for x in (p.holder, *p.objects) if x in weight)
    for event in view.events:
        weight[event.id] += len(event.reports)
    return weight


def boxes_of(view: View, weight: Counter[str]) -> dict[str, Box]:
    """Return the room of every node."""
    made = {a.id: box_of("actor", a.label, weight[a.id]) for a in view.actors}
    made |= {p.id: box_of("proposition", p.label, weight[p.id]) for p in view.propositions}
    for event in view.events:
        made[event.id] = box_of(
            "event",
            event.label,
            1,
            (event.begins,) if event.begins and event.begins not in event.label else (),
        )
    return made


def _ranked(edges: Iterable[Edge], weight: Counter[str]) -> list[Edge]:
    """Return the lines as they are to be drawn while there is room.

    First what several holders take sides on, contested matters before all; then links between
    holders; then what only one holder speaks of, the first of each before the second of any, so
    that no single voice fills the picture; then events and conditions.
    """
    edges = sorted(edges, key=lambda e: (-e.outlets, -weight[e.to] - weight[e.source], e.id))
    holders: defaultdict[str, set[str]] = defaultdict(set)
    sides: defaultdict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.kind == "stance":
            holders[edge.to].add(edge.source)
            sides[edge.to].add(edge.polarity)
    nth: Counter[str] = Counter()
    rank: dict[str, tuple[int, int, int]] = {}
    for edge in edges:
        shared, said = len(holders[edge.to]), weight[edge.source]
        if edge.kind == "stance" and shared > 1:
            rank[edge.id] = (0 if {"support", "oppose"} <= sides[edge.to] else 1, -shared, -said)
        elif edge.kind in _DRAWN_LINKS:
            rank[edge.id] = (2, -said, 0)
        elif edge.kind == "stance":
            nth[edge.source] += 1
            rank[edge.id] = (3, nth[edge.source], -said)
        else:
            rank[edge.id] = (4 if edge.kind == "part" else 5, -said, 0)
    return sorted(edges, key=lambda e: rank[e.id])


def _strongest(ranked: Iterable[Edge], most: int) -> set[str]:
    """Return at most `most` nodes, taken line by line."""
    chosen: set[str] = set()
    for edge in ranked:
        ends = {edge.source, edge.to}
        if len(chosen | ends) <= most:
            chosen |= ends
    return chosen


def _main_lines(edges: list[Edge], nodes: int) -> tuple[Edge, ...]:
    """Return all lines, or in a dense picture the two strongest of each node and then the strongest."""
    most = int(look()["limits"]["lines_per_node"] * nodes)
    met: Counter[str] = Counter()
    first: list[Edge] = []
    rest: list[Edge] = []
    for edge in edges:
        (first if min(met[edge.source], met[edge.to]) < 2 else rest).append(edge)
        met.update((edge.source, edge.to))
    kept = (first + rest)[: max(most, len(first))]
    return tuple(sorted(kept, key=lambda e: (e.kind, e.id)))
