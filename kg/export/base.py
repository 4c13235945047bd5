"""What every export is: a function from a store to files of text."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from kg.errors import ExportError
from kg.query.names import near
from kg.registry import Registry


@dataclass(frozen=True, slots=True)
class Choice:
    """Which part of the graph is meant, and how it is written; only a brief asks."""

    actor: str | None = None
    """An actor's name."""
    about: str | None = None
    """A matter in words."""
    since: date | None = None
    html: bool = False
    """Whether a text comes as a web page."""

    @property
    def everything(self) -> bool:
        """Whether nothing was chosen."""
        return self.actor is None and self.about is None and self.since is None


Files = Mapping[str, Iterable[str]]
"""The text of each file, in parts; the same graph gives the same bytes."""
Export = Callable[[ox.Store, Choice], Files]
EXPORTS: Registry[Export] = Registry("kg.export")


def export(store: ox.Store, form: str, choice: Choice = Choice()) -> Files:
    """Return the files of one format.

    Raises:
        ExportError: If there is no such format, or it cannot be had of a part of the graph.
        QueryError: If what was chosen is not in the graph.
    """
    write = EXPORTS.get(form)
    if write is None:
        raise ExportError(f"there is no export “{form}”{near(form, EXPORTS)}; `kg export --list` shows all")
    if form != "brief" and choice != Choice():
        raise ExportError(f"only a brief is of one actor, matter or time; {form} is of the whole graph")
    return write(store, choice)


def listing() -> str:
    """Return the text of `kg export --list`: every format and what it is."""
    size = max(map(len, EXPORTS))
    return "".join(f"{name:<{size}}  {_title(EXPORTS.get(name))}\n" for name in EXPORTS)


def _title(write: Export | None) -> str:
    return (inspect.getdoc(write) or "").partition("\n")[0].rstrip(".")
