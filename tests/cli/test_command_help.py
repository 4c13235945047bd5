"""Every command says what it does, and the README names it; `kg info`."""

from __future__ import annotations

import pytest
from command import run
from typer.main import get_command

import kg
from kg.cli import app

COMMANDS = [
    "build",
    "remove",
    "merge",
    "diff",
    "doctor",
    "query",
    "ask",
    "export",
    "import",
    "draw",
    "serve",
    "validate",
    "explain",
    "evaluate",
    "info",
]


def test_versions_can_be_pasted_into_a_report():
    assert run("--version").stdout == f"geostance {kg.__version__}\n"
    lines = dict(line.split(maxsplit=1) for line in run("info").stdout.splitlines())
    assert lines["geostance"] == kg.__version__
    assert {"python", "system", "model", "reader", "tables", "spacy", "rdflib", "pyoxigraph"} <= set(lines)
    assert "not installed" not in lines.values()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_says_what_it_does(command):
    assert run(command, "--help").exit_code == 0
    described = get_command(app).commands[command]
    assert described.help
    assert all(getattr(parameter, "help", None) for parameter in described.params), command


@pytest.mark.parametrize("command", ["build", "remove", "merge", "import", "doctor"])
def test_every_command_that_writes_a_folder_takes_its_name_by_either_option(command):
    options = {name for parameter in get_command(app).commands[command].params for name in parameter.opts}
    assert {"--output", "-o", "--graph", "-g"} <= options


def test_what_stands_in_brackets_is_no_markup():
    assert "[actors]" in run("build", "--help").stdout


def test_the_commands_are_those_that_are_documented(root):
    assert sorted(get_command(app).commands) == sorted(COMMANDS)
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert [c for c in COMMANDS if f"kg {c}" not in readme] == []


def test_no_command_at_all_shows_the_help():
    assert "Commands" in run().output
