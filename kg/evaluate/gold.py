"""What people marked by hand in articles: positions and events, or attributions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.model import Modality, Polarity, Span


@dataclass(frozen=True, slots=True)
class GoldPosition:
    """One stance that a reader found."""

    ident: str
    holders: tuple[str, ...]
    """Keys of actors, any of which may be named."""
    span: Span
    polarities: tuple[Polarity, ...]
    """Those that count, the best first."""
    modalities: tuple[Modality, ...]
    condition: Span | None = None
    optional: bool = False
    """Whether a reader could leave it out: then it is neither a miss nor a false find."""
    speaks_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One report of an event that a reader found."""

    ident: str
    span: Span
    types: frozenset[str]
    """Names of event types that count."""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """What is marked in one article."""

    name: str
    """Its file, below the folder of articles."""
    positions: tuple[GoldPosition, ...] = ()
    events: tuple[GoldEvent, ...] = ()
    words: tuple[tuple[str, Span, str], ...] = ()
    """Place in the file, span, and the words that it says stand there."""


@dataclass(frozen=True, slots=True)
class GoldPositions:
    """What is marked in a set of articles."""

    file: Path
    folder: Path
    """Where the articles lie."""
    names: Mapping[str, frozenset[str]]
    """Key of an actor to its names, as `measure.name_key` writes them."""
    articles: tuple[GoldArticle, ...]

    def paths(self) -> tuple[Path, ...]:
        """Return the file of each article, in order."""
        return tuple(self.folder / article.name for article in self.articles)


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """Who said what; several spans where the words are interrupted, none where nothing stands there."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with every attribution in it."""

    name: str
    text: str
    versions: tuple[tuple[GoldAttribution, ...], ...]
    """What each annotator marked; the first is the one that rules are judged by."""


@dataclass(frozen=True, slots=True)
class GoldAttributions:
    """A file of texts with attributions."""

    file: Path
    texts: tuple[GoldText, ...]

    def paths(self) -> tuple[Path, ...]:
        """Return the file itself: it holds the texts."""
        return (self.file,)
