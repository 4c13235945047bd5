"""Words that only look like an event are passed over; roles, status and day are those that the words give."""

from __future__ import annotations

from datetime import date

import pytest

from kg.errors import OntologyError
from kg.extract.events.lexicon import parse_trigger
from kg.model import EventStatus, Kind

FRIDAY = date(2025, 1, 17)
model = pytest.mark.model


def _words(text: str, span) -> str:
    return span.of(text).removeprefix("the ").removeprefix("The ") if span is not None else ""


@model
@pytest.mark.parametrize(
    "text",
    [
        "The ferry sank on Monday, March 27, 2006, near Lagos.",
        "Forecasters said the intervention of a cold front saved the crops.",
        "Doctors are battling infections in the camp.",
        "Three sailors were wounded in a car accident near Split.",
        "Two pupils were injured when a bus overturned near Split.",
        "Forty people have been killed in a train crash near Pune.",
        "A bus plunged into a ravine, killing 20 people.",
        "Children had blown up balloons for the party.",
        "Fog delayed supplies to the island.",
        "Ghana conceded a penalty in the second half.",
        "Ghana conceded that there was little appetite for a pact.",
        "Ghana insists that it will not bend.",
        "Ghana beat Togo 2-1 in the final match on Sunday.",
        "An alliance of three teams won the robotics contest.",
        "The clinic treats patients from Chad.",
        "Asylum claims rose by a tenth in Ireland.",
        "Higher tariffs hit the Chilean economy.",
        "Robots are required in the new plant.",
        "Two pipelines failed last month.",
        "Rebels were better armed than the police.",
        "When asked, Ann Rao smiled.",
        "Asked about the port, Ann Rao smiled.",
        "The envoy suggested that Norway was inventing threats.",
        "The hall was empty after you arrived.",
        "If someone arrives late, the gate is shut.",
        "The permit is late, said a Chadian official, who asked not to be named and was not authorised to speak.",
    ],
)
def test_what_only_looks_like_an_event_is_none(read, text):
    assert [e.type for e in read(text)] == []


@model
@pytest.mark.parametrize(
    ("text", "kind", "initiator", "recipient"),
    [
        ("Le Pen attacked Macron in a televised debate.", "criticism", "Le Pen", "Macron"),
        ("The bishop attacked the pension reform.", "criticism", "bishop", "pension reform"),
        ("The senator attacked the church over its silence.", "criticism", "senator", "church"),
        ("Trump attacked Powell, calling him slow.", "criticism", "Trump", "Powell"),
        ("Gunmen attacked a church in Jos.", "ASSAULT", "Gunmen", "church in Jos"),
        ("A bomb killed ten people watching a football match in Kano.", "killing", "bomb", "ten people"),
        ("Prosecutors charge that Gomez stole the funds.", "accusation", "Prosecutors", "Gomez"),
        ("Police charged Gomez with murder.", "trial", "Police", "Gomez"),
        ("Turkish police arrested and questioned Omar Diallo.", "arrest", "Turkish police", "Omar Diallo"),
        ("Omar Diallo was given asylum by Ireland.", "asylum", "Ireland", "Omar Diallo"),
        ("The court ruled against Kenya on Monday.", "ruling", "court", "Kenya"),
        ("A Chilean judge ruled that the ban was void.", "ruling", "A Chilean judge", ""),
        ("Somali ministers clashed over the dam.", "REJECT", "Somali ministers", "dam"),
        ("I met Alassane Ouattara in Paris.", "meeting", "", "Alassane Ouattara"),
        ("Ghana announced a census.", "STATEMENT", "Ghana", ""),
    ],
)
def test_the_sense_and_the_actors_are_those_of_the_sentence(find, text, kind, initiator, recipient):
    event = find(text, kind)
    assert (_words(text, event.initiator_span), _words(text, event.recipient_span)) == (initiator, recipient)


