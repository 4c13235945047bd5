"""Options that several commands share."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import talk

if TYPE_CHECKING:
    import pyoxigraph as ox


def _debug(wanted: bool) -> bool:
    talk.debug = wanted or talk.debug
    return wanted


Debug = Annotated[
    bool, typer.Option("--debug", help="Show the traceback of an error.", callback=_debug, is_eager=True)
]
Graph = Annotated[
    Path, typer.Option("--graph", "-g", metavar="FOLDER", help="Folder that `kg build` wrote to.")
]
BUILD = Path("build")
Form = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="table|csv|tsv|json|xml|ttl",
        help="Without it a table on a terminal, else csv (rows) or ttl (triples).",
    ),
]


class Reads(enum.Enum):
    """Who reads."""

    FULL = "full"
    RULES = "rules"


Reader = Annotated[
    Reads, typer.Option(help="The rules with the learned reader beside them (full), or the rules alone.")
]


def opened(folder: Path) -> ox.Store:
    """Open the store in a folder that `kg build` wrote.

    Raises:
        GraphError: If there is none.
    """
    from kg.graph.store import open_store

    return open_store(folder)
