"""Documents that are one text, whole or nearly: an agency's report in several outlets is one independent source.

Texts are compared by their runs of words (shingles). MinHash with locality-sensitive hashing proposes what may be alike,
and only among articles that appeared near each other, so nothing is compared with everything; what counts is the share
of the shorter text that stands in the longer one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from datasketch import MinHash, MinHashLSH

from kg.model import Copy
from kg.resolve.memory import FORGETFUL, Memory
from kg.resolve.names import WORD, plain
from kg.resolve.tables import settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from kg.model import Reading
    from kg.resolve.corpus import Corpus

PERMUTATIONS = 128
BANDS = (42, 3)
"""Bands and rows of the hashing: texts of which half of the runs are common are proposed 996 times of 1,000, texts with a fifth 290 times."""


def copies(corpus: Corpus, memory: Memory = FORGETFUL) -> tuple[Copy, ...]:
    """Return the documents that are copies, each with the earliest of its kind as original, sorted.

    A document without a date is compared with others without a date only.
    """
    finder = _Finder()
    texts = (_Text.of(reading, memory) for reading in corpus.readings.values())
    for text in sorted((t for t in texts if t.runs.size), key=lambda t: t.order):
        finder.add(text)
    return tuple(sorted(finder.found(), key=lambda copy: copy.copy))


@dataclass(frozen=True, slots=True)
class _Text:
    """What is compared of one document."""

    ident: str
    reading: Reading
    runs: NDArray[np.uint32]
    """Hash of each run of words, sorted, once each; empty where the text is too short."""

    @classmethod
    def of(cls, reading: Reading, memory: Memory) -> _Text:
        """Hash the runs of words of a document, unless they are in memory."""
        data = memory.of_text("runs", reading, lambda: _runs(reading.article.text).tobytes())
        return cls(reading.article.ident, reading, np.frombuffer(data, np.dtype("<u4")))

    @property
    def order(self) -> tuple[str, int, str]:
        """Order by day (unknown first), then the longest first."""
        published = self.reading.article.published
        return ("" if published is None else published.isoformat(), -self.runs.size, self.ident)

    @property
    def season(self) -> int | None:
        """Number of the span of days in which it appeared."""
        published = self.reading.article.published
        return None if published is None else published.toordinal() // max(1, settings().copy_window_days)

    def share(self, other: _Text) -> float:
        """Return the share of the shorter text's runs that stand in the other."""
        common = np.intersect1d(self.runs, other.runs, assume_unique=True).size
        return round(float(common / min(self.runs.size, other.runs.size)), 3)

    def hashed(self) -> MinHash:
        """Return the MinHash of the runs."""
        made = MinHash(num_perm=PERMUTATIONS, hashfunc=int)
        made.update_batch(self.runs.tolist())
        return made

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
    indexes: dict[int | None, MinHashLSH] = field(default_factory=dict)
    """By season: where to look texts of that season up, as long as one of a near season can come."""
    groups: dict[int, list[_Text]] = field(default_factory=lambda: defaultdict(list))
    """Number of a text that is no copy to its copies."""

    def add(self, text: _Text) -> None:
        """Put a text to what it is a copy of, else among those that others can be copies of."""
        hashed = text.hashed()
        alike = [
            (share, -place)
            for place in self._candidates(text, hashed)
            if (share := text.share(self.seen[place])) >= settings().copy_share
        ]
        if alike:
            self.groups[-max(alike)[1]].append(text)
            return
        season = text.season
        if season not in self.indexes:
            self.indexes = {s: index for s, index in self.indexes.items() if season and s == season - 1}
            self.indexes[season] = MinHashLSH(num_perm=PERMUTATIONS, params=BANDS)
        self.indexes[season].insert(len(self.seen), hashed)
        self.seen.append(text)

    def _candidates(self, text: _Text, hashed: MinHash) -> Iterator[int]:
        """Yield texts that may be alike, the latest first, as many as the settings allow."""
        season = text.season
        seasons = (season,) if season is None else (season, season - 1)
        places = {p for s in seasons if s in self.indexes for p in self.indexes[s].query(hashed)}
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
    return np.unique(np.fromiter(hashes, dtype=np.dtype("<u4")))


def _credited(text: _Text, others: Iterable[_Text]) -> int:
    return sum(other.credits(text) for other in others if other is not text)
