"""What was done, beside what was said and under which condition."""

from dataclasses import replace
from datetime import date

import pytest
from resolve_builders import KNOWLEDGE, Document

from kg.model import ConditionStatus, EventStatus, Polarity, ShiftKind
from kg.resolve import resolve

APRIL, MAY, JUNE = date(2025, 4, 1), date(2025, 5, 1), date(2025, 6, 1)
OPPOSE = Polarity.OPPOSE


def said(holder, wording="send troops to Egypt", action="send", polarity=Polarity.SUPPORT, on=APRIL, **more):
    """Return a document with one position, on an act of the United States unless told otherwise."""
    document = Document(f"{holder} {wording} {polarity} {on} {sorted(map(str, more))}", on)
    agent, egypt = document.known(more.pop("agent", "united-states")), document.known("egypt")
    claim = document.claim(
        wording, agent, action, more.pop("thing", "troop"), egypt if "Egypt" in wording else None
    )
    condition = more.pop("condition", None)
    if condition is not None:
        who, words, verb = condition
        more["condition"] = document.claim(words, document.known(who), verb)
    document.position(document.known(holder), claim, polarity, **more)
    return document


def done(agent, trigger, after, on=MAY, status=EventStatus.HAPPENED):
    """Return a document that reports one act: "… sent troops to Egypt"."""
    document = Document(f"report {agent} {trigger} {after}", on)
    actor = document.known(agent)
    document.text += f"{actor.name} "
    document.event("SUPPORT", trigger, initiator=actor, status=status)
    document.known("egypt")
    document.text += f"{after}."
    return document


def acted(*documents):
    return resolve([d.reading() for d in documents], KNOWLEDGE).acted


def status(*documents):
    (entry,) = resolve([d.reading() for d in documents], KNOWLEDGE).ledger
    return entry


def test_an_act_is_set_beside_what_was_said_of_it():
    report = done("united-states", "sent", "troops to Egypt on Thursday, an officer said")
    (link,) = acted(said("jd-vance"), report)
    assert link.consistent
    assert link.report[0] == report.ident
    assert link.report[1].of(report.text).endswith("an officer said.")


def test_who_opposed_an_act_and_then_did_it_acted_otherwise():
    (link,) = acted(said("jd-vance", polarity=OPPOSE), done("united-states", "sent", "troops to Egypt"))
    assert not link.consistent
    assert link.reason[0] == "jd-vance opposed it on 2025-04-01"


def test_the_opposite_act_does_not_fit_the_words():
    (link,) = acted(
        said("united-states", "impose sanctions on Egypt", "impose", thing="sanction"),
        done("united-states", "lifted", "sanctions on Egypt"),
    )
    assert not link.consistent


def test_an_act_of_no_known_class_is_found_by_its_words():
    promise = said(
        "france", "build a railway to the northern harbour", "build", agent="france", thing="railway"
    )
    (link,) = acted(promise, done("france", "built", "a railway to the northern harbour"))
    assert link.consistent
    assert acted(promise, done("france", "built", "a museum of glass")) == ()


@pytest.mark.parametrize(
    "report",
    [
        done("united-states", "sent", "troops to Egypt", on=APRIL),  # of the same day: in no order
        done("united-states", "sent", "troops to Egypt", status=EventStatus.SCHEDULED),
        done("united-states", "sent", "troops to Egypt", status=EventStatus.DENIED),
        done("united-states", "promised", "to send troops to Egypt"),
        done("russia", "sent", "troops to Egypt"),
    ],
)
def test_no_act_of_the_holders_side_means_no_link(report):
    assert acted(said("jd-vance"), report) == ()


def test_a_critic_does_not_answer_for_the_acts_of_others():
    assert acted(said("emmanuel-macron"), done("united-states", "sent", "troops to Egypt")) == ()


def test_only_the_last_word_before_the_first_act_is_set_beside_it():
    words = [said("jd-vance", polarity=OPPOSE), said("jd-vance", on=date(2025, 4, 20))]
    acts = [done("united-states", "sent", "troops to Egypt", on=day) for day in (MAY, JUNE)]
    (link,) = acted(*words, *acts)
    assert link.consistent
    assert (link.position[0], link.report[0]) == (words[1].ident, acts[0].ident)


CONDITION = ("egypt", "Egypt accepted inspections of its harbours", "accept")


@pytest.mark.parametrize(
    ("trigger", "after", "expected"),
    [
        ("accepted", "inspections of its harbours", ConditionStatus.MET),
        ("approved", "the inspections of its harbours", ConditionStatus.MET),
        ("rejected", "inspections of its harbours", ConditionStatus.FAILED),
        ("refused", "to accept inspections of its harbours", ConditionStatus.FAILED),
        ("accepted", "a loan", ConditionStatus.OPEN),
    ],
)
def test_a_later_report_settles_a_condition(trigger, after, expected):
    report = done("egypt", trigger, after)
    entry = status(said("jd-vance", condition=CONDITION), report)
    assert entry.status is expected
    assert (entry.report is None) == (expected is ConditionStatus.OPEN)
    if entry.sentence is not None:
        assert entry.sentence.of(report.text) == f"Egypt {trigger} {after}."


def test_a_report_from_before_the_condition_was_set_settles_nothing():
    report = done("egypt", "accepted", "inspections of its harbours", on=date(2025, 3, 1))
    assert status(said("jd-vance", condition=CONDITION), report).status is ConditionStatus.OPEN


def test_another_actors_act_settles_nothing():
    report = done("russia", "accepted", "inspections of its harbours")
    assert status(said("jd-vance", condition=CONDITION), report).status is ConditionStatus.OPEN


def test_the_latest_report_on_a_condition_counts():
    reports = [
        done("egypt", "rejected", "inspections of its harbours", on=MAY),
        done("egypt", "accepted", "inspections of its harbours", on=JUNE),
    ]
    assert status(said("jd-vance", condition=CONDITION), *reports).status is ConditionStatus.MET


def test_a_position_without_a_condition_is_in_no_ledger():
    assert resolve([said("jd-vance").reading()], KNOWLEDGE).ledger == ()


@pytest.mark.parametrize("unless", [True, False])
def test_no_unless_and_yes_if_are_no_reversal(unless):
    earlier = said("jd-vance", polarity=OPPOSE, condition=CONDITION)
    position = earlier.positions[0]
    earlier.positions[0] = replace(position, conditions=(replace(position.conditions[0], unless=unless),))
    later = said("jd-vance", on=MAY, condition=CONDITION)
    links = resolve([earlier.reading(), later.reading()], KNOWLEDGE).links
    assert any(link.shift is ShiftKind.REVERSAL for link in links) is not unless
