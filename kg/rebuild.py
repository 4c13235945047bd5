"""Makes the result in a folder anew from its documents, at the cost of what has changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from kg import amend, config, knowledge, output, writing
from kg.corrections import Corrections
from kg.counts import Counts
from kg.crew import ALONE, Crew
from kg.errors import LedgerError, NoInputError
from kg.graph import store, swap
from kg.graph.concepts import event_types
from kg.graph.pieces import Pieces, digested
from kg.graph.together import Together
from kg.growth import Growth, Stock, fetched
from kg.ingest import Failure
from kg.ledger import DOCUMENTS_FILE, Document, Documents, Readings, settler_key, writer_code
from kg.ledger.codec import Codec
from kg.listener import Listener
from kg.model import Article, Correction, Reading
from kg.output import PAGE
from kg.workers import Means

_OWN: Final = Codec(Corrections)


@dataclass(frozen=True, slots=True)
class Ways:
    """How the result in a folder is made."""

    means: Means
    texts: bool = True
    """Whether the graph holds the articles' texts."""
    crew: Crew = ALONE

    def recipe(self) -> dict[str, object]:
        """Return what the folder remembers of it, for `remembered`."""
        means = self.means
        return {
            "actors": json.loads(_OWN.encode(means.own)),
            "model": means.model,
            "reader": means.reader,
            "settings": means.settings.own(),
            "texts": self.texts,
            "writer": writer_code(),
        }

    def settler(self) -> str:
        """Return the key of what settles documents."""
        return settler_key(repr(self.means.settings.resolve), _OWN.encode(self.means.own).decode("ascii"))

    @classmethod
    def remembered(cls, folder: Path, documents: Documents) -> Ways:
        """Return how the documents of a folder were made.

        Raises:
            ConfigError, LedgerError: If what the folder remembers of it means nothing today.
        """
        kept = documents.recipe
        settings = config.restored(kept["settings"], str(folder / DOCUMENTS_FILE))
        try:
            own = _OWN.decode(json.dumps(kept["actors"]).encode())
        except ValueError as error:
            raise LedgerError(
                f"{folder / DOCUMENTS_FILE} is damaged (its actors are {error}); build with --fresh"
            ) from error
        return cls(Means(settings, kept["model"], kept["reader"], own), texts=kept["texts"])


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did, and what the folder holds now."""

    counts: Counts
    read: int = 0
    """Documents that were read now; the others were known from before."""
    words: int = 0
    """Words that were read now."""
    gone: int = 0
    """Documents that the folder no longer holds."""
    same: int = 0
    """Inputs that were given now and hold the very text of another: one document."""
    omitted: frozenset[str] = frozenset()
    """Names of the files that the graph is too large for."""
    failures: tuple[Failure, ...] = ()
    warnings: tuple[str, ...] = ()


@contextmanager
def holding(folder: Path) -> Iterator[None]:
    """Hold a folder for writing: what a killed build left is finished, and nobody else begins.

    Raises:
        OutputError: If it cannot be written, is held by another process, or holds something else by the name of
            a result.
    """
    output.make_folder(folder)
    with swap.locked(folder):
        store.refuse_foreign(folder)
        output.refuse_foreign(folder / PAGE, output.PAGE_MARK)
        with output.writing(folder):
            swap.finish(folder)
        yield


def rebuild(
    folder: Path,
    before: Documents,
    articles: Iterable[Article],
    ways: Ways,
    told: Listener,
    *,
    again: bool = False,
    anew: bool = False,
    corrections: Sequence[Correction] | None = None,
) -> Built:
    """Write the result of some documents of a folder and new articles to the folder, which this process holds.

    Args:
        folder: Where it goes; what it holds now is taken as the beginning.
        before: The documents that stay.
        articles: Those that come, or come again.
        ways: How.
        told: Who hears of it.
        again: Whether to read all again, whatever was read before.
        anew: Whether to write all statements, whatever is written already.
        corrections: What persons say against the readings from now on; None for what the folder keeps of that.

    Raises:
        CorrectionError: If what the folder keeps of corrections cannot be read.
        NoInputError: If no document would be left.
        LedgerError: If what was read from a document is lost, and its text too.
        KgError: If the model, a table or the ontology is missing or wrong, or the store is damaged.
    """
    held = amend.load(folder) if corrections is None else tuple(corrections)
    kept = held if corrections is None else amend.saved(folder, before.recipe.get("corrections", {}))
    corrected = amend.by_document(held)
    recipe = ways.recipe() | {"corrections": corrected}
    with Readings(folder) as shelf, ExitStack() as crew:
        hands = crew.enter_context(ways.crew.at_work())
        growth = Growth(shelf, ways.means, told, store.Texts(folder), hands=hands, again=again)
        stock = growth.grown(before.documents, articles)
        if not stock.documents:
            raise NoInputError(f"nothing could be read, of {len(stock.failures)} given")
        there = None if anew else _there(folder)
        if there is not None and (there.documents, there.recipe) == (stock.documents, recipe):
            shelf.keep({document.key for document in stock.documents})
            return _built(folder, there, there, stock)
        from kg.resolve import Memory, resolve  # noqa: PLC0415  (it loads spaCy: a build with nothing new does without)

        told.doing("resolving")
        own = knowledge.load(ways.means.own)
        revised = amend.revised(fetched(shelf, stock.documents), held, own)
        readings = revised.readings
        now, packed = Documents(stock.documents, recipe), _shelved(shelf, stock, corrected)
        begun = writing.Begun(there, now, revised, hands, packed, crew.close)
        revisions = _revisions(stock.documents, corrected)
        limits, settled = ways.means.settings.resolve, shelf.settled(ways.settler())
        memory = Memory(settled, revisions, hands, packed, ways.means.settings.share)
        found = resolve(readings, own, limits, memory)
        settled.done(revisions)
        now = replace(now, counts=Counts.of(readings, found).plain())
        told.doing("writing the graph")
        pieces = Pieces(Together(readings, found, event_types(), revisions), shelf.written)
        unused = ways.means.own.unused(found.corrected.values())
        alone = amend.of_their_own(revised.made, found, kept)
        warnings = (*_told_by_readings(readings, now, stock), *revised.warnings, *unused, *alone)
        result = writing.Result(now, begun, pieces, held)
        del readings, revised, found, begun, pieces  # what is most of all memory goes once it is written
        writing.publish(folder, result, shelf, told)
        shelf.keep({document.key for document in stock.documents})
        return _built(folder, there, now, stock, warnings)


def _shelved(shelf: Readings, stock: Stock, corrected: Collection[str]) -> Callable[[str], bytes | None]:
    """Return what gives the reading of a document as it is kept, None where corrections make another of it."""
    keys = {document.ident: document.key for document in stock.documents}
    return lambda ident: None if ident in corrected else shelf.packed(keys[ident])


def _there(folder: Path) -> Documents | None:
    """Return the documents of the result that is there, None where it is not whole."""
    documents = Documents.load(folder)
    return (
        documents
        if documents is not None and store.is_complete(folder) and (folder / PAGE).is_file()
        else None
    )


def _revisions(documents: Iterable[Document], corrected: Mapping[str, object]) -> dict[str, str]:
    """Return what changes with the reading of each document and with what persons say against it."""
    return {one.ident: digested(repr((one, corrected.get(one.ident)))) for one in documents}


def _told_by_readings(readings: Iterable[Reading], now: Documents, stock: Stock) -> Iterator[str]:
    """Yield the warnings of what was read now."""
    for reading, document in zip(readings, now.documents, strict=True):
        if document.key in stock.read:
            yield from (f"{reading.article.source}: {warning}" for warning in reading.warnings)


def _built(
    folder: Path, there: Documents | None, now: Documents, stock: Stock, warnings: tuple[str, ...] = ()
) -> Built:
    wanted = {document.sha256 for document in now.documents}
    had = there.documents if there is not None else ()
    return Built(
        counts=Counts.restored(now.counts),
        read=len(stock.read),
        words=stock.words,
        gone=sum(document.sha256 not in wanted for document in had),
        omitted=frozenset() if (folder / store.GRAPH_FILE).is_file() else frozenset((store.GRAPH_FILE,)),
        failures=stock.failures,
        warnings=stock.warnings + warnings,
    )
