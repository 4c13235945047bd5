"""Names that no table holds: who is a person, a company, a place, and what stands beside them."""

from __future__ import annotations

import pytest

from kg.annotate.wording import matches
from kg.model import Kind

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Kino Barsoum said the siege would go on.", "Barsoum", Kind.PERSON),
        ("It was Tharman Ganesan who proposed the tax.", "Ganesan", Kind.PERSON),
        ("Mount Elgon is closed to climbers.", "Elgon", Kind.PLACE),
        ("Hagia Irene opened again in June.", "Irene", Kind.PLACE),
        ("Safi Airways said it would stop its flights.", "Airways", Kind.ORGANISATION),
        ("Bombelyn had accused the bank of fraud.", "Bombelyn", Kind.PERSON),
        ("Bombelyn is quiet. Troops met in Bombelyn.", "Bombelyn", Kind.PLACE),
    ],
)
def test_words_around_a_name_show_what_it_names(see, text, words, kind):
    assert see(text).who(words).kind is kind


def test_the_word_of_a_caption_is_no_part_of_the_name(see):
    seen = see("Omar Haddad Image: Reuters.")
    assert "Image" not in " ".join(entity.name for entity in seen.entities)


def test_a_hyphen_within_a_name_does_not_end_it(see):
    assert see("Park Min-seok, an engineer, said the dam would hold.").name("Park") == "Park Min-seok"


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Bashir Daoud, a veteran who called for a truce, was arrested.", "veteran", "Bashir Daoud"),
        (
            "Executive director of the Houston chapter of the Crescent League Salma Idris said it was late.",
            "director",
            "Salma Idris",
        ),
        ("Member of Parliament (MP) Joan Fields objected.", "Member", "Joan Fields"),
        ("Member of Parliament (MP) Joan Fields objected.", "MP", "Joan Fields"),
    ],
)
def test_what_somebody_is_called_denotes_the_named_person(see, text, words, name):
    assert see(text).name(words) == name


def test_a_noun_in_apposition_is_taken_up_later(see):
    seen = see("Noor Aziz, a girl from Amman, won. The girl thanked her school.")
    assert seen.name("girl", 1) == "Noor Aziz"


def test_a_minister_after_according_to_is_somebody_else(see):
    seen = see("According to Anand Rao, Russia's director general of operations had asked for the call.")
    assert [role for role in seen.roles if role.person.name == "Anand Rao"] == []


@pytest.mark.parametrize(
    ("wanted", "held", "fits"),
    [
        ("diplomat", "top diplomat", False),
        ("diplomat", "chief diplomat", False),
        ("top diplomat", "top diplomat", True),
        ("diplomat", "senior diplomat", True),
    ],
)
def test_a_diplomat_is_no_minister_who_is_called_top_diplomat(wanted, held, fits):
    assert matches(wanted, held) is fits


PLAN = "Malta opposed a plan by the European Commission. It called on the Commission to wait. Commission President Ann Roe agreed."
TWO = "The Fiscal Reform Commission met the European Commission. Malta wrote to the Commission. Commission President Ann Roe agreed."


def test_a_bare_noun_is_the_one_body_whose_name_ends_so(see):
    assert {e.name for e in see(PLAN).entities if "Commission" in e.name} == {"European Commission"}


def test_of_two_commissions_the_bare_noun_is_neither_but_may_be_the_known_one(see):
    undecided = [e for e in see(TWO).entities if e.name == "Commission"]
    assert [(e.known, e.maybe) for e in undecided] == [(None, ("european-commission",))]
