"""Every IRI that the project mints, under one base. No other module puts an IRI together.

What has a name of its own keeps it (`actor/france`); what has none is named by a hash of all that its record
says, so that two records share an IRI only if they are equal and the same input gives the same bytes.
"""

from __future__ import annotations

import unicodedata
from typing import Final
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.model import Attribution, Correction, EventMention, Link, Position, RoleMention, Span, Tenure

from .digest import digest
from .vocab import BASE, EVENT_TYPES, WIKIDATA

RESOLVED: Final = NamedNode(BASE + "graph/resolved")
"""The graph of everything derived from more than one document."""


CORRECTIONS: Final = NamedNode(BASE + "graph/corrections")
"""The graph of what persons say against the reading."""


class Names:
    """The IRIs of one document and of what its graph describes.

    A record's hash takes in all that it says, so each is worked out once, however often it is referred to.
    """

    __slots__ = ("_begin", "_made", "document", "ident")

    def __init__(self, ident: str) -> None:
        """Name the document of that ident and its parts."""
        self.ident = ident
        self.document = NamedNode(f"{BASE}doc/{ident}")
        """The document, and also its graph."""
        self._begin = self.document.value
        self._made: dict[int, tuple[object, NamedNode]] = {}

    def span(self, place: Span) -> NamedNode:
        """Return the IRI of characters of the document (RFC 5147: positions between characters)."""
        return NamedNode(f"{self._begin}#char={place.begin},{place.end}")

    def extraction(self, versions: tuple[tuple[str, str], ...]) -> NamedNode:
        """Return the IRI of the reading of the document by these versions."""
        return NamedNode(f"{BASE}extraction/{self.ident}-{digest(versions)}")

    def attribution(self, record: Attribution) -> NamedNode:
        """Return the IRI of an attribution."""
        return self._of("attribution", record)

    def position(self, record: Position) -> NamedNode:
        """Return the IRI of a position."""
        return self._of("position", record)

    def event_mention(self, record: EventMention) -> NamedNode:
        """Return the IRI of a report of an event."""
        return self._of("event", record)

    def role_mention(self, record: RoleMention) -> NamedNode:
        """Return the IRI of a place where the document gives somebody an office."""
        return self._of("role", record)

    def forget(self) -> None:
        """Forget what was worked out, but the names of positions: links between documents lead to them."""
        self._made = {key: made for key, made in self._made.items() if isinstance(made[0], Position)}

    def _of(self, kind: str, record: object) -> NamedNode:
        known = self._made.get(id(record))
        if known is None:
            # with the record itself: while it is kept, no other gets its id
            known = self._made[id(record)] = (record, NamedNode(f"{self._begin}#{kind}-{digest(record)}"))
        return known[1]


def actor(key: str) -> NamedNode:
    """Return the IRI of an actor or place."""
    return _named("actor", key)


def proposition(key: str) -> NamedNode:
    """Return the IRI of a proposition."""
    return _named("proposition", key)


def issue(key: str) -> NamedNode:
    """Return the IRI of a debate above propositions."""
    return _named("issue", key)


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


def acted(position: NamedNode, event_node: NamedNode) -> NamedNode:
    """Return the IRI of an act beside a position."""
    return NamedNode(f"{BASE}link/{digest(('ActedOn', position.value, event_node.value))}")


def correction(record: Correction) -> NamedNode:
    """Return the IRI of a correction."""
    return NamedNode(f"{BASE}correction/{digest(record)}")


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


def _named(kind: str, key: str) -> NamedNode:
    return NamedNode(f"{BASE}{kind}/{_escaped(key)}")


def _escaped(key: str) -> str:
    """Percent-encode all but the unreserved characters; a leading dot too, since "." and ".." mean folders."""
    escaped = quote(key, safe="")
    return "%2E" + escaped[1:] if escaped.startswith(".") else escaped
