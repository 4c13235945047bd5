"""Reports are compared only where they can be of one event, so that a corpus of news takes no time with its square."""

from __future__ import annotations

import importlib
from datetime import date, timedelta

import pytest
from resolve_builders import KNOWLEDGE, Document

from kg.resolve import resolve
from kg.resolve.sameness import can_recur, one_event

happenings = importlib.import_module("kg.resolve.happenings")
MONDAY = date(2025, 6, 2)


def reading(number, kind, *who, on=None):
    document = Document(f"dispatch {number} {kind} {who}", MONDAY + timedelta(days=number % 5))
    document.event(kind, "move", *(document.known(key) for key in who), **({} if on is None else {"on": on}))
    return document.reading()


@pytest.fixture
def compared(monkeypatch):
    """Return the pairs of reports that are compared, by whether they were found to be of one event."""
    seen = []

    def listened(one, other, belonging):
        found = one_event(one, other, belonging)
        seen.append((one, other, found))
        return found

    monkeypatch.setattr(happenings, "one_event", listened)
    return seen


@pytest.mark.parametrize(
    ("kind", "who"),
    [("ACCUSE", ("russia",)), ("STATEMENT", ("france",)), ("ASSAULT", ()), ("statement", ("russia",))],
)
def test_what_cannot_be_reported_twice_is_compared_with_nothing(compared, kind, who):
    resolution = resolve([reading(n, kind, *who) for n in range(30)], KNOWLEDGE)
    assert len(set(resolution.event_of.values())) == 30
    assert not compared


def test_reports_of_one_event_are_compared_with_it_once_each(compared):
    calls = [reading(n, "phone-call", "donald-trump", "vladimir-putin", on=MONDAY) for n in range(30)]
    resolution = resolve(calls, KNOWLEDGE)
    assert len(set(resolution.event_of.values())) == 1
    assert len(compared) == 29


def test_only_what_can_recur_is_ever_found_again(compared, monkeypatch):
    monkeypatch.setattr(happenings, "can_recur", lambda _: True)
    kinds = ("ACCUSE", "phone-call", "CONSULT", "statement", "ASSAULT", "bombing")
    casts = ((), ("russia",), ("russia", "ukraine"), ("donald-trump", "vladimir-putin"))
    resolve([reading(n, k, *w) for n in range(3) for k in kinds for w in casts], KNOWLEDGE)
    again = [pair for *pair, found in compared if found]
    assert again
    assert all(can_recur(report) for pair in again for report in pair)
    assert any(not can_recur(report) for *pair, _ in compared for report in pair)
