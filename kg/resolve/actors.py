"""Entities of all readings become the actors and places of the corpus."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model import Actor, Entity, Kind
from kg.resolve.belonging import Belonging, credible_roles, speaks_by_office
from kg.resolve.bodies import Bodies, forms_met, most_common
from kg.resolve.groups import acts_for_state, fuller_group, group_forms, group_key, own_body
from kg.resolve.identities import identify
from kg.resolve.people import Found, Sighting, resolve_people
from kg.resolve.person_names import nominal, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.knowledge import Knowledge
    from kg.model import Ref, RoleMention
    from kg.resolve.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors that the entities of a corpus denote."""

    of: dict[Ref, str]
    """Document and number of the entity to the key of its actor."""
    outlets: dict[str, str]
    """Document to the key of the outlet that published it."""
    belonging: Belonging
    entities: dict[str, tuple[Entity, ...]]
    """Actor to its entities, in the order of the documents."""
    maybe: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Actor of one document to those that it may be, where the texts do not tell."""
    told: dict[Ref, str] = field(default_factory=dict)
    """Entity to what a user's file said of whom it is."""
    notes: dict[str, set[str]] = field(default_factory=dict)
    """Actor to the same of all its entities."""

    def key(self, ident: str, entity: Entity | None) -> str | None:
        """Return the actor of an entity of a document."""
        return None if entity is None else self.of.get((ident, entity.number))


def outlet_entity(name: str) -> Entity:
    """Return an entity for an article's outlet, which no mention stands for."""
    return Entity(number=-1, kind=Kind.OUTLET, name=name, names=(name,))


def cast(corpus: Corpus, knowledge: Knowledge) -> Cast:
    """Find out which entities of the corpus are one actor."""
    people = list(_people(corpus, knowledge))
    of = {found.ref: found.key for found in people}
    published = {
        ident: outlet_entity(reading.article.outlet)
        for ident, reading in corpus.readings.items()
        if reading.article.outlet
    }
    bodies = _bodies(corpus, of, published, knowledge)
    told = identify(corpus, of, knowledge)
    outlets = {ident: bodies.key((ident, -1), entity) for ident, entity in published.items()}
    members: dict[str, list[Entity]] = defaultdict(list)
    for ref, entity in corpus.entities():
        members[of[ref]].append(entity)
    for ident, entity in published.items():
        members[outlets[ident]].append(entity)
    entities = {key: tuple(members[key]) for key in sorted(members)}
    notes: dict[str, set[str]] = defaultdict(set)
    for ref, line in told.items():
        notes[of[ref]].add(line)
    belonging = _belonging(corpus, knowledge, of, entities)
    return Cast(of, outlets, belonging, entities, _doubts(people, corpus, of, knowledge), told, notes)


def _bodies(
    corpus: Corpus, of: dict[Ref, str], published: Mapping[str, Entity], knowledge: Knowledge
) -> Bodies:
    """Find out who the entities are that are no persons, put them into `of`, and return what was learnt of bodies."""
    bodies = Bodies(knowledge)
    others = [(ref, entity) for ref, entity in corpus.entities() if ref not in of]
    for entity in (*(entity for _, entity in others), *published.values()):
        if entity.kind is not Kind.GROUP:
            bodies.add(entity)
    joint = [(ref, entity) for ref, entity in others if entity.members and entity.known is None]
    alone = {ref for ref, _ in others} - {ref for ref, _ in joint}
    for ref, entity in others:
        if ref in alone and entity.kind is Kind.GROUP:
            of[ref] = _group(ref, entity, corpus.readings[ref[0]].entities, knowledge)
        elif ref in alone:
            of[ref] = bodies.key(ref, entity)
    for (ident, number), entity in joint:
        each = sorted({of[ident, member] for member in entity.members if (ident, member) in of})
        of[ident, number] = (
            "group-" + "-and-".join(each) if each else group_key((ident, number), entity, knowledge)
        )
    return bodies


