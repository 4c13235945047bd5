"""At whom the learned reader sees a position aimed, and at whom it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade_parses import annotated, parse

from kg.extract import read
from kg.extract.aim import aimed
from kg.extract.sides import sides
from kg.knowledge import Knowledge
from kg.model import Polarity, Position
from kg.readers.pairs import Stance

BLAMED = (
    "Norway|NNP|nsubj|2 condemned:condemn|VBD|ROOT|2 Iran|NNP|poss|5 's|POS|case|3 raid|NN|dobj|2 .|.|punct|2"
)


class Fake:
    """A reader that says the same of every pair."""

    def __init__(self, oppose: float) -> None:
        self.answer = Stance(1 - oppose, 0.0, oppose, 0.0, 0.0)

    def stance(self, *_spans: object) -> Stance:
        return self.answer


def heard(oppose: float, **changed: object) -> Position:
    """Return the position of Norway after the reader was asked how probably it opposes Iran."""
    article = annotated(parse(BLAMED))
    (position,) = read(article, Knowledge({}, [])).positions
    return aimed(article, sides(article, Knowledge({}, [])), replace(position, **changed), Fake(oppose))


def test_whom_the_rules_name_is_no_target_where_the_reader_sees_no_side():
    position = heard(0.04)
    assert (position.polarity, position.target, position.target_span) == (Polarity.OPPOSE, None, None)
    assert "only 0.04" in position.derivation[-1]


@pytest.mark.parametrize(
    ("oppose", "changed"),
    [(0.2, {}), (0.04, {"rule": "verb-obj-to"}), (0.04, {"polarity": Polarity.NEUTRAL})],
    ids=["it is not sure", "who is spoken to", "no side is taken"],
)
def test_whom_the_rules_name_stays_where(oppose: float, changed: dict[str, object]):
    position = heard(oppose, **changed)
    assert position.target is not None
    assert position.target.name == "Iran"


def test_what_rules_and_reader_both_see_is_surer():
    alone, both = heard(0.3), heard(0.7)
    assert both.confidence > alone.confidence
    assert "reader agrees" in both.derivation[-1]


def test_a_position_is_no_surer_than_the_target_that_only_the_reader_sees():
    nobody = {"target": None, "target_span": None, "confidence": 0.9}
    assert [heard(oppose, **nobody).confidence for oppose in (0.3, 0.7)] == [0.5, 0.8]


def test_whom_alone_a_position_is_about_is_its_target_whatever_the_reader_sees():
    span = heard(0.5).target_span
    assert heard(0.04, content=(span,)).target is not None


def test_who_is_named_and_whom_the_reader_sees_is_the_target_where_the_rules_name_nobody():
    position = heard(0.6, target=None, target_span=None)
    assert position.target is not None
    assert position.target.name == "Iran"
