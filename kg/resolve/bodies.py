"""Keys of organisations, states, outlets, places and groups that no curated table knows.

A body with a general name ("Ministry of Defence") is told apart by its state; without one it is a
body of its own document. A group is shared between documents only where its wording says which group
it is ("European leaders"), never where it is vague ("officials").
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from kg.lang.tables import table, words
from kg.model import Kind
from kg.resolve.names import SPELLINGS, bare, slug, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.knowledge import Knowledge
    from kg.model import Entity, Ref

TURNING = frozenset({"of", "for", "on"})
CONNECTIVES = frozenset({"of", "the", "for", "and", "on", "in", "affair", "s"})
PERSON, PLACE, BODY = "person", "place", "body"
"""What follows the name in the key of an actor whose name alone does not tell its kind.

Whether it does depends on nothing but the name, so that a key stays the same as the corpus grows.
"""


@cache
def general_words() -> frozenset[str]:
    """Return the stems of common nouns for organisations and of words that only say their field."""
    return frozenset(stem(word) for word in words("org_nouns", "word")) | CONNECTIVES


@cache
def _heads() -> frozenset[str]:
    """Return the stems of words that no person's name holds: "council", "post"."""
    press = frozenset(stem(word) for word in words("light_words", "word", use="press"))
    return (
        press
        | general_words() - CONNECTIVES
        | frozenset(
            stem(row["word"])
            for row in table("name_heads", ("word", "kind"))
            if row["kind"] in (Kind.ORGANISATION.value, Kind.OUTLET.value)
        )
    )


def looks_like_body(key: str) -> bool:
    """Return whether a name, as a slug, is no person's: it is one word, or holds a noun for bodies."""
    told = key.split("-")
    return len(told) == 1 or any(stem(word) in _heads() for word in told)


def person_key(key: str, knowledge: Knowledge) -> str:
    """Return the key of a person from the slug of the name, apart from that of a body of the same name."""
    known = knowledge.actors.get(key)
    if known is not None:
        return key if known.kind is Kind.PERSON else f"{key}-{PERSON}"
    return f"{key}-{PERSON}" if looks_like_body(key) else key


def known_body(entity: Entity, knowledge: Knowledge) -> str | None:
    """Return the curated body that the entity's full name or, failing that, one of its forms denotes alone."""
    for form in (entity.name, *entity.names):
        if entity.kind is Kind.PLACE and knowledge.metonym(form) is not None:
            continue  # the city of a seat, no namesake: "flew to Washington"
        found = {actor.key for actor in knowledge.named(form) if _fits(entity.kind, actor.kind)}
        if len(found) == 1:
            return found.pop()
    return None


def _fits(met: Kind, curated: Kind) -> bool:
    """Return whether a curated actor of one kind can be what an article takes for another kind."""
    if met is Kind.PLACE or curated is Kind.PLACE:
        return met is curated
    return curated not in (Kind.PERSON, Kind.GROUP)


