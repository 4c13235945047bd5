from datetime import date

import pytest
from resolve_builders import KNOWLEDGE, Document

from kg.model import LinkKind, Modality, Polarity, ShiftKind, SpeechAct
from kg.resolve import resolve
from kg.resolve.tables import settings

APRIL, MAY = date(2025, 4, 1), date(2025, 5, 1)
SUPPORT, OPPOSE, NEUTRAL = Polarity.SUPPORT, Polarity.OPPOSE, Polarity.NEUTRAL


def story(holder, polarity=SUPPORT, on=MAY, outlet="Evening Courier", action="send", patient="egypt", **more):
    """Return a document with one position on American troops in Egypt, unless told otherwise."""
    document = Document(
        f"{holder} {polarity} {on} {outlet} {action} {sorted(map(str, more.items()))}", on, outlet
    )
    words = "from" if action == "withdraw" else "to"
    claim = document.claim(
        f"{action} troops {words} {KNOWLEDGE.actors[patient].label}", document.known("united-states"),
        action, "troop", document.known(patient),
    )  # fmt: skip
    condition = more.pop("condition", None)
    if condition is not None:
        more["condition"] = document.claim(condition)
    document.position(document.known(holder), claim, polarity, **more)
    return document


def links(*documents):
    return resolve([d.reading() for d in documents], KNOWLEDGE).links


def kinds(*documents):
    return sorted((link.kind, link.between) for link in links(*documents))


def test_two_ministers_of_one_state_contradict_each_other_within_it():
    may_if = story("jd-vance", modality=Modality.POSSIBLE, condition="if talks fail", cue="may")
    (link,) = links(may_if, story("pete-hegseth", OPPOSE, cue="ruled out"))
    assert (link.kind, link.between, link.within) == (
        "Contradiction", LinkKind.BETWEEN_HOLDERS, "united-states",
    )  # fmt: skip
    assert 'jd-vance is only possible ("may")' in link.reason
    assert 'jd-vance on condition: "if talks fail"' in link.reason


def test_holders_of_two_states_contradict_each_other_within_their_smallest_common_body():
    (link,) = links(story("emmanuel-macron"), story("germany", OPPOSE))
    assert link.within == "european-union"


def test_no_unless_and_yes_if_contradict_nobody():
    no = story("jd-vance", OPPOSE, condition="talks start", unless=True)
    assert links(no, story("emmanuel-macron", condition="talks start")) == ()
    assert len(links(no, story("emmanuel-macron"))) == 1


def test_what_was_said_long_ago_on_no_known_day_turns_into_nothing():
    earlier, later = story("jd-vance", on=APRIL, outlet="A"), story("jd-vance", OPPOSE, long_ago=True)
    assert links(earlier, later) == ()
    assert kinds(earlier, story("jd-vance", OPPOSE)) == [("Shift", LinkKind.SAME_HOLDER_OVER_TIME)]


def test_a_neutral_report_neither_contradicts_nor_agrees():
    assert links(story("jd-vance"), story("emmanuel-macron", NEUTRAL)) == ()


def test_two_who_claim_a_fact_agree_and_who_denies_it_contradicts_them():
    claims = [story(key, NEUTRAL, action="withdraw") for key in ("jd-vance", "emmanuel-macron")]
    (agreed,) = links(*claims)
    assert (agreed.kind, agreed.reason) == ("Agreement", ("both say that it is so",))
    denied = story("vladimir-putin", OPPOSE, action="withdraw", act=SpeechAct.DENY)
    assert kinds(claims[0], denied) == [("Contradiction", LinkKind.BETWEEN_HOLDERS)]


def test_a_claim_of_fact_says_nothing_of_a_wish():
    assert (
        links(story("jd-vance", NEUTRAL, action="withdraw"), story("emmanuel-macron", action="withdraw"))
        == ()
    )
    denied = story("vladimir-putin", OPPOSE, act=SpeechAct.DENY)
    assert links(denied, story("emmanuel-macron", act=SpeechAct.DEMAND)) == ()
    assert len(links(denied, story("jd-vance", act=SpeechAct.PROMISE))) == 1


def test_who_wants_a_thing_agrees_with_who_opposes_what_excludes_it():
    (link,) = links(story("jd-vance", OPPOSE), story("emmanuel-macron", action="withdraw"))
    assert link.kind == "Agreement"
    assert "excludes" in link.reason[0]


def test_another_proposition_is_no_contradiction_however_alike_the_words():
    assert links(story("jd-vance"), story("emmanuel-macron", OPPOSE, patient="ukraine")) == ()


def test_wanting_what_excludes_what_another_wants_is_a_contradiction():
    (link,) = links(story("jd-vance"), story("emmanuel-macron", action="withdraw"))
    assert link.kind == "Contradiction"
    assert "excludes" in link.reason[0]


def test_opposing_both_of_two_opposites_says_nothing():
    assert links(story("jd-vance", OPPOSE), story("emmanuel-macron", OPPOSE, action="withdraw")) == ()


