"""Reports of one document that are one event: the headline's, a statement's, those with fewer actors."""

from dataclasses import replace

import pytest
from resolve_builders import KNOWLEDGE, Document

from kg.model import EventStatus
from kg.resolve import resolve


def grouped(*events, title="a story"):
    """Resolve one document; an event is (kind, words before, trigger, roles). Return their keys."""
    document = Document(title)
    for number, (kind, before, trigger, roles) in enumerate(events):
        if number == 0 and before == "HEADLINE":
            document.text = ""
        elif before == "HEADLINE":
            raise ValueError("the headline comes first")
        else:
            document.words(before)
        more = {k: v for k, v in roles.items() if k not in ("initiator", "recipient")}
        who = {k: document.known(roles[k]) for k in ("initiator", "recipient") if k in roles}
        document.event(kind, trigger, **who, **more)
        if before == "HEADLINE":
            document.text += "\n\n"
    resolution = resolve([document.reading()], KNOWLEDGE)
    return [resolution.event_of[document.ident, index] for index in range(len(events))]


def test_what_the_headline_says_is_what_the_first_paragraph_tells():
    first, second = grouped(
        ("AGREE", "HEADLINE", "agrees", {"initiator": "egypt"}),
        ("AGREE", "On Monday it", "accepted", {"initiator": "egypt", "recipient": "turkey"}),
    )
    assert first == second


def test_a_headline_is_told_once():
    _, second, third = grouped(
        ("AGREE", "HEADLINE", "agrees", {"initiator": "egypt"}),
        ("AGREE", "On Monday it", "accepted", {"initiator": "egypt", "recipient": "turkey"}),
        ("AGREE", "later. Then it", "consented", {"initiator": "egypt", "recipient": "france"}),
    )
    assert second != third


def test_the_doer_in_the_headline_must_be_the_doer_below():
    first, second = grouped(
        ("AGREE", "HEADLINE", "agrees", {"initiator": "egypt"}),
        ("AGREE", "On Monday it", "accepted", {"initiator": "turkey", "recipient": "france"}),
    )
    assert first != second


@pytest.mark.parametrize(("between", "same"), [("issued at noon , he", True), ("was short. Later he", False)])
def test_a_statement_is_the_medium_of_what_is_said_in_its_sentence(between, same):
    first, second = grouped(
        ("STATEMENT", "In a", "statement", {}),
        ("STATEMENT", between, "announced", {"initiator": "egypt"}),
    )
    assert (first == second) is same


def test_the_strike_is_the_one_attack_told_before():
    first, second = grouped(
        ("invasion", "Then it", "moved", {"initiator": "turkey", "recipient": "egypt"}),
        ("offensive", "into the land. The", "operation", {"initiator": "turkey"}),
    )
    assert first == second


def test_a_denied_act_of_another_kind_is_another_event():
    first, second = grouped(
        ("COERCE", "Then it", "shut", {"initiator": "turkey", "recipient": "egypt"}),
        (
            "arrest",
            "the port and did not",
            "seize",
            {"initiator": "turkey", "recipient": "egypt", "status": EventStatus.DENIED},
        ),
    )
    assert first != second


def test_the_strike_is_what_an_earlier_sentence_tells_of_with_the_same_noun():
    told = grouped(
        ("ASSAULT", "In an airstrike", "killing", {"initiator": "egypt", "recipient": "turkey"}),
        ("ASSAULT", "by foot. Years ago", "raid", {"initiator": "france", "recipient": "turkey"}),
        ("ASSAULT", "in spring. Later the", "strike", {}),
    )
    assert told[2] == told[0] != told[1]


@pytest.mark.parametrize(("article", "alike"), [("the", True), ("another", False)])
def test_an_act_with_its_doer_before_it_is_the_one_told_before_where_an_article_says_so(article, alike):
    document = Document("a story")
    document.words("A report said that")
    egypt, turkey = document.known("egypt"), document.known("turkey")
    document.event(
        "invasion", "marched into", initiator=egypt, recipient=turkey, status=EventStatus.SCHEDULED
    )
    document.words(f"Turkey. An aim of {article}")
    doer = document.words("Egyptian")
    index = document.event("offensive", "operation", initiator=egypt, status=EventStatus.SCHEDULED)
    document.events[index] = replace(document.events[index], initiator_span=doer)
    resolution = resolve([document.reading()], KNOWLEDGE)
    keys = [resolution.event_of[document.ident, number] for number in (0, 1)]
    assert (keys[0] == keys[1]) is alike
