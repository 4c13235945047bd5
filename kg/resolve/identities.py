"""Whom the texts mean by a name where a user's file says so: its word stands over whatever was found."""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePath
from typing import TYPE_CHECKING

from kg.corrected import folded, target
from kg.model import Kind
from kg.resolve.bodies import person_key
from kg.resolve.names import slug
from kg.resolve.person_names import parse

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from kg.corrections import Identity
    from kg.knowledge import Knowledge
    from kg.model import Article, Entity, Ref
    from kg.resolve.corpus import Corpus


def identify(corpus: Corpus, of: MutableMapping[Ref, str], knowledge: Knowledge) -> dict[Ref, str]:
    """Correct `of` (entity to the key of its actor) by the user's file, and return what was said of which entity."""
    told: dict[Ref, str] = {}
    by_form: dict[str, list[Identity]] = defaultdict(list)
    for identity in knowledge.own.identities:
        by_form[folded(identity.name)].append(identity)
    for ref, entity in corpus.entities():
        forms = sorted({folded(form) for form in (entity.name, *entity.names)}) if by_form else []
        for identity in (found for form in forms for found in by_form.get(form, ())):
            if _in(identity, corpus.readings[ref[0]].article):
                key = _meant(identity, entity, of[ref], knowledge)
                if key is not None:
                    of[ref] = key
                    word = "is" if identity.same else "is not"
                    told[ref] = f"{identity.place}: “{identity.name}” {word} {identity.actor}"
        if ref not in told and (line := _called(of[ref], entity, knowledge)) is not None:
            told[ref] = line
    return told


def _meant(identity: Identity, entity: Entity, found: str, knowledge: Knowledge) -> str | None:
    """Return the key that an identity gives an entity, None where it does not speak of it."""
    wanted = target(identity, knowledge.actors) or _own_key(identity.actor, entity, knowledge)
    if identity.same:
        return wanted
    return f"{slug(identity.name)}-other" if found == wanted else None


def _own_key(written: str, entity: Entity, knowledge: Knowledge) -> str:
    """Return the key of an actor that only the texts know: as it stands in its IRI, or as a person's name gives it."""
    key = written.rpartition("/")[2].removeprefix("actor:")
    if key == slug(key) or entity.kind is not Kind.PERSON:
        return slug(key)
    return person_key(parse(written).key, knowledge)


def _called(key: str, entity: Entity, knowledge: Knowledge) -> str | None:
    """Return what the user's file says of a name, or else of an office, by which an entity was found."""
    notes = knowledge.notes.get(key, ())
    if not notes:
        return None
    forms = {folded(form) for form in entity.names}
    known = knowledge.actors[key]
    by_name = [note.line for note in notes if not note.names.isdisjoint(forms)]
    named = not forms.isdisjoint(folded(form) for form in (*known.names, *known.surnames))
    by_office = [] if named else [note.line for note in notes if note.office]
    return next(iter((*by_name, *by_office)), None)


def _in(identity: Identity, article: Article) -> bool:
    """Return whether an identity holds in an article."""
    sources = {article.source, *article.also, article.url or "", article.ident}
    sources |= {PurePath(source).name for source in sources}
    return not identity.documents or not sources.isdisjoint(identity.documents)
