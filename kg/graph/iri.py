"""Every IRI that the project mints, as N-Triples write it, under one base. No other module puts an IRI together.

What has a name of its own keeps it (`actor/france`); what has none is named by a hash of all that its record
says, so that two records share an IRI only if they are equal and the same input gives the same bytes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.model import Attribution, Correction, EventMention, Link, Position, Reading, RoleMention, Span, Tenure

from .digest import digest
from .vocab import BASE, EVENT_TYPES, WIKIDATA
from .written import Written

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
        self.document: Written = f"<{BASE}doc/{ident}>"
        """The document, and also its graph."""
        self._begin = f"<{BASE}doc/{ident}#"
        self._made: dict[int, tuple[object, Written]] = {}

    def span(self, place: Span) -> Written:
        """Return the IRI of characters of the document (RFC 5147: positions between characters)."""
        return f"{self._begin}char={place.begin},{place.end}>"

    def extraction(self, versions: tuple[tuple[str, str], ...]) -> Written:
        """Return the IRI of the reading of the document by these versions."""
        return f"<{BASE}extraction/{self.ident}-{digest(versions)}>"

    def attribution(self, record: Attribution) -> Written:
        """Return the IRI of an attribution."""
        return self._of("attribution", record)

    def position(self, record: Position) -> Written:
        """Return the IRI of a position."""
        return self._of("position", record)

    def event_mention(self, record: EventMention) -> Written:
        """Return the IRI of a report of an event."""
        return self._of("event", record)

    def role_mention(self, record: RoleMention) -> Written:
        """Return the IRI of a place where the document gives somebody an office."""
        return self._of("role", record)

    def listed(self, reading: Reading) -> tuple[Written, ...]:
        """Return the IRIs of the records that a reading of the document lists: offices, positions, reports of events."""
        return (
            *map(self.role_mention, reading.roles),
            *map(self.position, reading.positions),
            *map(self.event_mention, reading.events),
        )

    def learn(self, reading: Reading, listed: Iterable[Written]) -> None:
        """Take over what `listed` returned of an equal reading."""
        for record, name in zip((*reading.roles, *reading.positions, *reading.events), listed, strict=True):
            self._made[id(record)] = (record, name)

    def forget(self) -> None:
        """Forget what was worked out, but the names of positions: links between documents lead to them."""
        self._made = {key: made for key, made in self._made.items() if isinstance(made[0], Position)}

    def _of(self, kind: str, record: object) -> Written:
        known = self._made.get(id(record))
        if known is None:
            # with the record itself: while it is kept, no other gets its id
            known = self._made[id(record)] = (record, f"{self._begin}{kind}-{digest(record)}>")
        return known[1]


def actor(key: str) -> Written:
    """Return the IRI of an actor or place."""
    return _named("actor", key)


def proposition(key: str) -> Written:
    """Return the IRI of a proposition."""
    return _named("proposition", key)


def issue(key: str) -> Written:
    """Return the IRI of a debate above propositions."""
    return _named("issue", key)


def event(key: str) -> Written:
    """Return the IRI of an event of the corpus."""
    return _named("event", key)


def event_type(name: str) -> Written:
    """Return the IRI of a concept of `ontology/events/`."""
    return f"<{EVENT_TYPES}{_escaped(name)}>"


def role(title: str) -> Written:
    """Return the IRI of an office: one for each title, whoever's office it is."""
    return _named("role", slug(title))


def tenure(record: Tenure) -> Written:
    """Return the IRI of a person's time in an office; the evidence does not count."""
    parts = (record.person, record.title, record.organisation, record.since, record.until, record.former)
    return f"<{BASE}tenure/{digest(parts)}>"


def link(record: Link, earlier: Written, later: Written) -> Written:
    """Return the IRI of a link between two positions."""
    parts = (record.kind, record.between, record.shift, earlier[1:-1], later[1:-1])
    return f"<{BASE}link/{digest(parts)}>"


def acted(position: Written, event_node: Written) -> Written:
    """Return the IRI of an act beside a position."""
    return f"<{BASE}link/{digest(('ActedOn', position[1:-1], event_node[1:-1]))}>"


def correction(record: Correction) -> Written:
    """Return the IRI of a correction."""
    return f"<{BASE}correction/{digest(record)}>"


def stance_key(holder: str, proposition_key: str) -> Written:
    """Return the IRI that all positions of one actor on one proposition share, from the two keys."""
    return f"<{BASE}stance/{digest((holder, proposition_key))}>"


def wikidata(item: str) -> Written:
    """Return the IRI of a Wikidata item ("Q142")."""
    return f"<{WIKIDATA}{_escaped(item)}>"


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


def _named(kind: str, key: str) -> Written:
    return f"<{BASE}{kind}/{_escaped(key)}>"


def _escaped(key: str) -> str:
    """Percent-encode all but the unreserved characters; a leading dot too, since "." and ".." mean folders."""
    escaped = quote(key, safe="")
    return "%2E" + escaped[1:] if escaped.startswith(".") else escaped
