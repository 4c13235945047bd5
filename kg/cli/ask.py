"""`kg explain`: the reasons behind one finding."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.console import colour, put, width
from kg.cli.options import BUILD, Debug, Graph, opened
from kg.errors import QueryError


def explain(
    ident: Annotated[
        str,
        typer.Argument(
            metavar="IRI",
            help="A position, attribution, event or actor; the last part of its IRI will do, and an actor's name.",
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
