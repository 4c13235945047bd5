"""`kg serve`: the graph over HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import talk
from kg.cli.options import BUILD, Debug, Graph, opened


def serve(
    graph: Graph = BUILD,
    host: Annotated[
        str,
        typer.Option(metavar="NAME", help="Address to serve at; others than loopback reach from outside."),
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="N", min=0, max=65535, help="Port to serve at; 0 for any free one.")
    ] = 8000,
    token: Annotated[
        str | None,
        typer.Option(
            metavar="TOKEN",
            envvar="KG_TOKEN",
            help="Ask clients for this bearer token (browsers: as password). Better given by $KG_TOKEN.",
        ),
    ] = None,
    cors: Annotated[
        list[str] | None,
        typer.Option("--cors", metavar="ORIGIN", help="Let the scripts of this site ask; may be repeated."),
    ] = None,
    config: Annotated[
        Path | None, typer.Option(metavar="FILE.toml", help="Settings that differ from defaults.toml.")
    ] = None,
    _debug: Debug = False,
) -> None:
    """Serve the graph: a SPARQL endpoint at /sparql, an explorer at /, a page for each thing. Reads only.

    A build that writes to the folder meanwhile is picked up by the next question.
    """
    from kg import config as settings
    from kg.serve import run

    limits = settings.load(config).serve
    if token is not None and not token.strip():
        raise typer.BadParameter("an empty token protects nothing", param_hint="--token")
    opened(graph)  # better told now than to each client
    if not run.is_loopback(host):
        guarded = (
            "with a token" if token else "without a token: whoever reaches this machine can read the graph"
        )
        talk.line(f"serving at {host}, which other machines reach, {guarded}", "warning", "bold yellow")

    def ready(address: str) -> None:
        talk.line(f"serving {graph} at {address} and {address}sparql; Ctrl-C ends it")

    try:
        run.serve(graph, limits, host, port, token=token, origins=tuple(cors or ()), ready=ready)
    except KeyboardInterrupt:
        talk.line("ended")
