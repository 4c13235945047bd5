"""How English words for times become day intervals (`kg.annotate.date_patterns` tells which words).

Everything here is a pure function of the words and of two days: the publication and the narrated event.
Vague words stay vague: a year is its 365 days, "three years ago" the whole calendar year, weeks run from
Monday to Sunday.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

Interval = tuple[date | None, date | None]
"""First and last day, both inclusive; None where open or not known."""
UNKNOWN: Interval = (None, None)

FAR_AHEAD = 90
"""Days: a date without year that would lie further ahead than this is taken from the year before."""
_FIRST_YEAR, _LAST_YEAR = 1000, 2999

MONTHS = {name: n for n, name in enumerate(calendar.month_name) if name}
MONTHS |= {name: n for n, name in enumerate(calendar.month_abbr) if name} | {"Sept": 9}
DAYS = {name: n for n, name in enumerate(calendar.day_name)}
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "a couple of": 2, "three": 3, "four": 4, "five": 5, "six": 6,
            "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative words count from."""

    published: date | None
    narrated: date | None = None
    """The day that the text spoke of last."""
    ahead: bool = False
    """Whether the clause speaks of the future: "will meet on Friday"."""


def _day(year: int, month: int, day: int) -> date | None:
    """Return the day, None where the calendar has none."""
    if not (_FIRST_YEAR <= year <= _LAST_YEAR) or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _one(day: date | None) -> Interval:
    return (day, day)


def month_of(year: int, month: int) -> Interval:
    """Return all days of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def year_of(year: int) -> Interval:
    """Return all days of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def week_of(day: date) -> Interval:
    """Return Monday to Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _part(interval: Interval, part: str | None) -> Interval:
    """Return the early, middle or late third of an interval."""
    first, last = interval
    if first is None or last is None or not part:
        return interval
    third = ((last - first).days + 1) // 3
    match part.lower().split()[-1].strip("-"):
        case "early" | "beginning" | "start":
            return first, first + timedelta(days=third)
        case "mid" | "middle":
            return first + timedelta(days=third), last - timedelta(days=third)
        case _:
            return last - timedelta(days=third), last


def _shift_month(day: date, by: int) -> tuple[int, int]:
    total = day.year * 12 + day.month - 1 + by
    return total // 12, total % 12 + 1


def _unit(day: date, unit: str, by: int) -> Interval:
    """Return the day, week, month, year or decade that lies `by` of them after that of `day`."""
    try:
        match unit:
            case "day":
                return _one(day + timedelta(days=by))
            case "week":
                return week_of(day + timedelta(weeks=by))
            case "month":
                return month_of(*_shift_month(day, by))
            case "year":
                return year_of(day.year + by)
            case _:
                first = (day.year // 10 + by) * 10
                return date(first, 1, 1), date(first + 9, 12, 31)
    except (ValueError, OverflowError):  # beyond the calendar
        return UNKNOWN


def _number(text: str) -> int:
    return int(text) if text.isdigit() else NUMBERS[" ".join(text.lower().split())]


def _month_number(text: str) -> int:
    return MONTHS[text.rstrip(".")]


def _day_number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _without_year(month: int, day: int, anchor: Anchor) -> date | None:
    """Return the likeliest year's day: the next one if the clause looks ahead, else the nearest, rather past."""
    now = anchor.published
    if now is None:
        return None
    days = [d for y in (now.year - 1, now.year, now.year + 1) if (d := _day(y, month, day)) is not None]
    if anchor.ahead:
        return min((d for d in days if d >= now), default=None)
    fit = [d for d in days if (d - now).days <= FAR_AHEAD]
    return min(fit, key=lambda d: abs((d - now).days), default=None)


# ---------------------------------------------------------------------- rules


def resolve_iso(m: re.Match[str], _: Anchor) -> Interval:
    """Resolve "2024-05-03"."""
    month = int(m["m"])
    return _one(_day(int(m["y"]), month, int(m["d"]))) if 1 <= month <= 12 else UNKNOWN


def resolve_full_day(m: re.Match[str], anchor: Anchor) -> Interval:
    """Resolve "5 May 2024", "May 5"."""
    month, day = _month_number(m["month"]), _day_number(m["day"])
    return _one(_day(int(m["year"]), month, day) if m["year"] else _without_year(month, day, anchor))


def resolve_days(m: re.Match[str], anchor: Anchor) -> Interval:
    """Resolve "from 3 to 5 May", "May 3-5", "3 May to 2 June"."""
    last_month = _month_number(m["month2"])
    first_month = _month_number(m["month1"]) if m["month1"] else last_month
    year = m["year"]
    last = (
        _day(int(year), last_month, _day_number(m["day2"]))
        if year
        else _without_year(last_month, _day_number(m["day2"]), anchor)
    )
    if last is None:
        return UNKNOWN
    first = _day(last.year - (first_month > last_month), first_month, _day_number(m["day1"]))
    return (first, last) if first is not None and first <= last else UNKNOWN


