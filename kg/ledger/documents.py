"""`documents.json`: every input that a graph stands on, and by which means it was read.

A document is a text; several inputs may give the same one. The list remembers each of them with what it said of
the text, so that taking one away leaves exactly what a build without it would have made.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from kg.errors import LaterError, LedgerError, NoInputError
from kg.ingest import STDIN, chosen
from kg.model import Article

DOCUMENTS_FILE: Final = "documents.json"
_FORMAT: Final = 1
_HASH: Final = 6
"""Digits of a hash that name a document at least."""
_RECIPE: Final[Mapping[str, tuple[type, ...]]] = MappingProxyType(
    {
        "actors": (list,),
        "model": (str, type(None)),
        "reader": (str,),
        "settings": (dict,),
        "texts": (bool,),
        "writer": (str,),
    }
)
"""What a recipe says at least, and by which JSON values."""
_BY_KIND: Final = frozenset(("actors", "positions", "contradictions"))
"""Counts that are a number for each kind."""
_SHA256: Final = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Given:
    """One article as one source gave it, without its text."""

    source: str
    sha256: str
    title: str | None = None
    published: date | None = None
    outlet: str | None = None
    url: str | None = None

    @classmethod
    def of(cls, article: Article) -> Given:
        """Return an article without its text."""
        return cls(**{one.name: getattr(article, one.name) for one in fields(cls)})

    @property
    def known(self) -> tuple[str | None, ...]:
        """What is known about the text, in a fixed order."""
        day = None if self.published is None else self.published.isoformat()
        return (self.title, day, self.outlet, self.url)


@dataclass(frozen=True, slots=True)
class Document:
    """One text and all that gave it; the first of them says what is known about it."""

    given: tuple[Given, ...]
    key: str = ""
    """Under which its reading is kept; empty before it is known."""

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text."""
        return self.given[0].sha256

    @property
    def ident(self) -> str:
        """Its name in IRIs."""
        return self.sha256[:16]

    def article(self, text: str) -> Article:
        """Return it with its text."""
        first = self.given[0]
        also = tuple(sorted({one.source for one in self.given} - {first.source}))
        about = {one.name: getattr(first, one.name) for one in fields(Given) if one.name != "sha256"}
        return Article(text=text, **about, also=also)


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of a graph, in the order of their hashes, and what made it of them."""

    documents: tuple[Document, ...] = ()
    recipe: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    """Options of the build, as JSON holds them."""
    counts: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    """What the graph holds, as the build says it."""

    def given(self) -> tuple[Given, ...]:
        """Return every input."""
        return tuple(given for document in self.documents for given in document.given)

    def dumped(self) -> str:
        """Return the text of the file, one line a document, with a checksum at its end."""
        head = {"format": _FORMAT, "recipe": dict(self.recipe), "counts": dict(self.counts)}
        lines = [_json(_row(document)) for document in self.documents]
        body = _json(head)[:-1] + ',"documents":[\n' + ",\n".join(lines) + "\n]"
        return f'{body},\n"sha256":"{_sum(body)}"}}\n'

    @classmethod
    def load(cls, folder: Path) -> Documents | None:
        """Return the list in a folder; None where there is none.

        Raises:
            LaterError: If it was written by a later version.
            LedgerError: If it cannot be read, or is damaged.
        """
        path = folder / DOCUMENTS_FILE
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise LedgerError(f"{path} cannot be read: {error}") from error
        try:
            return cls.read(text)
        except (LaterError, LedgerError) as error:
            raise type(error)(f"{path} {error.message}") from error

    @classmethod
    def read(cls, text: str) -> Documents:
        """Return the list that `dumped` made this text of.

        Raises:
            LaterError: If it was written by a later version.
            LedgerError: If it is no such text.
        """
        try:
            data = json.loads(text)
            if data["format"] > _FORMAT:
                raise LaterError("was written by a later version of geostance; use that one")
            body, _, tail = text.rpartition(",\n")
            if json.loads("{" + tail)["sha256"] != _sum(body):
                raise ValueError("its checksum differs")  # noqa: TRY301  # one message for all that is wrong
            documents = tuple(_document(row) for row in data["documents"])
            return cls(documents, _recipe(data["recipe"]), _counts(data["counts"]))
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            raise LedgerError(
                f"is damaged ({error}); build with --fresh, or `kg doctor` says more"
            ) from error


def merged(old: Iterable[Given], articles: Iterable[Article]) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    """Return the documents of earlier inputs and new articles together, without keys, and warnings.

    An article takes the place of what its source gave before; standard input is no source that comes again.
    """
    new = {(a.source, a.sha256): Given.of(a) for a in articles}
    again = {source for source, _ in new if source != STDIN and not source.startswith(f"{STDIN}#")}
    every = {(g.source, g.sha256): g for g in old if g.source not in again} | new
    documents: list[Document] = []
    warnings: list[str] = []
    ordered = sorted(every.values(), key=lambda given: given.sha256)
    for _, group in groupby(ordered, key=lambda given: given.sha256):
        given, told = chosen(group)
        documents.append(Document(given))
        warnings += told
    return tuple(documents), tuple(warnings)


def without(documents: Documents, names: Iterable[str]) -> tuple[Document, ...]:
    """Return the documents without those called so: by IRI or hash a whole one, by source or address that input.

    Raises:
        NoInputError: If a name fits none, or more than one hash.
    """
    gone: set[Given] = set()
    for name in names:
        found = [given for given in documents.given() if name in (given.source, given.url)]
        if not found:
            digits = name.rstrip("/").rpartition("/")[2].removeprefix("doc:")
            fits = [d for d in documents.documents if len(digits) >= _HASH and d.sha256.startswith(digits)]
            if len(fits) > 1:
                raise NoInputError(f"{name} fits {len(fits)} documents; give more of the hash")
            found = [given for document in fits for given in document.given]
        if not found:
            raise NoInputError(f"no document is called {name!r}; `kg query documents` lists them")
        gone.update(found)
    return merged((given for given in documents.given() if given not in gone), ())[0]


def _row(document: Document) -> dict[str, Any]:
    """Return a document as JSON holds it; what is not known is left out."""
    given = []
    for one in document.given:
        about = {name: value for name, value in asdict(one).items() if value is not None and name != "sha256"}
        if one.published is not None:
            about["published"] = one.published.isoformat()
        given.append(about)
    return {"sha256": document.sha256, "key": document.key, "given": given}


def _document(row: Mapping[str, Any]) -> Document:
    given = []
    for about in row["given"]:
        day = about.get("published")
        values = about | {"published": None if day is None else date.fromisoformat(day)}
        given.append(Given(sha256=row["sha256"], **values))
        if not all(isinstance(value, str) for value in (row["key"], *about.values())):
            raise ValueError("what is known of a document is no text")  # as of all that is read
    if not given:
        raise ValueError("a document without a source")
    if not _SHA256.fullmatch(row["sha256"]):
        raise ValueError(f"{row['sha256']!r} is no SHA-256")
    return Document(tuple(given), row["key"])


def _recipe(told: Mapping[str, Any]) -> Mapping[str, Any]:
    for name, kinds in _RECIPE.items():
        if not isinstance(told[name], kinds):
            raise ValueError(f"{name} of its recipe is {told[name]!r}")  # noqa: TRY004  # as above
    if not isinstance(told.get("corrections", {}), dict):
        raise ValueError("corrections of its recipe are no table")  # noqa: TRY004  # as above
    return told


def _counts(told: Mapping[str, Any]) -> Mapping[str, Any]:
    for name, value in told.items():
        numbers = value.values() if isinstance(value, dict) and name in _BY_KIND else (value,)
        if not all(number is None or isinstance(number, int) for number in numbers):
            raise ValueError(f"{name} of its counts is {value!r}")
    return told


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