def test_that_something_may_and_may_not_be_done_is_no_contradiction():
    possible = Modality.POSSIBLE
    assert (
        links(story("jd-vance", modality=possible), story("emmanuel-macron", OPPOSE, modality=possible)) == ()
    )


def test_positions_of_two_eras_are_not_set_against_each_other():
    assert links(story("france", on=date(2003, 3, 1)), story("germany", OPPOSE)) == ()


def test_an_unsure_reading_takes_part_in_no_link():
    assert links(story("jd-vance"), story("emmanuel-macron", OPPOSE, confidence=0.1)) == ()


def test_two_holders_on_one_side_agree():
    assert kinds(story("jd-vance"), story("emmanuel-macron")) == [("Agreement", LinkKind.BETWEEN_HOLDERS)]


def test_two_outlets_that_report_one_holder_alike_agree_and_at_odds_contradict():
    courier, gazette = story("jd-vance"), story("jd-vance", outlet="Harbour Gazette")
    assert kinds(courier, gazette) == [("Agreement", LinkKind.BETWEEN_OUTLETS)]
    odd = story("jd-vance", OPPOSE, outlet="Harbour Gazette")
    assert kinds(courier, odd) == [("Contradiction", LinkKind.BETWEEN_OUTLETS)]


def test_both_sides_in_one_article_are_no_link():
    document = story("jd-vance")
    claim = document.positions[0].claim
    document.position(document.known("jd-vance"), claim, OPPOSE)
    assert links(document) == ()


@pytest.mark.parametrize(
    ("earlier", "later", "kind"),
    [
        ({}, {"polarity": OPPOSE}, ShiftKind.REVERSAL),
        ({}, {"modality": Modality.POSSIBLE}, ShiftKind.SOFTENING),
        ({"modality": Modality.PROBABLE}, {}, ShiftKind.HARDENING),
        ({"strength": 0.2}, {"strength": 0.9}, ShiftKind.HARDENING),
        ({}, {"condition": "if talks fail"}, ShiftKind.CONDITION_ADDED),
        ({"condition": "if talks fail"}, {}, ShiftKind.CONDITION_DROPPED),
        ({}, {"action": "withdraw"}, ShiftKind.REVERSAL),
    ],
)
def test_how_one_holder_moved(earlier, later, kind):
    first, second = story("jd-vance", on=APRIL, **earlier), story("jd-vance", on=MAY, **later)
    (link,) = links(first, second)
    assert (link.kind, link.between, link.shift) == ("Shift", LinkKind.SAME_HOLDER_OVER_TIME, kind)
    assert (link.earlier[0], link.later[0]) == (first.ident, second.ident)


def test_the_same_words_again_are_no_shift():
    assert links(story("jd-vance", on=APRIL), story("jd-vance", on=MAY)) == ()


def test_a_change_reported_on_one_day_is_in_no_order_and_no_shift():
    assert all(
        link.kind != "Shift" for link in links(story("jd-vance"), story("jd-vance", OPPOSE, strength=0.9))
    )


def test_a_reversal_between_two_voices_of_a_state_is_the_states_shift():
    found = links(story("pete-hegseth", OPPOSE, on=APRIL), story("jd-vance", on=MAY))
    (shift,) = [link for link in found if link.kind == "Shift"]
    assert (shift.between, shift.within, shift.shift) == (
        LinkKind.BETWEEN_HOLDERS, "united-states", ShiftKind.REVERSAL,
    )  # fmt: skip


def test_a_milder_tone_of_another_minister_is_no_shift():
    found = links(story("pete-hegseth", on=APRIL), story("jd-vance", on=MAY, modality=Modality.POSSIBLE))
    assert [link.kind for link in found] == ["Agreement"]


def test_a_turn_and_a_turn_back_are_both_shifts():
    days = (date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1))
    sides = (SUPPORT, OPPOSE, SUPPORT)
    found = links(*(story("jd-vance", side, on=day) for side, day in zip(sides, days, strict=True)))
    assert [link.shift for link in found] == [ShiftKind.REVERSAL] * 2


def test_links_grow_as_the_positions_do_and_not_as_their_square():
    def count(holders):
        documents = []
        for number in range(holders):
            document = Document(f"voice {number}", MAY)
            claim = document.claim(
                "send troops to Egypt",
                document.known("united-states"),
                "send",
                "troop",
                document.known("egypt"),
            )
            holder = document.entity(f"Alba Number{chr(97 + number // 26)}{chr(97 + number % 26)}")
            document.position(holder, claim, SUPPORT if number % 2 else OPPOSE)
            documents.append(document)
        return len(links(*documents))

    most = 2 * settings().holders_linked  # later ones, on either side
    assert 60 < count(60) <= most * 60
    assert count(240) <= most * 240


def test_repeats_of_one_holder_in_one_outlet_add_no_links():
    other = story("emmanuel-macron", OPPOSE)
    few = links(other, *(story("jd-vance", on=date(2025, 5, day), cue=f"said {day}") for day in range(1, 4)))
    many = links(
        other, *(story("jd-vance", on=date(2025, 5, day), cue=f"said {day}") for day in range(1, 25))
    )
    assert len(few) == len(many) == 2
