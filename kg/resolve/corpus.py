"""The readings in a fixed order, and what is asked of them most often."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kg.model import Entity, Reading, Ref


@dataclass(frozen=True, slots=True)
class Corpus:
    """Readings by the ident of their article, each text once."""

    readings: dict[str, Reading]

    @classmethod
    def of(cls, readings: Iterable[Reading]) -> Corpus:
        """Sort the readings by ident; of several readings of one text the one of the first source stays."""
        ordered = sorted(readings, key=lambda reading: (reading.article.ident, reading.article.source))
        chosen: dict[str, Reading] = {}
        for reading in ordered:
            chosen.setdefault(reading.article.ident, reading)
        return cls(chosen)

    def entities(self) -> Iterator[tuple[Ref, Entity]]:
        """Yield every entity with its reference, in order."""
        for ident, reading in self.readings.items():
            for entity in reading.entities:
                yield (ident, entity.number), entity

    def published(self, ident: str) -> date | None:
        """Return the day on which the article appeared, None where unknown."""
        return self.readings[ident].article.published
