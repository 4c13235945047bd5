"""Documents that are one text, whole or nearly: an agency's report in several outlets is one independent source.

Texts are compared by their runs of words (shingles). MinHash with locality-sensitive hashing proposes what may be alike,
and only among articles that appeared near each other, so nothing is compared with everything; what counts is the share
of the shorter text that stands in the longer one. A text that has no band of hashes in common with any other near it is
looked at no further.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from zlib import crc32

import numpy as np
from datasketch import MinHash

from kg.model import Copy
from kg.resolve.memory import FORGETFUL, Memory
from kg.resolve.names import WORD, plain
from kg.resolve.tables import settings, using

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from kg import config
    from kg.model import Reading
    from kg.resolve.corpus import Corpus

PERMUTATIONS = 128
BANDS = (42, 3)
"""Bands and rows of the hashing: texts of which half of the runs are common are proposed 996 times of 1,000, texts with a fifth 290 times."""

_STORED: Final = np.dtype("<u4")
_ODD: Final = np.array((0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9), np.uint64)
"""Odd numbers without a pattern, one for each row of a band."""
_UNDATED: Final = -(1 << 40)
"""Stands for the span of days of texts without a date."""


def copies(corpus: Corpus, memory: Memory = FORGETFUL) -> tuple[Copy, ...]:
    """Return the documents that are copies, each with the earliest of its kind as original, sorted.

    A document without a date is compared with others without a date only.
    """
    readings = tuple(corpus.readings.values())
    marks = memory.of_texts("marks", marked, settings(), readings)
    texts = [_Text.of(r, mark, memory) for r, mark in zip(readings, marks, strict=True) if mark]
    finder = _Finder()
    for text in sorted(_near_another(texts), key=lambda t: t.order):
        finder.add(text)
    return tuple(sorted(finder.found(), key=lambda copy: copy.copy))


def marked(limits: config.Resolve, texts: tuple[str, ...]) -> tuple[bytes, ...]:
    """Return of each text the number of its runs of words and their MinHash, as bytes; none of one that is too short."""
    with using(limits):
        return tuple(_marks(_runs(text)) for text in texts)


def _marks(runs: NDArray[np.uint32]) -> bytes:
    if not runs.size:
        return b""
    made = MinHash(num_perm=PERMUTATIONS, hashfunc=int)
    made.update_batch(runs.tolist())
    return np.array([runs.size, *made.hashvalues], _STORED).tobytes()


def _near_another(texts: Sequence[_Text]) -> list[_Text]:
    """Return the texts that have a band in common with one of the same span of days or a neighbouring one."""
    if not texts:
        return []
    keys = np.concatenate([text.bands for text in texts])
    bands = BANDS[0]
    seasons = np.repeat([_UNDATED if text.season is None else text.season for text in texts], bands)
    places = np.repeat(np.arange(len(texts)), bands)
    order = np.lexsort((seasons, keys))
    keys, seasons, places = keys[order], seasons[order], places[order]
    common = (keys[1:] == keys[:-1]) & (seasons[1:] - seasons[:-1] <= 1)
    return [texts[place] for place in np.union1d(places[1:][common], places[:-1][common])]


@dataclass(frozen=True, slots=True)
class _Text:
    """What is compared of one document."""

    ident: str
    reading: Reading
    size: int
    """Number of different runs of words."""
    values: NDArray[np.uint32]
    """Their MinHash."""
    memory: Memory

    @classmethod
    def of(cls, reading: Reading, marks: bytes, memory: Memory) -> _Text:
        """Return a document whose runs of words have these marks."""
        told = np.frombuffer(marks, _STORED)
        return cls(reading.article.ident, reading, int(told[0]), told[1:], memory)

    @property
    def runs(self) -> NDArray[np.uint32]:
        """Hash of each run of words, sorted, once each."""
        data = self.memory.of_text("runs", self.reading, lambda: _runs(self.reading.article.text).tobytes())
        return np.frombuffer(data, _STORED)

    @property
    def order(self) -> tuple[str, int, str]:
        """Order by day (unknown first), then the longest first."""
        published = self.reading.article.published
        return ("" if published is None else published.isoformat(), -self.size, self.ident)

    @property
    def season(self) -> int | None:
        """Number of the span of days in which it appeared."""
        published = self.reading.article.published
        return None if published is None else published.toordinal() // max(1, settings().copy_window_days)

    def share(self, other: _Text) -> float:
        """Return the share of the shorter text's runs that stand in the other."""
        common = np.intersect1d(self.runs, other.runs, assume_unique=True).size
        return round(float(common / min(self.size, other.size)), 3)

    @property
    def bands(self) -> NDArray[np.uint64]:
        """A number for each band of the MinHash: equal bands give equal numbers; should others, too, one text more is looked at."""
        bands, rows = BANDS
        values = self.values[: bands * rows].reshape(bands, rows).astype(np.uint64)
        return np.asarray((values * _ODD).sum(axis=1) + np.arange(bands, dtype=np.uint64) * _ODD[0])

    def near(self, other: _Text) -> bool:
        """Return whether the two appeared within days of each other, or both without a date."""
        one, another = self.reading.article.published, other.reading.article.published
        if one is None or another is None:
            return one is another
        return abs((one - another).days) <= settings().copy_window_days

    def credits(self, other: _Text) -> bool:
        """Return whether the text names the other's outlet: "(Continental Wire)"."""
        outlet = other.reading.article.outlet
        return outlet is not None and outlet in self.reading.article.text


