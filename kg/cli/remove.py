"""`kg remove`: documents out of a graph, as if they had never been given."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.console import talk
from kg.cli.options import BUILD, Debug, Folder, Store, written_to
from kg.cli.progress import Bar
from kg.cli.result import put_on, report
from kg.errors import NoInputError


def remove(
    documents: Annotated[
        list[str],
        typer.Argument(
            metavar="DOC",
            help="Each by its source as it was given, its address, its IRI as `kg query documents` shows it, or hash.",
            show_default=False,
        ),
    ],
    folder: Folder = BUILD,
    store: Store = None,
    _debug: Debug = False,
) -> None:
    """Take documents out of a graph; what is left is what a build without them makes."""
    from kg import pipeline

    server = written_to(store)
    with Bar(talk) as bar:
        try:
            built = pipeline.remove(documents, folder, bar)
        except NoInputError:
            put_on(
                server, folder
            )  # where a removal was cut short after the folder, the server is still to follow
            raise
    report(built, folder, bar.seconds)
    put_on(server, folder)
