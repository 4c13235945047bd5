from __future__ import annotations

from datetime import date

import pytest

from kg.model import Kind

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "person", "title", "owner", "former"),
    [
        ("French President Emmanuel Macron spoke.", "Emmanuel Macron", "President", "France", False),
        ("Turkey's foreign minister, Deniz Aksoy, spoke.", "Deniz Aksoy", "foreign minister", "Turkey", False),
        ("Deniz Aksoy, the Turkish foreign minister, spoke.", "Deniz Aksoy", "foreign minister", "Turkey", False),
        ("Ursula von der Leyen, president of the European Commission, spoke.", "Ursula von der Leyen", "president", "European Commission", False),
        ("Former US president Carl Hayes spoke.", "Carl Hayes", "president", "United States", True),
        ("Prime Minister of Jordan Samir Haddad spoke.", "Samir Haddad", "Prime Minister", "Jordan", False),
        ("Lena Roth is the president of France.", "Lena Roth", "president", "France", False),
    ],
)  # fmt: skip
def test_an_office_is_read_in_every_wording(see, text, person, title, owner, former):
    roles = [
        (r.person.name, r.title, r.organisation and r.organisation.name, r.former) for r in see(text).roles
    ]
    assert roles == [(person, title, owner, former)]


def test_a_title_without_a_state_gets_the_one_held_on_the_day(see):
    text = "President Donald Trump spoke on Friday."
    (role,) = see(text).roles
    assert role.organisation.known == "united-states"
    (early,) = see(text, published=date(2012, 3, 1)).roles
    assert early.organisation is None


def test_a_title_stands_for_the_person_of_the_text(see):
    seen = see("Turkish Foreign Minister Deniz Aksoy flew home. The foreign minister said talks went well.")
    assert seen.name("foreign minister ") == "Deniz Aksoy"


@pytest.mark.parametrize("words", ["the Russian leader", "the Russian president", "Russia's president"])
def test_a_title_and_a_state_stand_for_the_curated_holder(see, words):
    assert see(f"Nobody had expected {words} to agree.").known(words) == "vladimir-putin"


def test_a_vice_president_is_not_the_president(see):
    seen = see("US Vice President Ray Dunn met President Donald Trump. The vice president then left.")
    assert seen.name("The vice president") == "Ray Dunn"


def test_an_unknown_holder_is_a_person_of_that_state(see):
    found = see("Nobody asked the Jordanian interior minister.").who("interior minister")
    assert (found.kind, found.known, found.state) == (Kind.PERSON, None, "jordan")


def test_a_spokesperson_speaks_for_the_body_named(see):
    seen = see("Kremlin spokesman Oleg Larin declined to comment.")
    found = seen.who("Oleg Larin")
    assert seen.entities[found.principal].known == "russia"


def test_the_mention_of_a_titled_person_names_its_head(see):
    seen = see("French President Emmanuel Macron spoke.")
    mention = seen.annotated.mention_at(seen.token("Macron"))
    assert mention.span.of(seen.text) == "French President Emmanuel Macron"
    assert mention.head.of(seen.text) == "Emmanuel Macron"


def test_an_unnamed_spokesperson_speaks_for_the_body_named(see):
    seen = see("A spokesperson for NATO declined to comment.")
    found = seen.who("spokesperson")
    assert (found.kind, seen.entities[found.principal].known) == (Kind.PERSON, "nato")


def test_the_leader_of_something_else_is_not_the_one_named_before(see):
    seen = see("French President Emmanuel Macron spoke. The leader of the orchestra did not listen.")
    assert seen.known("leader") is None


def test_a_title_may_name_its_matter(see):
    seen = see("US Secretary of State Dana Cole left. The secretary of state gave no reason.")
    (role,) = seen.roles
    assert (role.title, role.organisation.known) == ("Secretary of State", "united-states")
    assert seen.name("secretary of state") == "Dana Cole"


def test_an_unnamed_diplomat_is_not_the_named_one(see):
    seen = see("French diplomat Luc Morel left. A Turkish diplomat stayed. The diplomat gave no reason.")
    assert seen.name("The diplomat") != "Luc Morel"


def test_the_mention_of_a_person_begins_with_the_state_that_an_adjective_gives(see):
    text = "On Monday American Tom Reed thanked the union."
    mention = next(m for m in see(text).annotated.mentions if m.entity.name == "Tom Reed")
    assert (mention.span.of(text), mention.head.of(text)) == ("American Tom Reed", "Tom Reed")
