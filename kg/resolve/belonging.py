"""Who belongs to whom and speaks for whom, on a given day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple, Self

from kg.lang.tables import words
from kg.model import Kind
from kg.resolve.names import MOST_KEPT, plain
from kg.resolve.tables import settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from kg.knowledge import Knowledge
    from kg.model import Reading, RoleMention

MOST_CHAINS = 1 << 14
"""Actors on a day whose chains are kept in memory."""


@cache
def _office_words() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of offices that speak for their organisation, and those that take this away."""
    return words("office_words", "word", voice="yes"), words("office_words", "word", voice="no")


@lru_cache(maxsize=MOST_KEPT)
def speaks_by_office(title: str) -> bool:
    """Return whether the holder of an office speaks for its organisation: ministers do, senators do not."""
    said = f" {plain(title).replace('-', ' ')} "
    yes, no = _office_words()
    return any(f" {plain(word).replace('-', ' ')} " in said for word in yes) and not any(
        f" {word} " in said for word in no
    )


def credible_roles(reading: Reading, knowledge: Knowledge) -> Iterator[RoleMention]:
    """Yield the roles of a reading without those that give one person offices of two states at once.

    The first one told counts; "according to her, Kenya's foreign minister" makes nobody a Kenyan minister.
    """
    first: dict[int, str] = {}
    for role in sorted(reading.roles, key=lambda role: role.span):
        key = None if role.organisation is None else role.organisation.known
        state = knowledge.state_of(key) if key is not None else None
        if state is None or role.former or first.setdefault(role.person.number, state.key) == state.key:
            yield role


class Known(NamedTuple):
    """What the texts tell of some actors and of all whom these lead to, each table sorted: it may go to another process."""

    part_of: dict[str, tuple[str, ...]]
    voices: dict[str, tuple[str, ...]]
    offices: dict[str, tuple[tuple[str, date | None], ...]]
    kinds: dict[str, Kind]
    hands: tuple[str, ...]


