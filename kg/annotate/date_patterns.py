"""Which English words name times: patterns, each with the rule of `kg.annotate.date_rules` that resolves it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.annotate import date_rules
from kg.annotate.date_rules import DAYS, MONTHS, NUMBERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.annotate.date_rules import Anchor, Interval

MONTH = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")(?![a-z])\.?"
WEEKDAY = r"(?:" + "|".join(DAYS) + r")(?![a-z])"
_YEAR_DIGITS = r"(?:1[5-9]|20)\d\d"
YEAR = _YEAR_DIGITS + r"(?![\d-]*\d|,\d|\.\d| ?%)"
DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\d|:\d|[.,]\d| ?%)"
NUMBER = r"(?:\d{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")"
_ROUGH = r"(?:(?:just|only|nearly|almost|about|some|exactly|over|more than|around) )?"
UNIT = r"(?P<unit>day|week|month|year|decade)s?"
_PART = r"(?:(?P<part>early|mid|late|the (?:beginning|start|middle|end) of)[- ](?:in )?)?"
_WHICH = r"(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his) )?"
_I = r"(?i:"
_EVENT = (
    r"(?:(?=(?P<of> (?:to |the |an? |his |her |its |their |he |she |it |they |that |(?-i:[A-Z])"
    r"|(?!(?:in|at|on|as|and|but|when|with|during|near)\b)[a-z]{3,} ))))?"
)
"""What follows where the words count from an event that they name: "the day before the vote"."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what resolves it."""

    pattern: re.Pattern[str]
    resolve: Callable[[re.Match[str], Anchor], Interval]
    relative: bool
    """Whether it counts from publication or from the narrated event."""
    bare: bool
    """Whether it counts as a time only after a preposition: "in May", "since 2014"."""


def _rule(pattern: str, resolve: Callable[[re.Match[str], Anchor], Interval], kind: str = "") -> Rule:
    return Rule(re.compile(rf"(?<![\w$€£.,/-]){pattern}(?!\w)"), resolve, "relative" in kind, "bare" in kind)


_OPTIONAL_YEAR = rf"(?:,? (?P<year>{YEAR}))?"
RULES: tuple[Rule, ...] = (
    _rule(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!-\d)", date_rules.resolve_iso),
    _rule(
        rf"(?P<day1>{DAY})(?: (?P<month1>{MONTH}))? ?(?:to|and|until|[-–]) ?"
        rf"(?P<day2>{DAY}) (?P<month2>{MONTH}){_OPTIONAL_YEAR}",
        date_rules.resolve_days,
    ),
    _rule(
        rf"(?P<month1>{MONTH}) (?P<day1>{DAY}) (?:to|until|and|[-–]) "
        rf"(?P<month2>{MONTH}) (?P<day2>{DAY}){_OPTIONAL_YEAR}",
        date_rules.resolve_days,
    ),
    _rule(
        rf"(?P<month1>)(?P<month2>{MONTH}) (?P<day1>{DAY}) ?(?:to|and|[-–]) ?(?P<day2>{DAY}){_OPTIONAL_YEAR}",
        date_rules.resolve_days,
    ),
    _rule(
        rf"(?:the )?(?P<day>{DAY}) (?:of )?(?P<month>{MONTH}){_OPTIONAL_YEAR}", date_rules.resolve_full_day
    ),
    _rule(rf"(?P<month>{MONTH}) (?:the )?(?P<day>{DAY}){_OPTIONAL_YEAR}", date_rules.resolve_full_day),
    _rule(rf"{_PART}(?P<which>)(?P<month>{MONTH}),? (?:of )?(?P<year>{YEAR})", date_rules.resolve_month),
    _rule(rf"{_PART}{_WHICH}(?P<month>{MONTH})(?P<year>)", date_rules.resolve_month, "relative bare"),
    _rule(
        rf"(?P<y1>{_YEAR_DIGITS})(?: to | and | until |[-–])(?P<y2>{YEAR}|\d\d)",
        date_rules.resolve_years,
        "bare",
    ),
    _rule(rf"{_PART}(?P<year>{YEAR})", date_rules.resolve_year, "bare"),
    _rule(rf"(?:the )?{_PART}(?P<decade>1[5-9]\d0|20\d0)s", date_rules.resolve_decade),
    _rule(
        rf"{_WHICH}(?P<day>{WEEKDAY})(?: (?:morning|afternoon|evening|night))?",
        date_rules.resolve_weekday,
        "relative",
    ),
    _rule(
        rf"{_I}(?P<word>the day before yesterday|the day after tomorrow|yesterday|today|tonight|tomorrow"
        r"|this (?:morning|afternoon|evening)))(?:(?i: morning| afternoon| evening| night))?",
        date_rules.resolve_deictic,
        "relative",
    ),
    _rule(
        rf"{_I}(?:(?P<shade>earlier|later) )?(?P<which>this|last|next|earlier in the|later in the|the coming) "
        r"(?P<unit>week|weekend|month|year|decade))(?! of)",
        date_rules.resolve_calendar_unit,
        "relative",
    ),
    _rule(
        rf"{_I}the (?P<which>past|last|coming|next(?= {NUMBER} )) (?:(?P<n>{NUMBER}) )?"
        r"(?P<unit>day|week|month|year|decade)(?P<plural>s)?)",
        date_rules.resolve_recent,
        "relative",
    ),
    _rule(rf"{_I}{_ROUGH}(?P<n>{NUMBER}) {UNIT} ago)", date_rules.resolve_ago, "relative"),
    _rule(rf"{_I}in {_ROUGH}(?P<n>{NUMBER}) {UNIT}['’]? time)", date_rules.resolve_from_now, "relative"),
    _rule(
        rf"{_I}{_ROUGH}(?P<n>{NUMBER}) {UNIT} (?:(?P<way>prior|earlier|previously|later|afterwards?)"
        rf"|(?P<way2>before|after){_EVENT}))",
        date_rules.resolve_from_narrated,
        "relative",
    ),
    _rule(
        rf"{_I}the {UNIT} (?P<way>before|prior|after){_EVENT})", date_rules.resolve_from_narrated, "relative"
    ),
    _rule(
        rf"{_I}the (?P<way>previous|preceding|following|next) (?P<unit>day|week|month|year))",
        date_rules.resolve_from_narrated,
        "relative",
    ),
)
"""In the order of trust: where two match at the same place, the longer wins, then the earlier rule."""