@cache
def _forms(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for any of the forms, the longest first, with the preposition before it."""
    told = sorted({bare(form) for form in forms}, key=lambda form: (-len(form), form))
    return re.compile(
        r"\b(?:(?:of|in|from|for|across) )?(?:the )?(?:" + "|".join(map(re.escape, told)) + r")(?:'s|’s)?\b"
    )


def without_state(name: str, state: str | None, knowledge: Knowledge) -> str:
    """Return the comparable name without the words that name its state or say that it is of it."""
    told = bare(name)
    actor = knowledge.actors.get(state) if state is not None else None
    if actor is None:
        return told
    forms = (actor.label, *actor.names, *actor.adjectives, *actor.peoples, *actor.metonyms)
    return re.sub(r"\s+", " ", _forms(forms).sub(" ", told)).strip()


@dataclass(slots=True)
class Bodies:
    """The bodies met so far: call `add` for each, then `key`."""

    knowledge: Knowledge
    curated: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    """State and what its body is called there, to the curated bodies."""
    shorter: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Shorter form to the bodies that some document calls so."""
    qualified: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        """Index the curated bodies of states by what is left of their names."""
        for actor in self.knowledge.actors.values():
            state = self.knowledge.state_of(actor.key)
            if state is not None and actor.kind in (Kind.ORGANISATION, Kind.GOVERNMENT):
                for form in (actor.label, *actor.names):
                    told = without_state(form, state.key, self.knowledge)
                    if told:
                        self.curated[state.key, ident(told)].add(actor.key)

    def add(self, entity: Entity) -> None:
        """Learn what an entity's forms say about the keys of others."""
        key = self._plain_key(entity) if not entity.maybe else None
        if key is None:
            return
        for form in entity.names:
            if form != entity.name and form[:1].isupper() and not self._only_general(form):
                self.shorter[bare(form)].add(key)
        if entity.state is not None:
            self.qualified[self._ident(entity)].add(key)

    def key(self, ref: Ref, entity: Entity) -> str:
        """Return the key of an organisation, state, outlet or place."""
        if entity.known is not None:
            return entity.known
        if entity.maybe:  # a namesake that the text does not settle is one of its document
            return f"{slug(entity.name)}-{ref[0]}"
        if entity.kind not in (Kind.PLACE, Kind.STATE):
            fuller = self.shorter.get(bare(entity.name), set())
            if len(fuller) == 1:
                return min(fuller)
        bare_noun = _is_unnamed(entity)
        of_states = set() if entity.state or bare_noun else self.qualified.get(self._ident(entity), set())
        if len(of_states) == 1 and not self._general(entity):
            return min(of_states)
        return self._plain_key(entity) or f"{slug(entity.name) or 'actor'}-{ref[0]}"

    def _only_general(self, form: str) -> bool:
        return {slug(stem(word)) for word in bare(form).split()} <= general_words()

    def _plain_key(self, entity: Entity) -> str | None:
        """Return the key from the entity alone; None where its words are too general."""
        known = entity.known or known_body(entity, self.knowledge)
        if known is not None:
            return known
        own = self._ident(entity)
        if entity.kind is Kind.PLACE:
            return f"{slug(bare(entity.name)) or own}-{PLACE}"
        curated = self.curated.get((entity.state, own), set()) if entity.state is not None else set()
        if len(curated) == 1:
            return min(curated)
        if self._general(entity) or _is_unnamed(entity):  # "a rebel group" is another one in another document
            return f"{entity.state}-{own}" if entity.state and own else None
        if entity.state and {stem(word) for word in own.split("-")} & general_words():
            return f"{entity.state}-{own}"
        return self._free(own)

    def _free(self, key: str) -> str | None:
        """Return a key that no curated actor and no person can have; None for an empty one."""
        if not key:
            return None
        return key if looks_like_body(key) and key not in self.knowledge.actors else f"{key}-{BODY}"

    def _ident(self, entity: Entity) -> str:
        """Return the words that tell the body from others of its state."""
        return ident(without_state(entity.name, entity.state, self.knowledge) or bare(entity.name))

    def _general(self, entity: Entity) -> bool:
        """Return whether nothing but common nouns is left of the name."""
        told = without_state(entity.name, entity.state, self.knowledge)
        return {slug(stem(word)) for word in told.split()} <= general_words()


def _is_unnamed(entity: Entity) -> bool:
    """Return whether a body without a state goes by common nouns only, so that just its document tells which it is."""
    return entity.state is None and entity.kind is not Kind.PLACE and entity.name.islower()


def ident(name: str) -> str:
    """Return a name as a slug in one order: "ministry of defence" and "defence ministry" are the same."""
    told = [_spelt(word) for word in re.split(r"[\s’']+", bare(name))]
    place = next((n for n, word in enumerate(told) if n and word in TURNING), None)
    if place is not None and stem(told[place - 1]) in general_words():
        told = [*told[place + 1 :], *told[:place]]
    return slug(" ".join(word for word in told if stem(word) not in CONNECTIVES))


def _spelt(word: str) -> str:
    for british, american in SPELLINGS:
        word = word.replace(british, american)
    return word


def most_common(values: Iterable[Kind]) -> Kind:
    """Return the kind met most often, the first by name of equals."""
    counts: dict[Kind, int] = defaultdict(int)
    for value in values:
        counts[value] += 1
    return min(counts, key=lambda kind: (-counts[kind], kind.value))


def forms_met(entities: Iterable[Entity]) -> Iterator[str]:
    """Yield every surface form of the entities, repeats included."""
    for entity in entities:
        yield entity.name
        yield from entity.names
