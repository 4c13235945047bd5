"""Writes a result to its folder, at the cost of what differs from the one that is there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg import amend, output
from kg.graph import iri, store, swap
from kg.graph.loading import Loading
from kg.graph.mapping import correction_statements, document_statements
from kg.graph.memory import Memory
from kg.graph.pieces import Pieces
from kg.graph.statements import Statements
from kg.graph.written import node
from kg.ledger import DOCUMENTS_FILE, Document, Documents, Readings
from kg.listener import Listener
from kg.model import Correction
from kg.output import PAGE

_FEW: Final = 0.5
"""Share of changed documents up to which a store is changed rather than made anew."""


@dataclass(slots=True)
class Result:
    """What a folder is to hold."""

    now: Documents
    revised: amend.Revised
    """The readings, with what persons say against them."""
    pieces: Pieces
    """What they say together."""
    held: Sequence[Correction] = ()
    """All corrections, those of documents that are not here as well."""

    def let_go(self) -> None:
        """Forget what statements are made of, when all are: the readings of a large corpus are most of all memory."""
        del self.revised
        self.pieces.let_go()


def publish(folder: Path, there: Documents | None, result: Result, shelf: Readings, told: Listener) -> None:
    """Put a result into the place of the one that is there, as a whole.

    Args:
        folder: Where it goes; this process holds it.
        there: The documents of the result that is there, None where it is to be written anew.
        result: What it is; let go of while the files are written.
        shelf: Keeps a copy of the list of documents.
        told: Who hears of it.

    Raises:
        GraphError: If the store is damaged, or the result leaves out something that is referred to.
        OutputError: If nothing can be written.
    """
    with output.writing(folder), swap.drafting(folder) as draft:
        memory = Memory(store.FILE_LIMIT, len(result.now.documents))
        with store.applied(draft, _changes(folder, there, result), memory) as made:
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


def _changes(folder: Path, there: Documents | None, result: Result) -> store.Changes:
    """Return what makes the graph of a result of the one that is there."""
    now, revised, pieces = result.now, result.revised, result.pieces
    texts = bool(now.recipe["texts"])
    names = pieces.together.names
    changed, gone = _different(there, now)
    anew = there is None or len(changed) > _FEW * len(now.documents)

    def documents() -> Iterator[Statements]:
        for reading in revised.readings:
            ident = reading.article.ident
            if anew or ident in changed:
                yield document_statements(reading, texts=texts, names=names(ident))
            if anew:  # at once, while it is known how its records are called
                yield from pieces.document(reading)
        yield correction_statements(revised.made, names)

    def resolved() -> Iterator[Statements]:
        yield from pieces.shared()
        for reading in () if anew else revised.readings:
            yield from pieces.document(reading)

    graphs = (*(node(iri.Names(ident).document) for ident in sorted(gone)), iri.CORRECTIONS)
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
