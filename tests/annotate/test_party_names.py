from __future__ import annotations

import pytest

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
