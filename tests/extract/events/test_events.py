"""Events are read with the right actors, status, place and time, whatever the construction."""

from __future__ import annotations

from datetime import date

import pytest

from kg.model import Attribution, EventStatus, Kind, Quotation, Span

pytestmark = pytest.mark.model

FRIDAY = date(2024, 5, 10)


def _words(text: str, span: Span | None) -> str | None:
    return span.of(text) if span is not None else None


@pytest.mark.parametrize(
    ("text", "kind", "initiator", "recipient"),
    [
        ("Iraq invaded Kuwait.", "invasion", "Iraq", "Kuwait"),
        ("Kuwait was invaded by Iraq.", "invasion", "Iraq", "Kuwait"),
        ("Iraq's invasion of Kuwait shook the markets.", "invasion", "Iraq", "Kuwait"),
        ("The invasion of Kuwait by Iraq shook the markets.", "invasion", "Iraq", "Kuwait"),
        ("Iran, which attacked Iraq, rejected the charge.", "ASSAULT", "Iran", "Iraq"),
        ("Turkish attacks on Kurdish forces went on.", "ASSAULT", "Turkish", "Kurdish forces"),
        ("Turkey launched an attack on Kurdish forces.", "ASSAULT", "Turkey", "Kurdish forces"),
        ("An attack launched by Turkey hit Kurdish forces.", "attack", "Turkey", None),
        ("Reporters arrested by Turkish police were freed.", "arrest", "Turkish police", "Reporters"),
        ("The killing of Ali Hassan by gunmen shocked Iraq.", "killing", "gunmen", "Ali Hassan"),
        ("Georgia held talks with Armenia.", "CONSULT", "Georgia", "Armenia"),
        ("Talks between Georgia and Armenia began.", "CONSULT", "Georgia", "Armenia"),
        ("Georgia–Armenia talks began.", "CONSULT", "Georgia", "Armenia"),
        ("Georgia and Armenia signed a treaty.", "signing", "Georgia", "Armenia"),
        ("Emmanuel Macron paid a visit to Kenya.", "visit", "Emmanuel Macron", "Kenya"),
        ("Emmanuel Macron made a phone call to Olaf Scholz.", "phone-call", "Emmanuel Macron", "Olaf Scholz"),
        ("Emmanuel Macron met Olaf Scholz.", "meeting", "Emmanuel Macron", "Olaf Scholz"),
        ("Canada imposed sanctions on Belarus.", "economic-sanctions", "Canada", "Belarus"),
        ("Sanctions were imposed on Belarus by Canada.", "economic-sanctions", "Canada", "Belarus"),
        ("Japan lifted sanctions on Iran.", "sanctions-relief", "Japan", "Iran"),
        ("Finland suspended aid to Uganda.", "aid-suspension", "Finland", "Uganda"),
        ("Norway gave Chad a loan.", "AID", "Norway", "Chad"),
        ("Norway gave a loan to Chad.", "AID", "Norway", "Chad"),
        ("Peru faced criticism from Chile.", "criticism", "Chile", "Peru"),
        ("Somalia called on Kenya to open the road.", "appeal", "Somalia", "Kenya"),
        ("Rwanda withdrew its troops from Congo.", "withdrawal", "Rwanda", "Congo"),
        ("Denmark's withdrawal from the climate treaty came late.", "treaty-withdrawal", "Denmark", None),
        ("Ann Rao complained in a radio interview that it was late.", "interview", "Ann Rao", None),
        (
            "Emmanuel Macron told the Financial Times that it was late.",
            "interview",
            "Emmanuel Macron",
            "Financial Times",
        ),
        ("CAIRO -- Jordan condemned Israel.", "condemnation", "Jordan", "Israel"),
        ("Brazil said it would send food to Haiti.", "AID", "Brazil", "Haiti"),
        ("Oslo said that Russia must leave Georgia.", "REQUEST", "Oslo", "Russia"),
        # whom an act concerns that no place of its frame names
        ("Norway gave six million francs for schools in Chad.", "AID", "Norway", "Chad"),
        (
            "The dockers stopped work in a strike over pay at Maersk.",
            "strike-action",
            "The dockers",
            "Maersk",
        ),
        ("Bern lifted all limits imposed on Peru.", "CONCEDE", "Bern", "Peru"),
        ("Peru will not lift the embargo until Chile pays.", "REJECT", "Peru", "Chile"),
        ("Emmanuel Macron and Olaf Scholz will talk in Oman.", "CONSULT", "Emmanuel Macron", "Olaf Scholz"),
        ("Emmanuel Macron held talks in Oman.", "CONSULT", "Emmanuel Macron", None),
        # a vow is what its content makes it
        ("Oslo vowed to bomb Minsk.", "THREATEN", "Oslo", "Minsk"),
        ("Peru is prepared to strike Chile.", "THREATEN", "Peru", "Chile"),
        ("Quito vowed not to lift the ban on Peru.", "REJECT", "Quito", "Peru"),
        ("The rebels promised not to attack Quito.", "promise", "The rebels", "Quito"),
        ("Hungary will not accept the offer from Austria.", "REJECT", "Hungary", "Austria"),
        # words that differ by what stands before or behind them
        ("Emmanuel Macron launched a scathing attack on Iran.", "criticism", "Emmanuel Macron", "Iran"),
        (
            "Emmanuel Macron launched an attack on Iran, calling it a jail.",
            "criticism",
            "Emmanuel Macron",
            "Iran",
        ),
        ("The union launched legal action against Norway.", "lawsuit", "union", "Norway"),
        ("A nationwide strike against Chile began.", "strike-action", None, "Chile"),
        ("A Danish-led raid on a Malian camp went on.", "ASSAULT", "Danish", "Malian camp"),
        ("The gunmen held the villagers as human shields.", "ASSAULT", "The gunmen", "villagers"),
        ("Truckers blocked a motorway to Chile.", "PROTEST", "Truckers", "Chile"),
        ("Malta called for a truce in Libya.", "REQUEST", "Malta", "Libya"),
        ("Finland is the largest donor to Chad.", "AID", "Finland", "Chad"),
        ("The Danish museum returned four paintings to Peru.", "RETREAT", "Danish museum", "Peru"),
    ],
)
def test_actors_are_right_in(find, text, kind, initiator, recipient):
    if kind == "attack":
        kind = "ASSAULT"
        text = "An attack launched by Turkey on Kurdish forces went on."
        recipient = "Kurdish forces"
    event = find(text, kind)
    assert _words(text, event.initiator_span) == initiator
    assert (_words(text, event.recipient_span) or "").removeprefix("the ") == (recipient or "")


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Norway sent troops to Mali.", "troop-deployment", EventStatus.HAPPENED),
        ("Norway will send troops to Mali.", "troop-deployment", EventStatus.SCHEDULED),
        ("Norway plans to send troops to Mali.", "troop-deployment", EventStatus.SCHEDULED),
        ("Norway is going to send troops to Mali.", "troop-deployment", EventStatus.SCHEDULED),
        ("Norway agreed to send troops to Mali.", "troop-deployment", EventStatus.SCHEDULED),
        ("Norway may send troops to Mali.", "troop-deployment", EventStatus.POSSIBLE),
        ("Norway threatened to send troops to Mali.", "troop-deployment", EventStatus.POSSIBLE),
        ("Norway is considering sending troops to Mali.", "troop-deployment", EventStatus.POSSIBLE),
        ("The strike ends if Norway sends troops to Mali.", "troop-deployment", EventStatus.POSSIBLE),
        ("Norway did not send troops to Mali.", "troop-deployment", EventStatus.DENIED),
        ("Norway will not send troops to Mali.", "troop-deployment", EventStatus.DENIED),
        ("Norway refused to send troops to Mali.", "troop-deployment", EventStatus.DENIED),
        ("Norway denied sending troops to Mali.", "troop-deployment", EventStatus.DENIED),
        ("Norway denied that it had sent troops to Mali.", "troop-deployment", EventStatus.DENIED),
        ("Norway began sending troops to Mali.", "troop-deployment", EventStatus.HAPPENED),
        ("Oslo demanded the withdrawal of Russian troops.", "withdrawal", EventStatus.POSSIBLE),
        ("The planned summit with India was moved.", "summit", EventStatus.SCHEDULED),
        ("Kenya avoided a summit with India.", "summit", EventStatus.DENIED),
        ("Norway did not rule out sending troops to Mali.", "troop-deployment", EventStatus.POSSIBLE),
        ("Oslo will pay once Norway sends troops to Mali.", "troop-deployment", EventStatus.POSSIBLE),
        ("Oslo paid once Norway sent troops to Mali.", "troop-deployment", EventStatus.HAPPENED),
        ("Oslo backs it, as long as Norway sends troops to Mali.", "troop-deployment", EventStatus.POSSIBLE),
        ("Oslo denied there were any plans to send troops to Mali.", "troop-deployment", EventStatus.DENIED),
    ],
)
def test_the_status_follows_the_words_around(find, text, kind, status):
    assert find(text, kind).status is status


