"""Times in a text as closed day intervals, as far as the words and the publication date settle them.

Own rules first (`kg.annotate.date_rules`); `dateparser` is asked only for dates written out in full
that no rule knows. Without a publication date only absolute times resolve.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.annotate.date_patterns import RULES, YEAR
from kg.annotate.date_rules import UNKNOWN, Anchor, Interval
from kg.lang.lexicon import word_set
from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.annotate.parsed import Doc, Token

LEADS = frozenset(
    {
        "in",
        "since",
        "until",
        "till",
        "by",
        "during",
        "of",
        "from",
        "before",
        "after",
        "through",
        "for",
        "and",
        "to",
        "between",
    }
)
_OPEN = {"since", "until", "till", "by", "before", "after"}
_AHEAD = word_set("modals of what is ahead")
_AHEAD_GOVERNORS = word_set("ahead of")
"""Words whose infinitive lies ahead: "is due to sign", "agreed to meet"."""
_PLANNED = word_set("planned")
"""Words that put a time of their own ahead: "due on Monday", "scheduled for Friday"."""
_PROSPECTS = word_set("started by a time")
"""Verbs whose object lies ahead where a time tells its start: "threatened tariffs from August 1"."""
_STARTS = frozenset({"from", "by", "until", "till", "starting", "beginning", "effective"})
"""Words before a time at which something starts or ends."""
_COMING = word_set("timetable verbs")
"""Verbs whose plain present tells of the timetable: "takes effect on Sunday"."""
_WORD_BEFORE = re.compile(r"(\w+)\s+(?:the\s+)?$")
_REACH = 20
"""Characters before a time that are searched for its preposition."""
_STEPS = 8
"""Steps up the parse to the clause of a time."""
_LONGEST = 40
"""Characters of the longest words that are handed to dateparser."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time that the text names."""

    span: Span
    first: int
    """Index of its first token."""
    last: int
    """Index of its last token, inclusive."""
    begins: date | None
    """First day; None where open or not known."""
    ends: date | None
    """Last day, inclusive; None where open or not known."""
    relative: bool
    """Whether it counts from the publication or from another event."""


@dataclass(frozen=True, slots=True)
class TextDate:
    """A time in a string: [begin, end), its interval, and whether it is relative."""

    begin: int
    end: int
    interval: Interval
    relative: bool


def dates_in(
    text: str, published: date | None, looks_ahead: Callable[[int], bool] = lambda _: False
) -> Iterator[TextDate]:
    """Yield the times of `text` from left to right; they do not overlap.

    Args:
        text: Any string.
        published: The day that "today" means; None leaves relative times without interval.
        looks_ahead: Tells of an offset whether the clause there speaks of the future.
    """
    matches = [
        (m.start(), -m.end(), n, m) for n, rule in enumerate(RULES) for m in rule.pattern.finditer(text)
    ]
    position = 0
    narrated: date | None = None
    for begin, _, n, match in sorted(matches, key=lambda item: item[:3]):
        rule = RULES[n]
        lead = _lead(text, begin)
        if begin < position or match.end() == begin:
            continue
        shaded = any(match.groupdict().get(group) for group in ("which", "part"))
        if rule.bare and lead not in LEADS and not shaded:
            continue
        interval = rule.resolve(match, Anchor(published, narrated, looks_ahead(begin)))
        if interval[0] is not None and interval[0] == interval[1]:
            narrated = interval[0]
        undated = match.groupdict().get("year", "") is None  # "5 May" needs a year from elsewhere
        yield TextDate(begin, match.end(), _opened(interval, lead, published), rule.relative or undated)
        position = match.end()


def _lead(text: str, begin: int) -> str:
    """Return the preposition or other word before a time, in lower case."""
    match = _WORD_BEFORE.search(text, max(0, begin - _REACH), begin)
    return match[1].lower() if match else ""


def _opened(interval: Interval, lead: str, published: date | None) -> Interval:
    """Return what a preposition makes of an interval: "since 2014" runs from its first day to publication."""
    first, last = interval
    if lead not in _OPEN or first is None or last is None:
        return interval
    match lead:
        case "since":
            return first, published if published is not None and published >= first else None
        case "until" | "till" | "by":
            return published if published is not None and published <= last else None, last
        case "before":
            return (None, first - timedelta(days=1)) if first > date.min else UNKNOWN
        case _:
            return (last + timedelta(days=1), None) if last < date.max else UNKNOWN


