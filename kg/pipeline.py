"""Wires the stages, and holds no rules of its own: articles in, the files of a graph out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg import workers
from kg.config import Settings
from kg.corrections import NONE, Corrections
from kg.counts import words
from kg.crew import ALONE, Crew
from kg.errors import GraphError, LedgerError, NoInputError
from kg.ingest import NOTHING, Failure, Known, distinct, read_articles
from kg.ingest.meta import Meta
from kg.ingest.meta import read as read_meta
from kg.listener import Listener, Silence
from kg.model import Article, Reading, Resolution
from kg.workers import FULL, RULES, Means

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.amend import Row
    from kg.graph.statements import Statements
    from kg.ledger import Documents
    from kg.rebuild import Built

__all__ = ["FULL", "RULES", "Outcome", "Task", "build", "correct", "mend", "merge", "quads", "read", "remove"]


@dataclass(frozen=True, slots=True)
class Task:
    """What to build from, and how."""

    paths: tuple[Path | str, ...]
    settings: Settings
    model: str | None = None
    reader: str = FULL
    meta: Path | None = None
    defaults: Known = NOTHING
    crew: Crew = ALONE
    texts: bool = True
    """Whether the graph holds the articles' texts."""
    own: Corrections = NONE
    """What a user's file says of actors; a folder remembers it until another file is given."""
    fresh: bool = False
    """Whether a build forgets what the folder holds."""

    @property
    def means(self) -> Means:
        """What reads."""
        return Means(self.settings, self.model, self.reader, self.own)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a reading found."""

    readings: tuple[Reading, ...]
    resolution: Resolution
    failures: tuple[Failure, ...]
    warnings: tuple[str, ...]


def build(task: Task, folder: Path, listener: Listener | None = None) -> Built:
    """Read what is new of what `task` names, and write the graph of all documents to `folder`.

    What `folder` holds already stays, unless its source now gives another text. The files replace an earlier
    result only when all of them are complete. They depend on the texts, what is known about them, the model and
    the settings; not on the order of files, of builds, or the number of jobs.

    Raises:
        NoInputError: If no document could be read.
        OutputError: If `folder` cannot be written, or holds something else by the name of a result.
        KgError: If the model, a table or the ontology is missing or wrong.
    """
    from kg import knowledge
    from kg.ledger import Documents
    from kg.rebuild import Ways, holding, rebuild

    told = listener or Silence()
    with workers.collecting_rarely(), holding(folder):
        knowledge.load(task.own)  # better now than after an hour of reading
        failures: list[Failure] = []

        def failed(failure: Failure) -> None:
            failures.append(failure)
            told.failed(failure)

        articles, warnings = _gather(task, failed, folder)
        if not articles:
            raise _nothing(failures)
        before = None if task.fresh else Documents.load(folder)
        own = task.own if before is None or task.own != NONE else Ways.remembered(folder, before).means.own
        means, missing = workers.at_hand(replace(task.means, own=own))
        ways = Ways(means, texts=task.texts, crew=task.crew)
        same = len(articles) - len({article.sha256 for article in articles})
        coming = iter(articles)
        del articles  # so that the texts are let go once they are read
        built = rebuild(folder, before or Documents(), coming, ways, told, again=task.fresh, anew=task.fresh)
        return replace(
            built,
            same=same,
            failures=(*failures, *built.failures),
            warnings=warnings + missing + built.warnings,
        )


def remove(names: Sequence[str], folder: Path, listener: Listener | None = None) -> Built:
    """Take documents out of what `folder` holds, as if they had never been given.

    Args:
        names: Each a source, an address, an IRI or a hash (its first characters will do).
        folder: What a build wrote.
        listener: Who is told.

    Raises:
        NoInputError: If there is no such document, or no other would be left.
        KgError: As `build`.
    """
    from kg.ledger import without
    from kg.rebuild import Ways, holding, rebuild

    _must_be_there(folder)
    with workers.collecting_rarely(), holding(folder):
        before = _documents(folder)
        left = without(before, names)
        if not left:
            raise NoInputError(f"nothing else is in {folder}; remove the folder itself")
        ways = Ways.remembered(folder, before)
        return rebuild(folder, replace(before, documents=left), (), ways, listener or Silence())


def merge(parts: Sequence[Path], folder: Path, listener: Listener | None = None) -> Built:
    """Put what several folders hold together into `folder`, as `kg.merge.merge` says.

    Raises:
        KgError: As `build`, or if a folder holds no graph or was built by other means than the others.
    """
    from kg import merge as merging
    from kg.rebuild import holding

    for part in parts:
        _must_be_there(part)
    with workers.collecting_rarely(), holding(folder):
        return merging.merge(parts, folder, listener or Silence())


def correct(rows: Sequence[Row], folder: Path, listener: Listener | None = None) -> Built:
    """Put a person's corrections over what a folder holds, now and in every later build.

    Raises:
        CorrectionError: If a row means nothing that is there; nothing is changed then.
        KgError: As `build`.
    """
    from kg import amend, knowledge
    from kg.growth import fetched
    from kg.ledger import Readings
    from kg.rebuild import Ways, holding, rebuild

    _must_be_there(folder)
    with workers.collecting_rarely(), holding(folder):
        before = _documents(folder)
        ways = Ways.remembered(folder, before)
        with Readings(folder) as shelf:
            readings = tuple(fetched(shelf, before.documents))
        own = knowledge.load(ways.means.own)
        corrections = amend.placed(rows, readings, amend.load(folder), own)
        return rebuild(folder, before, (), ways, listener or Silence(), corrections=corrections)


def read(task: Task, listener: Listener, skip: Path | None = None) -> Outcome:
    """Read and resolve what `task` names, and write nothing.

    Raises:
        NoInputError: If no document could be read.
        KgError: If the model, a table or the ontology is missing or wrong.
    """
    from kg import knowledge
    from kg.resolve import resolve

    failures: list[Failure] = []

    def failed(failure: Failure) -> None:
        failures.append(failure)
        listener.failed(failure)

    knowledge.load(task.own)  # better now than after an hour of reading
    every, warnings = _gather(task, failed, skip)
    articles, told = distinct(every)
    means, missing = workers.at_hand(task.means)
    warnings += told + missing
    readings = []
    with task.crew.at_work() as hands:
        if articles and hands.shares:  # others load it each for itself
            listener.doing("loading the language model")
            workers.load(means, hands)
        listener.reading(len(articles), sum(words(article.text) for article in articles))
        for article, result in zip(articles, workers.results(hands, articles, means), strict=True):
            if isinstance(result, Failure):
                failed(result)
            else:
                readings.append(result)
            listener.read(words(article.text))
    if not readings:
        raise _nothing(failures)
    listener.doing("resolving")
    warnings += tuple(f"{r.article.source}: {w}" for r in readings for w in r.warnings)
    resolved = resolve(readings, knowledge.load(task.own), task.settings.resolve)
    return Outcome(tuple(readings), resolved, tuple(failures), warnings)


def quads(outcome: Outcome, *, texts: bool = True) -> Iterator[Quad]:
    """Yield the graph: what each document says, then what they say together."""
    from kg.graph import statements

    return statements.quads(_statements(outcome, texts=texts))


def _statements(outcome: Outcome, *, texts: bool) -> Iterator[Statements]:
    from kg.graph.concepts import event_types
    from kg.graph.mapping import Together, document_statements

    together = Together(outcome.readings, outcome.resolution, event_types())
    for reading in outcome.readings:
        names = together.names(reading.article.ident)
        yield document_statements(reading, texts=texts, names=names)
        yield together.statements(together.of(reading))
        names.forget()
    for piece in together.shared():
        yield together.statements(piece)


def mend(folder: Path, listener: Listener | None = None) -> Built:
    """Write the whole result in `folder` again, of the readings that it keeps; those that are lost are made again.

    Raises:
        LedgerError: If what was read from a document is lost, and its text too.
        KgError: As `build`.
    """
    from kg import amend
    from kg.ledger import Documents, Readings, saved
    from kg.rebuild import Ways, holding, rebuild

    _must_be_there(folder)
    with workers.collecting_rarely(), holding(folder):
        saved(folder)
        try:
            before = _documents(folder)
        except LedgerError:
            with Readings(folder) as shelf:
                copy = shelf.noted()
            if copy is None:
                raise
            before = Documents.read(copy)
        ways = Ways.remembered(folder, before)
        corrections = amend.saved(folder, before.recipe.get("corrections", {}))
        return rebuild(folder, before, (), ways, listener or Silence(), anew=True, corrections=corrections)


def _must_be_there(folder: Path) -> None:
    """Refuse to make a folder only to find nothing in it."""
    if not folder.is_dir():
        raise GraphError(f"{folder} does not exist; make a graph with `kg build … --output {folder}`")


def _documents(folder: Path) -> Documents:
    from kg.ledger import DOCUMENTS_FILE, Documents

    documents = Documents.load(folder)
    if documents is None:
        raise LedgerError(f"{folder} has no {DOCUMENTS_FILE}; make it with `kg build … --output {folder}`")
    return documents


def _nothing(failures: Sequence[Failure]) -> NoInputError:
    return NoInputError(f"nothing could be read, of {len(failures)} given" if failures else "no input found")


def _gather(
    task: Task, failed: Callable[[Failure], None], skip: Path | None
) -> tuple[tuple[Article, ...], tuple[str, ...]]:
    meta = Meta({}) if task.meta is None else read_meta(task.meta)
    articles = []
    for found in read_articles(task.paths, task.settings.ingest, meta, task.defaults, skip):
        if isinstance(found, Failure):
            failed(found)
        else:
            articles.append(found)
    return tuple(articles), meta.warnings()