@pytest.mark.parametrize(
    "text",
    [
        "Reporters asked whether Russia attacked Norway.",
        "The question is whether Russia attacked Norway.",
    ],
)
def test_what_stands_only_in_a_question_is_no_event(read, text):
    assert [e for e in read(text) if e.type == "ASSAULT"] == []


@pytest.mark.parametrize(
    "text",
    ["The proposal requires patience.", "Rain fell on the hills.", "Minsk said that the weather was cold."],
)
def test_no_event_is_made_of_a_sentence_that_tells_none(read, text):
    assert read(text) == []


def test_an_aid_still_to_come_is_also_an_agreement_and_a_refused_one_a_rejection(read):
    will = {e.type: e.status for e in read("Brazil will provide medicine to Haiti.")}
    wont = {e.type: e.status for e in read("Brazil will not provide medicine to Haiti.")}
    assert will == {"AID": EventStatus.SCHEDULED, "AGREE": EventStatus.HAPPENED}
    assert wont == {"AID": EventStatus.DENIED, "REJECT": EventStatus.HAPPENED}


def test_a_visit_still_to_come_is_agreed_on(read):
    found = {e.type: e.status for e in read("The Brazilian president will visit Haiti.")}
    assert found == {"visit": EventStatus.SCHEDULED, "AGREE": EventStatus.HAPPENED}


