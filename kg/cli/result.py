"""What came of a change of a folder: said, and brought to a server."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.console import talk
from kg.cli.progress import Bar
from kg.cli.summary import closing, summary

if TYPE_CHECKING:
    from kg.rebuild import Built
    from kg.remote import Server

SHOWN_WARNINGS = 20


def warn(warnings: Sequence[str]) -> None:
    """Say the first warnings, and how many there are beside them."""
    for warning in warnings[:SHOWN_WARNINGS]:
        talk.line(warning, "warning", "yellow")
    if (more := len(warnings) - SHOWN_WARNINGS) > 0:
        talk.line(f"and {more:,} more", "warning", "yellow")


def report(built: Built, folder: Path, seconds: float) -> None:
    """Say what came of a build that took so many seconds of reading."""
    warn(built.warnings)
    talk.console.print(summary(built, seconds))
    talk.console.print()
    talk.console.print(closing(folder, built))


def put_on(server: Server | None, folder: Path, *, fresh: bool = False) -> None:
    """Bring the graph of a folder to a server, if there is one, and say what was written.

    Raises:
        RemoteError: If the server holds another folder's documents, does not answer, or refuses.
    """
    if server is None:
        return
    from kg.publish import publish

    with Bar(talk) as bar:
        done = publish(folder, server, bar, fresh=fresh)
    talk.line(
        f"{server.at.query}: {done.written:,} graphs written, {done.removed:,} removed, {done.kept:,} as they were"
    )
