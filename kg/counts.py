"""What a graph holds, in numbers: what a build ends with, and what the next one says where nothing is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from kg.model import Kind, Reading, Resolution


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of things; those by kind under the names of the vocabulary."""

    documents: int = 0
    words: int = 0
    """As split by white space."""
    attributions: int = 0
    reports: int = 0
    """Reports of events."""
    events: int = 0
    propositions: int = 0
    places: int = 0
    actors: Mapping[str, int] | None = None
    positions: Mapping[str, int] | None = None
    """By side."""
    contradictions: Mapping[str, int] | None = None
    """By what differs."""

    @classmethod
    def of(cls, readings: Sequence[Reading], found: Resolution) -> Self:
        """Count what the readings of a corpus say, and what they say together."""
        kinds = Counter(actor.kind.value for actor in found.actors)
        places = kinds.pop(Kind.PLACE.value, 0)
        contradictions = (link.between.value for link in found.links if link.kind == "Contradiction")
        return cls(
            documents=len(readings),
            words=sum(words(reading.article.text) for reading in readings),
            attributions=sum(len(reading.attributions) for reading in readings),
            reports=sum(len(reading.events) for reading in readings),
            events=len(found.events),
            propositions=len(found.propositions),
            places=places,
            actors=dict(sorted(kinds.items())),
            positions=dict(sorted(Counter(p.polarity.value for r in readings for p in r.positions).items())),
            contradictions=dict(sorted(Counter(contradictions).items())),
        )

    @classmethod
    def restored(cls, values: Mapping[str, Any]) -> Self:
        """Return what `plain` made these values of; what an earlier version did not count is nought."""
        return cls(**{name: value for name, value in values.items() if name in cls.__slots__})

    def plain(self) -> dict[str, Any]:
        """Return the numbers as JSON holds them."""
        return asdict(self)


def words(text: str) -> int:
    """Return the number of words, as split by white space."""
    return len(text.split())
