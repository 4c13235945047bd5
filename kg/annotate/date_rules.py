"""How English words for times become day intervals: patterns, each with the rule that resolves it.

Everything here is a pure function of the words and of two days: the publication and the narrated event.
Vague words stay vague: a year is its 365 days, "three years ago" the whole calendar year, weeks run from
Monday to Sunday.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

Interval = tuple[date | None, date | None]
"""First and last day, both inclusive; None where open or not known."""
UNKNOWN: Interval = (None, None)

FAR_AHEAD = 90
"""Days: a date without year that would lie further ahead than this is taken from the year before."""
_FIRST_YEAR, _LAST_YEAR = 1000, 2999

_MONTHS = {name: n for n, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name: n for n, name in enumerate(calendar.month_abbr) if name} | {"Sept": 9}
_DAYS = {name: n for n, name in enumerate(calendar.day_name)}
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "a couple of": 2, "three": 3, "four": 4, "five": 5, "six": 6,
            "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}  # fmt: skip

MONTH = r"(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")(?![a-z])\.?"
WEEKDAY = r"(?:" + "|".join(_DAYS) + r")(?![a-z])"
YEAR = r"(?:1[5-9]|20)\d\d(?![\d-]*\d|,\d|\.\d| ?%)"
DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\d|:\d|[.,]\d| ?%)"
NUMBER = r"(?:\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")"
_ROUGH = r"(?:(?:just|only|nearly|almost|about|some|exactly|over|more than|around) )?"
UNIT = r"(?P<unit>day|week|month|year|decade)s?"


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
    return int(text) if text.isdigit() else _NUMBERS[" ".join(text.lower().split())]


def _month_number(text: str) -> int:
    return _MONTHS[text.rstrip(".")]


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


def _iso(m: re.Match[str], _: Anchor) -> Interval:
    month = int(m["m"])
    return _one(_day(int(m["y"]), month, int(m["d"]))) if 1 <= month <= 12 else UNKNOWN


def _full_day(m: re.Match[str], anchor: Anchor) -> Interval:
    month, day = _month_number(m["month"]), _day_number(m["day"])
    return _one(_day(int(m["year"]), month, day) if m["year"] else _without_year(month, day, anchor))


def _days(m: re.Match[str], anchor: Anchor) -> Interval:
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


def _month(m: re.Match[str], anchor: Anchor) -> Interval:
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


def _year(m: re.Match[str], _: Anchor) -> Interval:
    return _part(year_of(int(m["year"])), m["part"])


def _years(m: re.Match[str], _: Anchor) -> Interval:
    first, last = int(m["y1"]), m["y2"]
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return (date(first, 1, 1), date(end, 12, 31)) if first <= end else UNKNOWN


def _decade(m: re.Match[str], _: Anchor) -> Interval:
    first = int(m["decade"])
    return _part((date(first, 1, 1), date(first + 9, 12, 31)), m["part"])


def _weekday(m: re.Match[str], anchor: Anchor) -> Interval:
    """Resolve "on Thursday": the last one up to publication, or the next one where the clause looks ahead."""
    now = anchor.published
    if now is None:
        return UNKNOWN
    which = (m["which"] or "").lower()
    back = (now.weekday() - _DAYS[m["day"]]) % 7
    if which == "last":
        return _one(now - timedelta(days=back or 7))
    if which == "next" or (anchor.ahead and which != "this"):
        return _one(now + timedelta(days=(-back) % 7 or (7 if which == "next" else 0)))
    if which == "this":
        monday = now - timedelta(days=now.weekday())
        return _one(monday + timedelta(days=_DAYS[m["day"]]))
    return _one(now - timedelta(days=back))


def _deictic(m: re.Match[str], anchor: Anchor) -> Interval:
    word = " ".join(m["word"].lower().split())
    by = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}.get(word, 0)
    return UNKNOWN if anchor.published is None else _unit(anchor.published, "day", by)


def _calendar_unit(m: re.Match[str], anchor: Anchor) -> Interval:
    """Resolve "this week", "last month", "next year", "last weekend", "earlier this month"."""
    now = anchor.published
    if now is None:
        return UNKNOWN
    by = {"last": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(m["which"].lower().split()[-1], 0)
    unit = m["unit"].lower()
    if unit == "weekend":
        # on a Monday "the weekend" and "this weekend" are the ones just over
        friday = now - timedelta(days=(now.weekday() - 4) % 7)
        if by > 0 or (by == 0 and anchor.ahead):
            friday = now + timedelta(days=(4 - now.weekday()) % 7)
        elif by == 0 and now.weekday() >= 5:
            friday = now - timedelta(days=now.weekday() - 4)
        return friday + timedelta(days=1), friday + timedelta(days=2)
    first, last = _unit(now, unit, by)
    shade = (m["shade"] or "").lower()
    if by == 0 and first is not None and last is not None:
        if shade == "earlier":
            return first, now
        if shade == "later":
            return now, last
    return first, last


def _recent(m: re.Match[str], anchor: Anchor) -> Interval:
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


def _ago(m: re.Match[str], anchor: Anchor) -> Interval:
    """Resolve "three years ago": the unit that many before publication."""
    if anchor.published is None:
        return UNKNOWN
    return _unit(anchor.published, m["unit"].lower(), -_number(m["n"]))


def _from_now(m: re.Match[str], anchor: Anchor) -> Interval:
    if anchor.published is None:
        return UNKNOWN
    return _unit(anchor.published, m["unit"].lower(), _number(m["n"]))


def _from_narrated(m: re.Match[str], anchor: Anchor) -> Interval:
    """Resolve "two days prior", "the following day": counted from what was told before, else from publication."""
    groups = m.groupdict()
    base = anchor.narrated or anchor.published
    if base is None or groups.get("of"):
        return UNKNOWN  # "the day before the vote" counts from the vote
    word = m["way"].lower()
    sign = -1 if word in {"prior", "earlier", "before", "previous", "previously", "preceding"} else 1
    return _unit(base, m["unit"].lower(), sign * (_number(groups["n"]) if groups.get("n") else 1))


_PART = r"(?:(?P<part>early|mid|late|the (?:beginning|start|middle|end) of|the (?:early|late))[- ](?:in )?)?"
_WHICH = r"(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his) )?"
_I = r"(?i:"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what resolves it."""

    pattern: re.Pattern[str]
    resolve: Callable[[re.Match[str], Anchor], Interval]
    relative: bool
    """Whether it counts from publication or from the narrated event."""
    narrated: bool = False