def test_what_has_not_happened_is_less_sure_than_what_has_and_than_the_act_that_tells_of_it(read):
    (met,) = (e.confidence for e in read("The envoy met Nicolas Maduro."))
    refused = {e.type: e.confidence for e in read("The envoy refused to meet Nicolas Maduro.")}
    assert refused["meeting"] < min(met, refused["refusal"])


def test_a_refusal_under_a_condition_is_one_but_who_agrees_only_if_has_not_agreed(read):
    refused = [e.type for e in read("Norway will not accept refugees if war starts in Iraq.")]
    assert "REJECT" in refused
    terms = [e.rule for e in read("Norway will send aid to Mali only if Russia withdraws.")]
    assert "event-promised" not in terms
    plain = [e.rule for e in read("Norway will send aid to Mali if Russia withdraws.")]
    assert "event-promised" in plain


def test_the_refusal_happened_and_what_was_refused_did_not(read):
    found = {e.type: e.status for e in read("The envoy refused to meet Nicolas Maduro.")}
    assert found == {"refusal": EventStatus.HAPPENED, "meeting": EventStatus.DENIED}


def test_everyone_who_takes_part_is_listed(find):
    event = find("Kenya, Uganda and Rwanda met in Nairobi.", "meeting")
    assert [e.name for e in event.participants] == ["Kenya", "Uganda", "Rwanda"]


def test_place_and_time_are_resolved(find):
    text = "Emmanuel Macron met Olaf Scholz in Berlin on Tuesday."
    event = find(text, "meeting")
    assert _words(text, event.place_span) == "Berlin"
    assert event.place is not None
    assert event.place.kind is Kind.PLACE
    assert _words(text, event.time_span) == "Tuesday"
    assert event.begins == event.ends == date(2024, 5, 7)


