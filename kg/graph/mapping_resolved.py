"""What the documents say together, record by record, as statements of the resolved graph.

It holds the actors, propositions, events and links, and every statement about a document's records that
leads to one of them. All statements that a function writes are of one subject, or of those of one document.
"""

from __future__ import annotations

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
    Tenure,
)

from . import iri
from .concepts import EventType, EventTypes
from .lookup import Lookup
from .mapping_document import attributions_of
from .statements import KIND_CLASSES, Statements
from .written import DCTERMS, GS, ORG, RDF, RDFS, SKOS, day, flag, numbered, share, text

_LINK_CLASSES = ("Contradiction", "Agreement", "Shift")


def actor(out: Statements, look: Lookup, actor: Actor) -> None:
    """Describe an actor or place."""
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


def tenure(out: Statements, look: Lookup, tenure: Tenure) -> None:
    """Describe a person's time in an office."""
    node = iri.tenure(tenure)
    out.add(node, RDF.type, GS.Tenure, ORG.Membership)
    out.add(node, ORG.member, look.actor(tenure.person))
    if tenure.organisation is not None:
        out.add(node, ORG.organization, look.actor(tenure.organisation))
    out.add(node, ORG.role, iri.role(tenure.title))
    out.add(node, GS.roleTitle, text(tenure.title))
    out.add(node, GS.former, flag(tenure.former))
    if tenure.since is not None:
        out.add(node, GS.validFrom, day(tenure.since))
    if tenure.until is not None:
        out.add(node, GS.validUntil, day(tenure.until))
    out.add(node, GS.evidence, *(look.span(ident, span) for ident, span in tenure.evidence))


def office(out: Statements, look: Lookup, title: str) -> None:
    """Describe the office of a title."""
    node = iri.role(title)
    out.add(node, RDF.type, ORG.Role)
    out.add(node, RDFS.label, text(look.title_of(title)))


def proposition(out: Statements, look: Lookup, proposition: Proposition, concepts: EventTypes) -> None:
    """Describe a proposition."""
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
    out.add(node, GS.incompatibleWith, *(look.proposition(key) for key in proposition.incompatible))


def issue(out: Statements, look: Lookup, issue: Issue) -> None:
    """Describe a debate above propositions."""
    node = iri.issue(issue.key)
    out.add(node, RDF.type, GS.Issue)
    out.add(node, SKOS.prefLabel, text(issue.label))
    out.add(node, GS.concerns, *(look.actor(key) for key in issue.concerns))


def event(out: Statements, look: Lookup, event: Event) -> None:
    """Describe an event."""
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


def reading(out: Statements, look: Lookup, reading: Reading) -> None:
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


def _attribution(out: Statements, look: Lookup, names: iri.Names, record: Attribution) -> None:
    node = names.attribution(record)
    for term, entity in (
        (GS.source, record.source),
        (GS.addressee, record.addressee),
        (GS.outlet, record.outlet),
    ):
        if entity is not None:
            out.add(node, term, look.entity(names.ident, entity))


def _position(out: Statements, look: Lookup, names: iri.Names, record: Position) -> None:
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


def link(out: Statements, look: Lookup, link: Link) -> None:
    """Describe a link between positions."""
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


def shortcut(out: Statements, look: Lookup, link: Link, ident: str) -> None:
    """Write a link once more as one statement of a position of the document, from both where it is symmetric."""
    earlier, later = look.position(link.earlier), look.position(link.later)
    if link.kind == "Shift":
        if link.later[0] == ident:
            out.add(later, GS.shiftsFrom, earlier)
        return
    term = GS.contradicts if link.kind == "Contradiction" else GS.agreesWith
    if link.earlier[0] == ident:
        out.add(earlier, term, later)
    if link.later[0] == ident:
        out.add(later, term, earlier)


def concept(out: Statements, _look: Lookup, event_type: EventType) -> None:
    """Describe an event type."""
    node = iri.event_type(event_type.name)
    out.add(node, RDF.type, SKOS.Concept)
    out.add(node, SKOS.prefLabel, text(event_type.label))
    out.add(node, SKOS.broader, *(iri.event_type(wider) for wider in event_type.broader))
