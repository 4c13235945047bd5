"""The program `kg`: its commands, and what happens where one cannot go on."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Sequence
from types import FrameType, TracebackType
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup
from typer.main import get_command

from kg.cli import ask, info, page
from kg.cli import build as building
from kg.cli import correct as correcting
from kg.cli import diff as comparing
from kg.cli import doctor as examining
from kg.cli import evaluate as evaluating
from kg.cli import export as exporting
from kg.cli import merge as merging
from kg.cli import query as querying
from kg.cli import remove as removing
from kg.cli import serve as serving
from kg.cli.codes import ERROR, INTERRUPTED, OK
from kg.cli.console import talk
from kg.errors import KgError, one_line


class Program(TyperGroup):
    """The group of commands; turns errors made for people into one line and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that `ctx` names."""
        talk.debug = False
        try:
            return super().invoke(ctx)
        except KgError as error:
            talk.error(error)
            raise typer.Exit(ERROR) from error
        except PermissionError as error:  # wherever it is met, it is for the user to mend
            talk.error(KgError(f"{error.filename}: {error.strerror}; see that you may read and write there"))
            raise typer.Exit(ERROR) from error
        except KeyboardInterrupt as error:
            talk.line("interrupted; earlier results are as they were", style="bold red")
            raise typer.Exit(INTERRUPTED) from error


app = typer.Typer(
    cls=Program,
    name="kg",
    help="Reads news into a graph of who stands where on what, on whose word, with the words that say so.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("build")(building.build)
app.command("remove")(removing.remove)
app.command("merge")(merging.merge)
app.command("diff")(comparing.diff)
app.command("doctor")(examining.doctor)
app.command("query")(querying.query)
app.command("ask")(ask.ask)
app.command("draw")(page.draw)
app.command("validate")(page.validate)
app.command("export")(exporting.export)
app.command("import")(correcting.correct)
app.command("explain")(ask.explain)
app.command("serve")(serving.serve)
app.command("evaluate")(evaluating.evaluate)
app.command("info")(info.info)


@app.callback()
def _options(version: info.Version = False) -> None:
    """Take what may stand before a command."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run `kg` and end the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")  # data are UTF-8, whatever the terminal's locale says
    logging.getLogger().addHandler(logging.NullHandler())  # libraries log what is no use to people
    signal.signal(signal.SIGTERM, _end)
    sys.excepthook = _mistake
    get_command(app)(args=None if arguments is None else list(arguments), prog_name="kg")
    sys.exit(OK)


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    """End on a signal as after an error, so that what was begun is cleaned up."""
    sys.exit(128 + number)


def _mistake(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say on one line what Python would fill the screen with: a mistake of ours, not of the user."""
    if talk.debug:
        sys.__excepthook__(kind, error, trace)
        return
    what = one_line(f"{kind.__name__}: {error}", 200)
    talk.line(
        f"geostance made a mistake ({what}); please report it with what --debug shows", "error", "bold red"
    )