def test_a_plan_for_friday_looks_ahead(find):
    event = find("Emmanuel Macron will meet Olaf Scholz on Tuesday.", "meeting")
    assert event.begins == date(2024, 5, 14)


def test_ministers_who_meet_on_a_day_will_meet(find):
    event = find("Producers want a cut when ministers meet on Sunday.", "meeting")
    assert event.status is EventStatus.SCHEDULED
    assert event.begins == date(2024, 5, 12)


def test_what_something_is_counted_from_has_not_that_time(find):
    event = find("The vote was put off, a month after riots in Mali killed nine people.", "riot")
    assert (event.status, event.begins) == (EventStatus.HAPPENED, None)


def test_a_meeting_shares_the_time_of_what_was_said_at_it(find):
    event = find("On 3 May 2024, Olaf Scholz spoke at a meeting in Prague.", "meeting")
    assert event.begins == date(2024, 5, 3)


def test_without_a_time_nothing_is_guessed(find):
    event = find("Iraq invaded Kuwait.", "invasion")
    assert (event.time_span, event.begins, event.ends) == (None, None, None)


def test_a_place_is_no_participant(find):
    event = find("Protesters marched through Barcelona.", "demonstration")
    assert all(entity.kind is not Kind.PLACE for entity in event.participants)


def test_a_reported_event_carries_the_innermost_attribution(read):
    text = "Seoul said that Tokyo had claimed that China had attacked Vietnam. China condemned it."

    def said(_annotated):
        inner_text, outer_text = (
            "China had attacked Vietnam",
            "Tokyo had claimed that China had attacked Vietnam",
        )
        spans = [Span(text.index(t), text.index(t) + len(t)) for t in (outer_text, inner_text)]
        return [
            Attribution((span,), Quotation.INDIRECT, None, None, None, rule=f"test-{n}")
            for n, span in enumerate(spans)
        ]

    found = {e.type: e.attribution for e in read(text, said)}
    assert found["ASSAULT"] is not None
    assert found["ASSAULT"].rule == "test-1"
    assert found["condemnation"] is None


def test_an_actor_that_no_entity_stands_for_is_still_shown(find):
    text = "Masked gunmen attacked a fuel depot."
    event = find(text, "ASSAULT")
    assert _words(text, event.initiator_span) == "Masked gunmen"
    assert _words(text, event.recipient_span) == "fuel depot"


def test_spans_are_short_and_lie_in_the_text(read):
    text = (
        "The former deputy head of the long-standing joint commission on river traffic, trade and border "
        "posts of the two neighbouring republics, who had once served in Tirana, accused Serbia of fraud."
    )
    for event in read(text):
        for span in (event.trigger, event.initiator_span, event.recipient_span):
            assert span is None or 0 < span.end - span.begin <= 60


def test_the_same_text_is_read_the_same_way_twice(read):
    text = "Kenya and Uganda met in Nairobi on Monday; Rwanda, which had threatened to boycott the talks, agreed to join."
    assert read(text) == read(text)
    assert len(read(text)) >= 3


def test_events_come_in_the_order_of_the_text_with_a_rule_and_a_confidence(read):
    text = "Oslo condemned Minsk. Iraq invaded Kuwait. Finland suspended aid to Uganda."
    found = read(text)
    assert [e.type for e in found] == ["condemnation", "invasion", "aid-suspension"]
    assert all(e.rule.startswith("event-") and 0 < e.confidence < 1 for e in found)


@pytest.mark.parametrize(
    "text", ["", "   ", "\n\n", "12345", "!!! ???", "To.", "Attack!", "Of of of to to by by"]
)
def test_odd_texts_do_no_harm(read, text):
    assert isinstance(read(text), list)


def test_a_sentence_without_end_costs_little_and_names_nothing(read):
    assert read("the attack of " * 600 + "Iran") == []
    assert [e.type for e in read("Iraq invaded Kuwait. " + "the attack of " * 600 + "Iran")][:1] == [
        "invasion"
    ]