@dataclass(slots=True)
class _Finder:
    """Takes texts in the order of their days; each is a copy of one before it, or a new one."""

    seen: list[_Text] = field(default_factory=list)
    """Texts that are no copies."""
    indexes: dict[int | None, dict[int, list[int]]] = field(default_factory=dict)
    """By season: the texts with each band, as long as one of a near season can come."""
    groups: dict[int, list[_Text]] = field(default_factory=lambda: defaultdict(list))
    """Number of a text that is no copy to its copies."""

    def add(self, text: _Text) -> None:
        """Put a text to what it is a copy of, else among those that others can be copies of."""
        bands = text.bands.tolist()
        alike = [
            (share, -place)
            for place in self._candidates(text, bands)
            if (share := text.share(self.seen[place])) >= settings().copy_share
        ]
        if alike:
            self.groups[-max(alike)[1]].append(text)
            return
        season = text.season
        if season not in self.indexes:
            self.indexes = {s: index for s, index in self.indexes.items() if season and s == season - 1}
            self.indexes[season] = defaultdict(list)
        for band in bands:
            self.indexes[season][band].append(len(self.seen))
        self.seen.append(text)

    def _candidates(self, text: _Text, bands: Iterable[int]) -> Iterator[int]:
        """Yield texts that may be alike, the latest first, as many as the settings allow."""
        season = text.season
        seasons = (season,) if season is None else (season, season - 1)
        known = [self.indexes[near] for near in seasons if near in self.indexes]
        places = {place for band in bands for index in known for place in index.get(band, ())}
        near = (place for place in sorted(places, reverse=True) if text.near(self.seen[place]))
        for place, _ in zip(near, range(settings().copies_compared), strict=False):
            yield place

    def found(self) -> Iterator[Copy]:
        """Yield each copy with its original: of those of the first day the one that the others credit, then the longest."""
        for place, group in self.groups.items():
            everyone = [self.seen[place], *group]
            original = min(
                (text for text in everyone if text.order[0] == everyone[0].order[0]),
                key=lambda text: (-_credited(text, everyone), text.order),
            )
            yield from (
                Copy(text.ident, original.ident, text.share(original))
                for text in everyone
                if text is not original
            )


def _runs(text: str) -> NDArray[np.uint32]:
    """Return the hashes of a text's runs of words, sorted, once each; none where the text is too short."""
    limits = settings()
    words = [plain(match.group()) for match in WORD.finditer(text)]
    size = limits.copy_run_words if len(words) >= limits.copy_least_words else len(words) + 1
    hashes = (crc32(" ".join(words[n : n + size]).encode()) for n in range(len(words) - size + 1))
    return np.unique(np.fromiter(hashes, dtype=_STORED))


def _credited(text: _Text, others: Iterable[_Text]) -> int:
    return sum(other.credits(text) for other in others if other is not text)