def _group(ref: Ref, entity: Entity, around: Iterable[Entity], knowledge: Knowledge) -> str:
    """Return the key of a group, with the entities of its article around it."""
    listed = list(around)
    named = [knowledge.actors[other.known] for other in listed if other.known is not None]
    groups = [other for other in listed if other.kind is Kind.GROUP and not other.members]
    fuller = fuller_group(entity, groups, knowledge) or entity
    return own_body(entity, named, knowledge) or group_key(ref, fuller, knowledge)


def _doubts(
    people: Iterable[Found], corpus: Corpus, of: Mapping[Ref, str], knowledge: Knowledge
) -> dict[str, tuple[str, ...]]:
    """Return for each actor that a text leaves open those that it may be."""
    maybe: dict[str, set[str]] = defaultdict(set)
    for found in people:
        if found.maybe and of[found.ref] == found.key:
            maybe[found.key].update(found.maybe)
    for ref, entity in corpus.entities():
        if entity.maybe and entity.kind is not Kind.PERSON and of[ref] not in knowledge.actors:
            maybe[of[ref]].update(entity.maybe)
    return {key: tuple(sorted(others)) for key, others in maybe.items()}


def _people(corpus: Corpus, knowledge: Knowledge) -> Iterable[Found]:
    sightings = []
    for ident, reading in corpus.readings.items():
        near = {entity.state for entity in reading.entities} | {
            entity.known for entity in reading.entities if entity.kind is Kind.STATE
        }
        states = frozenset(key for key in near if key is not None)
        roles = {role.person.number: role for role in reading.roles}
        for entity in reading.entities:
            if entity.kind is Kind.PERSON:
                settled = _by_office(corpus, ident, entity, knowledge, roles.get(entity.number))
                role = roles.get(entity.number)
                sightings.append(
                    Sighting(
                        (ident, entity.number), settled, parse(entity.name), corpus.published(ident), states,
                        role is not None and not role.former,
                    )
                )  # fmt: skip
    return resolve_people(sightings, knowledge)


def _by_office(
    corpus: Corpus, ident: str, entity: Entity, knowledge: Knowledge, role: RoleMention | None
) -> Entity:
    """Return the entity with the curated person who held the office that it is only called by."""
    published = corpus.published(ident)
    if entity.known is not None or not nominal(entity.name) or entity.state is None or published is None:
        return entity
    if role is not None and role.former:
        return entity
    holder = knowledge.in_office(entity.name, entity.state, published)
    if holder is None:
        return entity
    return Entity(
        entity.number, entity.kind, entity.name, entity.names, holder.key, entity.state, entity.principal
    )


def _belonging(
    corpus: Corpus, knowledge: Knowledge, of: Mapping[Ref, str], entities: Mapping[str, tuple[Entity, ...]]
) -> Belonging:
    kinds = {key: _kind(key, met, knowledge) for key, met in entities.items()}
    part_of = {
        key: wider for key in entities if (wider := _part_of(key, entities[key], kinds[key], knowledge))
    }
    for key, actor in knowledge.actors.items():
        part_of.setdefault(key, actor.part_of)
    hands = {
        key
        for key, met in entities.items()
        if (kinds[key] is Kind.GROUP and any(acts_for_state(entity, knowledge) for entity in met))
        or (kinds[key] is Kind.ORGANISATION and key in knowledge.actors and knowledge.actors[key].part_of)
    }
    belonging = Belonging(knowledge, part_of, kinds=kinds, hands=frozenset(hands))
    for ident, reading in corpus.readings.items():
        for entity in reading.entities:
            if reading.article.published is not None:
                belonging.days[of[ident, entity.number]].add(reading.article.published)
            principal = None if entity.principal is None else of.get((ident, entity.principal))
            if principal is not None and principal != of[ident, entity.number]:
                belonging.voices[of[ident, entity.number]].add(principal)
        for role in credible_roles(reading, knowledge):
            organisation = None if role.organisation is None else of.get((ident, role.organisation.number))
            person = of.get((ident, role.person.number))
            if organisation is None or person is None or role.former or not speaks_by_office(role.title):
                continue
            belonging.offices[person].add((organisation, corpus.published(ident)))
    return belonging


