"""From what was named on the command line to open inputs: files, folders and `-`."""

from __future__ import annotations

import gzip
import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from kg.ingest.base import READERS, Failure, Reader

STDIN = "-"
_ADDRESSES = ("http://", "https://")
PACKED = ".gz"
"""Suffix of a packed file; what is in it is told by the suffix before."""


@dataclass(frozen=True, slots=True)
class Input:
    """One file, or an open stream where `path` is None."""

    name: str
    reader: Reader
    path: Path | None = None
    stream: BinaryIO | None = None

    def open(self) -> AbstractContextManager[BinaryIO]:
        """Open it for reading.

        Raises:
            OSError: If that fails.
        """
        if self.path is not None and self.path.suffix.lower() == PACKED:
            return cast("BinaryIO", gzip.open(self.path))
        if self.path is not None:
            return self.path.open("rb")
        return nullcontext(self.stream or sys.stdin.buffer)


def inputs(paths: Iterable[Path | str], skip: Path | None = None) -> Iterator[Input | Failure]:
    """Yield the inputs that `paths` name, each file once, in the order named; folders deeply, by name.

    In a folder, files of unknown kinds, hidden ones and the folder `skip` are passed over.
    """
    seen: set[Path] = set()
    for path in paths:
        found = [_stdin()] if str(path) == STDIN else _expanded(path, skip)
        for entry in found:
            if isinstance(entry, Input) and entry.path is not None:
                real = entry.path.resolve()
                if real in seen:
                    continue
                seen.add(real)
            yield entry


def _expanded(given: Path | str, skip: Path | None) -> Iterator[Input | Failure]:
    path = Path(given)
    if path.is_dir():
        yield from _folder(path, skip)
        return
    reader = _reader(path)
    if not path.exists():
        if str(given).startswith(_ADDRESSES):  # a path would hold one slash less
            yield Failure(str(given), "is an address, and nothing is fetched; save the page as .html first")
        else:
            yield Failure(_printable(path), "there is no such file")
    elif not path.is_file():
        yield Failure(_printable(path), "is neither a file nor a folder")
    elif reader is None:
        kind = "".join(path.suffixes[-2:]) if path.suffix.lower() == PACKED else path.suffix
        told = f"is of unknown kind {kind!r}" if kind else "has no ending that tells its kind"
        known = ", ".join(READERS)
        yield Failure(_printable(path), f"{told}; known are {known}: save its text as one of these")
    else:
        yield Input(_printable(path), reader, path)


def _reader(path: Path) -> Reader | None:
    name = path.with_suffix("") if path.suffix.lower() == PACKED else path
    return READERS.get(name.suffix.lower())


def _folder(folder: Path, skip: Path | None) -> Iterator[Input | Failure]:
    failures: list[Failure] = []

    def note(error: OSError) -> None:
        failures.append(Failure(_printable(Path(error.filename)), f"cannot be read: {error.strerror}"))

    skipped = skip.resolve() if skip is not None else None
    empty = True
    for top, folders, files in os.walk(folder, onerror=note):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and Path(top, f).resolve() != skipped)
        for file in sorted(files):
            path = Path(top, file)
            reader = _reader(path)
            if reader is not None and not file.startswith(".") and path.is_file():
                empty = False
                yield Input(_printable(path), reader, path)
    yield from failures
    if empty and not failures:
        yield Failure(_printable(folder), f"holds no file of a known kind ({', '.join(READERS)})")


def _stdin() -> Input | Failure:
    """Tell the kind of standard input by its first bytes: JSON lines, a page, else plain text."""
    stream = io.BufferedReader(cast("io.RawIOBase", sys.stdin.buffer))
    start = stream.peek(512).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    page = start.startswith((b"<!doctype html", b"<html"))
    suffix = ".html" if page else ".jsonl" if start.startswith(b'{"') else ".txt"
    reader = READERS.get(suffix)
    if reader is None:
        return Failure(STDIN, f"there is no reader for {suffix}")
    return Input(STDIN, reader, stream=cast("BinaryIO", stream))


def _printable(path: Path) -> str:
    """Return the path as given, in characters that can be written (a file name may hold any bytes)."""
    return os.fsencode(path).decode("utf-8", "replace")
