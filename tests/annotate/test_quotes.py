from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.layout import Layout
from kg.annotate.quotes import find_quotes

BLANK = spacy.blank("en")


def quotes(text):
    return [q.span.of(text) for q in find_quotes(text, Layout(BLANK(text)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We agree,” she said, “for now.”", ["We agree,", "for now."]),
        ('"We agree," she said.', ["We agree,"]),
        ("a ‘dirty trick’ it was", ["dirty trick"]),
        ("the protesters' demands and the voters' fears", []),
        ("it's the party's 'final offer' now", ["final offer"]),
        ("“First part.\n“Second part.” He left.", ["First part.", "Second part."]),
        ("“ ” and ‘’", []),
        ("„Nein“, sagte er", ["Nein"]),
    ],
)
def test_quotes_are_found(text, found):
    assert quotes(text) == found


@given(st.text(alphabet="ab '\"“”‘’.\n", max_size=60))
def test_quotes_lie_in_order_and_do_not_overlap(text):
    layout = Layout(BLANK(text))
    found = find_quotes(text, layout)
    ends = [0, *(q.span.end for q in found)]
    assert all(q.span.begin >= end for q, end in zip(found, ends, strict=False))
    assert all(0 <= q.begin < q.end <= len(layout) for q in found)


def test_a_hundred_thousand_marks_take_no_quadratic_time():
    text = '"a" ' * 50_000 + "'b " * 50_000
    assert len(quotes(text)) == 50_000


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            '"Our "friends" have left us alone. We manage," he said.',
            ['Our "friends" have left us alone. We manage,'],
        ),
        ('"They call it "peace"," said Ms Okoye.', ['They call it "peace",']),
        ('"Old "rules" apply, he said. "New" ones do not.', ["Old", "New"]),
        ('"No," he said. "Not "now"."', ["No,", 'Not "now".']),
        (
            '"We call this "aid" and wait.\n"It comes late." He left.',
            ['We call this "aid" and wait.', "It comes late."],
        ),
    ],
)
def test_straight_marks_within_straight_marks_are_counted(text, found):
    assert quotes(text) == found


def test_nested_marks_take_no_quadratic_time():
    text = '"a ' * 50_000
    assert quotes(text + 'b"' * 50_000) == [(text + 'b"' * 50_000)[1:-1]]
    assert quotes(text)
