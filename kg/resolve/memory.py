"""What was settled of a document, kept from one build to the next with all that it hangs on.

A document is settled from its reading and from answers about its actors that hang on the whole corpus: who an entity is,
what an actor is called, whose acts theirs are. What was asked is written down with the answers. As long as the reading
and all answers are the same, so is what was settled, and it is taken as it was.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from kg.resolve.belonging import Belonging

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.model import Kind, Reading
    from kg.resolve.actors import Cast

_LEVEL = 1
"""Of zlib: what is settled of an article shrinks to a quarter at once."""
LABEL, KIND, ACTING = "label", "kind", "acting"
Question = tuple[str, str, str | None]
"""What is asked of an actor, its key, and the day."""
Found = TypeVar("Found")


class Kept(Protocol):
    """Keeps bytes by document and sort from one build to the next, for the same rules, tables and thresholds."""

    def get(self, ident: str, sort: str) -> bytes | None:
        """Return what is kept, None where nothing is."""

    def put(self, ident: str, sort: str, data: bytes) -> None:
        """Keep bytes, in place of those before."""


class Form(Protocol, Generic[Found]):
    """How what is settled of a document becomes plain JSON, and is made of it again."""

    def plain(self, found: Found) -> Any:
        """Return it as JSON holds it."""

    def made(self, plain: Any) -> Found:
        """Return what `plain` was made of."""


class Asked:
    """The actors of a corpus as one document sees them; all that is asked is written down."""

    def __init__(self, cast: Cast, label_of: Callable[[str], str]) -> None:
        """Begin with nothing asked."""
        self.answers: dict[Question, str | None] = {}
        self.cast = replace(cast, belonging=_Heard(cast.belonging, self.answers))
        self._label_of = label_of

    def label_of(self, key: str) -> str:
        """Return what an actor is called."""
        found = self.answers[LABEL, key, None] = self._label_of(key)
        return found


class _Heard(Belonging):
    """Answers what settling asks about actors, and writes it down; nothing else may be asked."""

    __slots__ = ("_answers", "_real")

    def __init__(self, real: Belonging, answers: dict[Question, str | None]) -> None:
        self._real, self._answers = real, answers

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(
            f"what settles a document may not ask for {name!r}: have `_Heard` write down the answer"
        )

    def kind(self, key: str) -> Kind | None:
        found = self._real.kind(key)
        self._answers[KIND, key, None] = None if found is None else found.value
        return found

    def acting(self, key: str, on: date | None) -> str:
        found = self._answers[ACTING, key, None if on is None else on.isoformat()] = self._real.acting(
            key, on
        )
        return found


class Memory:
    """What was settled of the documents of a corpus in earlier builds."""

    def __init__(self, kept: Kept | None, revisions: Mapping[str, str]) -> None:
        """Use what is kept.

        Args:
            kept: Where; None to keep nothing.
            revisions: Of each document what changes with its reading.
        """
        self._kept, self._revisions = kept, revisions

    def of_text(self, sort: str, reading: Reading, make: Callable[[], bytes]) -> bytes:
        """Return bytes that hang on a document's reading alone: those that are kept, else those that `make` makes."""
        if self._kept is None:
            return make()
        ident = reading.article.ident
        revision = self._revisions[ident].encode("ascii") + b" "
        data = self._kept.get(ident, sort)
        if data is None or not data.startswith(revision):
            data = revision + make()
            self._kept.put(ident, sort, data)
        return data[len(revision) :]

    def recalled(
        self, sort: str, reading: Reading, cast: Cast, label_of: Callable[[str], str],
        settle: Callable[[Asked], Found], form: Form[Found], also: Any = None,
    ) -> Found:  # fmt: skip
        """Return what was settled of a document if all that it hangs on is as it was, else settle it.

        Args:
            sort: What is settled.
            reading: The document's.
            cast: The actors of the corpus.
            label_of: Key of an actor to its label.
            settle: Settles it; asks of the corpus only who the document's entities are, and what `Asked` answers.
            form: How it is kept.
            also: What else it hangs on, as JSON holds it.
        """
        if self._kept is None:
            return settle(Asked(cast, label_of))
        ident = reading.article.ident
        hangs_on = [self._revisions[ident], [cast.of[ident, one.number] for one in reading.entities], also]
        known, asked, plain = _read(self._kept.get(ident, sort))
        if known == hangs_on and all(_answer(what, cast, label_of) == told for what, told in asked):
            return form.made(plain)
        document = Asked(cast, label_of)
        found = settle(document)
        told = json.dumps(
            [hangs_on, list(document.answers.items()), form.plain(found)], separators=(",", ":")
        )
        self._kept.put(ident, sort, zlib.compress(told.encode("ascii"), _LEVEL))
        return found


def _read(data: bytes | None) -> tuple[Any, Any, Any]:
    """Return what is kept, nothing where it is damaged."""
    try:
        known, asked, plain = (None, (), None) if data is None else json.loads(zlib.decompress(data))
    except (ValueError, zlib.error):
        return None, (), None
    return known, asked, plain


FORGETFUL = Memory(None, {})


def _answer(question: Question, cast: Cast, label_of: Callable[[str], str]) -> str | None:
    what, key, on = question
    if what == LABEL:
        return label_of(key)
    if what == KIND:
        found = cast.belonging.kind(key)
        return None if found is None else found.value
    return cast.belonging.acting(key, None if on is None else date.fromisoformat(on))
