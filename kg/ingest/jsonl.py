"""JSON lines: one document a line, `text` and optional `title`, `url`, `published`, `outlet`, `id`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from kg.config import Ingest
from kg.errors import InputError
from kg.ingest.base import READERS, Failure, Known, Raw, day, decoded, tidy, too_large


@READERS.add(".jsonl")
def read(stream: BinaryIO, source: str, limits: Ingest) -> Iterator[Raw | Failure]:
    """Yield the document of each line; blank lines are skipped.

    A record's source is its `url`, else `<file>#<id or line>`.
    """
    for number, line in enumerate(_lines(stream, limits.max_bytes), 1):
        place = f"{source}#{number}"
        if line is None:
            yield Failure(place, too_large(limits))
        elif line.strip():
            try:
                yield document(_record(line, place), source, place)
            except InputError as error:
                yield Failure.of(error)


def _lines(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Yield each line, None for one of more than `limit` bytes (never held in memory as a whole)."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(limit)
        yield None


def _record(line: bytes, place: str) -> Mapping[str, Any]:
    try:
        record = json.loads(decoded(line, place))
    except json.JSONDecodeError as error:
        raise InputError(f"is not JSON: {error.msg} (character {error.colno})", place) from None
    except (ValueError, RecursionError):  # a number of thousands of digits, or brackets without end
        raise InputError("is not JSON that can be read", place) from None
    if not isinstance(record, dict):
        raise InputError("is not a JSON object", place)
    return record


def document(record: Mapping[str, Any], file: str, place: str) -> Raw:
    """Return the document of a record with the keys `text`, `title`, `url`, `published`, `outlet`, `id`.

    Args:
        record: As it was read.
        file: The input that it stands in.
        place: How the record is named where it says no name of its own.

    Raises:
        InputError: If it has no text, or a value is of a wrong kind.
    """
    text = _string(record, "text", place)
    if text is None:
        raise InputError("has no text", place)
    url = tidy(_string(record, "url", place))
    ident = record.get("id")
    source = url or (f"{file}#{tidy(str(ident))}" if isinstance(ident, str | int) else place)
    try:
        published = day(_string(record, "published", place))
    except ValueError as error:
        raise InputError(f"published is {error}", place) from None
    known = Known(
        tidy(_string(record, "title", place)), published, tidy(_string(record, "outlet", place)), url
    )
    return Raw(text, source, known)


def _string(record: Mapping[str, Any], key: str, place: str) -> str | None:
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise InputError(f"{key} is no string", place)
    return value
