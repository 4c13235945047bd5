"""Whose side an actor is on: a minister's "we", "Washington", "our troops" are one side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.lang.lexicon import word_set
from kg.model import Entity, Form, Kind

if TYPE_CHECKING:
    from datetime import date

    from kg.annotate.document import Annotated
    from kg.annotate.parsed import Token
    from kg.knowledge import Knowledge

ADVERSARIES = word_set("adversaries")
_OWNING = frozenset({"amod", "compound", "poss", "nmod"})
UNION, EUROPE = "european-union", "europe"
FIRST_PERSON = word_set("first persons")
BODIES = frozenset({Kind.STATE, Kind.GOVERNMENT, Kind.ORGANISATION, Kind.BLOC})


@dataclass(frozen=True, slots=True)
class Sides:
    """For each entity of an article, the keys of the states and bodies it speaks for."""

    annotated: Annotated
    keys: Mapping[int, frozenset[str]]

    def is_own(self, holder: Entity, token: Token) -> bool:
        """Return whether the noun phrase headed by `token` is the holder or of its side."""
        if clause.pronoun(token) in FIRST_PERSON:
            return True
        entity = self.annotated.entity_at(token)
        if entity is not None and (entity == holder or holder.number in entity.members):
            return True  # "Oslo and Bern warned that *they* would leave": each of them
        if token.lemma_.lower() in ADVERSARIES:
            return False  # "his critics", "the German opposition"
        if entity is not None and self.is_behind(holder, entity):
            return entity.kind not in {Kind.PERSON, Kind.PLACE}
        mine = self.keys.get(holder.number, frozenset())
        return any(self._belongs_to(c, holder, mine) for c in token.children if c.dep_ in _OWNING)

    def is_behind(self, holder: Entity, entity: Entity) -> bool:
        """Return whether an entity is one that the holder speaks for, or one of its kind."""
        return bool(self.keys.get(holder.number, frozenset()) & _keys(entity))

    def _belongs_to(self, owner: Token, holder: Entity, mine: frozenset[str]) -> bool:
        """Return whether a word before a noun makes it the holder's: "American troops", "our soldiers"."""
        if clause.pronoun(owner) in FIRST_PERSON:
            return True
        entity = self.annotated.entity_at(owner)
        if entity is None:
            return self.annotated.state_at(owner) in mine
        return entity == holder or bool(mine & _keys(entity))


def _keys(entity: Entity) -> set[str]:
    """Return what an entity is known by: the keys of the tables, and its number for what stands in none."""
    own = {k for k in (entity.known, entity.state) if k}
    return own if entity.known is not None else {*own, f"#{entity.number}"}


def sides(annotated: Annotated, knowledge: Knowledge) -> Sides:
    """Return the sides of an article, from the offices it names and the curated ones at its date."""
    found: dict[int, set[str]] = {}
    for entity in annotated.entities:
        mine = found.setdefault(entity.number, set())
        mine |= _keys(entity)
        if entity.principal is not None:  # "the union's spokesman"
            principal = annotated.entities[entity.principal]
            mine |= _keys(principal) | _offices(principal, annotated.article.published, knowledge)
        mine |= _offices(entity, annotated.article.published, knowledge)
    for role in annotated.roles:
        if role.organisation is not None and not role.former:
            found.setdefault(role.person.number, set()).update(_keys(role.organisation))
    for person, body in _pronominal(annotated):
        found.setdefault(person.number, set()).update(_keys(body))
    for mine in found.values():
        mine |= {state.key for k in list(mine) if (state := knowledge.state_of(k)) is not None}
        mine.update({UNION, EUROPE} if _is_of_union(mine, knowledge) else ())
    return Sides(annotated, {n: frozenset(keys) for n, keys in found.items()})


def _offices(entity: Entity, day: date | None, knowledge: Knowledge) -> set[str]:
    """Return the states and bodies that a curated person leads on a day, on any day where none is known."""
    if entity.known is None or entity.kind is not Kind.PERSON:
        return set()
    return {
        tenure.organisation
        for tenure in knowledge.tenures_of(entity.known)
        if day is None
        or ((tenure.since is None or tenure.since <= day) and (tenure.until is None or day <= tenure.until))
    }


def _is_of_union(keys: set[str], knowledge: Knowledge) -> bool:
    """Whether somebody speaks for the European Union or a body of it: "Europe will go on", says a commissioner."""
    known = [actor for key in keys if (actor := knowledge.known(key)) is not None]
    return UNION in keys or any(a.kind is Kind.ORGANISATION and UNION in a.part_of for a in known)


def _pronominal(annotated: Annotated) -> Iterator[tuple[Entity, Entity]]:
    """Yield who speaks for whom by a pronoun: "Oslo would pay, *its* finance minister said"."""
    for mention in annotated.mentions:
        if mention.form is not Form.NOMINAL or mention.entity.kind is not Kind.PERSON:
            continue
        begin, end = (
            annotated.layout.token_at(mention.span.begin),
            annotated.layout.token_at(mention.span.end - 1),
        )
        noun = annotated.doc[annotated.layout.head_in(begin, end + 1)]
        if noun.lemma_.lower() in ADVERSARIES:
            continue
        for owner in clause.children(noun, "poss"):
            body = annotated.entity_at(owner) if owner.tag_ == "PRP$" else None
            if body is not None and body.kind in BODIES:
                yield mention.entity, body
