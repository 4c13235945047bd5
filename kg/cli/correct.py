"""`kg import`: a person's corrections into a graph."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import talk
from kg.cli.options import BUILD, Debug, Folder, Store, written_to
from kg.cli.progress import Bar
from kg.cli.result import put_on, report


def correct(
    table: Annotated[
        Path,
        typer.Argument(
            metavar="CORRECTIONS.csv",
            help="Columns: correction (wrong holder, wrong polarity, wrong matter, wrong modality, wrong condition, "
            "no condition, not a position, missing position), position, document, words, holder, kind, polarity, "
            "matter, modality, condition, by, on, note.",
            show_default=False,
        ),
    ],
    folder: Folder = BUILD,
    store: Store = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who says so, where a row does not.")] = None,
    _debug: Debug = False,
) -> None:
    """Take a person's corrections in: they win over the reading, in this graph and every later build of it.

    They stand in a graph of their own, with who and when. If one row is wrong, none is taken in.
    """
    from kg import amend, pipeline

    rows = amend.read(table, by, datetime.now().astimezone().date())
    server = written_to(store)
    with Bar(talk) as bar:
        built = pipeline.correct(rows, folder, bar)
    talk.line(f"{len(rows)} correction{'s' * (len(rows) != 1)} taken in")
    report(built, folder, bar.seconds)
    put_on(server, folder)