@model
def test_a_king_who_ruled_gave_no_ruling(read):
    assert read("The king ruled against the advice of his friends.") == []


@model
@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("The ministers are to travel to Oslo.", "visit", EventStatus.SCHEDULED),
        ("Kofi Mensah was able to meet Alassane Ouattara.", "meeting", EventStatus.HAPPENED),
        ("Kofi Mensah is able to meet Alassane Ouattara.", "meeting", EventStatus.POSSIBLE),
        ("A law banning foreign cars is expected next month.", "ban", EventStatus.SCHEDULED),
        ("A bill banning foreign cars drew fire.", "ban", EventStatus.POSSIBLE),
        (
            "The first meeting in Tallinn on May 16 will bring ten states together.",
            "meeting",
            EventStatus.SCHEDULED,
        ),
        (
            "Parliament rejected the plan to withdraw from the treaty.",
            "treaty-withdrawal",
            EventStatus.DENIED,
        ),
        ("Egypt urged Qatar to carry out the trade agreement.", "trade-deal", EventStatus.POSSIBLE),
        ("Chile gave up its opposition to the plan.", "REJECT", EventStatus.DENIED),
        ("The envoy doubted that Kenya would stop its offensive.", "RETREAT", EventStatus.POSSIBLE),
        ("The court ruled that Kenya had attacked Chad.", "ASSAULT", EventStatus.HAPPENED),
    ],
)
def test_the_status_is_that_of_the_words_around(find, text, kind, status):
    assert find(text, kind).status is status


@model
@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("Omar Diallo may be freed on Sunday.", "release", date(2025, 1, 19)),
        ("Omar Diallo is to be freed on Sunday.", "release", date(2025, 1, 19)),
        ("Kenya urged Chad to free Omar Diallo on Sunday.", "release", date(2025, 1, 19)),
        ("Omar Diallo was freed on Sunday.", "release", date(2025, 1, 12)),
        ("Omar Diallo may have been freed on Sunday.", "release", date(2025, 1, 12)),
        ("The ceasefire takes effect on Sunday.", "ceasefire", date(2025, 1, 19)),
        (
            "Trump said he would impose tariffs on Chile from August 1.",
            "economic-sanctions",
            date(2025, 8, 1),
        ),
    ],
)
def test_a_time_lies_ahead_where_the_clause_does(find, text, kind, day):
    assert find(text, kind).begins == day


@model
def test_the_start_of_what_is_threatened_is_not_the_day_of_the_threat(find):
    event = find("Kenya threatened tariffs on Chile from August 1.", "THREATEN")
    assert (event.status, event.time_span, event.begins) == (EventStatus.HAPPENED, None, None)


@model
def test_only_the_one_who_speaks_promises(read):
    own = [e.rule for e in read("Brazil said it would send food to Haiti.")]
    other = [e.rule for e in read("Chile said that Brazil would send food to Haiti.")]
    assert "event-promised" in own
    assert "event-promised" not in other


@model
def test_a_state_of_emergency_is_declared_once_and_somewhere(find):
    text = "The president declared a state of emergency in Haiti on Saturday."
    event = find(text, "curfew")
    assert _words(text, event.recipient_span) == "Haiti"


@model
def test_a_place_starts_nothing(read):
    for event in read("Chile accepts the plan after Jeddah talks"):
        assert event.initiator is None or event.initiator.kind is not Kind.PLACE
        assert event.type == "AGREE"


def test_a_word_class_stands_for_its_words():
    classes = {"Papers": frozenset({"law", "bill"})}
    assert parse_trigger("attack [@Papers plan]", "X", "", classes).wanted == {"law", "bill", "plan"}
    assert parse_trigger("attack [^@Papers]", "X", "", classes).barred == {"law", "bill"}


def test_a_word_class_that_there_is_not_is_refused():
    with pytest.raises(OntologyError, match="no word class"):
        parse_trigger("attack [@Papers]", "X", "", {})