def resolve_month(m: re.Match[str], anchor: Anchor) -> Interval:
    """Resolve "in March", "last March", "early March 2024"."""
    month = _month_number(m["month"])
    if m["year"]:
        return _part(month_of(int(m["year"]), month), m["part"])
    now = anchor.published
    if now is None:
        return UNKNOWN
    which = (m["which"] or "").lower()
    year = now.year
    if which == "next" or (anchor.ahead and which not in {"last", "this"}):
        year += month < now.month or (which == "next" and month == now.month)
    elif which != "this":
        year -= month > now.month or (which == "last" and month == now.month)
    return _part(month_of(year, month), m["part"])


def resolve_year(m: re.Match[str], _: Anchor) -> Interval:
    """Resolve "2014", "early 2026"."""
    return _part(year_of(int(m["year"])), m["part"])


def resolve_years(m: re.Match[str], _: Anchor) -> Interval:
    """Resolve "between 2014 and 2016", "2014-16"."""
    first, last = int(m["y1"]), m["y2"]
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return (date(first, 1, 1), date(end, 12, 31)) if first <= end else UNKNOWN


def resolve_decade(m: re.Match[str], _: Anchor) -> Interval:
    """Resolve "the 1990s"."""
    first = int(m["decade"])
    return _part((date(first, 1, 1), date(first + 9, 12, 31)), m["part"])


def resolve_weekday(m: re.Match[str], anchor: Anchor) -> Interval:
    """Resolve "on Thursday": the last one up to publication, or the next one where the clause looks ahead."""
    now = anchor.published
    if now is None:
        return UNKNOWN
    which = (m["which"] or "").lower()
    back = (now.weekday() - DAYS[m["day"]]) % 7
    if which == "last":
        return _one(now - timedelta(days=back or 7))
    if which == "next" or (anchor.ahead and which != "this"):
        return _one(now + timedelta(days=(-back) % 7 or (7 if which == "next" else 0)))
    if which == "this":
        monday = now - timedelta(days=now.weekday())
        return _one(monday + timedelta(days=DAYS[m["day"]]))
    return _one(now - timedelta(days=back))


def resolve_deictic(m: re.Match[str], anchor: Anchor) -> Interval:
    """Resolve "yesterday", "this morning"."""
    word = " ".join(m["word"].lower().split())
    by = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}.get(
        word, 0
    )
    return UNKNOWN if anchor.published is None else _unit(anchor.published, "day", by)


def resolve_calendar_unit(m: re.Match[str], anchor: Anchor) -> Interval:
    """Resolve "this week", "last month", "next year", "last weekend", "earlier this month"."""
    now = anchor.published
    if now is None:
        return UNKNOWN
    which = m["which"].lower()
    by = {"last": -1, "next": 1, "the coming": 1}.get(which, 0)
    unit = m["unit"].lower()
    if unit == "weekend":
        # on a Monday "the weekend" and "this weekend" are the ones just over
        friday = now - timedelta(days=(now.weekday() - 4) % 7)
        if by > 0 or (by == 0 and anchor.ahead and now.weekday() < 5):
            friday = now + timedelta(days=(4 - now.weekday()) % 7)
        elif now.weekday() >= 5:
            friday += timedelta(weeks=by)
        return friday + timedelta(days=1), friday + timedelta(days=2)
    first, last = _unit(now, unit, by)
    shade = (m["shade"] or which.split()[0]).lower()
    if by == 0 and first is not None and last is not None:
        if shade == "earlier":
            return first, now
        if shade == "later":
            return now, last
    return first, last


def resolve_recent(m: re.Match[str], anchor: Anchor) -> Interval:
    """Resolve "the past week", "the last three days", "the coming months": up to or from publication."""
    now = anchor.published
    number = m["n"]
    if now is None or (number is None and m["plural"]):
        return UNKNOWN  # "the past years" does not say how many
    length = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}[m["unit"].lower()]
    reach = timedelta(days=length * (_number(number) if number else 1))
    try:
        return (now, now + reach) if m["which"].lower() in {"coming", "next"} else (now - reach, now)
    except OverflowError:
        return UNKNOWN


def resolve_ago(m: re.Match[str], anchor: Anchor) -> Interval:
    """Resolve "three years ago": the unit that many before publication."""
    if anchor.published is None:
        return UNKNOWN
    return _unit(anchor.published, m["unit"].lower(), -_number(m["n"]))


def resolve_from_now(m: re.Match[str], anchor: Anchor) -> Interval:
    """Resolve "in two weeks' time"."""
    if anchor.published is None:
        return UNKNOWN
    return _unit(anchor.published, m["unit"].lower(), _number(m["n"]))


def resolve_from_narrated(m: re.Match[str], anchor: Anchor) -> Interval:
    """Resolve "two days prior", "the following day": counted from what was told before, else from publication."""
    groups = m.groupdict()
    base = anchor.narrated or anchor.published
    way = (groups.get("way") or groups.get("way2") or "").lower()
    if base is None or groups.get("of"):
        return UNKNOWN  # "the day before the vote" counts from the vote
    earlier = {"prior", "earlier", "before", "previous", "previously", "preceding"}
    sign = -1 if way in earlier else 1
    return _unit(base, m["unit"].lower(), sign * (_number(groups["n"]) if groups.get("n") else 1))
