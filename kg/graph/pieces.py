"""Writes of what the documents say together only the pieces that differ from those in the store.

A table remembers of each piece 64 bits of a hash of all that it hangs on, and whom its statements are about. So what is
as it was is neither made nor looked up again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, cast

from pyoxigraph import NamedNode, Quad, Store

from kg.model import Reading

from . import iri
from .statements import Statements, quads
from .together import Piece, Together
from .vocab import NIF
from .written import node

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions

Row = tuple[int, int, str]
"""Hash of a piece's name, hash of what it hangs on, IRI of its subject (of a document: its own)."""

_TOGETHER: Final = 10_000
"""Rows that are handed to the table at a time."""


class Table(Protocol):
    """Remembers the pieces that a store holds."""

    def token(self) -> str | None:
        """Return the token of the result whose store they are of."""

    def told(self) -> Mapping[int, int]:
        """Return for each piece the hash of what it hangs on."""

    def subjects(self, names: Iterable[int]) -> Mapping[int, str]:
        """Return the subjects of pieces, of those that it knows."""

    def owners(self, subjects: Iterable[str]) -> set[int]:
        """Return the pieces with one of these subjects."""

    def begin(self) -> None:
        """Forget all pieces."""

    def put(self, rows: Iterable[Row], gone: Iterable[int] = (), token: str | None = None) -> None:
        """Take pieces in and out, all or none; a token names the result whose store they are of."""


class Difference(NamedTuple):
    """What makes the graph of all documents together that which it is to be."""

    gone: set[Quad]
    new: set[Quad]


class Pieces:
    """Makes the statements of pieces, all or those that differ, and has the table remember them."""

    def __init__(self, together: Together, table: Table) -> None:
        """Begin to write for a result."""
        self.together = together
        self._table = table
        self._rows: list[Row] = []
        self._gone: set[int] = set()
        self._begun = False

    def known(self, token: str) -> bool:
        """Return whether the table knows the pieces of the result that has this token."""
        return self._table.token() == token

    def document(self, reading: Reading) -> Iterator[Statements]:
        """Yield the statements of the piece of a document, and forget what is not asked for again.

        Raises:
            GraphError: If the resolution leaves out something that is referred to.
        """
        yield from self._all((self.together.of(reading),))
        self.together.names(reading.article.ident).forget()

    def shared(self) -> Iterator[Statements]:
        """Yield the statements of the pieces that are of no document.

        Raises:
            GraphError: As `document`.
        """
        return self._all(self.together.shared())

    def _all(self, pieces: Iterable[Piece]) -> Iterator[Statements]:
        """Yield the statements of pieces, of which the table will know none but those that pass here."""
        if not self._begun:
            self._begun = True
            self._table.begin()
        for piece in pieces:
            made = self.together.statements(piece)
            self._rows.append(_row(piece, made))
            if len(self._rows) >= _TOGETHER:
                self._table.put(self._rows)
                self._rows.clear()
            yield made

    def difference(self, store: Store) -> Difference:
        """Return what has to be taken out of a store and put in, given that the table knows the pieces in it.

        Args:
            store: As it is before anything is changed, as the graphs of documents tell what theirs are about.

        Raises:
            GraphError: As `document`.
        """
        known = self._table.told()
        left = set(known)
        differ: list[Statements] = []
        for piece in self.together.pieces():
            name, told = _hash(piece.name), _hash(repr(piece.told))
            left.discard(name)
            if known.get(name) != told:
                differ.append(self.together.statements(piece))
                self._rows.append(_row(piece, differ[-1]))
        self._gone = left
        own = {name for name, _, _ in self._rows}
        before = self._table.subjects(own | left)
        subjects = set(before.values()) | {subject for _, _, subject in self._rows}
        beside = self._table.owners(subjects) - own - left
        if beside:  # records that are equal in all that names them share a subject
            pieces = self.together.pieces()
            differ += (self.together.statements(piece) for piece in pieces if _hash(piece.name) in beside)
        now = set(quads(differ))
        had = {quad for subject in sorted(subjects) for quad in _there(store, NamedNode(subject))}
        return Difference(had - now, now - had)

    def let_go(self) -> None:
        """Forget what pieces are made of, when all are made."""
        del self.together

    def done(self, token: str) -> None:
        """Have the table know the pieces as those of the result that has this token."""
        self._table.put(self._rows, self._gone, token)


def _row(piece: Piece, made: Statements) -> Row:
    # what is of no document has a type at least
    subject = iri.Names(piece.ident).document if piece.ident else next(iter(made.about))
    return _hash(piece.name), _hash(repr(piece.told)), node(subject).value


def _there(store: Store, subject: NamedNode) -> Iterator[Quad]:
    """Yield what a store says together of a subject; of a document, what it says of all its parts too."""
    # by a query, since of all that a graph says only the subjects are fetched from the disk
    query = f"SELECT DISTINCT ?part {{ GRAPH {subject} {{ ?part ?says ?what }} }}"
    parts = {row[0] for row in cast("QuerySolutions", store.query(query))}
    described = store.quads_for_pattern(None, NIF.referenceContext, subject, iri.RESOLVED)
    for part in {subject, *parts, *(quad.subject for quad in described)}:
        yield from store.quads_for_pattern(part, None, None, iri.RESOLVED)


def digested(text: str) -> str:
    """Return 64 bits of a hash of a text, as hexadecimal digits."""
    return f"{_hash(text):x}"


def _hash(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
