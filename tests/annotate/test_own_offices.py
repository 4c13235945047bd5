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


def test_a_report_from_a_capital_names_its_ministers_without_their_state(states):
    text = "Grain may leave again\n\nNICOSIA — Cyprus may open the port, Trade Minister Eleni Markou said on Monday."
    assert states(text)["Markou"] == "cyprus"


@pytest.mark.parametrize(
    "text",
    [
        "NICOSIA — French Trade Minister Eleni Markou said on Monday that Cyprus had opened the port.",
        "NICOSIA — Cyprus opened the port. Former trade minister Eleni Markou of France was not there.",
    ],
)
def test_a_guest_is_no_minister_of_the_town_that_the_report_comes_from(states, text):
    assert states(text)["Markou"] == "france"


@pytest.mark.parametrize(
    "text",
    [
        "NICOSIA — Ships waited off the coast, Trade Minister Eleni Markou said.",  # of which state it speaks is open
        "Cyprus may open the port, Trade Minister Eleni Markou said on Monday.",  # no place of report
        "NICOSIA — Cyprus may open the port, the shipowner Eleni Markou said on Monday.",  # no office of state
        "NICOSIA — Cypriot Trade Minister Anna Zeta spoke for Cyprus. Trade Minister Eleni Markou left.",
    ],
)
def test_where_the_text_leaves_it_open_a_minister_has_no_state(states, text):
    assert states(text)["Markou"] is None
