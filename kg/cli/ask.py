"""`kg query` and `kg explain`: asking the graph."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from kg.cli.console import colour, is_terminal, put, width
from kg.cli.options import BUILD, Debug, Graph, opened
from kg.errors import QueryError


def query(
    question: Annotated[
        str | None,
        typer.Argument(
            help="SPARQL, a .rq file, or the name of a saved question (see --list).", show_default=False
        ),
    ] = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", metavar="KEY=VALUE", help="A value for the question; may be repeated."),
    ] = None,
    graph: Graph = BUILD,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="table|csv|tsv|json|xml|ttl",
            help="Without it a table on a terminal, else csv (rows) or ttl (triples).",
        ),
    ] = None,
    listed: Annotated[bool, typer.Option("--list", "-l", help="List the saved questions.")] = False,
    show: Annotated[bool, typer.Option("--show", help="Print the question instead of asking it.")] = False,
    _debug: Debug = False,
) -> None:
    """Ask the graph a question."""
    from kg.query import formats, run, saved

    if listed:
        put(saved.listing())
        return
    if question is None:
        raise typer.BadParameter(
            "give SPARQL, a .rq file or a saved question (kg query --list)", param_hint="QUESTION"
        )
    if show:
        put(saved.show(question))
        return
    if form is not None and form not in formats.FORMATS:
        raise typer.BadParameter(f"{form!r} is none of {', '.join(formats.FORMATS)}", param_hint="--format")
    values = dict(_pair(text) for text in parameter or ())
    run.check(run.resolve(question).text)  # a bad question is told even where there is no graph yet
    store = opened(graph)
    with stoppable():
        result = run.run(store, question, values)
    chosen = form or formats.default_form(result, terminal=is_terminal())
    put(formats.render(result, chosen, width=width(), colour=colour()))


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


def explain(
    ident: Annotated[
        str,
        typer.Argument(
            metavar="IRI", help="A position, attribution or event; the last part of its IRI will do."
        ),
    ],
    graph: Graph = BUILD,
    _debug: Debug = False,
) -> None:
    """Show the words, the rule and the reasoning behind one finding."""
    from kg.query import explain as explaining

    if not ident.strip():
        raise QueryError("name a finding: an IRI, or the last part of one")
    explanation = explaining.explain(opened(graph), ident)
    put(explaining.render(explanation, width=width(), colour=colour()))
