"""Binding an address and serving on it until the process is told to end."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from kg.config import Serve
from kg.errors import OutputError
from kg.serve.app import Access, application
from kg.serve.guard import LOOPBACK

_BACKLOG = 512


def is_loopback(host: str) -> bool:
    """Return whether only this machine reaches `host`."""
    return host in LOOPBACK or host.startswith("127.")


def serve(
    folder: Path,
    limits: Serve,
    host: str,
    port: int,
    *,
    token: str | None = None,
    origins: tuple[str, ...] = (),
    ready: Callable[[str], None],
) -> None:
    """Serve the graph in `folder` until interrupted.

    Args:
        folder: What `kg build` wrote; a later build is picked up.
        limits: What a client may ask for.
        host: Name or address to bind.
        port: 0 for any that is free.
        token: What clients must know, if anything.
        origins: Sites whose scripts may ask.
        ready: Called with the address once it is bound.

    Raises:
        OutputError: If the address cannot be bound.
        KeyboardInterrupt: When interrupted; all processes have ended by then.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host.strip("[]"), port), family=family, backlog=_BACKLOG)
    except OSError as error:
        raise OutputError(f"{host} port {port} cannot be served at: {error.strerror or error}") from error
    hosts = (*LOOPBACK, host.lower()) if is_loopback(host) else ()
    app = application(folder, limits, Access(token, hosts, origins))
    config = uvicorn.Config(
        app, log_level="error", access_log=False, server_header=False, lifespan="on", ws="none"
    )
    with listening:
        shown = f"[{host}]" if family == socket.AF_INET6 else host
        ready(f"http://{shown}:{listening.getsockname()[1]}/")
        uvicorn.Server(config).run(sockets=[listening])
