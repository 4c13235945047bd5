"""What a reading depends on, as one key: the text and what is known of it, and everything that reads."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from kg import paths
from kg.ledger.codec import Codec
from kg.model import Reading

CODEC = Codec(Reading)

_AFTER_READING = (
    "amend",
    "cli",
    "draw",
    "evaluate",
    "export",
    "graph",
    "ledger",
    "query",
    "remote",
    "resolve",
    "samples",
    "serve",
)
"""Rooms that no reading depends on. A new one counts until it is named here: reading again is the safe side."""
_WIRING = (
    "api.py",
    "cluster.py",
    "counts.py",
    "crew.py",
    "doctor.py",
    "growth.py",
    "hands.py",
    "listener.py",
    "merge.py",
    "output.py",
    "pipeline.py",
    "pool.py",
    "publish.py",
    "rebuild.py",
    "shipped.py",
    "workers.py",
)
_DATA = {".py", ".rq", ".toml", ".tsv", ".ttl", ".txt"}


def reading_key(sha256: str, known: tuple[str | None, ...], versions: tuple[tuple[str, str], ...]) -> str:
    """Return the key of a reading: equal keys mean equal readings, but for the names of the sources.

    Args:
        sha256: Of the text.
        known: What is known about the article (title, day, outlet, …).
        versions: Of everything that reads: tool, model, networks, tables, settings.
    """
    parts = (CODEC.schema, reader_code(), sha256, known, versions)
    return hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()[:32]


@functools.cache
def reader_code() -> str:
    """Return a hash of all code and tables that readings depend on: an edited rule reads again."""
    package = paths.package_file("")
    return _hashed(
        file
        for file in package.rglob("*")
        if (top := file.relative_to(package).parts[0]) not in _AFTER_READING and top not in _WIRING
    )


def settler_key(limits: str, own: str) -> str:
    """Return what the settling of documents hangs on beside readings: all that reads, amends and resolves.

    Args:
        limits: The thresholds of resolution.
        own: What a user's file says of actors.
    """
    parts = (CODEC.schema, reader_code(), _settler_code(), limits, own)
    return hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()[:32]


@functools.cache
def _settler_code() -> str:
    return _hashed(file for room in ("amend", "resolve") for file in paths.package_file(room).rglob("*"))


@functools.cache
def writer_code() -> str:
    """Return a hash of the code that turns readings into statements, and of what readings are."""
    code = _hashed(paths.package_file("graph").rglob("*"))
    return hashlib.sha256(f"{code} {CODEC.schema}".encode("ascii")).hexdigest()[:16]


def _hashed(files: Iterable[Path]) -> str:
    """Return a hash of those files that are code or tables, and of the ontology's."""
    total = hashlib.sha256()
    for file in sorted({*files, *paths.ontology_folder().rglob("*")}, key=lambda file: file.as_posix()):
        if file.suffix in _DATA and file.is_file():
            total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()[:16]
