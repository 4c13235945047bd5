"""Reads articles, in this process or in several: each loads the model and the learned reader once."""

from __future__ import annotations

import functools
import gc
import hashlib
import importlib.util
import json
import signal
import traceback
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from kg import shipped
from kg.config import LANGUAGE_MODEL, Settings
from kg.corrections import NONE, Corrections
from kg.errors import InputError, WorkerError, one_line
from kg.ingest import Failure
from kg.model import Article, Reading

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.readers.store import Shipped as Reader

FULL, RULES = "full", "rules"
"""Who reads: the rules with the learned reader beside them, or the rules alone."""
_TOGETHER = 16
"""Articles parsed together: more is hardly quicker, and costs memory."""
_LONG = 100_000
"""Code points that are parsed together; a longer article is parsed alone."""
_SHARES = 4
"""Batches that each process gets at least, where there are as many articles."""
RARELY = (50_000, 20, 50)
"""Thresholds of the garbage collector during a build."""


@dataclass(frozen=True, slots=True)
class Means:
    """What reads: handed to each worker process, which loads it for itself."""

    settings: Settings
    model: str | None = None
    """Name of an installed spaCy pipeline; None for the one that comes with geostance."""
    reader: str = FULL
    """`full` for the rules with the learned reader, `rules` for the rules alone."""
    own: Corrections = NONE
    """What a user's file says of actors."""


def at_hand(means: Means) -> tuple[Means, tuple[str, ...]]:
    """Return what can be used of the means, and warnings.

    They are of the learned reader's libraries, where one is missing, and of a language model of other files than
    those that everything was measured with.
    """
    from kg.readers import missing_library

    other = shipped.altered() if means.model is None else None
    warnings = () if other is None else (other,)
    library = missing_library() if means.reader == FULL else None
    if library is None:
        return means, warnings
    alone = f"{library} is not installed, so the rules read alone: pip install {library}"
    return replace(means, reader=RULES), (*warnings, alone)


def results(articles: Sequence[Article], means: Means, jobs: int) -> Generator[Reading | Failure]:
    """Yield the reading of each article, in order, or why it failed."""
    jobs = min(jobs, len(articles))
    if jobs <= 1:
        for batch in batches(articles, _TOGETHER):
            yield from read(means, batch)
        return
    share = max(1, min(_TOGETHER, len(articles) // (jobs * _SHARES)))  # so that none ends long before another
    # Spawned, not forked: a fork would copy the threads of the progress bar in the middle of their work.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_begin_work)
    read_batch = functools.partial(read, means)
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


def read(means: Means, articles: tuple[Article, ...]) -> tuple[Reading | Failure, ...]:
    """Read a few articles, whose readings do not depend on which others are among them."""
    from kg import knowledge
    from kg.annotate import annotate
    from kg.extract import read as extract

    nlp, known, reader = language(means.model), knowledge.load(means.own), _reader(means.reader)
    try:
        return tuple(
            extract(annotated, known, versions(means), reader) for annotated in annotate(nlp, articles, known)
        )
    except (InputError, *_OURS) as error:
        if len(articles) > 1:  # find out which
            return tuple(r for article in articles for r in read(means, (article,)))
        return (_failure(articles[0], error),)


def _failure(article: Article, error: Exception) -> Failure:
    if isinstance(error, InputError):
        return Failure.of(error)
    reason = one_line(f"cannot be read because of a mistake in geostance: {type(error).__name__}: {error}")
    return Failure(article.source, reason, "".join(traceback.format_exception(error)))


def _begin_work() -> None:
    """Set up a worker process: Ctrl-C, which the terminal sends to all, is left to the main one, which ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*RARELY)


@functools.cache
def language(model: str | None) -> Language:
    """Load the model, once per process."""
    from kg.annotate.model import load_model

    nlp = load_model() if model is None else load_model(model)
    gc.collect()
    gc.freeze()  # the model stays to the end: no collection needs to walk it again
    return nlp


@functools.cache
def _reader(kind: str) -> Reader | None:
    """Load the learned reader, once per process; None where the rules read alone."""
    from kg import paths
    from kg.readers.store import load

    return load(paths.package_file("models")) if kind == FULL else None


@functools.cache
def versions(means: Means) -> tuple[tuple[str, str], ...]:
    """Return name and version of everything that takes part in a reading, without loading any of it.

    Raises:
        ModelError: If the language model or the learned reader is not there.
    """
    from kg import __version__, knowledge, paths
    from kg.readers.store import version

    tables = sorted(paths.package_file("lang").rglob("*.tsv"), key=lambda file: file.as_posix())
    words = hashlib.sha256(b"".join(table.read_bytes() for table in tables)).hexdigest()[:12]
    about = _about(means.model)
    found = {
        "actors": knowledge.load(means.own).version,
        "geostance": __version__,
        "reader": RULES if means.reader == RULES else version(paths.package_file("models")),
        "settings": means.settings.version,
        "words": words,
        f"{about['lang']}_{about['name']}": about["version"],
    }
    return tuple(sorted(found.items()))


def _about(model: str | None) -> Mapping[str, str]:
    """Return what a language model says of itself: its package need not be loaded for that."""
    name = model or LANGUAGE_MODEL
    place = importlib.util.find_spec(name) if name.isidentifier() else None
    for folder in (place.submodule_search_locations or ()) if place is not None else ():
        meta = Path(folder, "meta.json")
        if meta.is_file():
            about: dict[str, str] = json.loads(meta.read_text(encoding="utf-8"))
            return about
    loaded: dict[str, str] = language(model).meta
    return loaded
