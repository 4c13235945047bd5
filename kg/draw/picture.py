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

    Where there are more than `most`, the lines between the most connected nodes come first, so
    that what is left out is what fewest positions touch.

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
    chosen = _strongest(edges, weight, most)
    drawn = _main_lines([e for e in edges if e.source in chosen and e.to in chosen], weight, len(chosen))
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
        made[event.id] = box_of("event", event.label, 1, (event.begins,) if event.begins else ())
    return made


def _strongest(edges: Iterable[Edge], weight: Counter[str], most: int) -> set[str]:
    """Return at most `most` nodes, taken line by line, the best connected lines first."""
    chosen: set[str] = set()
    for edge in sorted(edges, key=lambda e: _rank(e, weight)):
        ends = {edge.source, edge.to}
        if len(chosen | ends) <= most:
            chosen |= ends
    return chosen


def _rank(edge: Edge, weight: Counter[str]) -> tuple[int, int, int, str]:
    """Return what lines are sorted by, strongest first."""
    late = edge.kind in ("part", "condition")
    return late, -weight[edge.to] - weight[edge.source], -edge.outlets, edge.id


def _main_lines(edges: list[Edge], weight: Counter[str], nodes: int) -> tuple[Edge, ...]:
    """Return all lines, or in a dense picture the two strongest of each node and then the strongest."""
    most = int(look()["limits"]["lines_per_node"] * nodes)
    if len(edges) <= most:
        return tuple(edges)
    met: Counter[str] = Counter()
    first: list[Edge] = []
    rest: list[Edge] = []
    for edge in sorted(edges, key=lambda e: (-e.outlets, *_rank(e, weight))):
        (first if min(met[edge.source], met[edge.to]) < 2 else rest).append(edge)
        met.update((edge.source, edge.to))
    kept = set((first + rest)[: max(most, len(first))])
    return tuple(e for e in edges if e in kept)
