"""Phrases and pronouns that choose between those spoken of before."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "former", "latter"),
    [
        ("Anna Berg and Omar Said disagreed. The former wants talks; the latter refused.", "Anna Berg", "Omar Said"),
        ("France met Turkey. The latter agreed, while the former did not.", "France", "Turkey"),
    ],
)  # fmt: skip
def test_the_former_and_the_latter_are_the_last_two(see, text, former, latter):
    seen = see(text)
    assert (seen.name("former"), seen.name("latter")) == (former, latter)


def test_a_former_minister_is_no_first_of_two(see):
    seen = see("France and Turkey signed. The former minister objected.")
    assert seen.name("minister") != "France"


def test_both_sides_are_those_who_fought_last(see):
    seen = see("Russia and Jordan trade a lot. France fought Turkey. Both sides blamed the other.")
    assert seen.name("sides") == "France and Turkey"


def test_he_who_goes_on_is_who_spoke_and_not_whom_he_spoke_of(see):
    seen = see("Lars Holm said on Monday that Vladimir Putin had lied. He again called for sanctions.")
    assert seen.name("He") == "Lars Holm"


def test_an_outlet_in_brackets_is_not_taken_up(see):
    seen = see("The abbey in France is empty (Le Monde). Its status is disputed.")
    assert seen.name("Its") != "Le Monde"


def test_it_that_does_not_speak_is_the_thing_before(see):
    assert see("The museum near Russia opened in 1934. It will become a library.").name("It") is None
