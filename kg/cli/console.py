"""How the command line talks: one line a message on standard error, colours only where they are wanted."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterable
from typing import IO

from rich.console import Console
from rich.text import Text

from kg.errors import harmless, one_line


class Talk:
    """Says things to the person at the terminal; `debug` adds tracebacks."""

    def __init__(self) -> None:
        """Start quiet about inner matters."""
        self.debug = False

    @property
    def console(self) -> Console:
        """The console on today's standard error (looked up each time, since tests replace it)."""
        return Console(file=sys.stderr, highlight=False, soft_wrap=True)

    def line(self, text: str, label: str = "", style: str = "") -> None:
        """Say one line, after a coloured label; control characters in it are made harmless."""
        start = Text(f"{label}: " if label else "", style=style)
        self.console.print(start.append(one_line(text, 1000), style="default"), soft_wrap=True)

    def error(self, error: BaseException) -> None:
        """Say why nothing more happens, with the notes of the error and, for debugging, its traceback."""
        if self.debug:
            traceback.print_exception(error, file=sys.stderr)
        self.line(str(error) or type(error).__name__, "error", "bold red")
        for note in getattr(error, "__notes__", ()):
            for line in str(note).split("\n"):
                self.console.print(Text(harmless(line)), soft_wrap=True)


talk = Talk()


def put(data: str | Iterable[str], stream: IO[str] | None = None) -> None:
    """Write data to standard output as they are, whole or a part at a time."""
    out = stream or sys.stdout
    out.writelines((data,) if isinstance(data, str) else data)
    out.flush()


def is_terminal() -> bool:
    """Return whether data go to a person rather than a file or a program."""
    return sys.stdout.isatty()


def width() -> int | None:
    """Return the columns of the terminal that data go to; None where they go elsewhere."""
    return Console(file=sys.stdout).width if is_terminal() else None


def colour() -> bool:
    """Return whether data may be coloured (a terminal, and no NO_COLOR)."""
    console = Console(file=sys.stdout)
    return console.is_terminal and not console.no_color
