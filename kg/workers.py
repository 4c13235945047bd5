"""Reads articles, in this process or in others: each loads the model and the learned reader once."""

from __future__ import annotations

import functools
import gc
import hashlib
import importlib.util
import json
import traceback
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kg import shipped
from kg.config import LANGUAGE_MODEL, Settings
from kg.corrections import NONE, Corrections
from kg.errors import InputError, one_line
from kg.hands import OWN, Hands
from kg.ingest import Failure
from kg.model import Article, Reading
from kg.threads import cores

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.readers.store import Shipped as Reader

FULL, RULES = "full", "rules"
"""Who reads: the rules with the learned reader beside them, or the rules alone."""
_TOGETHER = 16
"""Articles parsed together: more is hardly quicker, and costs memory."""
_LONG = 100_000
"""Code points that are parsed together; a longer article is parsed alone."""
_SHARES = 2
"""Of what is left a batch is at most the part of a process that gets so many more: none ends long before another."""
_ANY = Article(
    "Norway's prime minister Kari Berg said on Monday that Sweden must open the border.", "any.txt"
)
"""A text that is read only to have the tables loaded."""
Batch = tuple[Article, ...]
Found = TypeVar("Found")
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
    ahead: bool = field(default=False, compare=False, repr=False)
    """Whether the learned reader runs ahead of the rules in a thread of its own; that changes nothing that is read."""


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


def results(hands: Hands, articles: Sequence[Article], means: Means) -> Generator[Reading | Failure]:
    """Yield the reading of each article, in order, or why it failed.

    Raises:
        WorkerError: If a process dies, or the cluster is lost. What was yielded before stands.
    """
    yield from _results(hands, articles, means, read)


def packed_results(hands: Hands, articles: Sequence[Article], means: Means) -> Generator[bytes | Failure]:
    """Yield the same with each reading packed, which costs a process less than to hand it over as it is."""
    yield from _results(hands, articles, means, read_packed)


def _results(
    hands: Hands,
    articles: Sequence[Article],
    means: Means,
    stage: Callable[[Means, Batch], tuple[Found | Failure, ...]],
) -> Generator[Found | Failure]:
    def one_by_one(batch: Batch) -> tuple[Found | Failure, ...]:
        """Read a batch that ended its processes article by article, to find out which it was."""
        if len(batch) == 1:
            reason = "ended each worker process that read it; read it alone, with --jobs 1"
            return (Failure(batch[0].source, reason),)
        singles = hands.map(stage, means, batches(batch, 1), one_by_one)
        return tuple(one for found in singles for one in found)

    means = replace(means, ahead=cores() >= 2 * hands.number)  # a core for each thread
    shares = 1 if hands.here else hands.number * _SHARES
    for place, found in enumerate(hands.map(stage, means, batches(articles, _TOGETHER, shares), one_by_one)):
        if not place and not hands.here:  # whoever works has a copy, and is at work
            let_go()
        yield from found


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


def batches(articles: Sequence[Article], most: int, shares: int = 1) -> Iterator[Batch]:
    """Yield the articles in groups to be parsed together: at most `most`, and few where they are long.

    Args:
        articles: All of them.
        most: Articles of a group.
        shares: No group is more than such a share of what is left, so that the last ones are small.
    """
    batch: list[Article] = []
    length, room = 0, most
    for place, article in enumerate(articles):
        if batch and (len(batch) >= room or length + len(article.text) > _LONG):
            yield tuple(batch)
            batch, length = [], 0
        if not batch:
            room = min(most, (len(articles) - place) // shares)
        batch.append(article)
        length += len(article.text)
    if batch:
        yield tuple(batch)


def read(means: Means, articles: Batch) -> tuple[Reading | Failure, ...]:
    """Read a few articles, whose readings do not depend on which others are among them."""
    from kg import knowledge
    from kg.annotate import annotate
    from kg.extract import read as extract
    from kg.readers.ahead import hearing

    nlp, known, reader = language(means.model), knowledge.load(means.own), _reader(means.reader)
    told = versions(means)
    try:
        with hearing(reader, [article.text for article in articles], ahead=means.ahead) as heard:
            return tuple(
                extract(annotated, known, told, one)
                for annotated, one in zip(annotate(nlp, articles, known), heard, strict=True)
            )
    except (InputError, *_OURS) as error:
        if len(articles) > 1:  # find out which
            return tuple(r for article in articles for r in read(means, (article,)))
        return (_failure(articles[0], error),)


def read_packed(means: Means, articles: Batch) -> tuple[bytes | Failure, ...]:
    """Read a few articles, and pack their readings as they are kept."""
    from kg.ledger import packed

    return tuple(one if isinstance(one, Failure) else packed(one) for one in read(means, articles))


def _failure(article: Article, error: Exception) -> Failure:
    if isinstance(error, InputError):
        return Failure.of(error)
    reason = one_line(f"cannot be read because of a mistake in geostance: {type(error).__name__}: {error}")
    return Failure(article.source, reason, "".join(traceback.format_exception(error)))


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Look for cycles of garbage seldom: what a build makes has next to none, and mostly stays to the end."""
    usual = gc.get_threshold()
    gc.set_threshold(*RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def load(means: Means, hands: Hands = OWN) -> None:
    """Load what reads, once per process, for copies of this process with all that else is loaded on the way.

    Raises:
        ModelError: If it is not there.
    """
    _reader(means.reader)
    language(means.model)
    if not hands.here:
        from kg import knowledge
        from kg.resolve import resolve

        found = [one for one in read(means, (_ANY,)) if isinstance(one, Reading)]
        resolve(found, knowledge.load(means.own), means.settings.resolve)


def let_go() -> None:
    """Forget what reads."""
    from kg.annotate.gazetteer import gazetteer
    from kg.annotate.model import reads_alike_together

    for kept in (gazetteer, reads_alike_together, language, _reader):  # the first two hold the model as well
        kept.cache_clear()
    gc.unfreeze()  # what was loaded has cycles
    gc.collect()


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
