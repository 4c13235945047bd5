"""Puts folders together that were built apart: what each has read is taken over, and resolved as one corpus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg import amend
from kg.errors import LedgerError
from kg.graph import swap
from kg.ledger import DOCUMENTS_FILE, Document, Documents, Given, Readings
from kg.ledger.documents import merged
from kg.listener import Listener
from kg.model import Correction
from kg.rebuild import Built, Ways, rebuild

_READ_BY = ("actors", "model", "reader", "settings")
"""What must be the same of all folders, so that theirs is one graph."""


def merge(parts: Sequence[Path], folder: Path, told: Listener) -> Built:
    """Write the graph of all documents of some folders, and of `folder` itself, to `folder`, which this process holds.

    It is the graph that one build of all their articles makes, in whatever order the folders are given; only
    corrections of one position by several persons are applied in that order. Nothing is read again, unless it was
    read by another version of geostance.

    Raises:
        LedgerError: If a folder holds no graph, was built by other means than the first, or cannot be read.
        KgError: As `kg.pipeline.build`.
    """
    held = [(part, _documents(part)) for part in dict.fromkeys((*_existing(folder), *parts))]
    first, listed = held[0]
    for part, documents in held[1:]:
        for name in _READ_BY:
            if documents.recipe[name] != listed.recipe[name]:
                raise LedgerError(
                    f"{part} was built with other {name} than {first}; build one of them again with the same"
                )
    with Readings(folder) as shelf:
        for part, _ in held:
            if part.resolve() != folder.resolve():
                shelf.adopt(part)
    corrections: dict[Correction, None] = {}
    for part, _ in held:
        corrections.update(dict.fromkeys(amend.load(part)))
    texts = all(documents.recipe["texts"] for _, documents in held)
    ways = replace(Ways.remembered(first, listed), texts=texts)
    before = replace(listed, documents=tuple(_together(documents for _, documents in held)))
    return rebuild(folder, before, (), ways, told, corrections=tuple(corrections))


def _together(every: Iterator[Documents]) -> Iterator[Document]:
    """Yield each document once, with the inputs of all folders and the key of a reading."""
    keys: dict[str, str] = {}
    given: dict[Given, None] = {}
    for documents in every:
        for document in documents.documents:
            keys.setdefault(document.sha256, document.key)
            given.update(dict.fromkeys(document.given))
    return (replace(document, key=keys[document.sha256]) for document in merged(given, ())[0])


def _existing(folder: Path) -> tuple[Path, ...]:
    return (folder,) if Documents.load(folder) is not None else ()


def _documents(part: Path) -> Documents:
    if part.is_dir():
        swap.finish_if_alone(part)
    documents = Documents.load(part)
    if documents is None:
        raise LedgerError(f"{part} has no {DOCUMENTS_FILE}; make it with `kg build … --output {part}`")
    return documents
