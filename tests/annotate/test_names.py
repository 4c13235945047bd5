from __future__ import annotations

import pytest

from kg.annotate.lexicon import lexicon
from kg.annotate.persons import compatible, parse_name
from kg.model import Kind

pytestmark = pytest.mark.model


def test_a_surname_is_the_person_met_in_full_whatever_the_tagger_says(see):
    seen = see("Tomas Berglund met reporters.\nBerglund's plan failed. Many blamed Berglund for the delay.")
    assert {seen.name("Berglund", n) for n in range(3)} == {"Tomas Berglund"}


def test_a_headline_surname_is_the_person_named_later(see):
    seen = see("Okonjo rejects offer\n\nThe finance minister, Amara Okonjo, turned down the loan on Monday.")
    assert seen.name("Okonjo") == "Amara Okonjo"


def test_spellings_of_one_curated_name_are_one_person(see):
    seen = see("Volodymyr Zelenskiy arrived. Later Zelensky left, and Zelenskyy called home.")
    assert {seen.known(form) for form in ("Zelenskiy", "Zelensky", "Zelenskyy")} == {"volodymyr-zelenskyy"}


def test_two_persons_with_one_surname_stay_apart(see):
    seen = see("Ivan Petrov and his wife, Elena Petrov, voted. Elena Petrov smiled.")
    assert seen.name("Ivan Petrov") != seen.name("Elena Petrov")


def test_a_particle_belongs_to_the_surname(see):
    seen = see("Ursula von der Leyen spoke first. Then von der Leyen left the room.")
    assert seen.known("von der Leyen", 1) == "ursula-von-der-leyen"


def test_a_possessive_is_no_part_of_a_name(see):
    seen = see("Vladimir Putin’s envoy and Russia's army stayed.")
    spans = {m.span.of(seen.text) for m in seen.annotated.mentions}
    assert {"Vladimir Putin", "Russia"} <= spans


def test_us_in_capitals_is_the_state_and_small_is_not(see):
    seen = see("The US warned France. They told us nothing.")
    assert seen.known("US") == "united-states"
    assert seen.who("us ") is None


def test_a_surname_alone_needs_a_curated_person_in_office(see):
    assert see("Putin refused on Tuesday to sign.").known("Putin") == "vladimir-putin"


def test_a_longer_name_is_not_cut_to_a_state(see):
    seen = see("The New Jordan Bank raised its rates. The King of Jordan did not comment.")
    assert seen.who("New Jordan Bank").kind is Kind.ORGANISATION
    assert seen.known("King of Jordan") is None or seen.known("Jordan", 1) == "jordan"


def test_an_acronym_in_brackets_is_the_name_before_it(see):
    seen = see("The Baltic Grain Council (BGC) met in Riga. The BGC rejected the tariff.")
    assert seen.who("BGC", 1).number == seen.who("Baltic Grain Council").number


def test_headline_in_capitals_keeps_its_actors(see):
    seen = see("MOSCOW REJECTS UKRAINE OFFER\n\nMoscow rejected the offer from Ukraine on Friday.")
    assert seen.known("UKRAINE") == "ukraine"


@pytest.mark.parametrize(
    ("name", "given", "surnames"),
    [
        ("Ursula von der Leyen", ("ursula",), ("von der leyen", "leyen")),
        ("Bashar al-Assad", ("bashar",), ("al-assad", "assad")),
        ("Mohammed bin Salman", ("mohammed",), ("bin salman", "salman")),
        ("Dr. José Ñáñez Jr.", ("jose",), ("nanez",)),
        ("Macron", (), ("macron",)),
    ],
)
def test_names_are_split_into_given_names_and_surname(name, given, surnames):
    parsed = parse_name(name, lexicon())
    assert (parsed.given, parsed.surnames) == (given, surnames)


@pytest.mark.parametrize(
    ("one", "two", "fits"),
    [
        (("joe",), ("joseph", "r."), False),
        (("j.", "d."), ("jd",), True),
        (("donald",), ("donald", "j."), True),
        (("d.",), ("donald",), True),
        (("ivan",), ("elena",), False),
    ],
)
def test_given_names_fit_or_not(one, two, fits):
    assert compatible(one, two) is fits
    assert compatible(two, one) is fits


def test_short_forms_of_an_organisation_are_the_organisation(see):
    seen = see("Jordan banned the airline Zephyr Air of Turkey. Zephyr Air protested. Zephyr has sued.")
    numbers = {seen.who("Zephyr", n).number for n in range(3)}
    assert len(numbers) == 1
    assert seen.who("Zephyr", 2).kind is Kind.ORGANISATION


def test_a_dateline_is_a_place(see):
    seen = see("Moscow (RIA) – The mayor resigned on Friday.")
    assert seen.who("Moscow").kind is Kind.PLACE


def test_a_spokesperson_in_apposition_is_a_person_though_the_tagger_errs(see):
    seen = see("A NATO spokesperson, Morwen Ostag, indicated that talks go on. Ostag gave no date.")
    assert seen.who("Ostag").kind is Kind.PERSON


def test_a_possessive_whose_mark_was_lost_is_the_owner_all_the_same(see):
    assert see("Turkeys government blamed the union.").known("Turkeys") == "turkey"


def test_a_plural_before_no_noun_is_not_cut_to_a_name(see):
    assert see("The farmer sold two hundred Turkeys.").known("Turkeys") is None
