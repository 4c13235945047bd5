"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import talk

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.graph.source import Source
    from kg.remote import Server


def _debug(wanted: bool) -> bool:
    talk.debug = wanted or talk.debug
    return wanted


Debug = Annotated[
    bool, typer.Option("--debug", help="Show the traceback of an error.", callback=_debug, is_eager=True)
]


def _folder(name: str | Path) -> Path:
    """Read the name of a folder; an empty one, as of an unset variable, would mean the current folder."""
    if not str(name):
        raise typer.BadParameter("the name of the folder is empty")
    return Path(name)


Folder = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        "--graph",
        "-g",
        metavar="FOLDER",
        parser=_folder,
        help="Folder that holds the graph, or will.",
    ),
]
Graph = Annotated[
    Path, typer.Option("--graph", "-g", metavar="FOLDER", help="Folder that `kg build` wrote to.")
]
Store = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="URL",
        help="A SPARQL 1.1 server that holds the graph; its login is in KG_STORE_USER and KG_STORE_PASSWORD, or "
        "KG_STORE_TOKEN.",
    ),
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


def opened(folder: Path) -> ox.Store:
    """Open the store in a folder that `kg build` wrote.

    Raises:
        GraphError: If there is none.
    """
    from kg.graph.store import open_store

    return open_store(folder)


def asked(folder: Path, url: str | None) -> Source:
    """Return what answers questions: the store in a folder, or a server.

    Raises:
        GraphError: If the folder holds none.
        RemoteError: If no server answers there.
    """
    return opened(folder) if url is None else _server(url)


def whole(folder: Path, url: str | None) -> ox.Store:
    """Return a whole graph: the store in a folder, or a copy in memory of what a server holds.

    Raises:
        GraphError: If the folder holds none.
        RemoteError: If no server answers there.
    """
    if url is None:
        return opened(folder)
    from kg.remote import fetched

    return fetched(_server(url))


def written_to(url: str | None) -> Server | None:
    """Return the server that a result goes to, if one is named.

    Raises:
        RemoteError: If none answers there or it takes no updates; better now than after an hour of reading.
    """
    if url is None:
        return None
    server = _server(url)
    server.update("INSERT DATA {}")
    return server


def _server(url: str) -> Server:
    from kg.remote import connected

    return connected(url)
