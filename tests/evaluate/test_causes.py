from __future__ import annotations

import json
from pathlib import Path

import pytest
from evaluate_builders import (
    KENYA,
    RUTO,
    TANZANIA,
    TEXT,
    at,
    attribution,
    event,
    gold,
    marked,
    position,
    reading,
    resolution,
)

from kg.evaluate import render, report, traces
from kg.evaluate.causes import Close, Extra, Miss, what_instead, why_missed
from kg.evaluate.gold import GoldAttribution, GoldAttributions, GoldEvent, GoldText
from kg.evaluate.trace import Cue, Trace
from kg.model import Article, Modality, Polarity, Reading, Resolution, Span

HERE = Span(20, 30)
SENTENCES = (Span(0, 40), Span(41, 80))


def cue(begin, end, holder="Oslo", *, held=True, at_=10):
    return Cue(Span(at_, at_ + 5), "verb-that", (Span(begin, end),), holder, held)


def close(begin, end, *, same_words=False, same_holder=True, free=True):
    return Close(same_words, same_holder, free, frozenset(range(begin, end)))


@pytest.mark.parametrize(
    ("finds", "cues", "cause"),
    [
        ([close(20, 30, same_words=True)], [], Miss.TAKEN),
        ([close(20, 30, same_words=True, same_holder=False)], [], Miss.HOLDER),
        ([close(28, 60)], [cue(20, 30)], Miss.BOUNDARY),
        ([close(10, 60, free=False)], [cue(10, 60)], Miss.INSIDE),
        ([close(10, 60, free=False)], [cue(10, 60), cue(19, 30, held=False)], Miss.UNREAL),
        ([], [], Miss.NO_CUE),
        ([close(41, 50)], [cue(45, 50, at_=42)], Miss.NO_CUE),
        ([], [cue(0, 5)], Miss.ELSEWHERE),
        ([], [cue(20, 30, None)], Miss.NO_HOLDER),
        ([], [cue(20, 30, None), cue(20, 30, held=False)], Miss.UNREAL),
        ([], [cue(20, 30, None), cue(20, 30)], Miss.DROPPED),
    ],
)
def test_a_miss_has_the_first_cause_that_fits(finds, cues, cause):
    assert why_missed([HERE], finds, Trace(SENTENCES, tuple(cues))) is cause


@pytest.mark.parametrize(
    ("golds", "cause"),
    [
        ([close(20, 30, same_words=True, free=False)], Extra.DUPLICATE),
        ([close(20, 30, same_words=True, same_holder=False)], Extra.HOLDER),
        ([close(28, 60)], Extra.BOUNDARY),
        ([close(28, 60, free=False)], Extra.INSIDE),
        ([close(0, 5)], Extra.OTHER_WORDS),
        ([close(41, 50)], Extra.NOTHING),
        ([], Extra.NOTHING),
    ],
)
def test_a_false_find_is_the_first_thing_that_fits(golds, cause):
    assert what_instead([HERE], golds, Trace(SENTENCES)) is cause


@pytest.fixture
def positions_report():
    sentences = tuple(at(s) for s in TEXT.replace(". ", ".|").split("|"))
    read = reading(
        position(KENYA, "the port treaty", Polarity.OPPOSE),
        position(TANZANIA, "recall the envoy", Polarity.NEUTRAL, Modality.POSSIBLE, rule="verb-to"),
        events=(event("talks", "ASSAULT"),),
    )
    marks = gold(
        marked("E1", "kenya", "the port treaty", condition="Tanzania objects"),
        marked("E2", "ruto", "recall the envoy"),
        marked("E3", "tanzania", "the fishing quota"),
        events=(
            GoldEvent("V1", at("the talks"), frozenset({"CONSULT"})),
            GoldEvent("V2", at("recall"), frozenset({"COERCE"})),
        ),
    )
    seen = Trace(
        sentences, (Cue(at("rejected"), "verb-obj", (at("the fishing quota"),), "Tanzania", held=False),)
    )
    return report(marks, [read], resolution(read), {read.article.ident: seen})


