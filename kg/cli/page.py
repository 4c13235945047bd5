"""`kg draw` and `kg validate`: the page, and the check of the whole graph."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import put, talk
from kg.cli.options import BUILD, Debug, Graph, opened

ERROR = 1


def draw(
    graph: Graph = BUILD,
    file: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE.html",
            help="Where the page goes; without it into the graph's folder.",
        ),
    ] = None,
    focus: Annotated[
        str | None,
        typer.Option(metavar="ACTOR", help="Open at the neighbourhood of an actor, matter or event."),
    ] = None,
    max_nodes: Annotated[
        int | None,
        typer.Option(min=1, max=300, metavar="N", help="Draw N nodes at first, whatever the window holds."),
    ] = None,
    _debug: Debug = False,
) -> None:
    """Write the graph as one page that opens in any browser, without a network."""
    from kg import output
    from kg.draw import PAGE
    from kg.draw import draw as drawn

    target = file or graph / PAGE
    output.write_text(target, drawn(opened(graph), focus=focus, max_nodes=max_nodes))
    talk.line(f"Written: {target} (open it in a browser)")


def validate(graph: Graph = BUILD, _debug: Debug = False) -> None:
    """Check the whole graph against the shapes (SHACL); exit code 1 if it does not conform."""
    from kg.graph.validate import validate as validated

    report = validated(graph)
    put(str(report).rstrip("\n") + "\n")
    if not report.conforms:
        raise typer.Exit(ERROR)
