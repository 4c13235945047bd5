"""Reads a file of gold, whose kind is told by its content.

A JSON object holds positions and events in a set of articles; JSON lines hold attributions, each with its text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputError
from kg.evaluate import gold_positions
from kg.evaluate.fields import Field
from kg.evaluate.gold import GoldAttribution, GoldAttributions, GoldPositions, GoldText
from kg.ingest.base import decoded


def read(file: Path, folder: Path | None = None) -> GoldPositions | GoldAttributions:
    """Return the gold in `file`.

    Args:
        file: JSON or JSON lines.
        folder: Where the articles lie that positions were marked in. Without it the file says it
            ("articles", seen from the file), or it is the folder beside the file that is named after it.

    Raises:
        InputError: If the file cannot be read or says something wrong (with its place), or an article is missing.
    """
    try:
        text = decoded(file.read_bytes(), str(file))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", file) from error
    whole = _json(text)
    if isinstance(whole, dict) and "positions" in whole:
        return gold_positions.read(Field(whole, str(file)), file, folder)
    first = whole if whole is not None else _json(next((x for x in text.split("\n") if x.strip()), ""))
    if isinstance(first, dict) and "attributions" in first:
        if file.suffix.lower() != ".jsonl":
            raise InputError("holds attributions, so its name must end with .jsonl", file)
        return GoldAttributions(file, tuple(_lines(text, str(file))))
    raise InputError(
        "is no gold: neither positions ({documents, actors, positions, events}) "
        "nor lines of attributions ({doc, text, attributions})",
        file,
    )


def _json(text: str) -> object:
    """Return what `text` says as JSON; None where it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _lines(text: str, file: str) -> Iterator[GoldText]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        record = Field(_json(line), file, f"line {number}")
        if record.value is None:
            raise record.error("is not JSON")
        others = tuple(record["other_annotators"]) if record.has("other_annotators") else ()
        versions = (record["attributions"], *others)
        words = record["text"].string()
        marked = tuple(tuple(_attribution(a, len(words)) for a in version) for version in versions)
        yield GoldText(record["doc"].string(), words, marked)


def _attribution(field: Field, length: int) -> GoldAttribution:
    source, cue, content = (
        field[role].spans() if field.has(role) else () for role in ("source", "cue", "content")
    )
    if any(span.end > length for span in (*source, *cue, *content)):
        raise field.error("a span ends after the text")
    return GoldAttribution(source, cue, content)
