"""What every export is: a function from a store to files of text."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

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
MANIFEST: Final = "files.json"
"""Name of the file in which an export of a number of files that changes lists them."""
_PLAIN: Final = re.compile(r"[a-z][a-z0-9-]*\.[a-z]+")
"""Names that a list of files may hold."""
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


def write(files: Files, target: Path) -> Iterator[tuple[Path, bool]]:
    """Write an export, each file whole or not at all, a part of its text at a time.

    A file that says the same already is left as it is. Where a list of files is among them, those of the list before
    that are no longer in it are removed.

    Yields:
        Each file, and whether it was written.

    Args:
        files: What `export` returned.
        target: A folder where there are several, else a file or a folder that is there.

    Raises:
        OutputError: If a file cannot be written.
    """
    into = len(files) > 1 or target.is_dir()
    before = _listed(target / MANIFEST) if MANIFEST in files else set()
    for name, parts in files.items():
        path = target / name if into else target
        yield path, output.write_text(path, parts)
    for name in sorted(before - set(files)):
        with output.writing(target / name):
            (target / name).unlink(missing_ok=True)


def _listed(manifest: Path) -> set[str]:
    """Return the names of the files that an earlier export has written, none where its list cannot be read."""
    try:
        files = json.loads(manifest.read_text(encoding="utf-8"))["files"]
        return {name for name in files if _PLAIN.fullmatch(name)}
    except (OSError, ValueError, LookupError, TypeError):
        return set()


def listing() -> str:
    """Return the text of `kg export --list`: every format and what it is."""
    size = max(map(len, EXPORTS))
    return "".join(f"{name:<{size}}  {_title(EXPORTS.get(name))}\n" for name in EXPORTS)


def _title(make: Export | None) -> str:
    return (inspect.getdoc(make) or "").partition("\n")[0].rstrip(".")
