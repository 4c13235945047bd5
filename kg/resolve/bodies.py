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
from kg.resolve.names import bare, slug, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.knowledge import Knowledge
    from kg.model import Entity, Ref

CONNECTIVES = frozenset({"of", "the", "for", "and", "on", "in", "affair", "s"})
ACRONYM = re.compile(r"^[A-Z][A-Z.-]{1,7}$")
SUFFIX = {Kind.PLACE: "place", Kind.OUTLET: "outlet", Kind.STATE: "state", Kind.BLOC: "bloc"}


@cache
def general_words() -> frozenset[str]:
    """Return the stems of common nouns for organisations and of words that only say their field."""
    return frozenset(stem(word) for word in words("org_nouns", "word")) | CONNECTIVES


@cache
def group_words() -> dict[str, tuple[str, bool]]:
    """Return, for each word of the table, what it becomes in a group's key, and whether the group acts for its state."""
    return {row["word"]: (row["use"], row.flag("state")) for row in table("group_words", ("word", "use"))}


def known_body(entity: Entity, knowledge: Knowledge) -> str | None:
    """Return the curated body that the entity's full name or, failing that, one of its forms denotes alone."""
    for form in (entity.name, *entity.names):
        found = {actor.key for actor in knowledge.named(form) if _fits(entity.kind, actor.kind)}
        if len(found) == 1:
            return found.pop()
    return None


def _fits(met: Kind, curated: Kind) -> bool:
    """Return whether a curated actor of one kind can be what an article takes for another kind."""
    if met is Kind.PLACE or curated is Kind.PLACE:
        return met is curated
    return curated not in (Kind.PERSON, Kind.GROUP)


def forms_of(state: str, knowledge: Knowledge) -> frozenset[str]:
    """Return the stems of all words that name the state or describe what is of it."""
    actor = knowledge.actors.get(state)
    if actor is None:
        return frozenset()
    forms = (actor.label, *actor.names, *actor.adjectives, *actor.peoples, *actor.metonyms)
    return frozenset(stem(word) for form in forms for word in bare(form).split())


def described_by(state: str, knowledge: Knowledge) -> str:
    """Return the adjective that stands for a state in the key of a group, else its key."""
    actor = knowledge.actors.get(state)
    return slug(actor.adjectives[0]) if actor is not None and actor.adjectives else state


@dataclass(slots=True)
class Bodies:
    """The bodies met so far: call `add` for each, then `key`."""

    knowledge: Knowledge
    acronyms: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    qualified: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, ref: Ref, entity: Entity) -> None:
        """Learn what an entity's forms say about the keys of others."""
        key = self._plain_key(ref, entity)
        if key is None:
            return
        if not ACRONYM.match(entity.name):
            for form in entity.names:
                if ACRONYM.match(form):
                    self.acronyms[form.replace(".", "")].add(key)
        if entity.state is not None:
            self.qualified[self._ident(entity)].add(key)

    def key(self, ref: Ref, entity: Entity) -> str:
        """Return the key of an organisation, state, outlet or place."""
        if entity.known is not None:
            return entity.known
        if ACRONYM.match(entity.name):
            spelled = self.acronyms.get(entity.name.replace(".", ""), set())
            if len(spelled) == 1:
                return next(iter(spelled))
        if entity.state is None and (of_states := self.qualified.get(self._ident(entity))):
            if len(of_states) == 1 and not self._general(entity):
                return next(iter(of_states))
        return self._plain_key(ref, entity) or f"{slug(entity.name) or 'actor'}-{ref[0]}"

    def _plain_key(self, ref: Ref, entity: Entity) -> str | None:
        """Return the key from the entity alone; None where its words are too general."""
        if entity.known is not None or (known := known_body(entity, self.knowledge)) is None:
            known = entity.known
        if known is not None:
            return known
        own = self._ident(entity)
        if entity.kind is Kind.PLACE:
            return self._free(slug(bare(entity.name)) or own, Kind.PLACE)
        if self._general(entity):
            return f"{entity.state}-{own}" if entity.state and own else None
        if entity.state and set(own.split("-")) & general_words():
            return f"{entity.state}-{own}"
        return self._free(own, entity.kind)

    def _free(self, key: str, kind: Kind) -> str | None:
        """Return a key that no curated actor has; None for an empty one."""
        if not key:
            return None
        return f"{key}-{SUFFIX.get(kind, 'body')}" if key in self.knowledge.actors else key

    def _ident(self, entity: Entity) -> str:
        """Return the words that tell the body from others of its state, in a fixed order where they are general."""
        own = forms_of(entity.state, self.knowledge) if entity.state else frozenset()
        kept = [word for word in bare(entity.name).replace("'s", "").split() if stem(word) not in CONNECTIVES]
        kept = [word for word in kept if stem(word) not in own] or kept
        stems = [slug(stem(word)) for word in kept]
        if set(stems) & general_words():
            return "-".join(sorted(set(filter(None, stems))))
        return slug(" ".join(kept))

    def _general(self, entity: Entity) -> bool:
        """Return whether nothing but common nouns is left of the name."""
        stems = {slug(stem(word)) for word in bare(entity.name).split()}
        own = forms_of(entity.state, self.knowledge) if entity.state else frozenset()
        return stems - own <= general_words()


def group_head(entity: Entity, knowledge: Knowledge) -> list[str]:
    """Return the words of a group's name that are left without determiners and the name of its state."""
    own = forms_of(entity.state, knowledge) if entity.state else frozenset()
    table_of = group_words()
    kept = []
    for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", bare(entity.name)):
        use = table_of.get(word, (word, False))[0]
        if use != "drop" and stem(word) not in own:
            kept.append(use)
    return list(dict.fromkeys(kept)) or ["people"]


def acts_for_state(entity: Entity, knowledge: Knowledge) -> bool:
    """Return whether a group is its state's own hand: its troops, officials, people."""
    table_of = group_words()
    return all(table_of.get(word, ("", False))[1] for word in group_head(entity, knowledge)[-1:])


def group_key(ref: Ref, entity: Entity, knowledge: Knowledge) -> str:
    """Return the key of a group: of its document where the wording is vague, else of the corpus."""
    if entity.known is not None:
        return entity.known
    head = group_head(entity, knowledge)
    if entity.state is not None:
        return "group-" + slug(" ".join((described_by(entity.state, knowledge), *head)))
    name = slug(" ".join(head))
    if len(head) > 1 and _has_proper_word(entity.name):
        return f"group-{name}"
    return f"group-{name}-{ref[0]}"


def _has_proper_word(name: str) -> bool:
    """Return whether a word after the first has a capital, or the first is an adjective of a name ("Kurdish")."""
    met = name.split()
    return any(word[:1].isupper() for word in met[1:]) or (met[0][:1].isupper() and met[0].endswith(("ish", "ian", "an", "ese")))


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
