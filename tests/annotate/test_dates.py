"""Times in text become closed day intervals, and nothing is guessed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.dates import dates_in, find_dates, written_out
from kg.model import Span

SATURDAY = date(2025, 2, 15)


def _only(text: str, published: date | None = SATURDAY, *, ahead: bool = False) -> tuple[str, str, str]:
    (found,) = dates_in(text, published, lambda _: ahead)
    begins, ends = found.interval
    return text[found.begin : found.end], str(begins), str(ends)


@pytest.mark.parametrize(
    ("text", "words", "begins", "ends"),
    [
        ("on Thursday", "Thursday", "2025-02-13", "2025-02-13"),
        ("early on Tuesday morning", "Tuesday morning", "2025-02-11", "2025-02-11"),
        ("last Saturday", "last Saturday", "2025-02-08", "2025-02-08"),
        ("next Friday", "next Friday", "2025-02-21", "2025-02-21"),
        ("yesterday", "yesterday", "2025-02-14", "2025-02-14"),
        ("tomorrow evening", "tomorrow evening", "2025-02-16", "2025-02-16"),
        ("the day before yesterday", "the day before yesterday", "2025-02-13", "2025-02-13"),
        ("this week", "this week", "2025-02-10", "2025-02-16"),
        ("next week", "next week", "2025-02-17", "2025-02-23"),
        ("the past week", "the past week", "2025-02-08", "2025-02-15"),
        ("over the last two weeks", "the last two weeks", "2025-02-01", "2025-02-15"),
        ("last month", "last month", "2025-01-01", "2025-01-31"),
        ("earlier this month", "earlier this month", "2025-02-01", "2025-02-15"),
        ("last weekend", "last weekend", "2025-02-08", "2025-02-09"),
        ("in March", "March", "2024-03-01", "2024-03-31"),
        ("in February", "February", "2025-02-01", "2025-02-28"),
        ("February 14", "February 14", "2025-02-14", "2025-02-14"),
        ("just two days prior", "just two days prior", "2025-02-13", "2025-02-13"),
        ("three days ago", "three days ago", "2025-02-12", "2025-02-12"),
        ("nearly three years ago", "nearly three years ago", "2022-01-01", "2022-12-31"),
        ("in two weeks' time", "in two weeks' time", "2025-02-24", "2025-03-02"),
        ("from 3 to 5 May", "3 to 5 May", "2025-05-03", "2025-05-05"),
        ("since 2014", "2014", "2014-01-01", "2025-02-15"),
        ("until Friday", "Friday", "None", "2025-02-14"),
        ("by 2030", "2030", "2025-02-15", "2030-12-31"),
    ],
)
def test_relative_times_count_from_publication(text, words, begins, ends):
    assert _only(text) == (words, begins, ends)


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("14 February 2025", "2025-02-14", "2025-02-14"),
        ("Feb. 24, 2022", "2022-02-24", "2022-02-24"),
        ("the 3rd of May 2021", "2021-05-03", "2021-05-03"),
        ("2024-11-05", "2024-11-05", "2024-11-05"),
        ("March 3-5, 2024", "2024-03-03", "2024-03-05"),
        ("28 December to 3 January 2024", "2023-12-28", "2024-01-03"),
        ("in 2014", "2014-01-01", "2014-12-31"),
        ("in May 2024", "2024-05-01", "2024-05-31"),
        ("between 2014 and 2016", "2014-01-01", "2016-12-31"),
        ("the 1990s", "1990-01-01", "1999-12-31"),
        ("early 2026", "2026-01-01", "2026-05-02"),
        ("before 2014", "None", "2013-12-31"),
        ("since March 2020", "2020-03-01", "None"),
    ],
)
def test_absolute_times_need_no_publication_date(text, begins, ends):
    assert _only(text, None)[1:] == (begins, ends)


@pytest.mark.parametrize(
    "text", ["on Thursday", "last week", "yesterday", "two days prior", "in March", "5 May"]
)
def test_without_a_publication_date_relative_times_stay_open(text):
    (found,) = dates_in(text, None)
    assert found.relative
    assert found.interval == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May spoke",
        "they march on",
        "its 2014 borders",
        "it cost $2014",
        "some 2,014 people",
        "31 people in 12 towns",
        "the Sun said",
    ],
)
def test_words_that_only_look_like_times_are_none(text):
    assert list(dates_in(text, SATURDAY)) == []


@pytest.mark.parametrize("text", ["31 February 2024", "the day before the vote", "the past years", "May 32"])
def test_what_the_calendar_or_the_text_does_not_settle_is_not_guessed(text):
    assert [found.interval for found in dates_in(text, SATURDAY) if found.interval != (None, None)] == []


@pytest.mark.parametrize(
    ("text", "begins"),
    [("on Friday", "2025-02-21"), ("on 10 January", "2026-01-10"), ("in March", "2025-03-01")],
)
def test_a_clause_of_the_future_looks_ahead(text, begins):
    assert _only(text, ahead=True)[1] == begins


def test_a_day_prior_counts_from_the_day_told_before():
    found = list(
        dates_in("They met on 3 May 2024. Two days prior the ship sank; the next day it rose.", SATURDAY)
    )
    assert [str(f.interval[0]) for f in found] == ["2024-05-03", "2024-05-01", "2024-05-02"]


def test_times_carry_span_and_tokens():
    doc = spacy.blank("en")("The envoys met in Oslo on 3 May 2024 for talks.")
    (found,) = find_dates(doc, None)
    assert found.span.of(doc.text) == "3 May 2024"
    assert doc[found.first : found.last + 1].text == "3 May 2024"
    assert (found.begins, found.ends, found.relative) == (date(2024, 5, 3), date(2024, 5, 3), False)


@pytest.mark.model
def test_the_tense_of_the_clause_decides_between_last_and_next_friday(nlp):
    past, future = (
        find_dates(nlp(text), SATURDAY)[0]
        for text in ("The ministers met on Friday in Rabat.", "The ministers will meet on Friday in Rabat.")
    )
    assert (past.begins, future.begins) == (date(2025, 2, 14), date(2025, 2, 21))


def test_dateparser_is_asked_only_for_full_dates():
    assert written_out("24/02/2022") == date(2022, 2, 24)
    assert written_out("2014") is None
    assert written_out("early 2026") is None
    assert written_out("a fortnight hence") is None


@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "on",
                    "Monday",
                    "May",
                    "5",
                    "31",
                    "2024",
                    "since",
                    "until",
                    "the",
                    "past",
                    "week",
                    "99",
                    "years",
                ),
                *(
                    "ago",
                    "two",
                    "days",
                    "prior",
                    "from",
                    "to",
                    "-",
                    "next",
                    "last",
                    "February",
                    "1990s",
                    "early",
                ),
                *("9999-12-31", "0001-01-01", "in", "time", "decade", "before", "Berlin", ",", "a couple of"),
            ]
        ),
        max_size=12,
    ),
    st.none() | st.dates(),
    st.booleans(),
)
def test_any_words_give_ordered_intervals_and_the_same_ones_twice(words, published, ahead):
    text = " ".join(words)
    found = list(dates_in(text, published, lambda _: ahead))
    assert found == list(dates_in(text, published, lambda _: ahead))
    position = 0
    for time in found:
        assert position <= time.begin < time.end <= len(text)
        position = time.end
        begins, ends = time.interval
        assert begins is None or ends is None or begins <= ends


@given(st.text(max_size=80), st.none() | st.dates())
def test_any_text_at_all_is_survived(text, published):
    doc = spacy.blank("en")(text)
    for mention in find_dates(doc, published):
        assert isinstance(mention.span, Span)
        assert mention.first <= mention.last < len(doc)


@given(st.dates(min_value=date(1600, 1, 1), max_value=date(2800, 1, 1)))
def test_a_weekday_lies_within_the_week_up_to_publication(published):
    (found,) = dates_in("on Wednesday", published)
    begins, ends = found.interval
    assert begins == ends
    assert timedelta(0) <= published - begins < timedelta(days=7)
    assert begins.weekday() == 2
