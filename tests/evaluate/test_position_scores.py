from __future__ import annotations

from dataclasses import replace

import pytest
from evaluate_builders import (
    KENYA,
    RUTO,
    TANZANIA,
    at,
    event,
    gold,
    marked,
    position,
    reading,
    resolution,
)

from kg.errors import InputError
from kg.evaluate import report
from kg.evaluate.gold import GoldEvent
from kg.model import Actor, Event, Kind, Modality, Polarity

TREATY = marked("E1", "kenya", "the port treaty", condition="Tanzania objects")
ENVOY = marked("E2", "ruto", "recall the envoy", modality=Modality.POSSIBLE)
QUOTA = marked("E3", "tanzania", "the fishing quota", Polarity.OPPOSE)


def reported(marks, finds, **more):
    read = reading(*finds, **more)
    return report(marks, [read], resolution(read))


def test_everything_right_scores_one():
    finds = (
        position(KENYA, "the port treaty", condition="Tanzania objects"),
        position(RUTO, "recall the envoy", modality=Modality.POSSIBLE),
        position(TANZANIA, "the fishing quota", Polarity.OPPOSE),
    )
    found = reported(gold(TREATY, ENVOY, QUOTA), finds)
    assert found.scores["holder+content"].f1 == found.scores["strict"].f1 == 1
    assert {part.share for name, part in found.parts.items() if "right" in name and part.of} == {1.0}
    assert found.counts["conditions invented"] == 0


def test_each_wrong_property_costs_strictness_and_shows_in_its_own_number():
    finds = (
        position(KENYA, "the port treaty"),  # lacks the condition
        position(RUTO, "recall the envoy", Polarity.OPPOSE),  # wrong side, and certain
        position(TANZANIA, "the fishing quota", Polarity.OPPOSE, condition="the talks in Mombasa"),
    )
    found = reported(gold(TREATY, ENVOY, QUOTA), finds)
    assert found.scores["holder+content"].right == 3
    assert found.scores["strict"].right == 0
    assert (found.parts["polarity right"].right, found.parts["modality right"].right) == (2, 2)
    assert (found.parts["conditions found"].right, found.parts["conditions found"].of) == (0, 1)
    assert found.counts["conditions invented"] == 1


def test_a_holder_goes_by_any_of_its_names_in_the_corpus():
    assert reported(gold(TREATY), [position(KENYA, "the port treaty")]).scores["holder+content"].right == 1
    assert reported(gold(TREATY), [position(RUTO, "the port treaty")]).scores["holder+content"].right == 0


def test_an_optional_position_is_neither_missed_nor_a_false_find():
    marks = gold(TREATY, replace(QUOTA, optional=True))
    both = [position(KENYA, "the port treaty"), position(TANZANIA, "the fishing quota")]
    for finds in (both, both[:1]):
        score = reported(marks, finds).scores["holder+content"]
        assert (score.right, score.found, score.gold) == (1, 1, 1)
    assert reported(marks, both).counts["optional ones found, not counted"] == 1


def test_of_two_finds_for_one_position_the_one_with_the_right_side_counts():
    finds = [
        position(TANZANIA, "the fishing quota"),
        position(TANZANIA, "the fishing quota", Polarity.OPPOSE),
    ]
    found = reported(gold(QUOTA), finds)
    assert found.parts["polarity right"].share == 1
    assert found.scores["holder+content"].precision == 0.5


def test_rules_are_counted_by_what_they_found_and_what_was_right():
    finds = [
        position(KENYA, "the port treaty", rule="verb-obj"),
        position(RUTO, "the fishing quota", rule="verb-obj"),
        position(RUTO, "recall the envoy", rule="verb-to"),
    ]
    found = reported(gold(TREATY, ENVOY, replace(QUOTA, optional=True)), finds)
    assert [(r.name, r.found, r.right, r.precision) for r in found.rules] == [
        ("verb-obj", 2, 1, 0.5),
        ("verb-to", 1, 1, 1.0),
    ]


def test_words_found_under_another_holder_are_counted_apart():
    part = reported(gold(TREATY, QUOTA), [position(RUTO, "the port treaty")]).parts[
        "missed, but words found under another holder"
    ]
    assert (part.right, part.of) == (1, 2)


def test_events_are_found_by_their_trigger_and_typed_by_what_is_wider():
    marks = gold(
        events=(
            GoldEvent("V1", at("the talks in Mombasa"), frozenset({"CONSULT"})),
            GoldEvent("V2", at("rejected"), frozenset({"REJECT"})),
            GoldEvent("V3", at("recall the envoy"), frozenset({"COERCE"})),
            GoldEvent("V4", at("backs"), frozenset({"SUPPORT"}), optional=True),
        )
    )
    found = reported(marks, [], events=(event("talks", "meeting"), event("rejected", "ACCUSE")))
    assert (found.parts["events found"].right, found.parts["events found"].of) == (2, 3)
    assert (found.parts["type of event right"].right, found.parts["type of event right"].of) == (1, 2)


def test_an_event_has_the_type_that_the_corpus_gives_it_too():
    read = reading(events=(event("talks", "STATEMENT"),))
    together = replace(
        resolution(read),
        events=(Event("e", "CONSULT", "talks"),),
        event_of={(read.article.ident, 0): "e"},
    )
    marks = gold(events=(GoldEvent("V1", at("talks"), frozenset({"CONSULT"})),))
    assert report(marks, [read], together).parts["type of event right"].share == 1


def test_an_article_that_was_not_read_counts_as_empty():
    read = reading(position(KENYA, "the port treaty"), source="elsewhere/west.txt")
    found = report(gold(TREATY, ENVOY), [read], resolution(read))
    assert (found.scores["holder+content"].found, found.scores["holder+content"].gold) == (0, 2)


def test_an_article_that_is_also_another_file_is_read():
    read = reading(position(KENYA, "the port treaty"), source="elsewhere/west.txt")
    read = replace(read, article=replace(read.article, also=("gold/east.txt",)))
    assert report(gold(TREATY), [read], resolution(read)).scores["holder+content"].right == 1


def test_gold_for_another_version_of_the_text_is_refused():
    marks = gold(TREATY)
    words = (("position E1", at("the port treaty"), "the old treaty"),)
    marks = replace(marks, articles=(replace(marks.articles[0], words=words),))
    with pytest.raises(
        InputError, match=r"position E1: \[12, 27\) of east.txt: there stands 'the port treaty'"
    ):
        reported(marks, [])


def test_a_holder_that_nothing_resolves_is_nobody():
    read = reading(position(KENYA, "the port treaty"))
    together = replace(resolution(read), actors=(Actor("kenya", Kind.STATE, "Kenya"),), actor_of={})
    assert report(gold(TREATY), [read], together).scores["holder+content"].right == 0
