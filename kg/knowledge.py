"""What is known of actors before any article is read: states, leaders, organisations, metonyms, offices.

States come from `rigour` and `countryinfo`; the rest from the curated, dated tables in
`ontology/actors/`. Stages ask; nothing here reads an article.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from typing import TYPE_CHECKING

from kg.actor_tables import Tables, read
from kg.corrected import corrected, notes
from kg.corrections import NONE, Corrections
from kg.forms import FormKind, Phrase, bared, comparable_title, fits, is_common, plain
from kg.known_actors import KnownActor, KnownTenure
from kg.model import Kind
from kg.paths import ontology_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

__all__ = ["FormKind", "Knowledge", "KnownActor", "KnownTenure", "Phrase", "load", "plain"]


class Knowledge:
    """Look-ups over the curated actors. Immutable once loaded.

    Attributes:
        actors: Every actor and place, by key.
        tenures: Every tenure, by person and date.
        armed: Keys of the organisations that fight.
        version: First 12 characters of the SHA-256 over the tables, with those over a user's file where there is one.
        own: What a user's file says.
        notes: For the key of an actor, what that file said of it, each with file and line.
    """

    def __init__(
        self,
        actors: dict[str, KnownActor],
        tenures: Iterable[KnownTenure] = (),
        version: str = "",
        own: Corrections = NONE,
    ) -> None:
        """Index the actors and tenures."""
        self.own = own
        self.notes = notes(own, actors)
        self.actors = actors
        self.armed = frozenset(key for key, actor in actors.items() if actor.armed)
        self.tenures = tuple(tenures)
        self.version = version
        self._forms: dict[tuple[FormKind, str], list[tuple[str, KnownActor]]] = defaultdict(list)
        for phrase in self._curated_forms():
            flat = plain(phrase.form)
            self._forms[phrase.kind, flat.casefold()].append((flat, actors[phrase.key]))
        self._parts: dict[str, list[str]] = defaultdict(list)
        for actor in actors.values():
            for whole in actor.part_of:
                self._parts[whole].append(actor.key)
        self._of_person: dict[str, list[KnownTenure]] = defaultdict(list)
        self._of_office: dict[tuple[str, str], list[KnownTenure]] = defaultdict(list)
        for tenure in self.tenures:
            self._of_person[tenure.person].append(tenure)
            for wording in {comparable_title(t) for t in (tenure.title, *tenure.titles)}:
                self._of_office[tenure.organisation, wording].append(tenure)

    # -------------------------------------------------------------- forms

    def _curated_forms(self) -> Iterator[Phrase]:
        for key, actor in sorted(self.actors.items()):
            for kind, forms in (
                (FormKind.NAME, actor.names),
                (FormKind.SURNAME, actor.surnames),
                (FormKind.ADJECTIVE, actor.adjectives),
                (FormKind.PEOPLE, actor.peoples),
                (FormKind.METONYM, actor.metonyms),
            ):
                for form in forms:
                    yield Phrase(form, key, kind)

    def phrases(self) -> Iterator[Phrase]:
        """Yield every form of every actor, as written, without accents, and with either apostrophe.

        A form may come more than once, for several actors or kinds. The order is fixed.
        """
        for phrase in self._curated_forms():
            flat = plain(phrase.form)
            for form in dict.fromkeys(
                (phrase.form, flat, phrase.form.replace("'", "’"), flat.replace("'", "’"))
            ):
                yield Phrase(form, phrase.key, phrase.kind)

    def _find(self, form: str, *kinds: FormKind) -> tuple[KnownActor, ...]:
        flat = plain(form)
        found = {
            actor.key: actor
            for kind in kinds
            for wanted in {flat.casefold(), bared(flat).casefold()}
            for name, actor in self._forms.get((kind, wanted), ())
            if fits(name, flat)
        }
        return tuple(found[key] for key in sorted(found))

    def known(self, key: str) -> KnownActor | None:
        """Return the actor of that key, None if there is none."""
        return self.actors.get(key)

    def named(self, form: str) -> tuple[KnownActor, ...]:
        """Return the actors that `form` names (acronyms in their case only, leading "the" ignored)."""
        return self._find(form, FormKind.NAME)

    def people_called(self, surname: str) -> tuple[KnownActor, ...]:
        """Return the persons with this surname, spelling variants included ("Zelensky")."""
        return self._find(surname, FormKind.SURNAME)

    def bearer(self, surname: str, on: date | None) -> KnownActor | None:
        """Return whom a surname alone points to: its one bearer, or the one of them in office on that day.

        None where there are several, and where the surname is common.
        """
        called = self.people_called(surname)
        if len(called) > 1 and on is not None:
            called = tuple(actor for actor in called if self.holds_office(actor.key, on))
        return called[0] if len(called) == 1 and not is_common(surname) else None

    def adjectives(self, form: str) -> tuple[KnownActor, ...]:
        """Return the actors of an adjective or people name; "Congolese" has two."""
        return self._find(form, FormKind.ADJECTIVE, FormKind.PEOPLE)

    def adjective(self, form: str) -> KnownActor | None:
        """Return the one state, bloc or region of an adjective or people name: "Russian", "Russians".

        None where unknown or not unique.
        """
        return _only(self.adjectives(form))

    def is_people(self, form: str) -> bool:
        """Return whether `form` is the plural name of a people: "Russians", not "Russian"."""
        return bool(self._find(form, FormKind.PEOPLE))

    def metonym(self, form: str) -> KnownActor | None:
        """Return the actor a place stands for where it acts: "Moscow"; None where unknown or not unique."""
        return _only(self._find(form, FormKind.METONYM))

    # -------------------------------------------------------------- parts and wholes

    def state_of(self, key: str) -> KnownActor | None:
        """Return the state that the actor is or belongs to, None where there is none or not one alone."""
        found: set[str] = set()
        seen: set[str] = set()
        todo = [key]
        while todo:
            actor = self.actors.get(todo.pop())
            if actor is None or actor.key in seen:
                continue
            seen.add(actor.key)
            if actor.kind is Kind.STATE:
                found.add(actor.key)
            else:
                todo.extend(actor.part_of)
        return self.actors[found.pop()] if len(found) == 1 else None

    def parts_of(self, key: str) -> tuple[str, ...]:
        """Return the keys of all that is part of the actor, at any depth, sorted."""
        found: set[str] = set()
        todo = [key]
        while todo:
            fresh = [part for part in self._parts.get(todo.pop(), ()) if part not in found]
            found.update(fresh)
            todo.extend(fresh)
        return tuple(sorted(found))

    # -------------------------------------------------------------- offices

    def offices(self) -> tuple[tuple[str, str], ...]:
        """Return every office with a known holder as (organisation, title), sorted."""
        return tuple(sorted({(t.organisation, t.title) for t in self.tenures}))

    def titles(self) -> tuple[str, ...]:
        """Return every wording of a title, lower case, sorted."""
        return tuple(sorted({word for t in self.tenures for word in (t.title, *t.titles)}))

    def tenures_of(self, person: str) -> tuple[KnownTenure, ...]:
        """Return the tenures of a person, by date."""
        return tuple(self._of_person.get(person, ()))

    def holds_office(self, person: str, on: date) -> bool:
        """Return whether the person held any known office on that day."""
        return any(tenure.covers(on) for tenure in self.tenures_of(person))

    def in_office(self, title: str, organisation: str, on: date | None) -> KnownActor | None:
        """Return who held the office on that day, None where unknown, not unique, or the day is not known.

        The organisation itself counts first, then its parts (the speaker of a state's parliament, but not
        the chancellor of a bloc's member), then the state it belongs to (the secretary of defence, asked of the Pentagon).
        """
        if on is None:  # whoever is the only one in the tables had predecessors too
            return None
        wording = self._bare(title, organisation)
        state = self.state_of(organisation)
        parts = tuple(part for part in self.parts_of(organisation) if self.state_of(part) is state)
        for places in ((organisation,), parts, (state.key,) if state else ()):
            held = [t for place in places for t in self._of_office.get((place, wording), ())]
            if held:
                covering = [t for t in held if t.covers(on)]
                persons = {t.person for t in covering if t.own} or {t.person for t in covering}
                return self.actors[persons.pop()] if len(persons) == 1 else None
        return None

    def _bare(self, title: str, organisation: str) -> str:
        """Return the title without words that name the organisation: "US president" gives "president"."""
        words = plain(title).split()
        state = self.state_of(organisation)
        own = {organisation, organisation if state is None else state.key}
        for size in range(len(words) - 1, 0, -1):
            if self._names_one_of(own, words[:size]):
                return comparable_title(" ".join(words[size:]))
            if words[size - 1] in ("of", "for") and self._names_one_of(own, words[size:]):
                return comparable_title(" ".join(words[: size - 1]))
        return comparable_title(" ".join(words))

    def _names_one_of(self, keys: set[str], words: list[str]) -> bool:
        """Return whether `words` name one of `keys`, in any case: titles come in lower case as well."""
        wanted = bared(" ".join(words)).casefold()
        kinds = (FormKind.NAME, FormKind.ADJECTIVE)
        return any(actor.key in keys for kind in kinds for _, actor in self._forms.get((kind, wanted), ()))


def _only(actors: tuple[KnownActor, ...]) -> KnownActor | None:
    return actors[0] if len(actors) == 1 else None


@functools.lru_cache(maxsize=4)
def load(own: Corrections = NONE) -> Knowledge:
    """Return the curated knowledge, with what a user's file says over it, read once per process.

    Raises:
        OntologyError: If the tables are missing or wrong.
        ConfigError: If the user's file names an actor that is not there.
    """
    tables = corrected(_tables(), own)
    return Knowledge(tables.actors, tables.tenures, tables.version, own)


@functools.cache
def _tables() -> Tables:
    return read(ontology_files("actors"))