def find_dates(doc: Doc, published: date | None) -> tuple[DateMention, ...]:
    """Return the times of a parsed text in its order.

    Args:
        doc: Tokens; lemmas and a parse are used where there are any.
        published: Day of publication, that relative times count from; None leaves them without interval.
    """
    starts = {token.idx: token.i for token in doc}
    stops = {token.idx + len(token): token.i for token in doc}
    found = list(dates_in(doc.text, published, lambda offset: _ahead(doc, starts.get(offset))))
    taken = {offset for f in found for offset in range(f.begin, f.end)}
    for entity in doc.ents:
        begin, end = entity.start_char, entity.end_char
        if entity.label_ != "DATE" or not taken.isdisjoint(range(begin, end)):
            continue
        if (day := written_out(entity.text)) is not None:
            found.append(TextDate(begin, end, (day, day), relative=False))
    mentions = []
    for time in sorted(found, key=lambda f: f.begin):
        first, last = (
            _token_at(doc, starts, time.begin),
            stops.get(time.end, _token_at(doc, starts, time.end - 1)),
        )
        if first is not None and last is not None:
            begins, ends = time.interval
            mentions.append(DateMention(Span(time.begin, time.end), first, last, begins, ends, time.relative))
    return tuple(mentions)


def _token_at(doc: Doc, starts: dict[int, int], offset: int) -> int | None:
    """Return the token that holds an offset, None between tokens."""
    for begin in range(offset, max(-1, offset - _LONGEST), -1):
        if begin in starts:
            token = doc[starts[begin]]
            return token.i if offset < begin + len(token) else None
    return None


def _ahead(doc: Doc, first: int | None) -> bool:
    """Return whether the clause of the token `first` is in the future: "will meet", "is due to sign"."""
    if first is None:
        return False
    token = doc[first]
    starts = any(t.lower_ in _STARTS for t in doc[max(0, first - 2) : first])
    for _ in range(_STEPS):
        if token.pos_ in {"VERB", "AUX"}:
            return _is_future(token) or (starts and token.lemma_ in _PROSPECTS)
        if token.lemma_ == "due":
            return True
        if token.head.i == token.i:
            break
        token = token.head
    return False


def _is_future(verb: Token) -> bool:
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if helpers & _AHEAD:
        return not helpers & {"have", "'ve", "’ve"}  # "may have left on Sunday" looks back
    if verb.tag_ == "VB" and verb.dep_ == "conj" and not helpers:
        return _is_future(verb.head)  # "will fly to Oslo and meet …"
    if verb.dep_ in {"xcomp", "ccomp"} and (verb.tag_ == "VB" or "to" in helpers):
        above = verb.head
        return above.lemma_ in _AHEAD_GOVERNORS or above.lower_ in {"going", "is", "are", "'s", "am"}
    timed = verb.dep_ == "advcl" and any(c.lower_ == "when" and c.i < verb.i for c in verb.children)
    if verb.tag_ in {"VBZ", "VBP"} and (timed or verb.lemma_ in _COMING):
        return True  # "wants a cut *when ministers meet* on Sunday"
    present = helpers & {"is", "are", "'s", "’s", "'re", "’re", "am"}
    if verb.tag_ == "VBG" and present:  # "is flying to Oslo on Friday"
        return True
    return verb.lemma_ in _PLANNED and verb.tag_ == "VBN"


@lru_cache(maxsize=1024)
def written_out(words: str) -> date | None:
    """Return the day that `words` write out in full with day, month and year, else None.

    `dateparser` would fill in what is missing from the clock; only complete dates are accepted.
    """
    if len(words) > _LONGEST or not re.search(YEAR, words) or not re.search(r"[A-Za-z]{3}|[/.]", words):
        return None
    # half a second to import, and few articles need it
    from dateparser import parse  # noqa: PLC0415

    settings = {
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    moment = parse(words, languages=["en"], settings=settings)
    return moment.date() if moment is not None else None
