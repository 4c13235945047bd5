"""Wires the stages, and holds no rules of its own: articles in, the files of a graph out."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg import output, workers
from kg.config import Settings
from kg.corrections import NONE, Corrections
from kg.errors import NoInputError
from kg.ingest import NOTHING, Failure, Known, distinct, read_articles
from kg.ingest.meta import Meta
from kg.ingest.meta import read as read_meta
from kg.listener import Listener, Silence
from kg.model import Article, Reading, Resolution
from kg.workers import FULL, RULES, Means

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["FULL", "RULES", "Outcome", "Task", "build", "quads", "read"]

PAGE = "graph.html"


@dataclass(frozen=True, slots=True)
class Task:
    """What to build from, and how."""

    paths: tuple[Path | str, ...]
    settings: Settings
    model: str | None = None
    reader: str = FULL
    meta: Path | None = None
    defaults: Known = NOTHING
    jobs: int = 1
    texts: bool = True
    """Whether the graph holds the articles' texts."""
    own: Corrections = NONE
    """What a user's file says of actors."""

    @property
    def means(self) -> Means:
        """What reads."""
        return Means(self.settings, self.model, self.reader, self.own)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build found."""

    readings: tuple[Reading, ...]
    resolution: Resolution
    failures: tuple[Failure, ...]
    warnings: tuple[str, ...]

    @property
    def words(self) -> int:
        """Number of words read, as split by white space."""
        return sum(_words(reading.article) for reading in self.readings)


def build(task: Task, folder: Path, listener: Listener | None = None) -> Outcome:
    """Read what `task` names and write `graph.trig`, `graph.html` and `store/` to `folder`.

    The files replace an earlier result only when all of them are complete. They depend on the texts, what
    is known about them, the model and the settings; not on the order of files or the number of jobs.

    Raises:
        NoInputError: If no document could be read.
        OutputError: If `folder` cannot be written, or holds something else by the name of a result.
        KgError: If the model, a table or the ontology is missing or wrong.
    """
    from kg.draw import MARK, draw
    from kg.graph import store

    told = listener or Silence()
    output.make_folder(folder)
    store.refuse_foreign(folder)  # better now than after an hour of reading
    output.refuse_foreign(folder / PAGE, MARK)
    with _collecting_rarely():
        outcome = read(task, told, skip=folder)
        told.doing("drawing the page")
        statements = list(quads(outcome, texts=task.texts))
        page = draw(statements)
        told.doing("writing the graph")
        store.write(folder, statements, {PAGE: page})
    return outcome


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
    articles, warnings = _gather(task, failed, skip)
    means, missing = workers.at_hand(task.means)
    warnings += missing
    if articles and task.jobs == 1:  # more processes load it each for itself
        listener.doing("loading the language model")
        workers.language(means.model)
    listener.reading(len(articles), sum(map(_words, articles)))
    readings = []
    with closing(
        workers.results(articles, means, task.jobs)
    ) as results:  # closed at once when interrupted, workers and all
        for article, result in zip(articles, results, strict=True):
            if isinstance(result, Failure):
                failed(result)
            else:
                readings.append(result)
            listener.read(_words(article))
    if not readings:
        raise NoInputError(
            f"nothing could be read, of {len(failures)} given" if failures else "no input found"
        )
    listener.doing("resolving")
    warnings += tuple(f"{r.article.source}: {w}" for r in readings for w in r.warnings)
    resolved = resolve(readings, knowledge.load(task.own), task.settings.resolve)
    return Outcome(tuple(readings), resolved, tuple(failures), warnings)


def quads(outcome: Outcome, *, texts: bool = True) -> Iterator[Quad]:
    """Yield the graph: what each document says, then what they say together."""
    from kg.graph.concepts import event_types
    from kg.graph.iri import Names
    from kg.graph.mapping import document_quads, resolved_quads

    names = {reading.article.ident: Names(reading.article.ident) for reading in outcome.readings}
    for reading in outcome.readings:
        yield from document_quads(reading, texts=texts, names=names[reading.article.ident])
    yield from resolved_quads(outcome.readings, outcome.resolution, event_types(), names)


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
    unique, warnings = distinct(articles)
    return unique, meta.warnings() + warnings


@contextmanager
def _collecting_rarely() -> Iterator[None]:
    """Look for cycles of garbage seldom: what a build makes has next to none, and mostly stays to the end."""
    usual = gc.get_threshold()
    gc.set_threshold(*workers.RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _words(article: Article) -> int:
    return len(article.text.split())
