"""Bodies and groups without a name of their own: whose they are, and how they may be worded."""

from __future__ import annotations

import pytest

from kg.model import Kind

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "words", "kind", "name"),
    [
        ("Putin's office denied the story.", "office", Kind.ORGANISATION, "Vladimir Putin's office"),
        ("Macron's party voted against it.", "party", Kind.ORGANISATION, "Emmanuel Macron's party"),
        ("Trump's team called it false.", "team", Kind.GROUP, "Donald Trump's team"),
        ("Putin's lawyer said he was calm.", "lawyer", Kind.PERSON, "Vladimir Putin's lawyer"),
    ],
)
def test_what_speaks_for_a_person_is_an_actor_of_its_own(see, text, words, kind, name):
    seen = see(text)
    found = seen.who(words)
    assert (found.kind, found.name) == (kind, name)
    assert name.startswith(seen.entities[found.principal].name)


def test_a_campaign_against_something_is_no_body(see):
    found = see("Trump's campaign against the tax failed.").who("campaign")
    assert found is None or found.kind is not Kind.ORGANISATION


@pytest.mark.parametrize(
    ("text", "words", "variants"),
    [
        ("Critics from across the spectrum condemned it.", "Critics", {"Critics", "Critics from across the spectrum"}),
        ("A number of French firms left.", "firms", {"A number of French firms", "French firms"}),
        ("Both Kurdish and Druze members of parliament left.", "members",
         {"Both Kurdish and Druze members of parliament", "Kurdish and Druze members"}),
    ],
)  # fmt: skip
def test_a_group_keeps_the_ways_to_word_it(see, text, words, variants):
    assert variants <= set(see(text).who(words).names)


def test_groups_that_are_joined_are_not_worded_together(see):
    assert see("Nurses and farmers marched.").who("Nurses").names == ("Nurses",)


@pytest.mark.parametrize("words", ["Truckers", "Fishermen", "Companies"])
def test_people_of_a_trade_are_a_group(see, words):
    assert see(f"{words} opposed the toll.").who(words).kind is Kind.GROUP


def test_a_court_that_rules_is_taken_up_by_the_court(see):
    seen = see("A court ruled against the ban. The court gave no reason. A court in May had upheld it.")
    assert seen.who("court").kind is Kind.ORGANISATION
    assert seen.who("court").number == seen.who("court", 1).number


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("The Amman summit denounced the raid.", "summit", True),
        ("The conference called for a truce.", "conference", True),
        ("The conference began in May.", "conference", False),
    ],
)
def test_a_meeting_is_an_actor_where_it_speaks(see, text, words, found):
    entity = see(text).who(words)
    assert (entity is not None and entity.kind is Kind.GROUP) is found


@pytest.mark.parametrize("words", ["The Russian air force", "The Jordanian army"])
def test_the_forces_of_a_state_are_named_as_written(see, words):
    found = see(f"{words} denied the raid.").who(words)
    assert (found.kind, found.name) == (Kind.ORGANISATION, words.removeprefix("The "))
    assert found.state is not None


def test_whose_government_is_that_of_the_state_before(see):
    assert see("Jordan, whose government opposed the pact, walked out.").known("government") == "jordan"


def test_a_number_joined_by_a_hyphen_stays_in_the_words(see):
    assert see("The six-member French team walked out.").name("team") == "six-member French team"


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("The Turkish rejected the offer.", "Turkish", Kind.GROUP),
        ("The farmer accused the Russian of fraud.", "Russian", Kind.PERSON),
        ("An American condemned the raid.", "American", Kind.PERSON),
    ],
)
def test_an_adjective_with_an_article_is_one_of_a_people_or_all_of_it_and_never_its_state(
    see, text, words, kind
):
    found = see(text).who(words)
    assert (found.kind, found.known) == (kind, None)


def test_an_adjective_before_its_noun_is_nobody(see):
    assert see("The farmer sold the Russian engine.").who("Russian") is None


def test_an_adjective_with_the_article_is_the_person_of_that_state_who_was_named_before(see):
    assert (
        see("Donald Trump met Vladimir Putin. The American left early.").known("American") == "donald-trump"
    )
    assert see("Deniz Aksoy met Tom Reed. The American left early.").who("American") is None
