"""How sure a position is, with an attribution and without one."""

from __future__ import annotations

from kg.extract.confidence import UNMEASURED, measured, of_position


def test_a_position_that_no_attribution_carries_is_as_sure_as_such_positions_are_right():
    assert of_position("verb-obj", None) > measured("verb-obj")


def test_an_attribution_makes_a_position_surer_and_never_less_sure():
    assert of_position("verb-obj", 0.99) == 0.99
    assert of_position("verb-obj", 0.3) == of_position("verb-obj", None)


def test_what_no_measured_rule_makes_is_as_sure_as_its_attribution():
    assert of_position("reader", 0.41) == 0.41
    assert of_position("a rule of tomorrow", None) == UNMEASURED
