"""Reads positions and events that people marked in a set of articles."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TypeVar

from kg.errors import InputError
from kg.evaluate.fields import Field
from kg.evaluate.gold import GoldArticle, GoldEvent, GoldPosition, GoldPositions
from kg.evaluate.measure import name_key
from kg.model import Modality, Polarity, Reading, Span

T = TypeVar("T", GoldPosition, GoldEvent)


def read(whole: Field, file: Path, folder: Path | None) -> GoldPositions:
    """Return what the object `whole`, read from `file`, says.

    Raises:
        InputError: If it says something wrong (with its place), or an article is missing.
    """
    documents = whole["documents"]
    names = list(documents.names()) if isinstance(documents.value, dict) else [d.string() for d in documents]
    if not names:
        raise documents.error("names no article")
    if folder is None:
        folder = file.parent / whole["articles"].string() if whole.has("articles") else file.with_suffix("")
    actors = {
        key: frozenset(map(name_key, whole["actors"][key]["names"].strings()))
        for key in whole["actors"].names()
    }
    words: dict[str, list[tuple[str, Span, str]]] = {name: [] for name in names}
    positions = _by_document(whole, "positions", words, lambda f: _position(f, actors))
    events = _by_document(whole, "events", words, _event)
    articles = tuple(GoldArticle(n, positions[n], events[n], tuple(words[n])) for n in names)
    for article in articles:
        if not (folder / article.name).is_file():
            raise InputError(
                f"there is no article {article.name} in {folder}; name its folder (--articles)", file
            )
    return GoldPositions(file, folder, actors, articles)


def check(gold: GoldPositions, article: GoldArticle, reading: Reading) -> None:
    """Check that the words which the gold repeats stand where it says.

    Raises:
        InputError: If they do not: offsets or text are of another version.
    """
    text = reading.article.text
    for place, span, words in article.words:
        if span.end > len(text) or (words and span.of(text) != words):
            stands = (
                f"there stands {span.of(text)!r}, not {words!r}"
                if span.end <= len(text)
                else "the text ends before"
            )
            raise InputError(f"{place}: [{span.begin}, {span.end}) of {article.name}: {stands}", gold.file)


def _by_document(
    whole: Field, kind: str, words: dict[str, list[tuple[str, Span, str]]], make: Callable[[Field], T]
) -> dict[str, tuple[T, ...]]:
    """Return the marked things of one kind by document, and note in `words` what they say stands there."""
    found: dict[str, list[T]] = {name: [] for name in words}
    seen: set[str] = set()
    for numbered in whole[kind] if kind in whole.names() else ():
        ident = numbered["id"].string()
        field = numbered.at(f"{kind.removesuffix('s')} {ident}")
        if ident in seen:
            raise field.error("is there twice")
        seen.add(ident)
        document = field["document"]
        if document.string() not in words:
            raise document.error(f"{document.value!r} is none of the documents")
        made = make(field)
        found[document.value].append(made)
        words[document.value].append((field.place, made.span, _words(field)))
        if field.has("condition"):
            inner = field["condition"]
            words[document.value].append((inner.place, inner["span"].span(), _words(inner)))
    return {name: tuple(things) for name, things in found.items()}


def _words(field: Field) -> str:
    return field["text"].string() if field.has("text") else ""


def _position(field: Field, actors: Collection[str]) -> GoldPosition:
    return GoldPosition(
        ident=field["id"].string(),
        holders=_keys(field["holder"], actors),
        span=field["span"].span(),
        polarities=tuple(value.member(Polarity) for value in field["polarity"]),
        modalities=tuple(value.member(Modality) for value in field["modality"]),
        condition=field["condition"]["span"].span() if field.has("condition") else None,
        optional=field.has("optional"),
        speaks_for=_keys(field["speaks_for"], actors) if field.has("speaks_for") else (),
    )


def _event(field: Field) -> GoldEvent:
    return GoldEvent(
        field["id"].string(), field["span"].span(), frozenset(field["types"].strings()), field.has("optional")
    )


def _keys(field: Field, actors: Collection[str]) -> tuple[str, ...]:
    keys = field.strings()
    for key in keys:
        if key not in actors:
            raise field.error(f"{key!r} is none of the actors")
    return keys
