"""Wrong usage, errors, interrupts: one clear line, the right exit code, no traceback unless it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import PERU, run

import kg


@pytest.mark.parametrize(
    "arguments",
    [
        ["build"],
        ["build", "norway.txt", "--published", "yesterday"],
        ["build", "norway.txt", "--jobs", "0"],
        ["build", "norway.txt", "--nonsense"],
        ["query"],
        ["ask"],
        ["export"],
        ["ask", "who", "appears", "--format", "doc"],
        ["query", "ASK {}", "-p", "nonsense"],
        ["query", "ASK {}", "--format", "doc"],
        ["explain"],
        ["nonsense"],
    ],
)
def test_wrong_usage_is_told_with_code_2(arguments):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["build", "norway.txt", "--meta", "none.csv"],
            "none.csv: cannot be read: No such file or directory",
        ),
        (
            ["build", "norway.txt", "--config", "none.toml"],
            "none.toml: cannot be read: No such file or directory",
        ),
        (
            ["build", "norway.txt", "-o", "peru.txt/build"],
            "peru.txt/build: cannot be written: Not a directory",
        ),
        (
            ["query", "documents", "--graph", "none"],
            "none does not exist; make a graph with `kg build … --output none`",
        ),
        (["draw", "--graph", "none"], "none does not exist; make a graph with `kg build … --output none`"),
        (
            ["validate", "--graph", "none"],
            "none does not exist; make a graph with `kg build … --output none`",
        ),
        (
            ["explain", "abc", "--graph", "none"],
            "none does not exist; make a graph with `kg build … --output none`",
        ),
    ],
)
@pytest.mark.usefixtures("stand_ins")
def test_an_error_is_one_line_with_code_1(arguments, message):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"error: {message}\n"


def test_a_model_that_is_not_installed_is_named_with_the_pip_line():
    result = run("build", "norway.txt", "--model", "no_such_model")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith(
        "error: the language model 'no_such_model' is not installed; the usual one: pip "
    )


@pytest.mark.usefixtures("stand_ins")
def test_the_traceback_of_an_error_is_shown_on_demand():
    arguments = ["build", "norway.txt", "--meta", "none.csv"]
    assert "Traceback" not in run(*arguments).stderr
    assert "Traceback" in run(*arguments, "--debug").stderr
    assert "Traceback" not in run(*arguments).stderr


def test_the_traceback_of_a_failed_document_is_shown_on_demand(stand_ins):
    def read(article, *_):
        if article.text == PERU:
            raise ValueError("no head")
        return kg.model.Reading(article)

    stand_ins.setattr("kg.extract.read", read)
    quiet, loud = run("build", "."), run("build", ".", "--debug")
    assert quiet.exit_code == loud.exit_code == 3
    assert (
        "not read: peru.txt: cannot be read because of a mistake in geostance: ValueError: no head"
        in quiet.stderr
    )
    assert "Traceback" not in quiet.stderr
    assert "Traceback" in loud.stderr


def test_an_interrupt_ends_with_code_130_and_one_line(stand_ins):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    stand_ins.setattr("kg.extract.read", interrupted)
    result = run("build", "norway.txt")
    assert result.exit_code == 130
    assert result.stderr.splitlines()[-1] == "interrupted; earlier results are as they were"


def test_what_may_not_be_read_is_one_line_wherever_it_is_met(stand_ins):
    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "locked/CURRENT")

    stand_ins.setattr("kg.pipeline.build", forbidden)
    result = run("build", "norway.txt")
    assert result.exit_code == 1
    assert (
        result.stderr == "error: locked/CURRENT: Permission denied; see that you may read and write there\n"
    )


@pytest.mark.usefixtures("stand_ins")
def test_names_of_documents_cannot_colour_or_move_the_terminal():
    Path("[red]\x1b[2Jx\nerror: fake.txt").touch()
    result = run("build", ".")
    assert "\x1b" not in result.stderr
    assert "not read: [red]" in result.stderr
    assert not [line for line in result.stderr.splitlines() if line.startswith("error: fake")]


@pytest.mark.parametrize("arguments", [["build", ""], ["build", "norway.txt", "-o", ""]])
@pytest.mark.usefixtures("stand_ins")
def test_an_empty_name_as_of_an_unset_variable_is_refused(arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert "empty" in result.stderr
