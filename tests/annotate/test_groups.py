from __future__ import annotations

import pytest

from kg.model import Form, Kind

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "words", "state"),
    [
        ("Ukrainian officials warned of delays.", "officials", "ukraine"),
        ("NATO allies were not told.", "allies", "nato"),
        ("Russian forces withdrew.", "forces", "russia"),
        ("Lawmakers from France objected.", "Lawmakers", "france"),
        ("Protesters blocked the road.", "Protesters", None),
        ("The Americans walked out.", "Americans", "united-states"),
    ],
)
def test_unnamed_people_are_a_group_with_their_state(see, text, words, state):
    found = see(text).who(words)
    assert (found.kind, found.state) == (Kind.GROUP, state)


def test_the_name_of_a_group_holds_no_half_of_its_number(see):
    assert see("Russia freed twenty-three civilians.").who("civilians").name == "civilians"


def test_both_sides_are_not_two_that_a_quotation_names(see):
    seen = see(
        'NATO met. "This hurts half of Europe," its chair wrote. Peru blamed both sides for the failure.'
    )
    assert seen.who("sides").members == ()


def test_both_sides_are_not_the_two_who_urge_them(see):
    seen = see("Russia and Ukraine met in Cairo. Turkey and France urged both sides to sign the text.")
    assert {seen.annotated.entities[n].name for n in seen.who("sides").members} == {"Russia", "Ukraine"}


def test_both_sides_are_nobody_known_where_only_those_who_urge_them_are_named(see):
    assert see("Turkey and France urged both sides to sign.").who("sides").members == ()


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Mali's ex-president left.", "ex-president", "former president of Mali"),
        ("The vice-president of Mali left.", "vice-president", "vice president of Mali"),
        ("Mali's chief of staff left.", "chief of staff", "chief of staff of Mali"),
        ("The Malian provincial government objected.", "government", "Malian provincial government"),
        ("Parliament rejected the budget.", "Parliament", "Parliament"),
    ],
)
def test_an_unnamed_office_or_body_is_called_by_all_of_its_words(see, text, words, name):
    assert see(text).who(words).name == name


def test_the_country_is_not_who_is_accused_of_doing_something_to_it(see):
    seen = see("Ukraine protested. It accused Russia of plotting to destabilise the country.")
    assert seen.who("the country").known == "ukraine"


def test_the_same_words_are_the_same_group(see):
    seen = see("Turkish officials left early. Turkish officials had warned of it.")
    assert seen.who("officials").number == seen.who("officials", 1).number


def test_a_bare_adjective_is_no_mention(see):
    assert see("They discussed Turkish exports.").annotated.mentions == ()


@pytest.mark.parametrize(
    ("words", "state"),
    [("the Turkish defence ministry", "turkey"), ("Jordan's parliament", "jordan")],
)
def test_a_ministry_is_an_organisation_of_its_state(see, words, state):
    found = see(f"The envoy wrote to {words} on Monday.").who(words)
    assert (found.kind, found.state) == (Kind.ORGANISATION, state)


def test_a_newspaper_refers_back_to_the_outlet(see):
    seen = see("He spoke to Le Monde. He told the newspaper that he would resign.")
    mention = seen.annotated.mention_at(seen.token("newspaper"))
    assert (mention.entity.known, mention.form) == ("le-monde", Form.NOMINAL)


def test_an_alliance_refers_back_to_the_bloc(see):
    assert see("NATO met in June. The alliance agreed on a budget.").known("alliance") == "nato"


def test_both_sides_are_the_last_two(see):
    found = see("Russia and Turkey met again. Both sides praised the talks.").who("sides")
    assert found.name == "Russia and Turkey"


def test_the_state_of_an_adjective_can_be_asked(see):
    seen = see("They discussed Turkish exports.")
    assert seen.annotated.state_at(seen.token("Turkish")) == "turkey"
    assert seen.annotated.state_at(seen.token("exports")) is None
