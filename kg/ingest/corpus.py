"""From inputs to articles: read, judge, add what is known, and join what has the same text."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Protocol, TypeVar

from kg.config import Ingest
from kg.errors import InputError
from kg.ingest.base import NOTHING, Failure, Known, Raw
from kg.ingest.check import refusal
from kg.ingest.find import Input, inputs
from kg.ingest.meta import Meta
from kg.model import Article


class Described(Protocol):
    """What is known about a text, whether or not the text is at hand."""

    @property
    def source(self) -> str:
        """The file, URL or record as given."""

    @property
    def title(self) -> str | None:
        """Its headline."""

    @property
    def published(self) -> date | None:
        """The day on which it appeared."""

    @property
    def outlet(self) -> str | None:
        """Who published it."""

    @property
    def url(self) -> str | None:
        """Where it stands."""


Origin = TypeVar("Origin", bound=Described)


def read_articles(
    paths: Iterable[Path | str],
    limits: Ingest,
    meta: Meta | None = None,
    defaults: Known = NOTHING,
    skip: Path | None = None,
) -> Iterator[Article | Failure]:
    """Yield each document that `paths` name, in order, or why it cannot be read.

    Args:
        paths: Files, folders and "-" for standard input.
        limits: What is accepted.
        meta: What is known about single files; it wins over what a document says of itself.
        defaults: What holds where neither says anything.
        skip: A folder that is passed over inside folders (the output of an earlier build).
    """
    meta = meta or Meta({})
    for entry in inputs(paths, skip):
        if isinstance(entry, Failure):
            yield entry
            continue
        for document in _documents(entry, limits):
            yield (
                document
                if isinstance(document, Failure)
                else _article(document, entry, limits, meta, defaults)
            )


def _documents(entry: Input, limits: Ingest) -> Iterator[Raw | Failure]:
    """Read one input; what breaks it becomes its failure."""
    found = False
    try:
        with entry.open() as stream:
            for document in entry.reader(stream, entry.name, limits):
                found = True
                yield document
    except InputError as error:
        yield Failure.of(error)
    except OSError as error:  # a packed file that is none has no number
        yield Failure(entry.name, f"cannot be read: {error.strerror or error}")
    except (EOFError, zlib.error) as error:
        yield Failure(entry.name, f"is packed, and damaged: {error}")
    else:
        if not found:
            yield Failure(entry.name, "is empty")


def _article(raw: Raw, entry: Input, limits: Ingest, meta: Meta, defaults: Known) -> Article | Failure:
    if reason := refusal(raw.text, limits):
        return Failure(raw.source, reason)
    known = meta.known(raw.source, entry.name).over(raw.known).over(defaults)
    return Article(raw.text, raw.source, known.title, known.published, known.outlet, known.url)


def distinct(articles: Iterable[Article]) -> tuple[tuple[Article, ...], tuple[str, ...]]:
    """Return the articles in the order of their hashes, one for each text (see `chosen`), and warnings.

    The sources of the others are kept in `also`.
    """
    kept: list[Article] = []
    warnings: list[str] = []
    for _, group in groupby(sorted(articles, key=lambda a: a.sha256), key=lambda a: a.sha256):
        (first, *others), told = chosen(group)
        also = tuple(sorted({o.source for o in others} - {first.source}))
        kept.append(replace(first, also=also) if also else first)
        warnings += told
    return tuple(kept), tuple(warnings)


def chosen(group: Iterable[Origin]) -> tuple[tuple[Origin, ...], tuple[str, ...]]:
    """Return articles of one text with the one to go by first, and warnings.

    It is the one that most is known about (then the earliest, then by source). What the others say about date
    and outlet is not mixed in.
    """
    first, *others = sorted(group, key=_order)
    warnings = tuple(
        f"{other.source}: has the text of {first.source}, but another date or outlet; the latter's are kept"
        for other in others
        if _differs(other.published, first.published) or _differs(other.outlet, first.outlet)
    )
    return (first, *others), warnings


def _order(article: Described) -> tuple[int, date, str, str, str, str]:
    details = (article.title, article.published, article.outlet, article.url)
    title, published, outlet, url = details
    known = sum(detail is not None for detail in details)
    return (
        -known,
        published or date.max,
        article.source,
        outlet or "",
        url or "",
        title or "",
    )


def _differs(one: object, other: object) -> bool:
    return one is not None and one != other
