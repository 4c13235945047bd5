from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate.measure import (
    Score,
    char_f,
    characters,
    manner,
    name_key,
    quoted,
    same_condition,
    same_words,
)
from kg.model import Span

SETS = st.frozensets(st.integers(0, 30), max_size=20)


def run(begin, end):
    return frozenset(range(begin, end))


@given(SETS, SETS)
def test_char_f_is_symmetric_within_bounds_and_one_only_for_equals(one, other):
    value = char_f(one, other)
    assert 0 <= value <= 1
    assert value == char_f(other, one)
    assert (value == 1) == (one == other and bool(one))


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (run(0, 10), True),
        (run(5, 15), True),  # half in common
        (run(6, 16), False),
        (run(0, 30), True),  # three times as long
        (run(0, 31), False),
        (run(4, 34), True),  # six tenths of the shorter
        (run(5, 35), False),
        (frozenset(), False),
    ],
)
def test_contents_are_the_same_by_overlap_or_by_lying_in_one_another(other, same):
    assert same_words(run(0, 10), other) is same
    assert same_words(other, run(0, 10)) is same


def test_a_condition_may_be_shown_in_part_but_not_in_a_word():
    clause = run(0, 40)
    assert same_condition(clause, run(0, 12))
    assert not same_condition(clause, run(0, 11))
    assert not same_condition(clause, frozenset())
    assert same_condition(clause, run(0, 130))
    assert not same_condition(clause, run(30, 130))


def test_white_space_counts_only_without_a_text():
    assert characters([Span(0, 5)], "a b c") == {0, 2, 4}
    assert characters([Span(0, 2), Span(3, 5)]) == {0, 1, 3, 4}


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "no" twice.', '"no"'),
        ("He said “no” twice.", "“no”"),
        ("“Never closed\nbut here it ends", "“Never closed"),
        ("a stray ” closes nothing", ""),
    ],
)
def test_words_in_quotation_marks_are_found(text, inside):
    assert "".join(text[i] for i in sorted(quoted(text))) == inside


def test_the_manner_is_told_by_the_share_in_quotation_marks():
    inside = run(0, 80)
    assert manner(run(0, 100), inside) == "direct"
    assert manner(run(0, 101), inside) == "mixed"
    assert manner(run(80, 90), inside) == "indirect"


def test_names_are_compared_without_case_and_article():
    assert name_key("The  White House") == name_key("white house") == "white house"
    assert name_key("Thebes") == "thebes"


def test_precision_and_recall_may_count_different_things():
    score = Score(right=6, found=10, gold=12, right_finds=5)
    assert (score.precision, score.recall) == (0.5, 0.5)
    assert Score(0, 0, 0).f1 == 0
    assert Score(3, 4, 6).f1 == pytest.approx(0.6)
