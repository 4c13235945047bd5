from __future__ import annotations

import pytest

from kg.model import Kind

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Social Democrats voted for the loan.", "Social Democrats"),
        ("Chile Democrats rejected the loan.", "Chile Democrats"),
        ("The Socialist Party's deputy leader, Ann Roe, rejected the loan.", "Socialist Party"),
    ],
)
def test_a_party_has_its_whole_name(see, text, name):
    assert name in {entity.name for entity in see(text).entities}


def test_members_of_a_party_in_one_place_name_no_other_party(see):
    assert "Texas Republicans" not in {e.name for e in see("Texas Republicans rejected the loan.").entities}


def test_a_party_and_its_people_are_one(see):
    seen = see("The Green Party abstained. The Greens supported the loan but not the tax.")
    assert len({e.number for e in seen.entities if "Green" in e.name}) == 1


def test_whom_the_text_addresses_as_a_person_is_no_body(see):
    seen = see('Ilinca Rotaru has run the agency since May. "I like it," said Ms Rotaru.')
    assert seen.who("Ilinca Rotaru") == seen.who("Rotaru", 1)
    assert seen.who("Ilinca Rotaru").kind is Kind.PERSON


def test_a_body_with_a_pronoun_before_it_is_that_of_the_subject_before(see):
    seen = see("France hailed the ruling. Its embassy condemned the delay.")
    assert seen.who("Its embassy").state == "france"


def test_a_body_with_a_pronoun_is_nobodys_where_no_subject_near_by_could_own_it(see):
    assert see("The rain fell. Its embassy condemned the delay.").who("embassy") is None


def test_a_bare_spokeswoman_speaks_for_the_body_of_the_sentence_before(see):
    seen = see("The Green Party abstained. Spokeswoman Ylva Brandt explained why.")
    assert [role.organisation.name for role in seen.roles] == ["Green Party"]
