"""Stances between two actors that the learned reader is sure of."""

from __future__ import annotations

import pytest
from handmade_parses import annotated, parse

from kg import knowledge
from kg.annotate import annotate
from kg.extract import read
from kg.extract.between import RULE, Between
from kg.extract.sides import sides
from kg.knowledge import Knowledge
from kg.model import Article, Polarity, Position, Span
from kg.readers.pairs import Stance

SURE = Stance(0.02, 0.0, 0.97, 0.01, 0.0)
LIKELY = Stance(0.4, 0.0, 0.55, 0.05, 0.0)
UNSURE = Stance(0.45, 0.0, 0.45, 0.1, 0.0)
SMEARED = "Norway|NNP|nsubj|2 lied:lie|VBD|ROOT|2 about|IN|prep|2 Iran|NNP|pobj|3 .|.|punct|2"
MET = "Norway|NNP|nsubj|2 met:meet|VBD|ROOT|2 Iran|NNP|dobj|2 .|.|punct|2"
MAYOR = "Norway|NNP|poss|2 mayor|NN|nsubj|3 lied:lie|VBD|ROOT|3 about|IN|prep|3 Iran|NNP|pobj|4 .|.|punct|3"
WOULD = "If|IN|mark|3 Norway|NNP|nsubj|3 lied:lie|VBD|advcl|7 about|IN|prep|3 Iran|NNP|pobj|4 ,|,|punct|7 fine|JJ|ROOT|7"
THOUGHT = "Peru|NNP|nsubj|2 thought:think|VBD|ROOT|2 Norway|NNP|nsubj|4 met:meet|VBD|ccomp|2 Iran|NNP|dobj|4 .|.|punct|2"
PLACE = "Norway|NNP|nsubj|2 lied:lie|VBD|ROOT|2 in|IN|prep|2 Iran|NNP|pobj|3 .|.|punct|2"
SPLICED = (
    "Norway|NNP|nsubj|2 lied:lie|VBD|ccomp|5 ,|,|punct|5 Iran|NNP|nsubj|5 stays:stay|VBZ|ROOT|5 out|RP|prt|5"
)
HALL = "members|NNS|nsubj|4 of|IN|prep|1 Norway|NNP|compound|2 lied:lie|VBD|ROOT|4 about|IN|prep|4 Iran|NNP|pobj|5"
TO_HIT = "Norway|NNP|nsubj|2 met:meet|VBD|ROOT|2 to|TO|aux|4 condemn|VB|advcl|2 Iran|NNP|dobj|4 .|.|punct|2"
BOTH = (
    "Norway|NNP|nsubj|2 condemned:condemn|VBD|ROOT|2 Iran|NNP|dobj|2 and|CC|cc|3 Peru|NNP|conj|3 .|.|punct|2"
)
ASIDE = (
    "Norway|NNP|nsubj|2 condemned:condemn|VBD|ROOT|2 Iran|NNP|dobj|2 in|IN|prep|2 Peru|NNP|pobj|4 .|.|punct|2"
)
TOLD = (
    "Peru|NNP|nsubj|2 thanked:thank|VBD|ROOT|2 Iran|NNP|dobj|2 and|CC|cc|2 said:say|VBD|conj|2 Norway|NNP|nsubj|7 "
    "criticised:criticise|VBD|ccomp|5 .|.|punct|2"
)
BACKED = "Norway|NNP|nsubj|2 condemned:condemn|VBD|ROOT|2 Iran|NNP|dobj|2 .|.|punct|2"


class Fake:
    """A reader that says the same of every pair whose first stands before its second, or behind it."""

    def __init__(self, stance: Stance, *, forward: bool = True) -> None:
        self.answer = stance
        self.forward = forward

    def stance(self, _sentence: Span, holder: Span, target: Span, _least: float) -> Stance:
        is_asked = (holder.begin < target.begin) is self.forward
        return self.answer if is_asked else Stance(0.98, 0.0, 0.0, 0.01, 0.01)


def found(notation: str, stance: Stance) -> list[Position]:
    """Return the positions of a parse with what the reader adds."""
    article = annotated(parse(notation))
    reading = read(article, Knowledge({}, []))
    between = Between(article, sides(article, Knowledge({}, [])), Fake(stance))
    return between.joined(reading.positions, reading.attributions)


