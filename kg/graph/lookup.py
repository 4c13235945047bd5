"""From records to the IRIs of what a `Resolution` says they denote, each reference checked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.errors import GraphError, one_line
from kg.model import Actor, Claim, Entity, Kind, Reading, Ref, Resolution, Span

from . import iri
from .written import Written


class Lookup:
    """Answers for one corpus. Every method raises GraphError for what the resolution left out."""

    def __init__(self, readings: Sequence[Reading], resolution: Resolution) -> None:
        """Index the corpus."""
        self._readings = {reading.article.ident: reading for reading in readings}
        self._names = {ident: iri.Names(ident) for ident in self._readings}
        self._resolution = resolution
        self._actors = {actor.key: iri.actor(actor.key) for actor in resolution.actors}
        self._propositions = {p.key: iri.proposition(p.key) for p in resolution.propositions}
        self._issues = {issue.key: iri.issue(issue.key) for issue in resolution.issues}
        self._events = {event.key: iri.event(event.key) for event in resolution.events}
        self._titles = _one_each(tenure.title for tenure in resolution.tenures)
        names = {reading.article.outlet for reading in readings} - {None}
        self._outlets, self.unlisted_outlets = _outlets({n for n in names if n}, resolution.actors)
        self._actors.update((actor.key, iri.actor(actor.key)) for actor in self.unlisted_outlets)

    def actor(self, key: str) -> Written:
        """Return the IRI of an actor that the resolution describes."""
        if key not in self._actors:
            raise GraphError(f"the actor {key!r} is referred to but not described")
        return self._actors[key]

    def proposition(self, key: str) -> Written:
        """Return the IRI of a proposition that the resolution describes."""
        if key not in self._propositions:
            raise GraphError(f"the proposition {key!r} is referred to but not described")
        return self._propositions[key]

    def issue(self, key: str) -> Written:
        """Return the IRI of an issue that the resolution describes."""
        if key not in self._issues:
            raise GraphError(f"the issue {key!r} is referred to but not described")
        return self._issues[key]

    def entity_key(self, ident: str, entity: Entity) -> str:
        """Return the key of the actor that an entity of a document is."""
        key = self._resolution.actor_of.get((ident, entity.number))
        if key is None:
            raise GraphError(f"document {ident}: nothing says who {one_line(entity.name, 80)!r} is")
        return key

    def entity(self, ident: str, entity: Entity) -> Written:
        """Return the actor that an entity of a document is."""
        return self.actor(self.entity_key(ident, entity))

    def correction(self, ident: str, entity: Entity) -> str | None:
        """Return what a user's file said of whom an entity of a document is, None if nothing."""
        return self._resolution.corrected.get((ident, entity.number))

    def claim_key(self, ident: str, claim: Claim) -> str:
        """Return the key of the proposition that a claim of a document states."""
        key = self._resolution.proposition_of.get((ident, claim))
        if key is None:
            raise GraphError(f"document {ident}: no proposition for {one_line(claim.wording, 80)!r}")
        return key

    def event(self, ident: str, index: int) -> Written:
        """Return the event that an event mention of a document reports."""
        key = self._resolution.event_of.get((ident, index))
        if key is None or key not in self._events:
            raise GraphError(f"document {ident}: no event is described for its event mention {index}")
        return self._events[key]

    def known_event(self, key: str) -> Written:
        """Return the IRI of an event that the resolution describes."""
        if key not in self._events:
            raise GraphError(f"the event {key!r} is referred to but not described")
        return self._events[key]

    def event_mention(self, ref: Ref) -> Written:
        """Return the IRI of a report of an event by its document and index."""
        ident, index = ref
        events = self._readings[ident].events if ident in self._readings else ()
        if not 0 <= index < len(events):
            raise GraphError(
                f"a condition is settled by report {index} of document {ident}, which does not exist"
            )
        return self._names[ident].event_mention(events[index])

    def document(self, ident: str) -> Written:
        """Return the IRI of a document of the corpus."""
        if ident not in self._names:
            raise GraphError(f"what is said together leads to an unknown document {ident}")
        return self._names[ident].document

    def names(self, ident: str) -> iri.Names:
        """Return the IRIs of a document of the corpus and its parts."""
        return self._names[ident]

    def position(self, ref: Ref) -> Written:
        """Return the IRI of a position by its document and index."""
        ident, index = ref
        positions = self._readings[ident].positions if ident in self._readings else ()
        if not 0 <= index < len(positions):
            raise GraphError(f"a link leads to position {index} of document {ident}, which does not exist")
        return self._names[ident].position(positions[index])

    def span(self, ident: str, span: Span) -> Written:
        """Return the IRI of characters of a document."""
        if ident not in self._names:
            raise GraphError(f"the characters [{span.begin}, {span.end}) are of an unknown document {ident}")
        return self._names[ident].span(span)

    def outlet(self, name: str) -> Written:
        """Return the actor that is the outlet of that name."""
        return iri.actor(self._outlets[name])

    def title_of(self, title: str) -> str:
        """Return the one spelling by which the office of this title is labelled."""
        return self._titles[iri.role(title)]


def _one_each(titles: Iterable[str]) -> dict[str, str]:
    """Return for each office its smallest spelling."""
    found: dict[str, str] = {}
    for title in titles:
        key = iri.role(title)
        found[key] = min(found.get(key, title), title)
    return found


def _outlets(names: set[str], actors: Iterable[Actor]) -> tuple[dict[str, str], tuple[Actor, ...]]:
    """Return the actor's key for each name of a publisher, and the outlets that no actor is yet.

    A publisher is the outlet that the articles or tables call so, by its label before its other names.
    """
    known: dict[str, str] = {}
    outlets = sorted((a for a in actors if a.kind is Kind.OUTLET), key=lambda a: a.key)
    for actor in outlets:
        known.setdefault(_folded(actor.label), actor.key)
    for actor in outlets:
        for name in actor.names:
            known.setdefault(_folded(name), actor.key)
    spellings: dict[str, list[str]] = defaultdict(list)
    keys = {}
    for name in sorted(names):
        found = known.get(_folded(name))
        keys[name] = iri.outlet_key(_folded(name)) if found is None else found
        if found is None:
            spellings[keys[name]].append(name)
    return keys, tuple(Actor(k, Kind.OUTLET, s[0], tuple(s)) for k, s in sorted(spellings.items()))


def _folded(name: str) -> str:
    """Return a name without case, doubled space and leading article."""
    return " ".join(name.casefold().split()).removeprefix("the ")
