"""Which persons of the corpus are one: full names by their folded words, bare surnames by who is near.

Two full names are one person when their words are the same after folding. A bare surname joins a full
name only where exactly one fits among the documents near in time that speak of the same states; where
two fit or none does, it stays a person of its own document.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from kg.model import Kind
from kg.resolve.bodies import person_key
from kg.resolve.names import SUFFIXES, person, slug
from kg.resolve.tables import settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from kg.knowledge import Knowledge
    from kg.model import Entity, Ref

INITIALS = re.compile(r"^(?:[A-Z]\.?)+$")
MOST_INITIALS = 3
DAYS_A_MONTH = 30

Words = tuple[str, ...]


class Name(NamedTuple):
    """A person's name in comparable parts."""

    core: Words
    """Folded words without middle initials and generation."""
    middle: str
    """Middle initials, empty where not given."""
    generation: str
    """"jr", "ii" or empty."""

    @property
    def full(self) -> bool:
        """Return whether it has more than a surname."""
        return len(self.core) > 1


def parse(name: str) -> Name:
    """Return the comparable parts of a person's name."""
    raw = re.sub(r"(?<=[A-Z])\. (?=[A-Z]\.)", ".", name).split()
    middle = [w for w in raw[1:-1] if INITIALS.match(w) and len(w.replace(".", "")) <= MOST_INITIALS]
    kept = [word for index, word in enumerate(raw) if not (0 < index < len(raw) - 1 and word in middle)]
    folded = person(" ".join(kept))
    generation = folded[-1] if folded and folded[-1] in SUFFIXES else ""
    core = folded[: len(folded) - 1] if generation and len(folded) > 1 else folded
    return Name(core, "".join(middle).replace(".", "").casefold(), generation if core != folded else "")


def nominal(name: str) -> bool:
    """Return whether the words describe a person rather than name one: "press secretary"."""
    words = name.split()
    return not words or not words[-1][:1].isupper()


class Sighting(NamedTuple):
    """One person as one document speaks of them."""

    ref: Ref
    entity: Entity
    name: Name
    published: date | None
    states: frozenset[str]
    """Keys of the states that the document speaks of."""


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


def full_names(sightings: Iterable[Sighting], known: Mapping[Name, str]) -> dict[Name, str]:
    """Return the key of the person of every full name.

    Args:
        sightings: Persons with a full name, not known by key.
        known: Full names of the curated persons.
    """
    names = sorted({sighting.name for sighting in sightings} | set(known))
    by_core: dict[tuple[Words, str], list[Name]] = defaultdict(list)
    by_last: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        by_core[name.core, name.generation].append(name)
        by_last[name.core[-1]].append(name)
    keys = {
        name: known.get(name) or _own_key(name, by_core[name.core, name.generation], known) for name in names
    }
    longer = _longer(names)
    for name in names:
        if name in known:
            continue
        wider = {keys[other] for other in longer.get(name.core, ()) if other.generation == name.generation}
        if len(name.core[0]) == 1:
            wider |= {keys[other] for other in by_last[name.core[-1]] if _initial_of(name, other)}
        if len(wider) == 1:
            keys[name] = wider.pop()
    return keys


def _own_key(name: Name, same_core: list[Name], known: Mapping[Name, str]) -> str:
    """Return the key of a name; middle initials tell persons apart only where they differ."""
    middles = sorted({other.middle for other in same_core if other.middle})
    curated = {known[other] for other in same_core if other in known}
    if len(middles) <= 1:
        if len(curated) == 1:
            return curated.pop()
        return slug(" ".join((*name.core, name.generation)))
    return slug(" ".join((*name.core[:-1], name.middle, name.core[-1], name.generation)))


def _longer(names: Iterable[Name]) -> dict[Words, list[Name]]:
    """Return, for each beginning of two or more words, the longer names that it begins."""
    longer: dict[Words, list[Name]] = defaultdict(list)
    for name in names:
        for size in range(2, len(name.core)):
            longer[name.core[:size]].append(name)
    return longer


def _initial_of(short: Name, full: Name) -> bool:
    """Return whether "V. Putin" may be "Vladimir Putin"."""
    return (
        len(full.core[0]) > 1
        and full.core[0].startswith(short.core[0])
        and full.core[1:] == short.core[1:]
        and full.generation == short.generation
    )


def known_names(knowledge: Knowledge) -> dict[Name, str]:
    """Return the full names of the curated persons; a name that two share is left out."""
    found: dict[Name, set[str]] = defaultdict(set)
    for actor in knowledge.actors.values():
        if actor.kind is Kind.PERSON:
            for form in (actor.label, *actor.names):
                name = parse(form)
                if name.full:
                    found[name].add(actor.key)
    return {name: keys.pop() for name, keys in sorted(found.items()) if len(keys) == 1}


def resolve_people(sightings: Iterable[Sighting], knowledge: Knowledge) -> Iterator[tuple[Ref, str]]:
    """Yield the key of the person of every sighting."""
    listed = list(sightings)
    full = {s.ref: s for s in listed if s.entity.known is None and s.name.full and not nominal(s.entity.name)}
    found = full_names(full.values(), known_names(knowledge))
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
            yield sighting.ref, sighting.entity.known
        elif sighting.ref in full and sighting.name.core not in tails:
            yield sighting.ref, keys[sighting.name]
        else:
            yield sighting.ref, _short(sighting, keys, tails, presence)


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
) -> str:
    """Return the one person nearby whose name ends in these words, else a person of this document alone."""
    fitting = tails.get(sighting.name.core, set()) if not nominal(sighting.entity.name) else set()
    near = sorted(key for key in fitting if presence[key].near(sighting))
    if len(near) == 1:
        return near[0]
    if sighting.name.full and sighting.name in keys:
        return keys[sighting.name]
    ident, number = sighting.ref
    return f"{slug(sighting.entity.name) or 'person'}-{ident}-{number}"
