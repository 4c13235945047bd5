"""The actors of a graph → the actors of a view, with their offices and the state they belong to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.draw.facts import local, short
from kg.draw.records import ActorShown
from kg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.draw.facts import Facts
    from kg.draw.records import EventShown, PositionShown

_GROUPS = (Kind.STATE.value, Kind.BLOC.value)


class Actors:
    """Makes the records of actors."""

    def __init__(self, facts: Facts) -> None:
        """Read who is of which kind."""
        self.facts = facts
        self.kinds = {
            subject: kind.value for kind in reversed(Kind) for subject in facts.members("gs:" + kind.value)
        }

    def actors(
        self, positions: Iterable[PositionShown], events: Iterable[EventShown]
    ) -> tuple[ActorShown, ...]:
        """Return the actors that hold, are aimed at, speak, listen or take part, and their states."""
        used: Counter[str] = Counter()
        for p in positions:
            used.update([p.holder, *([p.target] if p.target else [])])
            for telling in p.chain:
                used.update(x for x in (telling.source, telling.addressee, telling.outlet) if x)
        for event in events:
            used.update(event.participants)
        known = {short(iri): iri for iri in (*self.kinds, *self.facts.by_subject("rdfs:label"))}
        made: dict[str, ActorShown] = {}
        wanted = sorted(used)
        while wanted:
            name = wanted.pop()
            made[name] = actor = self.actor(known.get(name, name), name)
            if actor.group is not None and actor.group not in made:
                wanted.append(actor.group)
        return tuple(made[name] for name in sorted(made))

    def actor(self, iri: str, name: str) -> ActorShown:
        """Return one actor."""
        facts = self.facts
        match = [x for x in facts.all(iri, "skos:exactMatch") if "wikidata.org/" in x]
        return ActorShown(
            id=name,
            kind=self.kinds.get(iri, Kind.GROUP.value),
            label=self.facts.label(iri),
            names=facts.all(iri, "skos:altLabel"),
            roles=self.roles(iri),
            group=self.group(iri),
            iso=facts.one(iri, "gs:isoCode"),
            wikidata=local(match[0]) if match else None,
        )

    def roles(self, person: str) -> tuple[str, ...]:
        """Return the offices of a person in words, latest first."""
        if self.kinds.get(person) != Kind.PERSON.value:
            return ()
        made = []
        for tenure in self.facts.subjects("org:member", person):
            title = self.facts.one(tenure, "gs:roleTitle")
            organisation = self.facts.one(tenure, "org:organization")
            since = self.facts.one(tenure, "gs:validFrom") or ""
            until = self.facts.one(tenure, "gs:validUntil")
            words = [w for w in (title, organisation and self.facts.label(organisation)) if w]
            if self.facts.one(tenure, "gs:former") in ("true", "1"):
                words[:1] = [f"former {words[0]}"] if words else []
            if words:
                made.append((since, ", ".join(words) + (f" (until {until})" if until else "")))
        # "President" and "president" are one office; the capital sorts, and so comes, first
        told: dict[str, str] = {}
        for _, office in sorted(sorted(made, key=lambda m: m[1]), key=lambda m: m[0], reverse=True):
            told.setdefault(office.casefold(), office)
        return tuple(told.values())

    def group(self, iri: str) -> str | None:
        """Return the nearest state or bloc that an actor is part of, speaks for or serves."""
        ring, seen = [iri], {iri}
        while ring:
            for one in ring:
                if self.kinds.get(one) in _GROUPS:
                    return short(one)
            outer = set[str]()
            for one in ring:
                outer.update(self.facts.all(one, "gs:partOf"), self.facts.all(one, "gs:speaksFor"))
                for tenure in self.facts.subjects("org:member", one):
                    outer.update(self.facts.all(tenure, "org:organization"))
            ring = sorted(outer - seen, key=lambda x: (self.kinds.get(x) != Kind.STATE.value, x))
            seen |= outer
        return None
