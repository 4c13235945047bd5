"""An office named with "its" or "their" is one of the state that the pronoun stands for."""

from __future__ import annotations

import pytest

from kg import knowledge
from kg.annotate import annotate
from kg.model import Article

pytestmark = pytest.mark.model


@pytest.fixture
def states(nlp):
    """Return a function that gives the states of the persons in a text, by the last word of their name."""

    def read(text: str) -> dict[str, str | None]:
        known = knowledge.load()
        (annotated,) = annotate(nlp, [Article(text, "text")], known)
        return {e.name.split()[-1]: e.state for e in annotated.entities if e.kind.value == "Person"}

    return read


def test_the_minister_of_a_state_named_before(states):
    assert (
        states("Cyprus will reopen the corridor, its foreign minister Petros Zeta said.")["Zeta"] == "cyprus"
    )


def test_the_role_names_the_state(nlp):
    text = "Denmark will keep the files, its justice minister Lars Hoyer told reporters."
    (annotated,) = annotate(nlp, [Article(text, "text")], knowledge.load())
    (role,) = annotated.roles
    assert role.organisation is not None
    assert role.organisation.known == "denmark"


def test_a_minister_with_a_state_of_his_own_keeps_it(states):
    text = "Cyprus met its guests. French minister Paul Girard left early."
    assert states(text)["Girard"] == "france"


def test_his_minister_belongs_to_nobody(states):
    assert states("Adam Novak left, and his lawyer Petr Maly spoke.")["Maly"] is None
