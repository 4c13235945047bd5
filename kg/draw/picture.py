"""Which part of a view is drawn at first, and with which lines."""

from __future__ import annotations

import calendar
from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING

from kg.draw.choice import DRAWN_LINKS, main_events, main_lines, ranked, strongest
from kg.draw.layout import bounds_of, place
from kg.draw.measure import box_of
from kg.draw.records import CONTRADICTION, SHIFT, Box, Edge, Layout, Picture
from kg.draw.settings import look

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kg.draw.records import View

_Key = tuple[str, str, str, str, str]
"""Kind, source, end, polarity, manner."""


def edges_of(view: View) -> tuple[Edge, ...]:
    """Return all lines of a view: one for each holder, object, polarity and manner, then the rest."""
    outlet = sources_of(view)
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


def sources_of(view: View) -> dict[str, str]:
    """Return article → the independent source that it counts as: the outlet of what it repeats, or its own."""
    articles = {a.id: a for a in view.articles}
    made: dict[str, str] = {}
    for article in view.articles:
        first, seen = article, {article.id}
        while first.copy_of in articles and first.copy_of not in seen:
            seen.add(first.copy_of)
            first = articles[first.copy_of]
        made[article.id] = first.outlet or first.id
    return made


def _condition_lines(view: View) -> Iterator[tuple[_Key, tuple[str, ...]]]:
    """Yield a line from each condition to what hangs on it."""
    for p in view.positions:
        for condition in p.conditions:
            word = "unless" if condition.unless else "if"
            for thing in p.about:
                if thing != condition.proposition:
                    yield ("condition", condition.proposition, thing, "", word), (p.id,)


def _link_lines(view: View) -> Iterator[tuple[_Key, tuple[str, ...]]]:
    """Yield a line between the holders of two positions that contradict or follow one another.

    Who changed course has a line to itself.
    """
    holder = {p.id: p.holder for p in view.positions}
    for link in view.links:
        ends = (holder[link.earlier], holder[link.later])
        if link.kind == CONTRADICTION:
            ends = (min(ends), max(ends))
        if link.kind in DRAWN_LINKS and (ends[0] != ends[1] or link.kind == SHIFT):
            yield (link.kind, *ends, "", ""), (link.earlier, link.later)


def picture_of(view: View, most: int | None = None) -> Picture:
    """Choose the nodes to draw, measure and place them.

    Where there are more than `most`, what several holders take sides on comes first (`kg.draw.choice`).
    Unless a number is asked for, main events come on top of it, so that they cost no position its place.

    Args:
        view: What there is to show.
        most: Number of nodes, 1 to `most_nodes` of `look.toml`; None lets the window decide, up to the
            largest of its `stages`.

    Raises:
        ValueError: If `most` is out of range.
    """
    limits = look()["limits"]
    if most is not None and not 1 <= most <= limits["most_nodes"]:
        raise ValueError(f"between 1 and {limits['most_nodes']} nodes can be drawn, not {most}")
    stages: list[int] = limits["stages"] if most is None else [most]
    weight = weights_of(view)
    edges = [e for e in edges_of(view) if e.source in weight and e.to in weight]
    touched = {end for e in edges for end in (e.source, e.to)}
    chosen, drawn = _chosen(view, ranked(edges, weight), stages[0], exact=most is not None)
    boxes = boxes_of(view, weight, chosen)
    sets = [chosen]
    for stage in stages[1:]:
        fewer, _ = _chosen(view, drawn, stage, exact=False)
        if len(fewer) < len(sets[-1]):
            sets.append(fewer)
    return Picture(
        nodes=tuple(sorted(chosen)),
        edges=tuple(sorted(drawn, key=lambda e: (e.kind, e.id))),
        boxes={name: boxes[name] for name in sorted(chosen)},
        layouts=tuple(layout for names in sets for layout in _layouts(names, drawn, boxes)),
        total=len(touched),
        asked=most is not None,
    )


def _chosen(view: View, lines: list[Edge], most: int, *, exact: bool) -> tuple[set[str], list[Edge]]:
    """Return the nodes to draw and their main lines, in the order of their rank.

    Main events come on top of `most` nodes; if it is `exact`, they take a share of it, and what is left goes
    to whatever is strongest.
    """
    room = max(1, round(most * look()["limits"]["events_share"]))
    plain = [e for e in lines if e.kind != "part"]
    chosen = strongest(plain, max(2, most - room) if exact else most)
    known = {end for e in lines for end in (e.source, e.to)}
    shown = [e for e in view.events if known.issuperset((e.id, *e.participants))]
    for event in main_events(shown, chosen, room):
        more = chosen.union((event.id, *event.participants))
        chosen = more if len(more) <= most or not exact else chosen
    if exact:
        chosen = strongest(lines, most, chosen)
    return chosen, main_lines([e for e in lines if e.source in chosen and e.to in chosen], len(chosen))


def _layouts(names: set[str], edges: list[Edge], boxes: dict[str, Box]) -> Iterator[Layout]:
    """Yield an arrangement of some nodes for each shape of window."""
    inner = [e for e in edges if e.source in names and e.to in names]
    rooms = {name: boxes[name] for name in sorted(names)}
    table = look()["layout"]
    for aspect in table["aspects"]:
        if aspect < 1 and len(names) > table["upright_most"]:
            continue
        places = place(rooms, inner, aspect)
        yield Layout(places, bounds_of(rooms, places))


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


def boxes_of(view: View, weight: Counter[str], names: Collection[str]) -> dict[str, Box]:
    """Return the room of the nodes with these names; an event is labelled by its kind and day alone."""
    made = {a.id: box_of("actor", a.label, weight[a.id]) for a in view.actors if a.id in names}
    made |= {p.id: box_of("proposition", p.label, weight[p.id]) for p in view.propositions if p.id in names}
    for event in view.events:
        if event.id in names:
            day = (day_in_words(event.begins),) if event.begins else ()
            label = _before_who(event.label.removesuffix(f", {event.begins}"))
            made[event.id] = box_of("event", label, 1, day)
    return made


def _before_who(label: str) -> str:
    """Return "Phone call" for "Phone call between …": lines show who takes part."""
    words = label.split()
    ends = (place for place, word in enumerate(words) if place and word in look()["event"]["before_who"])
    return " ".join(words[: next(ends, len(words))])


def day_in_words(day: str) -> str:
    """Return "13 Feb 2025" for an ISO date, and anything else as it is."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{found.day} {calendar.month_abbr[found.month]} {found.year}"
