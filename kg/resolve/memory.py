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
from typing import TYPE_CHECKING, Any, Protocol

from kg import config
from kg.hands import OWN, Common, Hands
from kg.ledger import packed
from kg.model import Kind
from kg.resolve.belonging import Belonging

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.model import Reading
    from kg.resolve.actors import Cast

_LEVEL = 1
"""Of zlib: what is settled of an article shrinks to a quarter at once."""
_TEXTS = 64
"""Texts that go to another process at a time."""
_WORTH = 4 * _TEXTS
"""Texts from which on it is worth while to have others work."""
LABEL, KIND, ACTING = "label", "kind", "acting"
Question = tuple[str, str, str | None]
"""What is asked of an actor, its key, and the day."""
Answers = dict[Question, str | None]


class UnansweredError(Exception):
    """A document asks of the corpus more than what went along with it."""


class Kept(Protocol):
    """Keeps bytes by document and sort from one build to the next, for the same rules, tables and thresholds."""

    def get(self, ident: str, sort: str) -> bytes | None:
        """Return what is kept, None where nothing is."""

    def put(self, ident: str, sort: str, data: bytes) -> None:
        """Keep bytes, in place of those before."""


class Asked:
    """The actors of a corpus as one document sees them; all that is asked is written down."""

    def __init__(self, cast: Cast, label_of: Callable[[str], str]) -> None:
        """Begin with nothing asked."""
        self.answers: Answers = {}
        self.cast = replace(cast, belonging=_Heard(cast.belonging, self.answers))
        self._label_of = label_of

    def label_of(self, key: str) -> str:
        """Return what an actor is called."""
        found = self.answers[LABEL, key, None] = self._label_of(key)
        return found


class _Heard(Belonging):
    """Answers what settling asks about actors, and writes it down; nothing else may be asked."""

    __slots__ = ("_answers", "_real")

    def __init__(self, real: Belonging, answers: Answers) -> None:
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
        found = self._answers[ACTING, key, _day(on)] = self._real.acting(key, on)
        return found


class Given(Belonging):
    """Answers by what went along with a document, where nothing else of the corpus is known."""

    __slots__ = ("_answers",)

    def __init__(self, answers: Answers) -> None:
        """Take the answers."""
        self._answers = answers

    def kind(self, key: str) -> Kind | None:
        """Return what the actor is."""
        found = self._answer(KIND, key, None)
        return None if found is None else Kind(found)

    def acting(self, key: str, on: date | None) -> str:
        """Return whose act it is when the actor acts."""
        return self._answer(ACTING, key, _day(on)) or key

    def label_of(self, key: str) -> str:
        """Return what the actor is called."""
        return self._answer(LABEL, key, None) or ""

    def _answer(self, what: str, key: str, on: str | None) -> str | None:
        try:
            return self._answers[what, key, on]
        except KeyError:
            raise UnansweredError(f"{what} of {key}") from None


class Memory:
    """What was settled of the documents of a corpus in earlier builds, and who settles the others."""

    def __init__(
        self,
        kept: Kept | None,
        revisions: Mapping[str, str],
        hands: Hands = OWN,
        shelf: Callable[[str], bytes | None] | None = None,
        share: config.Share | None = None,
    ) -> None:
        """Use what is kept.

        Args:
            kept: Where; None to keep nothing.
            revisions: Of each document what changes with its reading.
            hands: Who works.
            shelf: Gives the reading of a document as it is kept, None where it is resolved as another.
            share: From how much work on the hands have it; None for the defaults.
        """
        self._kept, self._revisions, self._shelf = kept, revisions, shelf
        self.hands = hands
        self._share = share

    @property
    def share(self) -> config.Share:
        """From how much work on the hands have it."""
        return self._share or config.load().share

    @property
    def keeps(self) -> bool:
        """Whether anything is kept."""
        return self._kept is not None

    def revision(self, ident: str) -> str:
        """Return what changes with the reading of a document; it tells nothing where nothing is kept."""
        return "" if self._kept is None else self._revisions[ident]

    def packed(self, reading: Reading) -> bytes:
        """Return a reading as it goes to other processes."""
        data = None if self._shelf is None else self._shelf(reading.article.ident)
        return packed(reading) if data is None else data

    def of_text(self, sort: str, reading: Reading, make: Callable[[], bytes]) -> bytes:
        """Return bytes that hang on a document's text alone: those that are kept, else those that `make` makes."""
        ident = reading.article.ident
        data = self._of_text(sort, ident)
        if data is None:
            data = make()
            self._keep_of_text(sort, ident, data)
        return data

    def of_texts(
        self,
        sort: str,
        stage: Callable[[Common, tuple[str, ...]], tuple[bytes, ...]],
        common: Common,
        readings: Sequence[Reading],
    ) -> list[bytes]:
        """Return bytes that hang on the texts of documents alone: those that are kept, else those that a stage makes."""
        found = [self._of_text(sort, reading.article.ident) for reading in readings]
        missing = [place for place, data in enumerate(found) if data is None]
        hands = self.hands if len(missing) >= _WORTH else OWN
        groups = (
            tuple(readings[place].article.text for place in missing[begin : begin + _TEXTS])
            for begin in range(0, len(missing), _TEXTS)
        )
        made = (data for group in hands.map(stage, common, groups) for data in group)
        for place, data in zip(missing, made, strict=True):
            found[place] = data
            self._keep_of_text(sort, readings[place].article.ident, data)
        return [data or b"" for data in found]

    def _of_text(self, sort: str, ident: str) -> bytes | None:
        data = None if self._kept is None else self._kept.get(ident, sort)
        revision = self._begin(ident)
        return data[len(revision) :] if data is not None and data.startswith(revision) else None

    def _keep_of_text(self, sort: str, ident: str, data: bytes) -> None:
        if self._kept is not None:
            self._kept.put(ident, sort, self._begin(ident) + data)

    def _begin(self, ident: str) -> bytes:
        return self.revision(ident).encode("ascii") + b" "

    def recalled(
        self, sort: str, ident: str, hangs_on: list[Any], cast: Cast, label_of: Callable[[str], str]
    ) -> Any:
        """Return what was settled of a document, as `told` was given it, if all that it hangs on is as it was.

        Args:
            sort: What is settled.
            ident: The document.
            hangs_on: What it hangs on beside the answers, as JSON holds it.
            cast: The actors of the corpus.
            label_of: Key of an actor to its label.
        """
        if self._kept is None:
            return None
        known, asked, plain = read(self._kept.get(ident, sort))
        same = known == hangs_on and all(_answer(what, cast, label_of) == found for what, found in asked)
        return plain if same else None

    def keep(self, sort: str, ident: str, data: bytes) -> None:
        """Keep what `told` made."""
        if self._kept is not None:
            self._kept.put(ident, sort, data)


def told(hangs_on: list[Any], answers: Answers, plain: Any) -> bytes:
    """Return what was settled of a document, as JSON holds it, with all that it hangs on, as bytes."""
    text = json.dumps([hangs_on, list(answers.items()), plain], separators=(",", ":"))
    return zlib.compress(text.encode("ascii"), _LEVEL)


def read(data: bytes | None) -> tuple[Any, Any, Any]:
    """Return what `told` was given; nothing where there is none or it is damaged."""
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


def _day(on: date | None) -> str | None:
    return None if on is None else on.isoformat()