def _kind(key: str, met: tuple[Entity, ...], knowledge: Knowledge) -> Kind:
    known = knowledge.actors.get(key)
    return known.kind if known is not None else most_common(entity.kind for entity in met)


def _part_of(key: str, met: tuple[Entity, ...], kind: Kind, knowledge: Knowledge) -> tuple[str, ...]:
    """Return what the actor is part of: by the table where it is known, else the states the texts give it."""
    known = knowledge.actors.get(key)
    if known is not None:
        return known.part_of
    if kind is Kind.PERSON:
        return ()
    return tuple(sorted({entity.state for entity in met if entity.state is not None and entity.state != key}))


def records(
    cast_: Cast, knowledge: Knowledge, also: Iterable[str], made: Iterable[Actor] = ()
) -> tuple[Actor, ...]:
    """Return the record of every actor met, of those in `also`, and of all that they belong to or speak for.

    Args:
        cast_: The actors met.
        knowledge: The curated actors.
        also: Keys of further ones.
        made: Records that an earlier call made of the same cast.
    """
    found = {actor.key: actor for actor in made}
    wanted = sorted({*cast_.entities, *also})
    while wanted:
        key = wanted.pop()
        if key in found:
            continue
        actor = _record(key, cast_, knowledge)
        found[key] = actor
        wanted.extend((*actor.part_of, *actor.speaks_for, *actor.maybe))
    return tuple(found[key] for key in sorted(found))


def _record(key: str, cast_: Cast, knowledge: Knowledge) -> Actor:
    belonging, met = cast_.belonging, cast_.entities.get(key, ())
    known = knowledge.actors.get(key)
    grouped = belonging.kinds.get(key) is Kind.GROUP
    forms = sorted(
        {form for met_as in forms_met(met) for form in (group_forms(met_as) if grouped else [met_as])}
    )
    part_of = tuple(wider for wider in belonging.part_of.get(key, ()) if wider != key)
    said = {organisation for organisation, _ in belonging.offices.get(key, ())}
    voiced = said | belonging.voices.get(key, set()) | _held(key, cast_, knowledge)
    # an office may be of a place ("the minister for Kashmir"), but places say nothing
    speaks_for = tuple(sorted(k for k in voiced if belonging.kind(k) is not Kind.PLACE))
    notes = tuple(sorted({*(note.line for note in knowledge.notes.get(key, ())), *cast_.notes.get(key, ())}))
    if known is not None:
        names = tuple(sorted({*forms, known.label}))
        return Actor(
            key, known.kind, known.label, names, known.wikidata, known.iso, part_of, speaks_for, (), notes
        )
    maybe = tuple(
        other
        for other in cast_.maybe.get(key, ())
        if other != key
        and (other in cast_.entities or other in knowledge.actors)  # it can have become another
    )
    return Actor(
        key, belonging.kinds[key], _label(met), tuple(forms), None, None, part_of, speaks_for, maybe, notes
    )


def _held(key: str, cast_: Cast, knowledge: Knowledge) -> set[str]:
    """Return the organisations of the curated offices that a person held when the corpus speaks of them."""
    days = cast_.belonging.days.get(key, ())
    held = [t for t in knowledge.tenures_of(key) if any(t.covers(day) for day in days)]
    return {tenure.organisation for tenure in held if speaks_by_office(tenure.title)}


def _label(met: tuple[Entity, ...]) -> str:
    """Return the fullest form: most words, then most often met, then longest, then first by alphabet."""
    counts = Counter(
        group_forms(entity.name)[1] if entity.kind is Kind.GROUP else entity.name for entity in met
    )
    return min(counts, key=lambda name: (-len(name.split()), -counts[name], -len(name), name))
