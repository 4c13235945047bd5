"""`kg query`: asking the graph in SPARQL, or by the name of a saved question."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.codes import NO
from kg.cli.console import colour, is_terminal, put, talk, width
from kg.cli.options import BUILD, Debug, Form, Graph, Store, asked
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.graph.source import Source
    from kg.query.result import Result
    from kg.query.saved import Question


def query(
    question: Annotated[
        str | None,
        typer.Argument(
            help="SPARQL, a .rq file, - for standard input, or the name of a saved question (see --list).",
            show_default=False,
        ),
    ] = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", metavar="KEY=VALUE", help="A value for the question; may be repeated."),
    ] = None,
    graph: Graph = BUILD,
    store: Store = None,
    form: Form = None,
    listed: Annotated[bool, typer.Option("--list", "-l", help="List the saved questions.")] = False,
    show: Annotated[bool, typer.Option("--show", help="Print the question instead of asking it.")] = False,
    short: Annotated[
        bool, typer.Option("--short", help="In csv, IRIs as in the table: support, actor:france.")
    ] = False,
    exit_status: Annotated[
        bool, typer.Option("--exit-status", "-e", help="End with code 1 where the answer is no, or nothing.")
    ] = False,
    _debug: Debug = False,
) -> None:
    """Ask the graph a question: SPARQL, or a saved question by its name."""
    from kg.query import run, saved

    if listed:
        put(saved.listing(width()))
        return
    if question is None:
        raise typer.BadParameter(
            "give SPARQL, a .rq file or a saved question (kg query --list)", param_hint="QUESTION"
        )
    if show:
        put(saved.show(question))
        return
    values = dict(_pair(text) for text in parameter or ())
    wanted = run.resolve(_typed() if question == "-" else question)
    check_form(form)
    with stoppable():
        run.check(wanted.text)  # a bad question is told even where there is no graph yet
    for doubt in run.doubts(wanted.text):
        talk.line(doubt, "warning", "yellow")
    answer(wanted, values, asked(graph, store), form, short=short, exit_status=exit_status)


def answer(
    wanted: Question,
    values: dict[str, str],
    source: Source,
    form: str | None,
    *,
    short: bool = False,
    exit_status: bool = False,
) -> Result:
    """Ask a question that was checked, print what comes, and return it.

    Raises:
        QueryError: If a value fits nothing, or the format does not fit the answer.
        Exit: With code 1 where `exit_status` is wanted and the answer is no or empty.
    """
    from kg.query import formats, run

    with stoppable():
        result = run.answer(source, wanted, values)
    chosen = form or formats.default_form(result, terminal=is_terminal())
    put(formats.render(result, chosen, width=width(), colour=colour(), short=short))
    if exit_status and not result:
        raise typer.Exit(NO)
    return result


def check_form(form: str | None) -> None:
    """Refuse a format that there is not, before anything is asked.

    Raises:
        BadParameter: If it is none.
    """
    from kg.query import formats

    if form is not None and form not in formats.FORMATS:
        raise typer.BadParameter(f"{form!r} is none of {', '.join(formats.FORMATS)}", param_hint="--format")


def _typed() -> str:
    """Read a question from standard input.

    Raises:
        QueryError: If it is no UTF-8 text.
    """
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise QueryError("standard input is not UTF-8 text") from error


@contextmanager
def stoppable() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM end the process at once while the engine works.

    A query runs in native code, which Python's own handlers wait for; it only reads, so nothing is left undone.
    """
    old = {number: signal.signal(number, signal.SIG_DFL) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)


def _pair(text: str) -> tuple[str, str]:
    key, mark, value = text.partition("=")
    if not mark or not key.strip():
        raise typer.BadParameter(f"{text!r} is not KEY=VALUE", param_hint="-p")
    return key.strip(), value
