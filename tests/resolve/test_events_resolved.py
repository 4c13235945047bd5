from datetime import date

import pytest
from resolve_builders import KNOWLEDGE, Document

from kg.model import EventStatus, Kind
from kg.resolve import resolve

MONDAY, TUESDAY = date(2025, 6, 2), date(2025, 6, 3)


def report(
    kind="phone-call", who=("donald-trump", "vladimir-putin"), published=TUESDAY, words="call", **more
):
    """Return a document with one event mention."""
    document = Document(
        f"report {kind} {who} {published} {words} {sorted(map(str, more.items()))}", published
    )
    place = more.pop("place", None)
    roles = {role: document.known(more.pop(role)) for role in ("initiator", "recipient") if role in more}
    entity = (
        None if place is None else document.entity(place, Kind.PLACE, state=more.pop("place_state", None))
    )
    document.event(kind, words, *(document.known(key) for key in who), place=entity, **roles, **more)
    return document


def keys(*documents):
    resolution = resolve([d.reading() for d in documents], KNOWLEDGE)
    return [resolution.event_of[d.ident, 0] for d in documents], {e.key: e for e in resolution.events}


def test_reports_of_one_call_are_one_event_with_a_readable_label():
    (first, second), events = keys(report(on=MONDAY), report(words="conversation"))
    assert first == second
    assert events[first].label == "Phone call between Donald Trump and Vladimir Putin, 2025-06-02"
    assert events[first].participants == ("donald-trump", "vladimir-putin")


@pytest.mark.parametrize(
    "other",
    [
        {"on": MONDAY, "who": ("donald-trump", "emmanuel-macron")},
        {"on": MONDAY, "kind": "meeting"},
        {"on": date(2025, 5, 1)},
        {"published": date(2025, 9, 1)},
        {"who": ("jd-vance", "vladimir-putin"), "on": MONDAY},
    ],
)
def test_other_actors_kind_or_time_are_another_event(other):
    (first, second), _ = keys(report(on=MONDAY), report(**other))
    assert first != second


def test_a_wider_type_of_the_same_actors_and_day_is_the_same_event():
    (first, second), events = keys(report(on=MONDAY), report(kind="CONSULT", on=MONDAY))
    assert first == second
    assert events[first].type == "phone-call"


def test_a_state_can_stand_for_the_one_who_speaks_for_it():
    (first, second), _ = keys(report(on=MONDAY), report(who=("united-states", "russia"), on=MONDAY))
    assert first == second


def test_who_attacked_whom_keeps_two_attacks_apart():
    one = report("air-strike", (), on=MONDAY, initiator="russia", recipient="ukraine")
    other = report("air-strike", (), on=MONDAY, initiator="ukraine", recipient="russia")
    (first, second), _ = keys(one, other)
    assert first != second


def test_a_planned_meeting_and_the_meeting_held_later_are_one_event():
    plan = report("meeting", published=MONDAY, status=EventStatus.SCHEDULED)
    held = report("meeting", published=TUESDAY)
    (first, second), _ = keys(plan, held)
    assert first == second


def test_what_is_planned_after_what_was_held_is_another_event():
    held = report("meeting", published=MONDAY)
    plan = report("meeting", published=TUESDAY, status=EventStatus.SCHEDULED)
    (first, second), _ = keys(held, plan)
    assert first != second


def test_two_towns_are_two_meetings_and_a_town_fits_its_state():
    munich = report("meeting", place="Munich", place_state="germany")
    lyon = report("meeting", place="Lyon", place_state="france")
    (first, second), _ = keys(munich, lyon)
    assert first != second
    document = Document("somewhere in Germany", TUESDAY)
    document.event(
        "meeting", "met", document.known("donald-trump"), document.known("vladimir-putin"),
        place=document.known("germany"),
    )  # fmt: skip
    (first, second), _ = keys(munich, document)
    assert first == second


def test_a_named_event_is_itself_in_every_document():
    one = report("conference", (), words="Harbour Security Conference")
    other = report("conference", ("jd-vance",), words="Harbour Security Conference", published=MONDAY)
    (first, second), events = keys(one, other)
    assert first == second == "harbour-security-conference-2025"
    assert events[first].label == "Harbour Security Conference"


def test_the_call_is_the_one_call_that_the_document_tells_of():
    document = Document("one call", TUESDAY)
    document.event("phone-call", "phoned", document.known("donald-trump"), document.known("vladimir-putin"))
    document.event("phone-call", "the call")
    resolution = resolve([document.reading()], KNOWLEDGE)
    assert len(resolution.events) == 1


def test_the_call_stays_open_where_a_document_tells_of_two():
    document = Document("two calls", TUESDAY)
    trump = document.known("donald-trump")
    document.event("phone-call", "phoned", trump, document.known("vladimir-putin"))
    document.event("phone-call", "phoned", trump, document.known("emmanuel-macron"))
    document.event("phone-call", "the call")
    assert len(resolve([document.reading()], KNOWLEDGE).events) == 3


def test_what_one_actor_says_in_two_documents_is_two_statements():
    (first, second), _ = keys(
        report("STATEMENT", ("jd-vance",), words="said"), report("STATEMENT", ("jd-vance",), words="added")
    )
    assert first != second


def test_a_state_of_things_since_long_is_no_date_of_an_event():
    since = report("invasion", ("russia",), on=date(2014, 1, 1), until=TUESDAY, words="occupied")
    (first, second), _ = keys(since, report("invasion", ("russia",), words="invasion"))
    assert first != second