def _rule(pattern: str, resolve: Callable[[re.Match[str], Anchor], Interval], kind: str = "") -> Rule:
    return Rule(re.compile(r"(?<![\w$€£])" + pattern + r"(?!\w)"), resolve, bool(kind), kind == "narrated")


RULES: tuple[Rule, ...] = (
    _rule(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!-\d)", _iso),
    _rule(rf"(?P<day1>{DAY})(?: (?P<month1>{MONTH}))? ?(?:to|and|until|[-–]) ?(?P<day2>{DAY}) (?P<month2>{MONTH})(?:,? (?P<year>{YEAR}))?", _days),
    _rule(rf"(?P<month1>{MONTH}) (?P<day1>{DAY}) (?:to|until|and|[-–]) (?P<month2>{MONTH}) (?P<day2>{DAY})(?:,? (?P<year>{YEAR}))?", _days),
    _rule(rf"(?P<month2>{MONTH}) (?P<day1>{DAY}) ?(?:to|and|[-–]) ?(?P<day2>{DAY})(?:,? (?P<year>{YEAR}))?(?P<month1>)", _days),
    _rule(rf"(?:the )?(?P<day>{DAY}) (?:of )?(?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?", _full_day),
    _rule(rf"(?P<month>{MONTH}) (?:the )?(?P<day>{DAY})(?:,? (?P<year>{YEAR}))?", _full_day),
    _rule(rf"{_PART}(?P<which>)(?P<month>{MONTH}),? (?:of )?(?P<year>{YEAR})", _month),
    _rule(rf"{_PART}{_WHICH}(?P<month>{MONTH})(?P<year>)(?! \w+ (?:said|told))", _month, "published"),
    _rule(rf"(?P<y1>{YEAR[:-len('(?![\d-]*\d|,\d|\.\d| ?%)')]})(?: to | and | until |[-–])(?P<y2>{YEAR}|\d\d)", _years),
    _rule(rf"{_PART}(?P<year>{YEAR})", _year),
    _rule(rf"(?:the )?{_PART}(?P<decade>1[5-9]\d0|20\d0)s", _decade),
    _rule(rf"(?:(?:early|late) (?:on )?)?{_WHICH}(?P<day>{WEEKDAY})(?: (?:morning|afternoon|evening|night))?", _weekday, "published"),
    _rule(rf"{_I}(?P<word>the day before yesterday|the day after tomorrow|yesterday|today|tonight|tomorrow|this (?:morning|afternoon|evening)))(?:{_I} (?:morning|afternoon|evening|night)))?", _deictic, "published"),
    _rule(rf"{_I}(?:(?P<shade>earlier|later) )?(?P<which>this|last|next|in the|the coming|the following) (?P<unit>week|weekend|month|year|decade))(?! of)", _calendar_unit, "published"),
    _rule(rf"{_I}the (?P<which>past|last|coming|next) (?:(?P<n>{NUMBER}) )?(?P<unit>day|week|month|year|decade)(?P<plural>s)?)", _recent, "published"),
    _rule(rf"{_I}{_ROUGH}(?P<n>{NUMBER}) {UNIT} ago)", _ago, "published"),
    _rule(rf"{_I}in {_ROUGH}(?P<n>{NUMBER}) {UNIT}('s?|’s?)? time)", _from_now, "published"),
    _rule(rf"{_I}{_ROUGH}(?P<n>{NUMBER}) {UNIT} (?P<way>prior|earlier|before|previously|later|after(?:wards?)?)(?P<of> (?:to |the |an? |his |her |its |their |[A-Z0-9]))?)", _from_narrated, "narrated"),
    _rule(rf"{_I}(?P<n>)the {UNIT} (?P<way>before|prior|after)(?P<of> (?:to |the |an? |his |her |its |their |he |she |it |they |that |[A-Z0-9]))?)", _from_narrated, "narrated"),
    _rule(rf"{_I}the (?P<way>previous|preceding|following|next) (?P<unit>day|month|year))", _from_narrated, "narrated"),
)  # fmt: skip
