from __future__ import annotations

import pytest

from kg.model import Kind

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "place", "key"),
    [
        ("Moscow refused to sign the treaty.", "Moscow", "russia"),
        ("Talks between Moscow and Washington stalled.", "Moscow", "russia"),
        ("Talks between Moscow and Washington stalled.", "Washington", "united-states"),
        ("The plan would be in Ankara's favour.", "Ankara", "turkey"),
        ("The White House said nothing.", "White House", "united-states"),
        ("They offered concessions to Moscow.", "Moscow", "russia"),
        ("The ministers urged Kyiv to wait.", "Kyiv", "ukraine"),
        ("The deal left Kyiv out of the talks.", "Kyiv", "ukraine"),
    ],
)
def test_a_capital_that_acts_is_its_state(see, text, place, key):
    assert see(text).known(place) == key


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The envoy landed in Moscow.", "Moscow"),
        ("The envoy flew to Moscow on Monday.", "Moscow"),
        ("Rockets hit Kyiv overnight.", "Kyiv"),
        ("Ankara's airports were closed.", "Ankara"),
        ("He wants a return to the White House.", "White House"),
        ("Crowds gathered near the Kremlin.", "Kremlin"),
    ],
)
def test_a_capital_where_something_happens_is_a_place(see, text, place):
    assert see(text).who(place).kind is Kind.PLACE


def test_officials_in_a_capital_belong_to_its_state(see):
    found = see("The cuts worried officials in Kyiv.").who("officials")
    assert (found.kind, found.state) == (Kind.GROUP, "ukraine")


@pytest.mark.parametrize(
    "words", ["Putin's government", "the Russian government", "the government of Russia"]
)
def test_a_government_is_its_state(see, words):
    assert see(f"Vladimir Putin spoke. Few trust {words} now.").known("government") == "russia"


@pytest.mark.parametrize("text", ["France will resume aid to Kyiv.", "They await details from Kyiv."])
def test_who_gets_or_gives_is_the_state(see, text):
    assert see(text).known("Kyiv") == "ukraine"
