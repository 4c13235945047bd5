"""`kg export`: the graph in the formats of other programs, and as a text to read."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import put, talk
from kg.cli.options import BUILD, Debug, Graph, Store, whole

_TOLD = 8
"""Files up to which each is named."""


def export(
    form: Annotated[
        str | None, typer.Argument(metavar="FORMAT", help="See --list.", show_default=False)
    ] = None,
    target: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="A file, or a folder where the format has several; without it standard output.",
        ),
    ] = None,
    graph: Graph = BUILD,
    store: Store = None,
    actor: Annotated[str | None, typer.Option(metavar="NAME", help="A brief of one actor.")] = None,
    about: Annotated[
        str | None, typer.Option(metavar="WORDS", help="A brief of one issue or matter.")
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="A brief of what is new since a day."),
    ] = None,
    listed: Annotated[bool, typer.Option("--list", "-l", help="List the formats.")] = False,
    html: Annotated[
        bool, typer.Option("--html", help="A brief as a web page, not Markdown; .html in -o says the same.")
    ] = False,
    _debug: Debug = False,
) -> None:
    """Write the graph in another format, or a brief of it with quotations and sources."""
    from kg import export as exporting

    if listed:
        put(exporting.listing())
        return
    if form is None:
        raise typer.BadParameter("name a format (kg export --list)", param_hint="FORMAT")
    choice = exporting.Choice(actor=actor, about=about, since=since.date() if since else None, html=html)
    files = exporting.export(whole(graph, store), form, choice, target)
    if target is None:
        if len(files) > 1:
            raise typer.BadParameter(f"{form} is {len(files)} files: name a folder with -o", param_hint="-o")
        (parts,) = files.values()
        put(parts)
        return
    written = 0
    for path, new in exporting.write(files, target):
        written += new
        if len(files) <= _TOLD:
            talk.line(f"{'Written' if new else 'Unchanged'}: {path}")
    if len(files) > _TOLD:
        rest = "" if written == len(files) else "; the others say the same as before"
        talk.line(f"Written: {written} of {len(files)} files in {target}{rest}")
