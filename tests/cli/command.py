"""The command line, called in this process, and the two articles that it is given."""

from __future__ import annotations

from typer.testing import CliRunner, Result

from kg.cli import app

NORWAY = "Norway's prime minister rejected the fishing agreement with Iceland on Monday.\n"
PERU = "Peru may recall its ambassador from Bolivia if the talks in La Paz fail.\n"


def run(*arguments: str, stdin: str | None = None) -> Result:
    """Return what `kg ARGUMENTS` says and how it ends."""
    return CliRunner().invoke(app, list(arguments), input=stdin)
