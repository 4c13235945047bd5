"""What every export is: a function from a store to files of text."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from kg import output
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


_PAGES = {".html", ".htm"}
Files = Mapping[str, Iterable[str]]
"""The text of each file, in parts; the same graph gives the same bytes."""
Export = Callable[[ox.Store, Choice], Files]
EXPORTS: Registry[Export] = Registry("kg.export")


def export(store: ox.Store, form: str, choice: Choice = Choice(), target: Path | None = None) -> Files:
    """Return the files of one format.

    Args:
        store: The graph.
        form: Name of the format.
        choice: What a brief is of.
        target: Where it will be written; a name that ends in `.html` makes a brief a web page.

    Raises:
        ExportError: If there is no such format, or it cannot be had of a part of the graph.
        QueryError: If what was chosen is not in the graph.
    """
    make = EXPORTS.get(form)
    if make is None:
        raise ExportError(f"there is no export “{form}”{near(form, EXPORTS)}; `kg export --list` shows all")
    if form != "brief" and choice != Choice():
        raise ExportError(f"only a brief is of one actor, matter or time; {form} is of the whole graph")
    if form == "brief" and target is not None and target.suffix.lower() in _PAGES:
        choice = replace(choice, html=True)
    return make(store, choice)


def write(files: Files, target: Path) -> Iterator[Path]:
    """Write an export and yield each file that was written, whole or not at all, a part of its text at a time.

    Args:
        files: What `export` returned.
        target: A folder where there are several, else a file or a folder that is there.

    Raises:
        OutputError: If a file cannot be written.
    """
    into = len(files) > 1 or target.is_dir()
    for name, parts in files.items():
        path = target / name if into else target
        output.write_text(path, parts)
        yield path


def listing() -> str:
    """Return the text of `kg export --list`: every format and what it is."""
    size = max(map(len, EXPORTS))
    return "".join(f"{name:<{size}}  {_title(EXPORTS.get(name))}\n" for name in EXPORTS)


def _title(make: Export | None) -> str:
    return (inspect.getdoc(make) or "").partition("\n")[0].rstrip(".")
