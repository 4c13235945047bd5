"""`kg merge`: graphs that were built apart, as one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import talk
from kg.cli.options import BUILD, Debug, Folder, Store, written_to
from kg.cli.progress import Bar
from kg.cli.result import put_on, report


def merge(
    parts: Annotated[
        list[Path],
        typer.Argument(metavar="FOLDER", help="Folders that `kg build` wrote to.", show_default=False),
    ],
    folder: Folder = BUILD,
    store: Store = None,
    _debug: Debug = False,
) -> None:
    """Put graphs together that were built apart: the result is what one build of all their articles makes.

    Nothing is read again, so one machine or cluster can read each part. What the output folder holds already stays.
    """
    from kg import pipeline

    server = written_to(store)
    with Bar(talk) as bar:
        built = pipeline.merge(parts, folder, bar)
    report(built, folder, bar.seconds)
    put_on(server, folder)
