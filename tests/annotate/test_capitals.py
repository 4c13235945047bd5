"""Capitals that the tagger may take for persons, and where a capital acts."""

from __future__ import annotations

import pytest

from kg.model import Kind

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "words", "known"),
    [
        ("Kigali rejected the findings on Tuesday.", "Kigali", "rwanda"),
        ("Roseau wants a later date.", "Roseau", "dominica"),
        ("The findings angered Kigali.", "Kigali", "rwanda"),
        ("The pact has the blessing of Ankara.", "Ankara", "turkey"),
        ("In the view of Ankara, the pact is void.", "Ankara", "turkey"),
        ("Kyiv was taken aback by the price.", "Kyiv", "ukraine"),
    ],
)
def test_a_capital_that_acts_is_its_state(see, words, text, known):
    assert see(text).known(words) == known


@pytest.mark.parametrize(
    "text", ["They walked through Kigali.", "The mayor of Kigali left.", "Kyiv was taken."]
)
def test_a_capital_that_does_not_act_is_a_place(see, text):
    assert see(text).who("Kigali" if "Kigali" in text else "Kyiv").kind is Kind.PLACE


def test_a_person_named_like_a_capital_stays_one(see):
    seen = see("Santiago Ferreira resigned in May. Santiago denied the charge.")
    assert seen.who("Santiago", 1).name == "Santiago Ferreira"


def test_a_title_before_a_capital_shows_a_person(see):
    assert see("Senator Santiago rejected the bill.").who("Santiago").kind is Kind.PERSON
