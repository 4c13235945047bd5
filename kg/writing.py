"""Writes a result to its folder, at the cost of what differs from the one that is there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg import amend, output
from kg.graph import iri, store, swap
from kg.graph.document_graphs import Group, Sent, document_graphs
from kg.graph.finished import Finished
from kg.graph.loading import Loading
from kg.graph.mapping import correction_statements
from kg.graph.memory import Memory
from kg.graph.pieces import Pieces
from kg.graph.statements import Statements
from kg.graph.written import node
from kg.hands import OWN, Hands
from kg.ledger import DOCUMENTS_FILE, Document, Documents, Readings, packed
from kg.listener import Listener
from kg.model import Correction, Reading
from kg.output import PAGE

_TOGETHER: Final = 8
"""Documents whose graphs are made at a time: some megabytes of text."""
_WORTH: Final = 8 * _TOGETHER
"""Documents from which on it is worth while to have others work."""
_FEW: Final = 0.5
"""Share of changed documents up to which a store is changed rather than made anew."""


class Begun:
    """The graphs of documents, which others may make while it is found out what the documents say together."""

    def __init__(
        self,
        there: Documents | None,
        now: Documents,
        revised: amend.Revised,
        hands: Hands = OWN,
        shelf: Callable[[str], bytes | None] = lambda _: None,
        done: Callable[[], None] = lambda: None,
    ) -> None:
        """Begin.

        Args:
            there: The documents of the result that is there, None where it is to be written anew.
            now: Those of the one that is to be.
            revised: Their readings, with what persons say against them.
            hands: Who makes the graphs.
            shelf: Gives the reading of a document as it is kept, None where it is another.
            done: Lets the hands go, with what they hold, when all are made.
        """
        self._done = done
        self.changed, self.gone = _different(there, now)
        self.anew = there is None or len(self.changed) > _FEW * len(now.documents)
        self.revised = revised
        self.memory = Memory(store.FILE_LIMIT, len(now.documents))
        """What the files beside the store are made of."""
        if not self.anew:
            self.memory.parts = None
        self._shelf, self._listed = shelf, {document.ident: document for document in now.documents}
        self._missing = [
            reading for reading in revised.readings if self.anew or reading.article.ident in self.changed
        ]
        self._hands = hands if len(self._missing) >= _WORTH else OWN
        self._made = self._hands.map(document_graphs, bool(now.recipe["texts"]), self._groups())

    def graphs(self) -> Iterator[tuple[Reading, Finished]]:
        """Yield the graphs of new or changed documents, each with its reading."""
        with closing(self._made) as made:
            yield from zip(self._missing, (one for group in made for one in group), strict=True)
        self._done()

    def _groups(self) -> Iterator[Group]:
        for begin in range(0, len(self._missing), _TOGETHER):
            readings = self._missing[begin : begin + _TOGETHER]
            sent = readings if self._hands.here else map(self._sent, readings)
            yield Group(self.memory.parts is not None, tuple(sent))

    def _sent(self, reading: Reading) -> Sent:
        ident = reading.article.ident
        return Sent(self._listed[ident], self._shelf(ident) or packed(reading))

    def let_go(self) -> None:
        """Forget what graphs are made of."""
        del self.revised, self._missing


@dataclass(slots=True)
class Result:
    """What a folder is to hold."""

    now: Documents
    begun: Begun
    """The graphs of the documents."""
    pieces: Pieces
    """What they say together."""
    held: Sequence[Correction] = ()
    """All corrections, those of documents that are not here as well."""

    def let_go(self) -> None:
        """Forget what statements are made of, when all are: the readings of a large corpus are most of all memory."""
        self.begun.let_go()
        self.pieces.let_go()


def publish(folder: Path, result: Result, shelf: Readings, told: Listener) -> None:
    """Put a result into the place of the one that is there, as a whole.

    Args:
        folder: Where it goes; this process holds it.
        result: What it is; let go of while the files are written.
        shelf: Keeps a copy of the list of documents.
        told: Who hears of it.

    Raises:
        GraphError: If the store is damaged, or the result leaves out something that is referred to.
        OutputError: If nothing can be written.
    """
    with output.writing(folder), swap.drafting(folder) as draft:
        memory = result.begun.memory
        with store.applied(draft, _changes(folder, result), memory) as made:
            result.let_go()
            _write_files(draft, made, memory, told)
        if result.held:
            (draft.place / amend.CORRECTIONS_FILE).write_text(
                amend.dumped(result.held), encoding="utf-8", newline="\n"
            )
        listed = result.now.dumped()
        (draft.place / DOCUMENTS_FILE).write_text(listed, encoding="utf-8", newline="\n")
        shelf.note(listed)
        draft.publish()
        result.pieces.done(_token(folder))


def _changes(folder: Path, result: Result) -> store.Changes:
    """Return what makes the graph of a result of the one that is there."""
    begun, pieces = result.begun, result.pieces
    revised, anew, names = begun.revised, begun.anew, pieces.together.names

    def documents() -> Iterator[Statements | Finished]:
        for reading, graph in begun.graphs():
            names(reading.article.ident).learn(reading, graph.names)
            yield graph
            if anew:  # at once, while it is known how its records are called
                yield from pieces.document(reading)
        yield correction_statements(revised.made, names)

    def resolved() -> Iterator[Statements]:
        yield from pieces.shared()
        for reading in () if anew else revised.readings:
            yield from pieces.document(reading)

    graphs = (*(node(iri.Names(ident).document) for ident in sorted(begun.gone)), iri.CORRECTIONS)
    known = not anew and pieces.known(_token(folder))
    return store.Changes(documents(), resolved, pieces.difference if known else None, graphs, anew=anew)


def _token(folder: Path) -> str:
    """Return what tells the result in a folder from others."""
    return hashlib.sha256((folder / DOCUMENTS_FILE).read_bytes()).hexdigest()


def _different(there: Documents | None, now: Documents) -> tuple[set[str], set[str]]:
    """Return the idents of documents whose graphs are to be written, and of those that are to go first."""
    wanted = {document.ident: document for document in now.documents}
    had: dict[str, Document] = {}
    if there is not None:
        had = {document.ident: document for document in there.documents}
        if any(there.recipe.get(name) != now.recipe[name] for name in ("texts", "writer")):
            return set(wanted), set(had)
    corrected, was = (list_.recipe.get("corrections", {}) for list_ in (now, there or Documents()))
    changed = {
        ident
        for ident, document in wanted.items()
        if had.get(ident) != document or corrected.get(ident) != was.get(ident)
    }
    return changed, {ident for ident in had if ident not in wanted or ident in changed}


def _write_files(draft: swap.Draft, made: Loading, memory: Memory, told: Listener) -> None:
    """Write the page, and `graph.trig` where the graph is not too large for it."""
    store.write_file(draft, made, memory)
    from kg.draw import draw  # noqa: PLC0415  (it loads networkx: a build with nothing new does without)

    told.doing("drawing the page")
    page = draw(made.whole() if memory.parts is None else memory.parts)
    (draft.place / PAGE).write_text(page, encoding="utf-8", newline="\n")
