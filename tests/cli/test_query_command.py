"""`kg query` and `kg ask`: questions from the command line, and their answers in each format."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import run

DOCUMENTS = "SELECT ?source { ?d a gs:Document ; dcterms:source ?source } ORDER BY ?source"


@pytest.mark.usefixtures("built")
def test_a_question_is_answered_on_standard_output():
    result = run("query", DOCUMENTS, "--format", "csv")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "source\nnorway.txt\nperu.txt\n"


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "xml"])
def test_rows_come_in_every_format(form):
    result = run("query", DOCUMENTS, "--format", form)
    assert result.exit_code == 0
    assert "norway.txt" in result.stdout


@pytest.mark.usefixtures("built")
def test_triples_come_as_turtle():
    result = run("query", "CONSTRUCT { ?d dcterms:source ?s } { ?d dcterms:source ?s }", "--format", "ttl")
    assert result.exit_code == 0
    assert "dcterms:source" in result.stdout


@pytest.mark.usefixtures("built")
def test_a_file_and_a_saved_question_are_asked_alike():
    Path("own.rq").write_text(DOCUMENTS, encoding="utf-8")
    assert "norway.txt" in run("query", "own.rq").stdout
    assert len(run("query", "documents", "--format", "csv").stdout.splitlines()) == 3


@pytest.mark.usefixtures("built")
def test_a_bad_question_is_told_with_its_place():
    result = run("query", "SELECT ?x\n{ ?x nonsense }")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: line 2, column ")
    assert "Traceback" not in result.stderr


def test_a_bad_question_is_told_even_without_a_graph():
    assert run("query", "SELECT {", "-g", "none").stderr.startswith("error: line 1, column ")


@pytest.mark.usefixtures("built")
def test_a_question_is_read_from_standard_input():
    result = run("query", "-", "--format", "csv", stdin=DOCUMENTS)
    assert result.stdout == run("query", DOCUMENTS, "--format", "csv").stdout


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("ASK { ?d a gs:Document }", 0),
        ("ASK { ?d a gs:Bloc }", 1),
        ("SELECT ?d { ?d a gs:Document }", 0),
        ("SELECT ?d { ?d a gs:Bloc }", 1),
        ("CONSTRUCT { ?d a gs:Bloc } { ?d a gs:Bloc }", 1),
    ],
)
def test_the_exit_code_is_the_answer_where_that_is_asked_for(question, code):
    assert run("query", question).exit_code == 0
    result = run("query", question, "--exit-status")
    assert (result.exit_code, result.stderr) == (code, "")


@pytest.mark.usefixtures("built")
def test_a_question_in_words_says_how_it_was_understood_with_the_sparql_and_answers():
    result = run("ask", "Which articles", "were read?", "--format", "csv")
    assert result.exit_code == 0
    assert result.stdout == run("query", "documents", "--format", "csv", "--short").stdout
    assert result.stderr.startswith("understood as: kg query documents\n\nSELECT ")


@pytest.mark.usefixtures("built")
def test_what_is_not_understood_is_said_with_examples():
    result = run("ask", "how long is a piece of string")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: not understood: “how long is a piece of string”; ")
    assert len(result.stderr.splitlines()) == 7
    assert "Who contradicts whom?" in run("ask", "--list").stdout


@pytest.mark.usefixtures("built")
def test_a_misspelt_term_is_warned_of_and_the_question_asked():
    result = run("query", "SELECT ?d { ?d gs:reportdIn ?x }", "--format", "csv")
    assert (result.exit_code, result.stdout) == (0, "d\n")
    place = "line 1, column 16: gs:reportdIn is no term of the vocabulary"
    assert result.stderr.startswith(f"warning: {place}; near: reportedIn")


@pytest.mark.usefixtures("built")
def test_a_short_csv_has_the_names_that_a_table_has():
    question = "SELECT ?d ?c { ?d a ?c ; dcterms:source 'peru.txt' }"
    assert "https://w3id.org/geostance/ns#Document" in run("query", question, "--format", "csv").stdout
    assert ",gs:Document\n" in run("query", question, "--format", "csv", "--short").stdout


def test_the_saved_questions_are_listed_and_shown():
    listing = run("query", "--list")
    assert listing.exit_code == 0
    assert listing.stdout.count("\n") >= 12
    assert "contradictions-within-a-state" in listing.stdout
    assert "SELECT" in run("query", "documents", "--show").stdout
