"""The curated tables with what a user's file adds to them and corrects in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from kg.actor_tables import ACTOR, Tables, order, slug
from kg.corrections import Corrections, Identity, OwnActor, OwnOffice, Place
from kg.forms import bared, plain
from kg.known_actors import KnownActor, KnownTenure
from kg.model import Kind


def corrected(tables: Tables, own: Corrections) -> Tables:
    """Return the tables with the actors, names and offices of a user's file.

    Raises:
        ConfigError: If a block names an actor that is not there or not told from others, with its line.
    """
    if own == Corrections():
        return tables
    roster = Roster(dict(tables.actors))
    for block in own.actors:
        roster.add(block)
    offices = tuple(roster.tenure(block, tables.tenures) for block in own.offices)
    replaced = {(t.person, t.organisation, t.title) for t in offices}
    kept = [t for t in tables.tenures if (t.person, t.organisation, t.title) not in replaced]
    tenures = tuple(sorted((*kept, *offices), key=order))
    return Tables(dict(sorted(roster.actors.items())), tenures, f"{tables.version}+{own.version}")


class Roster:
    """The actors, to be found as a user writes them: by key, IRI or name."""

    def __init__(self, actors: dict[str, KnownActor]) -> None:
        """Index the actors by their names."""
        self.actors = actors
        self._called: dict[str, set[str]] = {}
        for actor in actors.values():
            self._index(actor)

    def _index(self, actor: KnownActor) -> None:
        for form in actor.names:
            self._called.setdefault(folded(form), set()).add(actor.key)

    def keys(self, written: str) -> set[str]:
        """Return the keys of the actors that are meant by what a user writes."""
        key = written.removeprefix(ACTOR).removeprefix("actor:")
        return {key} if key in self.actors else set(self._called.get(folded(written), ()))

    def one(self, written: str, place: Place) -> str:
        """Return the key of the one actor meant.

        Raises:
            ConfigError: If there is none, or more than one.
        """
        found = self.keys(written)
        if len(found) == 1:
            return found.pop()
        if found:
            raise place.error(f"“{written}” may be {' or '.join(sorted(found))}; write one of these")
        raise place.error(
            f"no actor is called “{written}”; write it as it is in the tables, or add it as [[actor]]"
        )

    def add(self, block: OwnActor) -> None:
        """Add an actor, or what a block says of a known one."""
        found = self.keys(block.name)
        if not found and block.kind is None:
            raise block.place.error(
                f'no actor is called “{block.name}”; for a new one say its kind as well, such as kind = "Person"'
            )
        if found:
            old = self.actors[self.one(block.name, block.place)]
        else:
            key = slug(plain(block.name))
            if not key or key in self.actors:
                raise block.place.error(f"“{block.name}” gives no key of its own; write the name in full")
            old = KnownActor(key, block.kind or Kind.PERSON, block.name, (block.name,))
        if block.surnames and old.kind is not Kind.PERSON:
            raise block.place.error(f"surname is for persons; {old.label} is of kind {old.kind.value}")
        new = replace(
            old,
            kind=block.kind or old.kind,
            names=_joined(old.names, (form for alias in block.aliases for form in _forms(alias))),
            surnames=_joined(old.surnames, block.surnames),
            part_of=_joined(old.part_of, [self.one(w, block.place) for w in block.part_of]),
            wikidata=block.wikidata or old.wikidata,
        )
        self.actors[new.key] = new
        self._index(new)

    def tenure(self, block: OwnOffice, tenures: Iterable[KnownTenure]) -> KnownTenure:
        """Return the office of a block; it replaces the curated ones of that person, body and title."""
        person, body = self.one(block.person, block.place), self.one(block.organisation, block.place)
        if self.actors[person].kind is not Kind.PERSON:
            raise block.place.error(f"“{block.person}” is no person")
        titles = sorted({title for t in tenures if t.title == block.title for title in t.titles})
        return KnownTenure(person, block.title, tuple(titles), body, block.since, block.until, own=True)


class Note(NamedTuple):
    """What a block of a user's file says of an actor."""

    line: str
    """In words, with file and line."""
    names: frozenset[str] = frozenset()
    """The names that it gives, folded."""
    office: bool = False
    """Whether it gives an office."""


def notes(own: Corrections, actors: dict[str, KnownActor]) -> dict[str, tuple[Note, ...]]:
    """Return for each actor what the user's file says of it, in the order of the file."""
    roster = Roster(actors)
    found: dict[str, list[Note]] = {}
    for place, written, note in _notes(own):
        for key in sorted(roster.keys(written)):
            found.setdefault(key, []).append(Note(f"{place}: {note.line}", note.names, note.office))
    return {key: tuple(lines) for key, lines in found.items()}


def _notes(own: Corrections) -> Iterator[tuple[Place, str, Note]]:
    """Yield place, actor and words of each block about an actor."""
    for block in own.actors:
        names = (block.name, *block.aliases) if block.kind is not None else block.aliases
        called = ", ".join(f"“{name}”" for name in block.aliases)
        folded_names = frozenset(folded(name) for name in (*names, *block.surnames))
        yield block.place, block.name, Note(f"called {called}" if called else "described", folded_names)
    for office in own.offices:
        days = [f"{word} {day}" for word, day in (("from", office.since), ("until", office.until)) if day]
        words = " ".join((office.title, "of", office.organisation, *days))
        yield office.place, office.person, Note(words, office=True)


def _forms(alias: str) -> tuple[str, ...]:
    """Return the forms of a name to look for; an article goes only where a word is left that may be another's."""
    bare = bared(alias)
    return (bare,) if bare == alias or " " in bare else (f"the {bare}", f"The {bare}")


def _joined(old: tuple[str, ...], more: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*old, *more)))


def folded(form: str) -> str:
    """Return a form as a user's file is compared with it."""
    return bared(plain(form)).casefold()


def target(identity: Identity, actors: dict[str, KnownActor]) -> str | None:
    """Return the key of the curated actor that an identity names, None where it is one of the texts alone."""
    found = Roster(actors).keys(identity.actor)
    if len(found) > 1:
        raise identity.place.error(
            f"“{identity.actor}” may be {' or '.join(sorted(found))}; write one of these"
        )
    return found.pop() if found else None
