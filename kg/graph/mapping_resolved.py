"""What the documents say together, as quads of the resolved graph.

It holds the actors, propositions, events and links, and every statement about a document's records that
leads to one of them. It can always be thrown away and made again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import NamedNode, Quad

from kg.errors import GraphError
from kg.model import (
    Actor,
    Attribution,
    Event,
    Issue,
    Link,
    Position,
    Proposition,
    Reading,
    Resolution,
    Span,
    Tenure,
)

from . import iri
from .concepts import EventTypes
from .lookup import NO_NAMES, Lookup
from .mapping_document import attributions_of, spans_of
from .mapping_outcomes import add_outcomes
from .triples import KIND_CLASSES, Triples, day, flag, numbered, share, text
from .vocab import DCTERMS, GS, ORG, RDF, RDFS, SKOS

_LINK_CLASSES = ("Contradiction", "Agreement", "Shift")


class Together:
    """What the readings of a corpus say together: a part for each document, and what is of no single one."""

    __slots__ = ("_concepts", "_look", "_pointed_at", "_readings", "_resolution")

    def __init__(
        self,
        readings: Sequence[Reading],
        resolution: Resolution,
        concepts: EventTypes,
        names: Mapping[str, iri.Names] = NO_NAMES,
    ) -> None:
        """Index the corpus.

        Args:
            readings: One reading a document, in any order.
            resolution: Says for every entity, claim and event mention of `readings` what it denotes.
            concepts: The event types; those used are written with all that are wider.
            names: Names of documents that `document_quads` has worked out already, by their identifiers.
        """
        self._readings, self._resolution, self._concepts = readings, resolution, concepts
        self._look = Lookup(readings, resolution, names)
        self._pointed_at = _pointed_at(resolution)

    def of(self, reading: Reading) -> Iterator[Quad]:
        """Yield what the records of one document refer to.

        Raises:
            GraphError: If the resolution leaves out something that is referred to.
        """
        out = Triples(iri.RESOLVED)
        ident = reading.article.ident
        _reading(out, self._look, reading)
        told = self._pointed_at.get(ident)
        for span in sorted(told - spans_of(reading)) if told else ():
            out.add_span(self._look.names(ident), reading.article, span)
        return iter(out)

    def shared(self) -> Iterator[Quad]:
        """Yield the rest: actors, matters, events, links; a statement may come more than once.

        Raises:
            GraphError: If the resolution leaves out something that is referred to.
        """
        out, look, resolution = Triples(iri.RESOLVED), self._look, self._resolution
        for actor in (*resolution.actors, *look.unlisted_outlets):
            _actor(out, look, actor)
        for tenure in resolution.tenures:
            _tenure(out, look, tenure)
        for proposition in resolution.propositions:
            _proposition(out, look, proposition, self._concepts)
            yield from out.drained()
        for issue in resolution.issues:
            _issue(out, look, issue)
        for event in resolution.events:
            _event(out, look, event)
            yield from out.drained()
        for link in resolution.links:
            _link(out, look, link)
            yield from out.drained()
        add_outcomes(out, look, resolution)
        _concepts(out, _types_used(self._readings, resolution, self._concepts), self._concepts)
        yield from out.drained()


def resolved_quads(
    readings: Sequence[Reading],
    resolution: Resolution,
    concepts: EventTypes,
    names: Mapping[str, iri.Names] = NO_NAMES,
) -> Iterator[Quad]:
    """Yield what the readings of a corpus say together; a statement may come more than once.

    Args:
        readings: As of `Together`, like the others.
        resolution: What they denote.
        concepts: The event types.
        names: Names worked out already.

    Raises:
        GraphError: If `resolution` leaves out something that is referred to.
    """
    together = Together(readings, resolution, concepts, names)
    yield from together.shared()
    for reading in readings:
        yield from together.of(reading)


def _pointed_at(resolution: Resolution) -> dict[str, set[Span]]:
    """Return for each document the characters that what is said together leads to."""
    found: dict[str, set[Span]] = defaultdict(set)
    places = [place for tenure in resolution.tenures for place in tenure.evidence]
    places += (link.stated_by for link in resolution.links if link.stated_by is not None)
    places += (link.report for link in resolution.acted)
    places += (
        (entry.report[0], entry.sentence)
        for entry in resolution.ledger
        if entry.report is not None and entry.sentence is not None
    )
    for ident, span in places:
        found[ident].add(span)
    return found


def _actor(out: Triples, look: Lookup, actor: Actor) -> None:
    node = iri.actor(actor.key)
    out.add(node, RDF.type, *KIND_CLASSES[actor.kind])
    out.add(node, RDFS.label, text(actor.label))
    out.add(node, SKOS.altLabel, *(text(name) for name in actor.names))
    if actor.iso is not None:
        out.add(node, GS.isoCode, text(actor.iso))
    if actor.wikidata is not None:
        out.add(node, SKOS.exactMatch, iri.wikidata(actor.wikidata))
    out.add(node, GS.partOf, *(look.actor(key) for key in actor.part_of))
    out.add(node, GS.speaksFor, *(look.actor(key) for key in actor.speaks_for))
    out.add(node, GS.mayBe, *(look.actor(key) for key in actor.maybe))
    if actor.maybe:  # itself or one of them, with nothing to tell which
        out.add(node, GS.confidence, share(round(1 / (1 + len(actor.maybe)), 2)))
    out.add(node, GS.correction, *(text(line) for line in actor.corrections))


def _tenure(out: Triples, look: Lookup, tenure: Tenure) -> None:
    node = iri.tenure(tenure)
    office = iri.role(tenure.title)
    out.add(node, RDF.type, GS.Tenure, ORG.Membership)
    out.add(node, ORG.member, look.actor(tenure.person))
    if tenure.organisation is not None:
        out.add(node, ORG.organization, look.actor(tenure.organisation))
    out.add(node, ORG.role, office)
    out.add(office, RDF.type, ORG.Role)
    out.add(office, RDFS.label, text(look.title_of(tenure.title)))
    out.add(node, GS.roleTitle, text(tenure.title))
    out.add(node, GS.former, flag(tenure.former))
    if tenure.since is not None:
        out.add(node, GS.validFrom, day(tenure.since))
    if tenure.until is not None:
        out.add(node, GS.validUntil, day(tenure.until))
    out.add(node, GS.evidence, *(look.span(ident, span) for ident, span in tenure.evidence))


def _proposition(out: Triples, look: Lookup, proposition: Proposition, concepts: EventTypes) -> None:
    node = iri.proposition(proposition.key)
    out.add(node, RDF.type, GS.Proposition)
    out.add(node, SKOS.prefLabel, text(proposition.label))
    # SKOS forbids one string as both labels of a concept
    out.add(node, SKOS.altLabel, *(text(w) for w in proposition.wordings if w != proposition.label))
    if proposition.agent is not None:
        out.add(node, GS.agent, look.actor(proposition.agent))
    if proposition.action in concepts:
        out.add(node, GS.action, iri.event_type(proposition.action))
    elif proposition.action:
        out.add(node, GS.actionWord, text(proposition.action))
    if proposition.thing:
        out.add(node, GS.thingWord, text(proposition.thing))
    if proposition.patient is not None:
        out.add(node, GS.patient, look.actor(proposition.patient))
    if proposition.issue is not None:
        out.add(node, SKOS.broader, look.issue(proposition.issue))
    for key in proposition.incompatible:
        other = look.proposition(key)
        out.add(node, GS.incompatibleWith, other)
        out.add(other, GS.incompatibleWith, node)


def _issue(out: Triples, look: Lookup, issue: Issue) -> None:
    node = iri.issue(issue.key)
    out.add(node, RDF.type, GS.Issue)
    out.add(node, SKOS.prefLabel, text(issue.label))
    out.add(node, GS.concerns, *(look.actor(key) for key in issue.concerns))


def _event(out: Triples, look: Lookup, event: Event) -> None:
    node = iri.event(event.key)
    out.add(node, RDF.type, GS.Event)
    out.add(node, RDFS.label, text(event.label))
    out.add(node, GS.eventType, iri.event_type(event.type))
    initiators = [look.actor(key) for key in event.initiators]
    recipients = [look.actor(key) for key in event.recipients]
    out.add(node, GS.initiator, *initiators)
    out.add(node, GS.recipient, *recipients)
    others = (look.actor(key) for key in event.participants)
    out.add(node, GS.participant, *initiators, *recipients, *others)
    out.add(node, GS.place, *(look.actor(key) for key in event.places))
    if event.begins is not None:
        out.add(node, GS.eventDate, day(event.begins))
    if event.ends is not None:
        out.add(node, GS.eventEndDate, day(event.ends))


def _reading(out: Triples, look: Lookup, reading: Reading) -> None:
    """Write what the records of one document refer to."""
    ident = reading.article.ident
    names = look.names(ident)
    if reading.article.outlet is not None:
        out.add(names.document, DCTERMS.publisher, look.outlet(reading.article.outlet))
    for mention in reading.mentions:
        out.add(names.span(mention.span), GS.refersTo, look.entity(ident, mention.entity))
        if (line := look.correction(ident, mention.entity)) is not None:
            out.add(names.span(mention.span), GS.correction, text(line))
    for role in reading.roles:
        node = names.role_mention(role)
        out.add(node, ORG.member, look.entity(ident, role.person))
        if role.organisation is not None:
            out.add(node, ORG.organization, look.entity(ident, role.organisation))
    for attribution in attributions_of(names, reading):
        _attribution(out, look, names, attribution)
    for position in reading.positions:
        _position(out, look, names, position)
    for index, mention_of_event in enumerate(reading.events):
        node = names.event_mention(mention_of_event)
        out.add(node, GS.mentionOf, look.event(ident, index))


def _attribution(out: Triples, look: Lookup, names: iri.Names, record: Attribution) -> None:
    node = names.attribution(record)
    for term, entity in (
        (GS.source, record.source),
        (GS.addressee, record.addressee),
        (GS.outlet, record.outlet),
    ):
        if entity is not None:
            out.add(node, term, look.entity(names.ident, entity))


def _position(out: Triples, look: Lookup, names: iri.Names, record: Position) -> None:
    node = names.position(record)
    out.add(node, GS.holder, look.entity(names.ident, record.holder))
    if record.target is not None:
        out.add(node, GS.target, look.entity(names.ident, record.target))
    if record.claim is not None:
        key = look.claim_key(names.ident, record.claim)
        out.add(node, GS.about, look.proposition(key))
        out.add(node, GS.stanceKey, iri.stance_key(look.entity_key(names.ident, record.holder), key))
    for condition in record.conditions:
        proposition = look.proposition(look.claim_key(names.ident, condition.claim))
        out.add(node, GS.unless if condition.unless else GS.condition, proposition)


def _link(out: Triples, look: Lookup, link: Link) -> None:
    if link.kind not in _LINK_CLASSES:
        raise GraphError(f"a link is one of {', '.join(_LINK_CLASSES)}, not {link.kind!r}")
    earlier, later = look.position(link.earlier), look.position(link.later)
    node = iri.link(link, earlier, later)
    out.add(node, RDF.type, GS[link.kind], GS.PositionLink)
    out.add(node, GS["from"], earlier)
    out.add(node, GS.to, later)
    out.add(node, GS.linkKind, GS[link.between])
    out.add(node, GS.derivation, *numbered(link.reason))
    if link.within is not None:
        out.add(node, GS.withinActor, look.actor(link.within))
    if link.shift is not None:
        out.add(node, GS.shiftKind, GS[link.shift])
    if link.stated_by is not None:
        out.add(node, GS.statedBy, look.span(*link.stated_by))
    _shortcut(out, link.kind, earlier, later)


def _shortcut(out: Triples, kind: str, earlier: NamedNode, later: NamedNode) -> None:
    """Write the link once more as one statement, in both directions where it is symmetric."""
    if kind == "Shift":
        out.add(later, GS.shiftsFrom, earlier)
    else:
        term = GS.contradicts if kind == "Contradiction" else GS.agreesWith
        out.add(earlier, term, later)
        out.add(later, term, earlier)


def _types_used(readings: Iterable[Reading], resolution: Resolution, concepts: EventTypes) -> set[str]:
    used = {event.type for event in resolution.events}
    used.update(mention.type for reading in readings for mention in reading.events)
    used.update(p.action for p in resolution.propositions if p.action in concepts)
    return used


def _concepts(out: Triples, names: Iterable[str], concepts: EventTypes) -> None:
    for name in names:
        for concept in concepts.chain(name):
            node = iri.event_type(concept.name)
            out.add(node, RDF.type, SKOS.Concept)
            out.add(node, SKOS.prefLabel, text(concept.label))
            out.add(node, SKOS.broader, *(iri.event_type(wider) for wider in concept.broader))