@dataclass(slots=True)
class Belonging:
    """The relations between the actors of a corpus; filled once, then only asked."""

    knowledge: Knowledge
    part_of: Mapping[str, tuple[str, ...]]
    voices: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Actor to those it speaks for by the words of a text, at any time."""
    offices: dict[str, set[tuple[str, date | None]]] = field(default_factory=lambda: defaultdict(set))
    """Person to organisations that a text gives an office of, with the day of the text."""
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    hands: frozenset[str] = frozenset()
    """Groups and bodies whose acts are acts of their state."""
    days: dict[str, set[date]] = field(default_factory=lambda: defaultdict(set))
    """Actor to the days of the documents that speak of it."""
    _sizes: dict[str, int] = field(default_factory=dict)
    _chains: dict[tuple[str, date | None], dict[str, int]] = field(default_factory=dict)
    _timeless: dict[str, dict[str, int]] = field(default_factory=dict)
    """Chains that are the same on each day: nobody in them holds an office."""
    _states: dict[tuple[str, date | None], str | None] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Known, knowledge: Knowledge) -> Self:
        """Return what answers of these actors as the belonging does that `known` took them from."""
        part_of = {key: actor.part_of for key, actor in knowledge.actors.items()} | known.part_of
        voices = defaultdict(set, {key: set(told) for key, told in known.voices.items()})
        offices = defaultdict(set, {key: set(held) for key, held in known.offices.items()})
        return cls(knowledge, part_of, voices, offices, known.kinds, frozenset(known.hands))

    def known(self, keys: Iterable[str]) -> Known:
        """Return all that the answers about some actors hang on, beside the curated tables."""
        waiting, found = list(keys), set[str]()
        while waiting:
            key = waiting.pop()
            if key not in found:
                found.add(key)
                waiting += self.part_of.get(key, ())
                waiting += self.voices.get(key, ())
                waiting += (organisation for organisation, _ in self.offices.get(key, ()))
                waiting += (tenure.organisation for tenure in self.knowledge.tenures_of(key))
        listed, curated = sorted(found), self.knowledge.actors
        return Known(
            {key: self.part_of[key] for key in listed if key not in curated and key in self.part_of},
            {key: tuple(sorted(self.voices[key])) for key in listed if key in self.voices},
            {key: tuple(sorted(self.offices[key], key=_by_day)) for key in listed if key in self.offices},
            {key: self.kinds[key] for key in listed if key not in curated and key in self.kinds},
            tuple(key for key in listed if key in self.hands),
        )

    def speaks_for(self, key: str, on: date | None) -> Iterator[str]:
        """Yield those that the actor speaks for on a day, by office or by the words of a text."""
        held = self.knowledge.tenures_of(key)
        if not held and key not in self.voices and key not in self.offices:
            return  # most are states and bodies, which speak for themselves
        curated = [tenure for tenure in held if on is None or tenure.covers(on)]
        voiced = {tenure.organisation for tenure in curated if speaks_by_office(tenure.title)}
        yield from sorted(voiced | self.voices.get(key, set()))
        if not curated:
            reach = settings().role_days
            near = {
                organisation
                for organisation, seen in self.offices.get(key, ())
                if on is None or seen is None or abs((on - seen).days) <= reach
            }
            yield from sorted(near)

    def chain(self, key: str, on: date | None) -> dict[str, int]:
        """Return the actor and all that it speaks for or is part of, with the number of steps to each."""
        if key in self._timeless:
            return self._timeless[key]
        if (key, on) in self._chains:
            return self._chains[key, on]
        if len(self._chains) >= MOST_CHAINS:  # most are asked for while their own document is looked at
            self._chains.clear()
        steps = {key: 0}
        waiting = [key]
        dated = False
        while waiting:
            current = waiting.pop(0)
            dated = dated or current in self.offices or bool(self.knowledge.tenures_of(current))
            for wider in (*self.speaks_for(current, on), *self.part_of.get(current, ())):
                if wider not in steps:
                    steps[wider] = steps[current] + 1
                    waiting.append(wider)
        if dated:
            self._chains[key, on] = steps
        else:
            self._timeless[key] = steps
        return steps

    def kind(self, key: str) -> Kind | None:
        """Return what the actor is."""
        known = self.knowledge.actors.get(key)
        return self.kinds.get(key, known.kind if known is not None else None)

    def state(self, key: str, on: date | None) -> str | None:
        """Return the one nearest state that the actor is or belongs to."""
        if (key, on) not in self._states:
            if len(self._states) >= MOST_CHAINS:
                self._states.clear()
            self._states[key, on] = self._state(key, on)
        return self._states[key, on]

    def _state(self, key: str, on: date | None) -> str | None:
        chain = self.chain(key, on)
        states = [(step, wider) for wider, step in chain.items() if self.kind(wider) is Kind.STATE]
        if not states:
            return None
        nearest = min(states)[0]
        found = [wider for step, wider in states if step == nearest]
        return found[0] if len(found) == 1 else None

    def acting(self, key: str, on: date | None) -> str:
        """Return the state whose act it is when the actor acts, else the actor itself.

        Persons act for a state through their office; ministries, armies and "US troops" through
        being part of it. A company or a critic is only of its country.
        """
        kind = self.kind(key)
        if kind in (Kind.PERSON, Kind.GOVERNMENT) or key in self.hands:
            return self.state(key, on) or key
        return key

    def common(self, one: str, other: str, on: date | None) -> str | None:
        """Return the smallest actor that both belong to or speak for, None where there is none.

        Smallest: the fewest steps away, then the fewest members among the curated actors, then by key.
        """
        if one == other:
            return None
        first, second = self.chain(one, on), self.chain(other, on)
        shared = sorted(set(first) & set(second))
        if not shared:
            return None
        return min(shared, key=lambda key: (first[key] + second[key], self._size(key), key))

    def _size(self, key: str) -> int:
        """Return how many curated actors are part of the actor."""
        if key not in self._sizes:
            self._sizes[key] = len(self.knowledge.parts_of(key))
        return self._sizes[key]


def _by_day(office: tuple[str, date | None]) -> tuple[str, str]:
    organisation, seen = office
    return organisation, "" if seen is None else seen.isoformat()
