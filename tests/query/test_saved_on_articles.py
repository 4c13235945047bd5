"""Every saved question on a graph of many articles: answered alike by two engines, example and all, and by all with rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from kg import amend, config, pipeline
from kg.graph.store import open_store
from kg.query import saved
from kg.query.bind import bound
from kg.query.result import Table, text
from kg.query.run import run

pytestmark = pytest.mark.model
GOLD = Path(__file__).parent.parent / "gold" / "articles"
QUESTIONS = saved.catalogue()
CORRECTION = {
    "correction": "missing position",
    "document": "arica-wire.txt",
    "words": "hope for thousands of jobs",
    "holder": "Arica unions",
    "kind": "Group",
    "polarity": "support",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, sample_articles: Path) -> ox.Store:
    """Return the graph of the sample articles and of those that tell what only several articles tell, corrected once.

    The rules alone read them, as they also hear who says what within another's words.
    """
    place = tmp_path_factory.mktemp("many")
    lines = [(folder / "meta.csv").read_text(encoding="utf-8") for folder in (sample_articles, GOLD)]
    (place / "meta.csv").write_text(lines[0] + lines[1].partition("\n")[2], encoding="utf-8")
    task = pipeline.Task(
        (sample_articles, GOLD), config.load(), meta=place / "meta.csv", reader=pipeline.RULES
    )
    pipeline.build(task, place / "build")
    pipeline.correct(amend.rows_of([CORRECTION], "Eva Novak", date(2025, 8, 1)), place / "build")
    return open_store(place / "build")


@pytest.fixture(scope="module")
def union(store: ox.Store) -> Graph:
    triples = ox.serialize({quad.triple for quad in store}, format=ox.RdfFormat.N_TRIPLES)
    return Graph().parse(data=triples, format="nt")


def rows(store: ox.Store, question: saved.Question, params: dict[str, str]) -> list[tuple[str | None, ...]]:
    table = run(store, question.name, params)
    assert isinstance(table, Table)
    assert table.columns == question.columns
    return [tuple(None if cell is None else text(cell) for cell in row) for row in table.rows]


def rdflib_rows(union: Graph, query: str) -> list[tuple[str | None, ...]]:
    return [tuple(None if cell is None else str(cell) for cell in row) for row in union.query(query)]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_both_engines_give_the_same_rows_in_the_same_order(store, union, question) -> None:
    assert rdflib_rows(union, question.text) == rows(store, question, {})


@pytest.mark.parametrize(
    "question", [q for q in QUESTIONS if q.parameters], ids=lambda question: question.name
)
def test_both_engines_agree_on_each_example_of_the_header(store, union, question) -> None:
    for parameter in question.parameters:
        params = {parameter.name: parameter.example}
        assert rdflib_rows(union, bound(store, question, params)) == rows(store, question, params)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_each_question_has_an_answer(store, question) -> None:
    assert rows(store, question, {})


def test_nearly_every_example_has_an_answer(store) -> None:
    asked = [(q, {p.name: p.example}) for q in QUESTIONS for p in q.parameters]
    empty = [(question.name, params) for question, params in asked if not rows(store, question, params)]
    assert len(empty) <= len(asked) / 10, empty