def test_a_sided_word_between_two_actors_is_a_stance_where_the_reader_is_sure():
    (position,) = found(SMEARED, SURE)
    assert (position.holder.name, position.target.name) == ("Norway", "Iran")
    assert (position.polarity, position.rule) == (Polarity.OPPOSE, RULE)
    assert any("lied" in step for step in position.derivation)


@pytest.mark.parametrize(
    ("notation", "stance"),
    [
        (SMEARED, UNSURE),
        (MET, LIKELY),
        (MAYOR, SURE),
        (WOULD, SURE),
        (HALL, SURE),
        (PLACE, SURE),
        (SPLICED, SURE),
    ],
    ids=[
        "unsure",
        "no word takes a side",
        "another's deed",
        "only supposed",
        "it does not act itself",
        "only where it was",
        "a clause of its own beside",
    ],
)
def test_nothing_is_added_where(notation: str, stance: Stance):
    assert found(notation, stance) == []


def test_a_position_that_is_aimed_at_somebody_is_left_alone():
    (position,) = found(BACKED, SURE)
    assert position.rule != RULE
    assert not any("reader" in step for step in position.derivation)


def test_what_is_only_likely_is_heard_where_a_word_takes_a_side_and_is_the_less_sure():
    (likely,), (sure,) = found(SMEARED, LIKELY), found(SMEARED, SURE)
    assert likely.confidence < sure.confidence


def test_without_a_sided_word_the_reader_must_be_nearly_certain():
    (position,) = found(MET, SURE)
    assert (position.holder.name, position.target.name) == ("Norway", "Iran")


def test_an_infinitive_of_purpose_is_reported_with_what_is_done_for_it():
    assert any(p.target is not None and p.target.name == "Iran" for p in found(TO_HIT, SURE))


def targets(notation: str) -> set[str]:
    """Return at whom the positions of a parse are aimed."""
    return {
        p.target.name for p in found(notation, SURE) if p.target is not None and p.holder.name == "Norway"
    }


def test_what_is_only_thought_takes_a_side_by_a_word_of_the_tables_alone():
    assert targets(THOUGHT) == set()
    assert targets(THOUGHT.replace("met:meet", "condemned:condemn")) == {"Iran"}


def test_who_is_named_in_one_breath_with_a_target_is_another():
    assert targets(BOTH) == {"Iran", "Peru"}


def test_who_stands_in_anothers_words_does_not_do_what_that_one_does():
    article = annotated(parse(TOLD))
    between = Between(article, sides(article, Knowledge({}, [])), Fake(SURE, forward=False))
    aimed = {(p.holder.name, p.target.name) for p in between.joined([], [])}
    assert ("Norway", "Iran") not in aimed


def test_who_only_stands_beside_a_target_is_none():
    assert targets(ASIDE) == {"Iran"}


@pytest.mark.model
def test_where_a_person_belongs_is_not_aimed_at_in_its_place(nlp):
    known = knowledge.load()
    text = "Mira Tolland misled Karim Holm of Falke Shipping about the lease."
    (article,) = annotate(nlp, [Article(text, "made up")], known)
    between = Between(article, sides(article, known), Fake(SURE))
    assert [p.target.name for p in between.joined([], [])] == ["Karim Holm"]


@pytest.mark.model
def test_who_is_likened_to_another_is_neither_backed_nor_opposed_by_that_alone(nlp):
    known = knowledge.load()
    (article,) = annotate(
        nlp, [Article("Mira Tolland compared Karim Holm to Ruth Calder.", "made up")], known
    )
    assert Between(article, sides(article, known), Fake(SURE)).joined([], []) == []


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Mira Tolland apologised to Karim Holm for the raid.",
        "Mira Tolland voiced concern for Karim Holm's health.",
        "Mira Tolland was saddened by Karim Holm's death.",
    ],
)
def test_who_is_spoken_to_or_feared_for_or_suffers_is_no_target(nlp, text):
    known = knowledge.load()
    (article,) = annotate(nlp, [Article(text, "made up")], known)
    assert Between(article, sides(article, known), Fake(SURE)).joined([], []) == []
