"""A part of a view: what is said on one issue, since a day, by one outlet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.draw.records import ActorShown, ArticleShown, EventShown, PositionShown, PropositionShown, View
from kg.draw.view import named
from kg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Part:
    """What a page is drawn of; None is no limit."""

    issue: str | None = None
    """An issue or a matter, by its name, a part of it, or its identifier."""
    since: str | None = None
    """The first day, as ISO date."""
    until: str | None = None
    """The last day, as ISO date."""
    outlet: str | None = None
    """An outlet, by its name in any letter case."""


def part_of(view: View, part: Part) -> View:
    """Return the positions that a part asks for, with the events, links and articles that belong to them.

    A position without a day of its own counts for the day of its article; events fall away where an issue is
    asked for, since they are on none.

    Raises:
        QueryError: If nothing is called as asked, or nothing is left.
    """
    if part == Part():
        return view
    articles = {a.id: a for a in view.articles if _of_outlet(a, part.outlet, view.articles)}
    matters = None if part.issue is None else _matters(view, part.issue)
    positions = tuple(
        p
        for p in view.positions
        if p.article in articles
        and _in_time(p.date or articles[p.article].date, part)
        and (matters is None or not matters.isdisjoint(p.about))
    )
    if not positions:
        raise QueryError("no position is left of what was asked for")
    kept = {p.id for p in positions}
    events = () if matters is not None else tuple(_events(view.events, articles, part))
    used = {p.article for p in positions} | {r[0].article for e in events for r in e.reports}
    return replace(
        view,
        propositions=_still_spoken_of(view, positions),
        events=events,
        positions=positions,
        links=tuple(x for x in view.links if x.earlier in kept and x.later in kept),
        articles=tuple(a for a in view.articles if a.id in used),
        acts=tuple(a for a in view.acts if a.position in kept and a.event in {e.id for e in events}),
        actors=_still_heard(view, positions, events),
    )


def _of_outlet(article: ArticleShown, outlet: str | None, all_articles: Iterable[ArticleShown]) -> bool:
    if outlet is None:
        return True
    names = {a.outlet.casefold() for a in all_articles}
    if outlet.casefold() not in names:
        known = ", ".join(sorted({a.outlet for a in all_articles if a.outlet})) or "none"
        raise QueryError(f"no outlet is called “{outlet}”; there are: {known}")
    return article.outlet.casefold() == outlet.casefold()


def _in_time(day: str | None, part: Part) -> bool:
    """Return whether a day lies in the time asked for; what has none only does where none is."""
    if part.since is None and part.until is None:
        return True
    return day is not None and (part.since or "") <= day <= (part.until or "9999")


def _matters(view: View, words: str) -> set[str]:
    """Return the matters of an issue, or the one matter, that is called `words`."""
    wanted = words.strip().casefold()
    for fits in (lambda name: name == wanted, lambda name: wanted in name):
        found = {i.id for i in view.issues if fits(i.label.casefold()) or i.id == words}
        if found and wanted:
            return {p.id for p in view.propositions if p.issue in found}
    only = replace(view, actors=(), events=())
    return {named(only, words)}


def _events(
    events: Iterable[EventShown], articles: dict[str, ArticleShown], part: Part
) -> Iterable[EventShown]:
    """Yield the events that articles of the part report, with those reports alone."""
    for event in events:
        reports = tuple(r for r in event.reports if r[0].article in articles)
        if reports and _in_time(event.begins, part):
            yield replace(event, reports=reports)


def _still_spoken_of(view: View, positions: Iterable[PositionShown]) -> tuple[PropositionShown, ...]:
    """Return the matters that positions are about or hang on."""
    used = {x for p in positions for x in (*p.about, *(c.proposition for c in p.conditions))}
    return tuple(p for p in view.propositions if p.id in used)


def _still_heard(
    view: View, positions: Iterable[PositionShown], events: Iterable[EventShown]
) -> tuple[ActorShown, ...]:
    """Return the actors that positions and events name, and their states."""
    used = {x for e in events for x in e.participants}
    for p in positions:
        used.update(x for x in (p.holder, p.target) if x)
        used.update(x for t in p.chain for x in (t.source, t.addressee, t.outlet) if x)
    used.update([a.group for a in view.actors if a.id in used and a.group])
    return tuple(a for a in view.actors if a.id in used)
