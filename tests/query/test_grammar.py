"""Questions in words: the table's own examples, and what is not understood."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.graph.store import open_store
from kg.lang.tables import table
from kg.query import grammar
from kg.query.bind import bound
from kg.query.result import Table
from kg.query.run import answer, run

ANSWERED = 0.9
"""Share of the examples to which the sample articles have an answer, however they are read next."""


@pytest.fixture(scope="module")
def samples(sample_build: Path) -> ox.Store:
    return open_store(sample_build)


@pytest.mark.model
@pytest.mark.parametrize("pattern", grammar.patterns(), ids=lambda pattern: pattern.example)
def test_each_example_is_understood_by_its_own_row(samples, pattern) -> None:
    understood = grammar.understand(samples, pattern.example)
    assert understood.question.name == pattern.question
    assert understood.params == {**pattern.bound, **pattern.fixed}


@pytest.mark.model
@pytest.mark.parametrize("row", table("question_forms"), ids=lambda row: row["form"])
def test_everyday_first_words_are_understood_as_what_they_stand_for(samples: ox.Store, row) -> None:
    form, example = row["form"], row["example"].rstrip("?")
    assert example.casefold().startswith(form)
    full = f"{row['plain']} {example[len(form) :]}".strip()
    assert grammar.understand(samples, example) == grammar.understand(samples, full)


@pytest.mark.model
def test_the_sample_articles_have_an_answer_to_most_examples(samples: ox.Store) -> None:
    asked = [grammar.understand(samples, pattern.example) for pattern in grammar.patterns()]
    empty = [one.command for one in asked if not answer(samples, one.question, one.params)]
    assert len(empty) <= (1 - ANSWERED) * len(asked), empty


@pytest.mark.model
def test_the_sparql_that_is_shown_gives_the_same_rows(samples: ox.Store) -> None:
    understood = grammar.understand(samples, "Who opposes sanctions on Russia?")
    shown = grammar.bare(bound(samples, understood.question, understood.params))
    table = run(samples, shown)
    assert isinstance(table, Table)
    assert "https://" not in shown
    assert table.rows
    assert table == answer(samples, understood.question, understood.params)


@pytest.mark.parametrize(
    "words",
    ["who opposes escort ships", "WHO OPPOSES ESCORT SHIPS?", " Who  is against the escort ships ?"],
)
def test_case_space_and_marks_do_not_count(tiny: ox.Store, words: str) -> None:
    understood = grammar.understand(tiny, words)
    table = answer(tiny, understood.question, understood.params)
    assert isinstance(table, Table)
    assert {row["who"] for row in table} == {"Jonas Vik", "Kari Lund"}


def test_an_actor_in_the_possessive_is_found(tiny: ox.Store) -> None:
    understood = grammar.understand(tiny, "What is Kari Lund's position on escort ships?")
    assert understood.params == {"actor": "Kari Lund", "about": "escort ships"}
    assert understood.command == ('kg query words-on-a-matter -p actor="Kari Lund" -p about="escort ships"')


@pytest.mark.parametrize("day", ["2025-05-01", "1 May 2025", "May 1, 2025", "May 2025"])
def test_a_day_is_read_in_the_usual_forms(tiny: ox.Store, day: str) -> None:
    assert grammar.understand(tiny, f"what changed since {day}").params == {"since": "2025-05-01"}


def test_a_day_that_is_none_is_told(tiny: ox.Store) -> None:
    with pytest.raises(QueryError, match="“the flood” is not a day"):
        grammar.understand(tiny, "What changed since the flood?")


def test_an_unknown_actor_is_told_with_near_ones(tiny: ox.Store) -> None:
    with pytest.raises(QueryError, match="no actor is called “Kari Lunt”; near: Kari Lund"):
        grammar.understand(tiny, "What did Kari Lunt say about escort ships?")
    with pytest.raises(QueryError, match="no actor is called “Qqq”; `kg query actors` shows all"):
        grammar.understand(tiny, "What did Qqq say about escort ships?")


@pytest.mark.parametrize(
    ("words", "params"),
    [
        ("Under which condition would Kari Lund send escort ships?", {"actor": "Kari Lund", "about": "send escort ships"}),
        ("On what terms would Kari Lund support escort ships?", {"actor": "Kari Lund", "about": "escort ships"}),
        ("What would it take for Jonas Vik to send ships?", {"actor": "Jonas Vik", "about": "send ships"}),
        ("What are Jonas Vik's conditions?", {"actor": "Jonas Vik"}),
    ],
)  # fmt: skip
def test_a_condition_is_asked_for_with_its_matter(tiny: ox.Store, words: str, params: dict[str, str]) -> None:
    understood = grammar.understand(tiny, words)
    assert (understood.question.name, understood.params) == ("conditions", params)


def test_of_a_known_actor_and_an_unknown_matter_the_matter_is_told(tiny: ox.Store) -> None:
    with pytest.raises(QueryError, match="no matter is worded like “sell the ferry”"):
        grammar.understand(tiny, "Under which condition would Kari Lund sell the ferry?")


def test_where_nothing_answers_it_is_told_what_would(tiny: ox.Store) -> None:
    understood = grammar.understand(tiny, "What does Denmark say about Russia?")
    assert not answer(tiny, understood.question, understood.params)
    found = {one.command: rows for one, rows in grammar.wider(tiny, understood)}
    assert found == {
        'kg query words-on-a-matter -p about="Russia"': 2,
        'kg query words-on-a-matter -p actor="Denmark"': 2,
    }


def test_a_stance_toward_a_person_is_blame_and_toward_a_matter_is_a_side(tiny: ox.Store) -> None:
    assert grammar.understand(tiny, "Who condemned Russia?").question.name == "blame-and-praise"
    assert grammar.understand(tiny, "Who condemned escort ships?").question.name == "supporters-and-opponents"


def test_what_is_not_understood_is_said_with_examples_near_to_it(tiny: ox.Store) -> None:
    with pytest.raises(QueryError, match="not understood: “Which minister is the tallest\\?”") as caught:
        grammar.understand(tiny, "Which minister is the tallest?")
    note = caught.value.__notes__[0].splitlines()
    assert len(note) == 1 + grammar.EXAMPLES
    assert all(line.strip() in {p.example for p in grammar.patterns()} for line in note[1:])


@given(st.text(max_size=80))
def test_any_other_words_are_refused(words: str) -> None:
    with pytest.raises(QueryError):
        grammar.understand(ox.Store(), f"why {words}")
