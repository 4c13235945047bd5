"""Wires the stages, and holds no rules of its own: articles in, the files of a graph out."""

from __future__ import annotations

import functools
import gc
import hashlib
import signal
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from kg import output
from kg.config import Settings
from kg.errors import InputError, NoInputError, WorkerError, one_line
from kg.ingest import NOTHING, Failure, Known, distinct, read_articles
from kg.ingest.meta import Meta
from kg.ingest.meta import read as read_meta
from kg.listener import Listener, Silence
from kg.model import Article, Reading, Resolution

if TYPE_CHECKING:
    from pyoxigraph import Quad
    from spacy.language import Language

PAGE = "graph.html"
_TOGETHER = 16
"""Articles parsed together: more is hardly quicker, and costs memory."""
_LONG = 100_000
"""Code points that are parsed together; a longer article is parsed alone."""
_SHARES = 4
"""Batches that each process gets at least, where there are as many articles."""
_RARELY = (50_000, 20, 50)
"""Thresholds of the garbage collector during a build."""


@dataclass(frozen=True, slots=True)
class Task:
    """What to build from, and how."""

    paths: tuple[Path | str, ...]
    settings: Settings
    model: str | None = None
    """Name of an installed spaCy pipeline; None for the one that comes with geostance."""
    meta: Path | None = None
    defaults: Known = NOTHING
    jobs: int = 1
    texts: bool = True
    """Whether the graph holds the articles' texts."""


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

    articles, warnings = _gather(task, failed, skip)
    if articles and task.jobs == 1:  # more processes load it each for itself
        listener.doing("loading the language model")
        _language(task.model)
    listener.reading(len(articles), sum(map(_words, articles)))
    readings = []
    with closing(_results(articles, task)) as results:  # closed at once when interrupted, workers and all
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
    resolved = resolve(readings, knowledge.load(), task.settings.resolve)
    return Outcome(tuple(readings), resolved, tuple(failures), warnings)


def quads(outcome: Outcome, *, texts: bool = True) -> Iterator[Quad]:
    """Yield the graph: what each document says, then what they say together."""
    from kg.graph.concepts import event_types
    from kg.graph.mapping import document_quads, resolved_quads

    for reading in outcome.readings:
        yield from document_quads(reading, texts=texts)
    yield from resolved_quads(outcome.readings, outcome.resolution, event_types())


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


def _results(articles: Sequence[Article], task: Task) -> Generator[Reading | Failure]:
    """Yield the reading of each article, in order, or why it failed."""
    jobs = min(task.jobs, len(articles))
    if jobs <= 1:
        for batch in batches(articles, _TOGETHER):
            yield from _read(task.model, task.settings, batch)
        return
    share = max(1, min(_TOGETHER, len(articles) // (jobs * _SHARES)))  # so that none ends long before another
    # Spawned, not forked: a fork would copy the threads of the progress bar in the middle of their work.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_begin_work)
    read_batch = functools.partial(_read, task.model, task.settings)
    try:
        for readings in pool.map(read_batch, batches(articles, share)):
            yield from readings
    except BrokenProcessPool as error:
        raise WorkerError(
            "a worker process died, perhaps for want of memory (each takes about 0.5 GB); try fewer --jobs"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


# What a mistake of ours on an unforeseen text looks like. This is the one place where such errors are
# caught: the text is reported as failed, with the error's name, and the others go on. Errors of the model,
# the tables or the ontology are of every document, so they end the build.
_OURS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    NameError,
    RuntimeError,
    TypeError,
    ValueError,
)


def batches(articles: Iterable[Article], most: int) -> Iterator[tuple[Article, ...]]:
    """Yield the articles in groups to be parsed together: at most `most`, and few where they are long."""
    batch: list[Article] = []
    length = 0
    for article in articles:
        if batch and (len(batch) == most or length + len(article.text) > _LONG):
            yield tuple(batch)
            batch, length = [], 0
        batch.append(article)
        length += len(article.text)
    if batch:
        yield tuple(batch)


def _read(
    model: str | None, settings: Settings, articles: tuple[Article, ...]
) -> tuple[Reading | Failure, ...]:
    """Read a few articles, whose readings do not depend on which others are among them."""
    from kg import knowledge
    from kg.annotate import annotate
    from kg.extract import read as extract

    nlp, known = _language(model), knowledge.load()
    try:
        return tuple(
            extract(annotated, known, _versions(model, settings))
            for annotated in annotate(nlp, articles, known)
        )
    except (InputError, *_OURS) as error:
        if len(articles) > 1:  # find out which
            return tuple(r for article in articles for r in _read(model, settings, (article,)))
        return (_failure(articles[0], error),)


def _failure(article: Article, error: Exception) -> Failure:
    if isinstance(error, InputError):
        return Failure.of(error)
    reason = one_line(f"cannot be read because of a mistake in geostance: {type(error).__name__}: {error}")
    return Failure(article.source, reason, "".join(traceback.format_exception(error)))


def _begin_work() -> None:
    """Set up a worker process: Ctrl-C, which the terminal sends to all, is left to the main one, which ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*_RARELY)


@contextmanager
def _collecting_rarely() -> Iterator[None]:
    """Look for cycles of garbage seldom: what a build makes has next to none, and mostly stays to the end."""
    usual = gc.get_threshold()
    gc.set_threshold(*_RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@functools.cache
def _language(model: str | None) -> Language:
    """Load the model, once per process."""
    from kg.annotate.model import load_model

    nlp = load_model() if model is None else load_model(model)
    gc.collect()
    gc.freeze()  # the model stays to the end: no collection needs to walk it again
    return nlp


@functools.cache
def _versions(model: str | None, settings: Settings) -> tuple[tuple[str, str], ...]:
    """Return name and version of everything that takes part in a reading."""
    from kg import __version__, knowledge, paths

    about = _language(model).meta
    tables = sorted(paths.package_file("lang").rglob("*.tsv"), key=lambda file: file.as_posix())
    words = hashlib.sha256(b"".join(table.read_bytes() for table in tables)).hexdigest()[:12]
    versions = {
        "actors": knowledge.load().version,
        "geostance": __version__,
        "settings": settings.version,
        "words": words,
        f"{about['lang']}_{about['name']}": about["version"],
    }
    return tuple(sorted(versions.items()))


def _words(article: Article) -> int:
    return len(article.text.split())
