"""`kg ask` and `kg explain`: asking in words, and for the reasons behind one finding."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from kg.cli.console import colour, put, talk, width
from kg.cli.options import BUILD, Debug, Form, Graph, Store, asked
from kg.cli.query import answer, check_form
from kg.errors import QueryError


def ask(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="QUESTION", help='In words: "who opposes sanctions on Russia?"', show_default=False
        ),
    ] = None,
    graph: Graph = BUILD,
    store: Store = None,
    form: Form = None,
    listed: Annotated[bool, typer.Option("--list", "-l", help="List what is understood.")] = False,
    _debug: Debug = False,
) -> None:
    """Ask a question in words, by a small grammar: says how it was understood, the SPARQL, and the answer."""
    from kg.query import bind, grammar

    if listed:
        put("".join(f"{line}\n" for line in grammar.examples(count=len(grammar.patterns()))))
        return
    if not words:
        raise typer.BadParameter(
            "ask something (kg ask --list shows what is understood)", param_hint="QUESTION"
        )
    check_form(form)
    source = asked(graph, store)
    understood = grammar.understand(source, " ".join(words))
    talk.line(understood.command, "understood as", "bold")
    sparql = bind.bound(source, understood.question, understood.params)
    talk.console.print(Text(f"\n{grammar.bare(sparql)}\n", style="dim"), soft_wrap=True)
    # who asks in words is answered in words, in a pipe too: "oppose", and IRIs as `kg explain` takes them
    if not answer(understood.question, dict(understood.params), source, form, short=True):
        for asked_less, rows in grammar.wider(source, understood):
            talk.line(f"{rows} row{'s' * (rows != 1)} for: {asked_less.command}", "nothing, but", "yellow")


def explain(
    ident: Annotated[
        str,
        typer.Argument(
            metavar="IRI",
            help="A position, attribution, event or actor; the last part of its IRI will do, and an actor's name.",
        ),
    ],
    graph: Graph = BUILD,
    store: Store = None,
    _debug: Debug = False,
) -> None:
    """Show the words, the rule and the reasoning behind one finding."""
    from kg.query import explain as explaining

    if not ident.strip():
        raise QueryError("name a finding: an IRI, or the last part of one")
    explanation = explaining.explain(asked(graph, store), ident)
    put(explaining.render(explanation, width=width(), colour=colour()))
