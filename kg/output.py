"""Writing single files whole or not at all; `kg.graph.store` does so with a graph."""

from __future__ import annotations

import filecmp
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kg.errors import OutputError

PAGE: Final = "graph.html"
"""Name of the page in an output folder."""
PAGE_MARK: Final = '<meta name="generator" content="geostance">'
"""Stands at the beginning of every page."""
_BEGINNING: Final = 4096
"""Bytes looked at for the mark of a result."""


def make_folder(folder: Path) -> None:
    """Make `folder` where it does not exist, and make sure that it can be written to.

    Raises:
        OutputError: If it cannot, better now than after an hour of reading.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder} is a file; the output needs a folder")
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()


def refuse_foreign(file: Path, mark: str) -> None:
    """Make sure that a result may take the place of `file`: there is none, it is empty, or it is one of ours.

    Args:
        file: Where a result goes.
        mark: What stands at the beginning of all results of that kind.

    Raises:
        OutputError: If it is something else, or cannot be read.
    """
    with writing(file):
        if not file.exists() and not file.is_symlink():
            return
        if file.is_file():
            with file.open("rb") as opened:
                begin = opened.read(_BEGINNING)
            if not begin or mark.encode() in begin:
                return
        raise OutputError(f"{file} is there already and was not made by geostance; choose another folder")


def write_text(file: Path, text: str | Iterable[str]) -> bool:
    """Write a text, or its parts one by one, as UTF-8 to `file`, which is replaced in one step.

    Returns:
        Whether it was; one that says the same already is left as it is.

    Raises:
        OutputError: If it cannot be written.
    """
    with writing(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.is_dir():
            raise OutputError(f"{file} is a folder; name a file")
        with tempfile.NamedTemporaryFile(
            "wb", dir=file.parent, prefix=f".{file.name}.", delete=False
        ) as temporary:
            path = Path(temporary.name)
            try:
                for part in (text,) if isinstance(text, str) else text:
                    temporary.write(part.encode("utf-8"))
                temporary.close()
                if file.is_file() and filecmp.cmp(path, file, shallow=False):
                    return False
                path.chmod(0o666 & ~_umask())  # a temporary file is made for its owner only
                path.replace(file)
                return True
            finally:
                path.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)  # it can only be read by setting it
    os.umask(mask)
    return mask


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Say in one line what the system complains about.

    Raises:
        OutputError: In place of an OSError.
    """
    try:
        yield
    except OSError as error:
        raise OutputError(f"{place}: cannot be written: {error.strerror or error}") from error
