"""Which documents a folder will hold, and reading those that were not read before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from kg import workers
from kg.counts import words
from kg.errors import LedgerError
from kg.hands import OWN, Hands
from kg.ingest import Failure
from kg.ledger import Document, Given, Readings, merged, reading_key
from kg.listener import Listener
from kg.model import Article, Reading
from kg.workers import Means

_KEPT_TOGETHER = 32
"""Readings that are written to the disk at a time: a killed build loses no more than so many."""


@dataclass(frozen=True, slots=True)
class Stock:
    """The documents of a folder, each with a reading that can be fetched."""

    documents: tuple[Document, ...]
    read: frozenset[str] = frozenset()
    """Keys of the readings that were made now."""
    words: int = 0
    """Words that were read now."""
    failures: tuple[Failure, ...] = ()
    warnings: tuple[str, ...] = ()


class Growth:
    """Adds articles to the documents of a folder.

    Everything that is new or was read by other means than today's is read, from the text that is given or kept.
    """

    def __init__(
        self,
        shelf: Readings,
        means: Means,
        listener: Listener,
        text_of: Callable[[str], str | None],
        *,
        hands: Hands = OWN,
        again: bool = False,
    ) -> None:
        """Prepare to read.

        Args:
            shelf: Where readings are kept.
            means: What reads.
            listener: Who is told.
            text_of: Returns the text of a document by its ident, where the graph holds it.
            hands: Who reads.
            again: Whether to read even what was read by the same means before.
        """
        self._shelf = shelf
        self._means = means
        self._told = listener
        self._text_of = text_of
        self._hands = hands
        self._have: set[str] = set() if again else set(shelf.keys())
        self._read: set[str] = set()
        self._words = 0

    def grown(self, before: Iterable[Document], articles: Iterable[Article]) -> Stock:
        """Return the documents with the articles added or in the place of what their sources gave before.

        What cannot be read is left out, and what its source gave before stays.

        Raises:
            LedgerError: If a document must be read again and its text is nowhere to be had.
            KgError: If the model or a table is missing or wrong.
        """
        old, new = tuple(before), tuple(articles)
        failures: list[Failure] = []
        while True:
            found, warnings = merged((given for document in old for given in document.given), new)
            documents = self._keyed(found)
            failed = self._read_missing(documents, old, new)
            if not failed:
                break
            failures += failed.values()
            new = tuple(article for article in new if article.sha256 not in failed)
            old = tuple(document for document in old if document.sha256 not in failed)
        return Stock(documents, frozenset(self._read), self._words, tuple(failures), warnings)

    def _keyed(self, documents: Iterable[Document]) -> tuple[Document, ...]:
        versions = workers.versions(self._means)
        return tuple(replace(d, key=reading_key(d.sha256, d.given[0].known, versions)) for d in documents)

    def _read_missing(
        self, documents: Sequence[Document], old: Iterable[Document], new: Iterable[Article]
    ) -> dict[str, Failure]:
        """Read what is not on the shelf; return the hashes of texts that could not be, and why."""
        missing = [document for document in documents if document.key not in self._have]
        if not missing:
            return {}
        texts = {article.sha256: article.text for article in new}
        kept = {document.sha256: document.key for document in old}
        articles = [d.article(texts.get(d.sha256) or self._kept_text(d, kept.get(d.sha256))) for d in missing]
        if self._hands.shares:  # others load it each for itself
            self._told.doing("loading the language model")
            workers.load(self._means, self._hands)
        self._told.reading(len(articles), sum(words(article.text) for article in articles))
        failed: dict[str, Failure] = {}
        waiting: list[tuple[str, Reading | bytes]] = []
        try:
            for document, result in zip(missing, self._results(articles), strict=True):
                if isinstance(result, Failure):
                    failed[document.sha256] = result
                    self._told.failed(result)
                    continue
                waiting.append((document.key, result))
                if len(waiting) == _KEPT_TOGETHER:
                    self._keep(waiting)
        finally:
            self._keep(waiting)
        return failed

    def _results(self, articles: Sequence[Article]) -> Iterator[Reading | bytes | Failure]:
        read = workers.results if self._hands.here else workers.packed_results
        with closing(read(self._hands, articles, self._means)) as results:
            for article, result in zip(articles, results, strict=True):
                yield result
                self._words += words(article.text)
                self._told.read(words(article.text))

    def _keep(self, waiting: list[tuple[str, Reading | bytes]]) -> None:
        keys = {key for key, _ in waiting}
        self._shelf.put(waiting)
        self._have |= keys
        self._read |= keys
        waiting.clear()

    def _kept_text(self, document: Document, key: str | None) -> str:
        reading = self._shelf.get(key) if key else None
        text = reading.article.text if reading is not None else self._text_of(document.ident)
        if text is None:
            raise LedgerError(
                f"{document.given[0].source} must be read again, and its text is not kept; give it once more, "
                f"or take it out with `kg remove {document.ident}`"
            )
        return text


def fetched(shelf: Readings, documents: Iterable[Document]) -> Iterator[Reading]:
    """Yield the readings of documents, in order, each with the sources that it has today.

    Raises:
        LedgerError: If one is lost or damaged.
    """
    for document in documents:
        reading = shelf.get(document.key)
        if reading is None:
            raise lost(shelf, document.given[0])
        yield replace(reading, article=document.article(reading.article.text))


def lost(shelf: Readings, given: Given) -> LedgerError:
    """Return the error for a reading that is lost or damaged."""
    return LedgerError(
        f"{shelf.path} no longer holds what was read from {given.source}; `kg doctor` says more"
    )
