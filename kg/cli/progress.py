"""The bar that shows how a build goes on: documents, and words per second."""

from __future__ import annotations

import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from kg.cli.console import Talk
from kg.cli.summary import counted

if TYPE_CHECKING:
    from kg.ingest import Failure

_DRAWN_EVERY = 0.1
"""Seconds between two drawings of the bar."""


class _Documents(ProgressColumn):
    """Documents read so far, of all; nothing before they are counted."""

    def render(self, task: Task) -> Text:
        """Return the column of one task."""
        return Text(f"{task.completed:,.0f}/{task.total:,.0f} documents" if task.total else "")


class _Speed(ProgressColumn):
    """Words per second up to the document read last."""

    def render(self, task: Task) -> Text:
        """Return the column of one task."""
        speed = task.fields["speed"]
        return Text(f"{speed:,.0f} words/s" if speed else "", style="cyan")


class Bar:
    """A listener of a build that draws a bar on standard error; nothing where that is no terminal."""

    def __init__(self, talk: Talk) -> None:
        """Draw on the console of `talk`."""
        self._talk = talk
        console = talk.console
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            _Documents(),
            _Speed(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            auto_refresh=False,  # by a thread, beside which no process can be copied
            disable=not console.is_terminal,
        )
        self._task = self._progress.add_task("finding input", total=None, speed=0.0, visible=False)
        self._words = 0
        self._begun = time.monotonic()
        self._ended: float | None = None
        self._drawn = 0.0

    def __enter__(self) -> Self:
        """Show the bar."""
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        self._progress.stop()

    @property
    def seconds(self) -> float:
        """Time that the reading took or has taken so far."""
        return (self._ended or time.monotonic()) - self._begun

    def failed(self, failure: Failure) -> None:
        """Name the document and the reason, above the bar."""
        line = Text("not read: ", style="yellow").append(str(failure), style="default")
        self._progress.console.print(line, soft_wrap=True)
        if failure.detail and self._talk.debug:
            self._progress.console.print(Text(failure.detail), soft_wrap=True)

    def reading(self, documents: int, words: int) -> None:
        """Set the length of the bar."""
        self._begun = time.monotonic()
        self._progress.reset(
            self._task, total=documents, speed=0.0, description="reading", visible=documents > 0
        )
        if not self._progress.console.is_terminal and documents:
            self._talk.line(f"reading {counted(documents, 'documents')}, {counted(words, 'words')}")
        self._progress.refresh()

    def read(self, words: int) -> None:
        """Go on by one document."""
        self._words += words
        self._ended = time.monotonic()
        due = self._ended - self._drawn >= _DRAWN_EVERY
        self._drawn = self._ended if due else self._drawn
        speed = self._words / max(self.seconds, 0.001)
        self._progress.update(self._task, advance=1, speed=speed, refresh=due)

    def doing(self, what: str) -> None:
        """Show what comes after the reading."""
        self._progress.update(self._task, description=what, visible=True, refresh=True)