def test_errors_are_grouped_by_cause_with_sentence_rule_and_derivation(positions_report):
    errors = positions_report.errors
    assert list(errors) == [
        "missed: words found under another holder",
        "missed: not held: dropped as unreal",
        "false find: the gold has another holder for these words",
        "wrong polarity",
        "condition missed",
        "missed event",
        "wrong type of event",
    ]
    (unreal,) = errors["missed: not held: dropped as unreal"]
    assert unreal.where == "east.txt E3"
    assert unreal.what == "tanzania: “the fishing quota”"
    assert unreal.sentence == "Tanzania rejected the fishing quota after the talks in Mombasa."
    assert unreal.made_by == "verb-obj (“rejected”, Tanzania, not held)"
    (wrong,) = errors["wrong polarity"]
    assert wrong.what == "support, but Kenya: “the port treaty” (oppose, certain)"
    assert (wrong.made_by, wrong.derivation) == ("verb-obj", ("made of the port treaty",))


def test_the_table_shows_every_error_and_json_holds_the_same(positions_report):
    shown = render(positions_report)
    for words in (
        "holder+content",
        "== wrong polarity (1)",
        "    in: Tanzania rejected",
        "east.txt E3",
        "by: verb-to",
        "made of the port treaty",
    ):
        assert words in shown
    data = json.loads(render(positions_report, "json"))
    assert data["scores"]["holder+content"]["right"] == 1
    assert {cause: len(e) for cause, e in data["errors"].items()} == {
        cause: len(e) for cause, e in positions_report.errors.items()
    }


def test_without_traces_nothing_is_listed():
    read = reading(position(RUTO, "recall the envoy"))
    found = report(gold(), [read], resolution(read))
    assert found.errors is None
    assert "==" not in render(found)
    assert "errors" not in json.loads(render(found, "json"))


def test_misses_of_an_article_that_was_not_read_are_told_as_such():
    found = report(gold(marked("E1", "kenya", "the port treaty")), [], Resolution(), {})
    assert list(found.errors) == ["missed: the article could not be read"]


def test_attributions_have_causes_and_wrong_sources():
    text = "Lima said that tin prices fell. Quito asked for calm."
    first, second = "tin prices fell", "calm"
    marks = tuple(
        GoldAttribution((at(s, text),), (), (at(c, text),)) for s, c in (("Lima", first), ("Quito", second))
    )
    read = Reading(
        Article(text, "x"),
        attributions=(
            attribution(text, first, "Quito", "verb-that"),
            attribution(text, "Lima", None, "verb-obj"),
        ),
    )
    corpus = GoldAttributions(Path("x.jsonl"), (GoldText("andes", text, (marks,)),))
    seen = {
        read.article.ident: Trace(
            (at("Lima said that tin prices fell.", text), at("Quito asked for calm.", text))
        )
    }
    errors = report(corpus, [read], Resolution(), seen).errors
    assert list(errors) == [
        "missed: no cue found in the sentence",
        "false find: gold in the sentence, but not at these words",
        "wrong source",
    ]
    assert errors["wrong source"][0].what == "“Lima”, but “Quito”: “tin prices fell”"
    assert errors["missed: no cue found in the sentence"][0].sentence == "Quito asked for calm."


@pytest.mark.model
def test_a_trace_holds_sentences_and_cues_that_nothing_was_made_of(nlp):
    from kg import knowledge  # noqa: PLC0415  # only this test reads
    from kg.annotate import annotate  # noqa: PLC0415
    from kg.extract import read as extract  # noqa: PLC0415

    text = "Finland welcomed the Arctic treaty on Tuesday. If Sweden rejects the mining ban, Norway will pay."
    known = knowledge.load()
    (annotated,) = annotate(nlp, [Article(text, "north.txt")], known)
    read = extract(annotated, known)
    ((ident, found),) = traces(nlp, [read], known)
    assert ident == read.article.ident
    assert [s.of(text) for s in found.sentences] == text.replace(". ", ".|").split("|")
    states = {c.span.of(text): (c.holder, c.held) for c in found.cues}
    assert states["welcomed"] == ("Finland", True)
    assert states["rejects"] == ("Sweden", False)
