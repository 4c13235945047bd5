"""Documents' own graphs, made wherever there are hands (`kg.hands`): each hangs on the reading of its document alone."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from kg.ledger import Document, unpacked
from kg.model import Reading

from . import iri
from .finished import Finished, finished
from .mapping_document import document_statements


class Sent(NamedTuple):
    """A document as it goes to another process."""

    document: Document
    reading: bytes


class Group(NamedTuple):
    """Documents whose graphs are made at a time."""

    files: bool
    """Whether more than the store is made of them."""
    documents: tuple[Reading | Sent, ...]


def document_graphs(texts: bool, group: Group) -> tuple[Finished, ...]:
    """Return the graphs of documents.

    Args:
        texts: Whether they hold the whole texts.
        group: The documents.

    Raises:
        GraphError: As `document_statements`.
    """
    return tuple(_document_graph(one, texts=texts, files=group.files) for one in group.documents)


def _document_graph(one: Reading | Sent, *, texts: bool, files: bool) -> Finished:
    reading = one if isinstance(one, Reading) else _received(one)
    names = iri.Names(reading.article.ident)
    made = document_statements(reading, texts=texts, names=names)
    return finished(made, files=files, names=names.listed(reading))


def _received(sent: Sent) -> Reading:
    reading = unpacked(sent.reading)
    return replace(reading, article=sent.document.article(reading.article.text))
