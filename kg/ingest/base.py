"""What the readers of all input kinds share: their contract, their records, and how bytes become text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from kg.config import Ingest
from kg.errors import InputError, one_line
from kg.registry import Registry


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about a document besides its text; None where nothing is."""

    title: str | None = None
    published: date | None = None
    outlet: str | None = None
    url: str | None = None

    def over(self, other: Known) -> Known:
        """Return this, with the gaps filled from `other`."""
        return Known(
            title=self.title if self.title is not None else other.title,
            published=self.published if self.published is not None else other.published,
            outlet=self.outlet if self.outlet is not None else other.outlet,
            url=self.url if self.url is not None else other.url,
        )


NOTHING = Known()


@dataclass(frozen=True, slots=True)
class Raw:
    """A text as a reader found it, not yet judged."""

    text: str
    source: str
    known: Known = NOTHING


@dataclass(frozen=True, slots=True)
class Failure:
    """One document that was not read, and why."""

    source: str
    reason: str
    detail: str = ""
    """Traceback of an error inside geostance, for `--debug`; empty where the document is to blame."""

    @classmethod
    def of(cls, error: InputError) -> Failure:
        """Return the failure that `error` reports."""
        return cls(error.source, error.reason)

    def __str__(self) -> str:
        """Word it as "source: reason", on one printable line (file names may hold anything)."""
        return one_line(f"{self.source}: {self.reason}", 1000)


Reader = Callable[[BinaryIO, str, Ingest], Iterator[Raw | Failure]]
"""Reads one open input: (stream, its name, limits) to the documents in it, in order.

It may raise `InputError` where the input as a whole cannot be read, and yields a `Failure` for one bad
document among several.
"""

READERS: Registry[Reader] = Registry("kg.ingest")
"""Suffix in lower case (".txt") to reader."""

_FOREIGN = {
    b"%PDF-": "a PDF",
    b"{\\rtf": "rich text",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
}
"""How files begin that people take for text, and what they are."""
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def too_large(limits: Ingest) -> str:
    """Return the reason for refusing a document of more than `limits.max_bytes`."""
    return f"is larger than {limits.max_bytes / 1e6:g} MB; split it, or raise max_bytes under [ingest]"


def whole(stream: BinaryIO, source: str, limits: Ingest) -> bytes:
    """Return everything in `stream`.

    Raises:
        InputError: If it is larger than allowed.
    """
    data = stream.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise InputError(too_large(limits), source)
    return data


def decoded(data: bytes, source: str) -> str:
    r"""Return `data` as text, exactly: line ends and leading blank lines stay as they are.

    A byte order mark at the start says how to decode and is no part of the text, so offsets count from
    the character after it.

    Raises:
        InputError: If the data are binary or not UTF-8.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"is UTF-16, not UTF-8; {_advice('UTF-16')}", source)
    for start, what in _FOREIGN.items():
        if data.startswith(start):
            raise InputError(f"is {what}, whatever its name says; save its text as .txt first", source)
    if (place := data.find(b"\0")) >= 0:
        raise InputError(f"is binary, not text (byte 0 at {place})", source)
    try:
        return data.decode("utf-8").removeprefix(BOM)
    except UnicodeDecodeError as error:
        byte = data[error.start]
        raise InputError(
            f"is not UTF-8 (byte 0x{byte:02x} at {error.start}); {_advice('WINDOWS-1252')}, if that is what it is",
            source,
        ) from None


def _advice(encoding: str) -> str:
    return f"convert it first: iconv -f {encoding} -t UTF-8"


def tidy(value: str | None) -> str | None:
    """Return a piece of metadata on one line without control characters; None where nothing is left."""
    if value is None:
        return None
    line = " ".join("".join(c if c.isprintable() else " " for c in value).split())
    return line or None


def day(value: str | None) -> date | None:
    """Return the day of an ISO date or date-time ("2025-02-14", "2025-02-14T08:30:00Z"); None for nothing.

    Raises:
        ValueError: If it is something else.
    """
    line = tidy(value)
    if line is None:
        return None
    head, mark, _ = line.replace(" ", "T", 1).partition("T")
    if len(head) != len("2025-02-14") or (mark and len(line) < len("2025-02-14T08:30")):
        raise ValueError(f"not a date like 2025-02-14: {line!r}")
    try:
        return date.fromisoformat(head)
    except ValueError:
        raise ValueError(f"not a date like 2025-02-14: {line!r}") from None
