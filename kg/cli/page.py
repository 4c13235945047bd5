"""`kg draw` and `kg validate`: the page, and the check of the whole graph."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.codes import ERROR
from kg.cli.console import put, talk
from kg.cli.options import BUILD, Debug, Graph, opened

_DAY = ["%Y-%m-%d"]


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
    compare: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="A B", help="Open with two actors side by side."),
    ] = None,
    issue: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Draw only what is said on an issue or matter.")
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=_DAY, metavar="DAY", help="Draw only what was said since a day."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=_DAY, metavar="DAY", help="Draw only what was said up to a day."),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Draw only what one outlet reports.")
    ] = None,
    max_nodes: Annotated[
        int | None,
        typer.Option(min=1, max=300, metavar="N", help="Draw N nodes at first, whatever the window holds."),
    ] = None,
    title: Annotated[str, typer.Option(metavar="TEXT", help="Heading of the page.")] = "Who stands where",
    texts: Annotated[
        bool,
        typer.Option("--texts/--no-texts", help="Whether whole articles are in the page, or only sentences."),
    ] = True,
    whole: Annotated[
        bool, typer.Option("--whole", help="Hold everything, even of a graph that is too large for one page.")
    ] = False,
    _debug: Debug = False,
) -> None:
    """Write the graph, or a part of it, as one page that opens in any browser, without a network."""
    from kg import output
    from kg.draw import Part
    from kg.draw import draw as drawn

    first, last = (None if day is None else day.date().isoformat() for day in (since, until))
    page = drawn(
        opened(graph),
        title=title,
        focus=focus,
        compare=compare,
        part=Part(issue, first, last, outlet),
        max_nodes=max_nodes,
        texts=texts,
        whole=whole,
    )
    target = file or graph / output.PAGE
    output.write_text(target, page)
    talk.line(f"Written: {target} (open it in a browser)")


def validate(graph: Graph = BUILD, _debug: Debug = False) -> None:
    """Check the whole graph against the shapes (SHACL); exit code 1 if it does not conform."""
    from kg.graph.validate import validate as validated

    report = validated(graph)
    put(str(report).rstrip("\n") + "\n")
    if not report.conforms:
        raise typer.Exit(ERROR)
