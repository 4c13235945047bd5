"""Every IRI that the project mints, under one base. No other module puts an IRI together.

What has a name of its own keeps it (`actor/france`); what has none is named by a hash of all that its record
says, so that two records share an IRI only if they are equal and the same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Final
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.model import Article, Attribution, Entity, EventMention, Link, Position, RoleMention, Span, Tenure

from .vocab import BASE, EVENT_TYPES, WIKIDATA

RESOLVED: Final = NamedNode(BASE + "graph/resolved")
"""The graph of everything derived from more than one document."""

_HASH_LENGTH = 16
"""Hexadecimal digits of a hash in an IRI: 64 bits, one clash expected in about 5e9 names."""


def document(ident: str) -> NamedNode:
    """Return the document's IRI, which is also the name of its graph."""
    return NamedNode(f"{BASE}doc/{ident}")


def span(ident: str, place: Span) -> NamedNode:
    """Return the IRI of characters of a document (RFC 5147: positions between characters)."""
    return NamedNode(f"{BASE}doc/{ident}#char={place.begin},{place.end}")


def extraction(article: Article, versions: tuple[tuple[str, str], ...]) -> NamedNode:
    """Return the IRI of the reading of an article by these versions."""
    return NamedNode(f"{BASE}extraction/{article.ident}-{digest(versions)}")


def attribution(ident: str, record: Attribution) -> NamedNode:
    """Return the IRI of an attribution of a document."""
    return NamedNode(f"{BASE}doc/{ident}#attribution-{digest(record)}")


def position(ident: str, record: Position) -> NamedNode:
    """Return the IRI of a position of a document."""
    return NamedNode(f"{BASE}doc/{ident}#position-{digest(record)}")


def event_mention(ident: str, record: EventMention) -> NamedNode:
    """Return the IRI of a report of an event in a document."""
    return NamedNode(f"{BASE}doc/{ident}#event-{digest(record)}")


def role_mention(ident: str, record: RoleMention) -> NamedNode:
    """Return the IRI of a place where a document gives somebody an office."""
    return NamedNode(f"{BASE}doc/{ident}#role-{digest(record)}")


def actor(key: str) -> NamedNode:
    """Return the IRI of an actor or place."""
    return _named("actor", key)


def proposition(key: str) -> NamedNode:
    """Return the IRI of a proposition."""
    return _named("proposition", key)


def event(key: str) -> NamedNode:
    """Return the IRI of an event of the corpus."""
    return _named("event", key)


def event_type(name: str) -> NamedNode:
    """Return the IRI of a concept of `ontology/events/`."""
    return NamedNode(EVENT_TYPES + _escaped(name))


def role(title: str) -> NamedNode:
    """Return the IRI of an office: one for each title, whoever's office it is."""
    return _named("role", slug(title))


def tenure(record: Tenure) -> NamedNode:
    """Return the IRI of a person's time in an office; the evidence does not count."""
    parts = (record.person, record.title, record.organisation, record.since, record.until, record.former)
    return NamedNode(f"{BASE}tenure/{digest(parts)}")


def link(record: Link, earlier: NamedNode, later: NamedNode) -> NamedNode:
    """Return the IRI of a link between two positions."""
    parts = (record.kind, record.between, record.shift, earlier.value, later.value)
    return NamedNode(f"{BASE}link/{digest(parts)}")


def stance_key(holder: str, proposition_key: str) -> NamedNode:
    """Return the IRI that all positions of one actor on one proposition share, from the two keys."""
    return NamedNode(f"{BASE}stance/{digest((holder, proposition_key))}")


def wikidata(item: str) -> NamedNode:
    """Return the IRI of a Wikidata item ("Q142")."""
    return NamedNode(WIKIDATA + _escaped(item))


def outlet_key(name: str) -> str:
    """Return the actor's key of an outlet that no table and no article names.

    It starts with "outlet-", so that no outlet falls together with a state or person of the same name.
    """
    return f"outlet-{slug(name)}"


def slug(name: str) -> str:
    """Return `name` as a readable part of an IRI: "The Élysée" to "the-elysee".

    Where that would lose more than case, accents and punctuation, a hash of the whole name is added.
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    words = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in letters).split())
    lossless = words and all(c.isascii() or not c.isalnum() for c in letters) and len(words) <= 80
    return words if lossless else f"{words[:60]}-{digest(name)}".strip("-")


def digest(value: object) -> str:
    """Return a hash of records, values and tuples of them: 16 hexadecimal digits.

    An entity counts by its number alone, which names it within its article.
    """
    text = json.dumps(_plain(value), ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:_HASH_LENGTH]


def _plain(value: object) -> object:
    """Return `value` as what JSON can hold; the class name keeps records of two kinds apart."""
    if isinstance(value, Entity):
        return ["Entity", value.number]
    if isinstance(value, Enum):
        return [type(value).__name__, value.value]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    if is_dataclass(value):
        return [type(value).__name__, *(_plain(getattr(value, field.name)) for field in fields(value))]
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


def _named(kind: str, key: str) -> NamedNode:
    return NamedNode(f"{BASE}{kind}/{_escaped(key)}")


def _escaped(key: str) -> str:
    """Percent-encode all but the unreserved characters; a leading dot too, since "." and ".." mean folders."""
    escaped = quote(key, safe="")
    return "%2E" + escaped[1:] if escaped.startswith(".") else escaped
