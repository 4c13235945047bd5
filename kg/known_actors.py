"""What is known of one actor, and of one time in an office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from kg.model import Kind


@dataclass(frozen=True, slots=True)
class KnownActor:
    """One curated actor."""

    key: str
    """Last part of its IRI: "united-states", "emmanuel-macron"."""
    kind: Kind
    label: str
    names: tuple[str, ...] = ()
    """Forms that denote it wherever they stand, the label included."""
    surnames: tuple[str, ...] = ()
    """Persons: forms that denote it when nothing else in the article claims them."""
    adjectives: tuple[str, ...] = ()
    """"Russian", "Ukrainian"."""
    peoples: tuple[str, ...] = ()
    """"Russians", "Americans"."""
    metonyms: tuple[str, ...] = ()
    """Names of places that denote it only where they act: "Moscow", "the Kremlin"."""
    iso: str | None = None
    wikidata: str | None = None
    part_of: tuple[str, ...] = ()
    feminine: bool | None = None
    """Persons: whether "she" fits; None where unknown."""
    armed: bool = False
    """Whether it is a movement or militia that fights: what it "attacks" it strikes."""


@dataclass(frozen=True, slots=True)
class KnownTenure:
    """A person in an office from `since` to `until`, both inclusive; None is open or not known to the day."""

    person: str
    title: str
    titles: tuple[str, ...]
    """Other wordings of the title, lower case."""
    organisation: str
    since: date | None = None
    until: date | None = None
    sure_from: date | None = None
    sure_until: date | None = None
    """Where only the month or year of a change is known: edges of the time that is certain."""
    own: bool = False
    """Whether a user's file says so, which goes before what the tables say."""

    def covers(self, on: date) -> bool:
        """Return whether the person was certainly in office on that day."""
        first, last = self.since or self.sure_from, self.until or self.sure_until
        return (first is None or first <= on) and (last is None or on <= last)
