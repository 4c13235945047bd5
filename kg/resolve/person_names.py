"""Persons' names in comparable parts, and which full name may be a fuller form of another."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kg.forms import is_common
from kg.lang.tables import table
from kg.model import Kind
from kg.resolve.names import MOST_KEPT, SUFFIXES, person, plain, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.knowledge import Knowledge

INITIALS = re.compile(r"^(?:[A-Z]\.?)+$")
MOST_INITIALS = 3

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

    @property
    def key(self) -> str:
        """Return the key that the name alone gives a person, whatever other names a corpus holds."""
        return slug(" ".join((*self.core[:-1], self.middle, self.core[-1], self.generation)))


@lru_cache(maxsize=MOST_KEPT)
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
    """Return whether the words describe a person rather than name one: "press secretary", "president of Peru"."""
    words = name.split()
    return not words or not words[-1][:1].isupper() or (words[0].islower() and "of" in words)


@cache
def _formal() -> dict[str, tuple[str, ...]]:
    """Return the full given names that a nickname may stand for, all folded."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in table("nicknames", ("name",)):
        for called in row.several("called"):
            found[plain(called)].add(plain(row["name"]))
    return {called: tuple(sorted(names)) for called, names in found.items()}


def formal(name: Name) -> Iterator[Name]:
    """Yield the name with each given name that its nickname stands for: "Bob Keller" gives "Robert Keller"."""
    for given in _formal().get(name.core[0], ()):
        yield name._replace(core=(given, *name.core[1:]))


def known_names(knowledge: Knowledge) -> dict[Name, str]:
    """Return the full names of the curated persons; a name that two share is left out.

    A rare surname also counts with the given name's other form ("Michael Pence").
    """
    found: dict[Name, set[str]] = defaultdict(set)
    also: dict[Name, set[str]] = defaultdict(set)
    for actor in knowledge.actors.values():
        if actor.kind is not Kind.PERSON:
            continue
        for form in (actor.label, *actor.names):
            name = parse(form)
            if name.full:
                found[name].add(actor.key)
                if not is_common(name.core[-1]):
                    for other in formal(name):
                        also[other].add(actor.key)
    for name, keys in also.items():
        found.setdefault(name, keys)
    return {name: keys.pop() for name, keys in sorted(found.items()) if len(keys) == 1}


def full_names(names: Iterable[Name], known: Mapping[Name, str]) -> dict[Name, str]:
    """Return the key of the person of every full name: a curated one, that of the one fuller name, or its own.

    What a name's own key is depends on nothing but the name; other names only decide whether it is linked to one
    of them, so that a growing corpus never renames a person of whom it tells nothing new.

    Args:
        names: Full names of persons that no curated key is known of.
        known: Full names of the curated persons.
    """
    fuller = Fuller(sorted({*names, *known}), known)
    return {name: fuller.key(name) for name in fuller.names}


class Fuller:
    """Leads from names to their fuller forms, as far as there is just one."""

    def __init__(self, names: list[Name], known: Mapping[Name, str]) -> None:
        """Index the names."""
        self.names = names
        self.known = known
        self._keys: dict[Name, str] = {}
        self._alike: dict[tuple[Words, str], list[Name]] = defaultdict(list)
        self._by_tail: dict[Words, list[Name]] = defaultdict(list)
        self._longer: dict[Words, list[Name]] = defaultdict(list)
        for name in names:
            self._alike[name.core, name.generation].append(name)
            self._by_tail[name.core[1:]].append(name)
            if len(name.core) > 2:
                self._by_tail[name.core[-1:]].append(name)  # for "J. D." before a surname
            for size in range(2, len(name.core)):
                self._longer[name.core[:size]].append(name)

    def key(self, name: Name) -> str:
        """Return the key of the person of a name."""
        if name not in self._keys:
            wider = {self.key(other) for other in self._fuller(name)} if name not in self.known else set()
            self._keys[name] = self.known.get(name) or (wider.pop() if len(wider) == 1 else name.key)
        return self._keys[name]

    def _fuller(self, name: Name) -> Iterator[Name]:
        """Yield the names that say more of what may be the same person.

        A middle initial, further surnames, the given name of an initial. Two different middle initials are two
        persons, so that neither is the curated one without any.
        """
        same = self._alike[name.core, name.generation]
        if not name.middle:
            yield from (other for other in same if other.middle)
        elif len({other.middle for other in same if other.middle}) == 1:
            yield from (other for other in same if not other.middle and other in self.known)
        yield from (other for other in self._longer.get(name.core, ()) if other.generation == name.generation)
        tail = self._by_tail[name.core[1:]]
        yield from (other for other in tail if _initial_of(name, other))


def _initial_of(short: Name, full: Name) -> bool:
    """Return whether "V. Putin" may be "Vladimir Putin", and "J. D. Roe" be "John David Roe"."""
    given, letters = full.core[:-1], short.core[0]
    if full.generation != short.generation or len(full.core[0]) == 1:
        return False
    if len(letters) == 1:
        return full.core[0].startswith(letters) and full.core[1:] == short.core[1:]
    initials = "".join(word[0] for word in given)
    return (
        len(short.core) == 2
        and len(given) == len(letters) > 1
        and initials == letters
        and (full.core[-1] == short.core[-1])
    )
