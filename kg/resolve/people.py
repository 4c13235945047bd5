"""Which persons of the corpus are one: full names by their folded words, bare surnames by who is near.

Two full names are one person when their words are the same after folding. A bare surname joins a full
name only where exactly one fits among the documents near in time that speak of the same states; where
two fit or none does, it stays a person of its own document.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from kg.resolve.bodies import person_key
from kg.resolve.names import slug
from kg.resolve.person_names import Name, Words, formal, full_names, known_names, nominal, parse
from kg.resolve.tables import settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from kg.knowledge import Knowledge
    from kg.model import Entity, Ref

DAYS_A_MONTH = 30


class Sighting(NamedTuple):
    """One person as one document speaks of them."""

    ref: Ref
    entity: Entity
    name: Name
    published: date | None
    states: frozenset[str]
    """Keys of the states that the document speaks of."""
    office: bool = False
    """Whether the document gives the person an office."""


def month(day: date | None) -> int | None:
    """Return the number of the month, counted from year 0; None where the day is unknown."""
    return None if day is None else day.year * 12 + day.month


@dataclass(slots=True)
class Presence:
    """When, and next to which states, a person is named in full."""

    undated: set[str] = field(default_factory=set)
    by_month: dict[int, set[str]] = field(default_factory=dict)
    anywhere: bool = False
    """Whether a document without a date names them."""

    def add(self, sighting: Sighting) -> None:
        """Count a document that names the person in full."""
        number = month(sighting.published)
        if number is None:
            self.anywhere = True
            self.undated |= sighting.states
        else:
            self.by_month.setdefault(number, set()).update(sighting.states)

    def near(self, sighting: Sighting) -> bool:
        """Return whether a document near in time speaks of one of the sighting's states, or of none at all."""
        number = month(sighting.published)
        reach = -(-settings().neighbourhood_days // DAYS_A_MONTH)
        if number is None:
            months: Iterable[int] = self.by_month
        else:
            months = (m for m in range(number - reach, number + reach + 1) if m in self.by_month)
        around = [self.by_month[m] for m in months] + ([self.undated] if self.anywhere else [])
        return any(not states or not sighting.states or states & sighting.states for states in around)


class Found(NamedTuple):
    """Who a sighting is."""

    ref: Ref
    key: str
    maybe: tuple[str, ...] = ()
    """Persons that it may be as well, undecided."""


def resolve_people(sightings: Iterable[Sighting], knowledge: Knowledge) -> Iterator[Found]:
    """Yield the person of every sighting."""
    listed = list(sightings)
    full = {s.ref: s for s in listed if _is_named_in_full(s)}
    found = full_names({s.name for s in full.values()}, known_names(knowledge))
    keys = {name: person_key(key, knowledge) for name, key in found.items()}
    presence: dict[str, Presence] = defaultdict(Presence)
    tails: dict[Words, set[str]] = defaultdict(set)
    for sighting in listed:
        key = sighting.entity.known or (keys[sighting.name] if sighting.ref in full else None)
        if key is not None:
            presence[key].add(sighting)
            for tail in _tails(sighting, key, knowledge):
                tails[tail].add(key)
    for sighting in listed:
        if sighting.entity.known is not None:
            yield Found(sighting.ref, sighting.entity.known)
        elif sighting.ref in full and sighting.name.core not in tails:
            yield Found(sighting.ref, _by_nickname(sighting, keys, presence) or keys[sighting.name])
        else:
            yield _short(sighting, keys, tails, presence, knowledge)


def _is_named_in_full(sighting: Sighting) -> bool:
    """Return whether a name is full, and neither known already nor left open by its article."""
    entity = sighting.entity
    return entity.known is None and not entity.maybe and sighting.name.full and not nominal(entity.name)


def _by_nickname(
    sighting: Sighting, keys: Mapping[Name, str], presence: Mapping[str, Presence]
) -> str | None:
    """Return the one person nearby whose given name in full has this nickname: "Bob Keller", "Robert Keller"."""
    fitting = {keys[other] for other in formal(sighting.name) if other in keys}
    near = [key for key in sorted(fitting) if presence[key].near(sighting)]
    return near[0] if len(near) == 1 else None


def _tails(sighting: Sighting, key: str, knowledge: Knowledge) -> Iterator[Words]:
    """Yield the ends of a person's names by which they may be called, the curated surnames included."""
    known = knowledge.actors.get(key)
    names = [sighting.name] if known is None else [parse(form) for form in (known.label, *known.names)]
    for name in names:
        for size in range(1, len(name.core)):
            yield name.core[-size:]
    if known is not None:
        for surname in known.surnames:
            yield parse(surname).core


def _short(
    sighting: Sighting,
    keys: Mapping[Name, str],
    tails: Mapping[Words, set[str]],
    presence: Mapping[str, Presence],
    knowledge: Knowledge,
) -> Found:
    """Return the one person nearby whose name ends in these words, else a person of this document alone."""
    entity = sighting.entity
    fitting = tails.get(sighting.name.core, set()) if not nominal(entity.name) else set()
    if sighting.office and not entity.maybe:  # its office is none that a curated person of the name held
        fitting = fitting - {actor.key for actor in knowledge.people_called(entity.name)}
    near = sorted(key for key in fitting if presence[key].near(sighting))
    if len(near) == 1:
        return Found(sighting.ref, near[0])
    if not entity.maybe and sighting.name.full and sighting.name in keys:
        return Found(sighting.ref, keys[sighting.name])
    ident, number = sighting.ref
    own = f"{slug(entity.name) or 'person'}-{ident}-{number}"
    return Found(sighting.ref, own, tuple(sorted({*near, *entity.maybe})))
