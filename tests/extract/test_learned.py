"""What the learned reader adds to the rules, and whose word counts where they differ."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade_parses import annotated, parse

from kg.extract import claims
from kg.extract.aim import aimed
from kg.extract.attribution import utterances
from kg.extract.sides import sides
from kg.knowledge import Knowledge
from kg.lang.lexicon import lexicon
from kg.model import Polarity, Quotation, Span
from kg.readers.attribution import ReadAttribution
from kg.readers.pairs import Stance

SAID = (
    "Norway|NNP|nsubj|2 said:say|VBD|ROOT|2 Iran|NNP|nsubj|5 would|MD|aux|5 leave|VB|ccomp|2 Peru|NNP|dobj|5 "
    "today|NN|npadvmod|2 .|.|punct|2"
)
WEIGHED = (
    "Norway|NNP|nsubj|2 weighed:weigh|VBD|ROOT|2 in|RP|prt|2 :|:|punct|2 Iran|NNP|nsubj|6 left:leave|VBD|ccomp|2 "
    "Peru|NNP|dobj|6 .|.|punct|2"
)
TWEETED = (
    "Norway|NNP|nsubj|2 left:leave|VBD|ROOT|2 .|.|punct|2 “|``|punct|6 We|PRP|nsubj|6 agree|VBP|ROOT|6 "
    "”|''|punct|6 tweeted:tweet|VBD|amod|9 Iran|NNP|dobj|6 today|NN|npadvmod|6 .|.|punct|6"
)


def span(doc, words: str) -> Span:
    begin = doc.text.index(words)
    return Span(begin, begin + len(words))


def heard(doc, content: str, cue: str | None, source: str | None, *, sure: float = 0.9, of: float = 0.95):
    return ReadAttribution(
        (span(doc, content),),
        span(doc, cue) if cue else None,
        span(doc, source) if source else None,
        probability=sure,
        source_probability=of,
        confidence=sure,
    )


def told(notation: str, *readings: dict) -> list:
    """Return the utterances of a parse beside which the reader hears `readings`."""
    article = annotated(parse(notation))
    return list(utterances(article, lexicon(), read=[heard(article.doc, **one) for one in readings]))


def attributions(notation: str, *readings: dict) -> list:
    return [u.attribution for u in told(notation, *readings) if u.attribution is not None]


AGREEING = {"content": "Iran would leave Peru today", "cue": "said", "source": "Norway"}


def test_where_both_agree_the_rule_is_named_and_the_reader_draws_the_bounds():
    doc = parse(SAID)
    (one,) = attributions(SAID, AGREEING)
    assert one.rule == "verb-that"
    assert [s.of(doc.text) for s in one.content] == ["Iran would leave Peru today"]
    assert one.source is not None
    assert one.source.name == "Norway"
    assert any("reader agrees" in step for step in one.derivation)


def test_who_stands_right_behind_a_cue_that_follows_a_quotation_says_it():
    doc = parse(TWEETED)
    (one,) = attributions(TWEETED, {"content": "Iran today", "cue": "tweeted", "source": "Norway"})
    assert one.source is not None
    assert one.source.name == "Iran"
    assert [s.of(doc.text) for s in one.content] == ["today"]


def test_agreement_makes_surer_than_the_reader_alone():
    (together,) = attributions(SAID, {**AGREEING, "sure": 0.8})
    (alone,) = attributions(
        WEIGHED, {"content": "Iran left Peru", "cue": "weighed in", "source": "Norway", "sure": 0.8}
    )
    assert together.confidence > 0.8 > alone.confidence


def test_what_the_reader_does_not_hear_is_no_attribution_but_may_be_a_position():
    (one,) = told(SAID)
    assert one.attribution is None
    assert one.holds


def test_what_only_the_reader_hears_is_an_attribution_of_its_own():
    (one,) = told(WEIGHED, {"content": "Iran left Peru", "cue": "weighed in", "source": "Norway"})
    assert one.attribution.rule == "reader"
    assert one.attribution.quotation is Quotation.INDIRECT
    assert one.attribution.source.name == "Norway"
    assert [t.text for t in one.hit.contents] == ["left"]
    assert one.holds


def test_what_only_the_reader_hears_holds_a_position_only_if_it_is_a_clause():
    (one,) = told(WEIGHED, {"content": "Peru", "cue": "weighed in", "source": "Norway"})
    assert not one.holds


def test_what_only_the_reader_hears_and_is_unsure_of_is_left_out():
    assert (
        told(WEIGHED, {"content": "Iran left Peru", "cue": "weighed in", "source": "Norway", "sure": 0.2})
        == []
    )


@pytest.mark.parametrize(("of", "source"), [(0.95, "Iran"), (0.6, "Norway")])
def test_another_source_is_taken_only_where_the_reader_is_certain_of_it(of, source):
    (one,) = told(SAID, {"content": "would leave Peru today", "cue": "said", "source": "Iran", "of": of})
    assert one.attribution.source.name == source
    assert [t.text for t in one.hit.sources] == [source]


def test_whom_the_sayer_s_own_phrase_acts_on_does_not_say_it():
    startled = (
        "Norway|NNP|poss|3 's|POS|case|1 visit|NN|nsubj|8 before|IN|prep|3 agreeing:agree|VBG|pcomp|4 to|IN|prep|5 "
        "talks|NNS|pobj|6 startled:startle|VBD|ROOT|8 Iran|NNP|dobj|8 .|.|punct|8"
    )
    (one,) = attributions(startled, {"content": "talks", "cue": "agreeing", "source": "Iran", "of": 0.99})
    assert one.source.name == "Norway"


def test_edges_of_a_content_are_tight():
    doc = parse(SAID)
    (one,) = attributions(SAID, {**AGREEING, "content": "Iran would leave Peru today."})
    assert one.content[0].of(doc.text) == "Iran would leave Peru today"


class Fake:
    """A reader that always says the same of a pair."""

    def __init__(self, stance: Stance) -> None:
        self.stance_said = stance

    def stance(self, _sentence: Span, _holder: Span, _target: Span, _least: float) -> Stance:
        return self.stance_said


AGAINST, UNSURE = Stance(0.05, 0.02, 0.9, 0.02, 0.01), Stance(0.6, 0.1, 0.3, 0.0, 0.0)


@pytest.mark.parametrize(("stance", "target"), [(AGAINST, "Iran"), (UNSURE, None)])
def test_a_position_without_target_is_aimed_at_whom_its_words_name_if_the_reader_is_sure(
    reading, stance, target
):
    read, article = reading(SAID), annotated(parse(SAID))
    position = aimed(article, sides(article, Knowledge({}, [])), read.positions[0], Fake(stance))
    assert (position.target.name if position.target else None) == target
    assert (position.polarity is Polarity.OPPOSE) == (target is not None)


def test_a_target_that_the_rules_name_stays(reading):
    condemned = "Norway|NNP|nsubj|2 condemned:condemn|VBD|ROOT|2 Iran|NNP|dobj|2 .|.|punct|2"
    position = reading(condemned).positions[0]
    assert position.target is not None
    article = annotated(parse(condemned))
    assert aimed(article, sides(article, Knowledge({}, [])), position, Fake(AGAINST)) is position


def test_what_is_only_asked_is_no_position_however_sure_the_reader_is():
    polled = (
        "Norway|NNP|nsubj|2 polled:poll|VBD|ROOT|2 {}|IN|mark|6 Iran|NNP|nsubj|6 would|MD|aux|6 leave|VB|ccomp|2 "
        "Peru|NNP|dobj|6 .|.|punct|2"
    )
    for mark, holds in (("that", True), ("whether", False)):
        reading = {"content": "Iran would leave Peru", "cue": "polled", "source": "Norway"}
        (one,) = told(polled.format(mark), reading)
        assert one.holds is holds


REFUSED = (
    "Norway|NNP|nsubj|2 said:say|VBD|ROOT|2 Iran|NNP|nsubj|5 had:have|VBD|aux|5 met:meet|VBN|ccomp|2 but|CC|cc|5 "
    "refused:refuse|VBD|conj|5 to|TO|aux|9 leave|VB|xcomp|7 .|.|punct|2"
)


def test_an_actor_told_of_refuses_himself_whatever_the_reader_hears():
    found = told(REFUSED, {"content": "leave", "cue": "refused", "source": "Norway", "of": 0.99})
    (refusal,) = (u for u in found if u.hit.cue.lemma == "refuse")
    assert [t.text for t in refusal.hit.sources] == ["Iran"]


def test_who_would_do_it_follows_a_holder_that_the_reader_names_in_the_place_of_the_subject():
    refuses = "Norway|NNP|ROOT|1 :|:|punct|1 Iran|NNP|nsubj|4 refuses:refuse|VBZ|ROOT|4 to|TO|aux|6 leave|VB|xcomp|4 .|.|punct|4"
    (refusal,) = (u.hit for u in told(refuses) if u.hit.cue.lemma == "refuse")
    moved = replace(refusal, sources=(refusal.head.doc[0],))
    assert claims.asked(refusal) is None
    assert claims.asked(moved).text == "Norway"
