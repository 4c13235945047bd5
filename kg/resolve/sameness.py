"""When two reports can be of one event: by actors, parts, time, place and stage, and by how one text tells."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kg.model import EventStatus, Kind
from kg.resolve.reports import STATEMENT, category, reciprocal, same_kind
from kg.resolve.tables import settings

if TYPE_CHECKING:
    from datetime import date

    from kg.resolve.belonging import Belonging
    from kg.resolve.reports import Interval, Report

AHEAD = frozenset({EventStatus.SCHEDULED, EventStatus.POSSIBLE})
MEETING = "CONSULT"


def _long(interval: Interval | None) -> bool:
    return interval is not None and (interval[1] - interval[0]).days > settings().longest_event_days


def shared(one: frozenset[str], other: frozenset[str], belonging: Belonging, on: date | None) -> int:
    """Return how many of `one` are also in `other`, a person counting for the state they speak for."""
    return sum(any(_fits(ours, theirs, belonging, on) for theirs in other) for ours in one)


def _fits(one: str, other: str, belonging: Belonging, on: date | None) -> bool:
    if one == other:
        return True
    if belonging.kind(one) is not Kind.PERSON:
        one = belonging.acting(one, on)
    if belonging.kind(other) is not Kind.PERSON:
        other = belonging.acting(other, on)
    return one == other or one in belonging.chain(other, on) or other in belonging.chain(one, on)


def times_fit(one: Report, other: Report, window: int) -> bool:
    """Return whether two reports can be of one time.

    Two dated reports must overlap; a span as long as "since 2014" dates a state of things, not one event. An undated one must have appeared within `window` days of the other's
    date, or of the other's publication where that has no date either.
    """
    for report, another in ((one, other), (other, one)):
        if _long(report.interval) and report.interval != another.interval:
            return False
    if one.interval is not None and other.interval is not None:
        return one.interval[0] <= other.interval[1] and other.interval[0] <= one.interval[1]
    if one.ident == other.ident:
        return True
    first = one.interval or (None if one.published is None else (one.published, one.published))
    second = other.interval or (None if other.published is None else (other.published, other.published))
    if first is None or second is None:
        return first is second
    reach = timedelta(days=window)
    return first[0] - reach <= second[1] and second[0] - reach <= first[1]


def places_fit(one: Report, other: Report, belonging: Belonging) -> bool:
    """Return whether two reports can be of one place; a town fits the state it lies in, or one of unknown bounds."""
    if one.place is None or other.place is None or one.place == other.place:
        return True
    if one.place_state is not None and other.place_state is not None:
        towns = [r for r in (one, other) if belonging.kind(r.place or "") is not Kind.STATE]
        return one.place_state == other.place_state and len(towns) < 2
    kinds = {belonging.kind(one.place), belonging.kind(other.place)}
    return Kind.STATE in kinds and len(kinds) > 1


def stages_fit(one: Report, other: Report) -> bool:
    """Return whether one event can be at both reports' stages.

    What is still ahead in one document is not what has happened in a document of the same day or before,
    unless both give the same date.
    """
    denied = (one.status is EventStatus.DENIED) is not (other.status is EventStatus.DENIED)
    if denied and one.type != other.type:
        return False
    ahead, held = (one.status in AHEAD, other.status in AHEAD)
    if ahead == held or (one.interval is not None and other.interval is not None):
        return True
    if (
        one.ident == other.ident
        and one.narrow
        and one.type == other.type
        and (one.headline or other.headline)
    ):
        return True  # "announces a pull-out", and below it what will be done
    plan, event = (one, other) if ahead else (other, one)
    return plan.published is not None and event.published is not None and plan.published < event.published


def parts_fit(one: Report, other: Report, belonging: Belonging) -> bool:
    """Return whether nobody who acts in one report is known to be another in the other report."""
    if reciprocal(one.type):
        return True
    on = one.published or other.published
    pairs = ((one.initiators, other.initiators), (one.recipients, other.recipients))
    return all(not ours or not theirs or shared(ours, theirs, belonging, on) for ours, theirs in pairs)


def _same_act(one: Report, other: Report) -> bool:
    """Return whether two reports of a mere category are of one act: the same actors, and the same word, day or document."""
    if one.ident == other.ident:
        return one.participants <= other.participants or other.participants <= one.participants
    dated = one.interval is not None and other.interval is not None
    return one.participants == other.participants and (one.word == other.word or dated)


def can_recur(report: Report) -> bool:
    """Return whether another report can be of the same event by its type and actors (`one_event`), not by name alone.

    Of what one actor does, only a narrow type other than a statement is recognised again; of nobody's acts none.
    """
    if len(report.participants) > 1:
        return True
    return bool(report.participants) and report.narrow and category(report.type) != STATEMENT


def one_event(one: Report, other: Report, belonging: Belonging) -> bool:
    """Return whether two reports are of one event: name, or type, actors, parts, time, place and stage fit.

    Two common actors are enough for one type of event within the settings' window. One actor alone is
    so only for a narrow type and a news cycle; what one actor says on two days is two statements.
    """
    limits = settings()
    if one.proper and one.proper == other.proper:
        return times_fit(one, other, limits.event_window_days)
    return _alike(one, other, belonging)


def _alike(one: Report, other: Report, belonging: Belonging) -> bool:
    """Return whether type, actors, parts, time, place and stage of two reports fit one event."""
    limits = settings()
    fits = places_fit(one, other, belonging) and stages_fit(one, other) and parts_fit(one, other, belonging)
    fewer, more = sorted((one.participants, other.participants), key=len)
    if not fits or not fewer or not same_kind(one.type, other.type):
        return False
    if not one.narrow and not other.narrow and not _same_act(one, other):
        return False
    common = shared(fewer, more, belonging, one.published or other.published)
    if common >= 2:
        return times_fit(one, other, limits.event_window_days)
    alone = common == len(more) == 1 and one.narrow and one.type == other.type
    if not alone or category(one.type) == STATEMENT:
        return False
    return times_fit(one, other, limits.single_actor_window_days)


def at_one_table(one: Report, other: Report, belonging: Belonging) -> bool:
    """Return whether two reports are of those who meet on one day in one place, at least one state being the same."""
    same = category(one.type) == category(other.type) == MEETING
    if (
        not same
        or one.place is None
        or one.place != other.place
        or one.interval is None
        or other.interval is None
    ):
        return False
    if one.interval != other.interval or one.interval[0] != one.interval[1]:
        return False
    on = one.interval[0]
    ours, theirs = ({belonging.state(key, on) or key for key in r.participants} for r in (one, other))
    return bool(ours & theirs)


def repeats_headline(one: Report, other: Report, belonging: Belonging) -> bool:
    """Return whether one report is the headline's of what the other tells first: same doer, same kind of act.

    An article tells in its first paragraph what its headline says.
    """
    if one.headline == other.headline or not one.initiators or not other.initiators:
        return False
    told = max(one.place_in_text, other.place_in_text) <= settings().lead_chars
    on = one.published or other.published
    same = category(one.type) == category(other.type) and shared(
        one.initiators, other.initiators, belonging, on
    )
    if not told or not same or not times_fit(one, other, settings().event_window_days):
        return False
    aimed = [report.recipients - report.initiators for report in (one, other)]
    return not all(aimed) or any(
        ours == theirs or belonging.common(ours, theirs, on) is not None
        for ours in aimed[0]
        for theirs in aimed[1]
    )


def is_medium(one: Report, other: Report) -> bool:
    """Return whether one is the statement in which somebody says something: "in a statement, Oslo announced"."""
    if category(one.type) != STATEMENT or category(other.type) != STATEMENT or one.sentence != other.sentence:
        return False
    return not (one.participants and other.participants) and times_fit(one, other, 0)
