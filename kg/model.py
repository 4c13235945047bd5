"""The records that pass between the stages: frozen, slotted, comparable.

`ingest` makes `Article`; `annotate` adds `Entity`, `Mention` and `RoleMention`; `extract` adds
`Attribution`, `Position` and `EventMention`; together they are a `Reading` of one article.
`resolve` turns the readings of a corpus into a `Resolution`.

This module imports neither spaCy nor rdflib. All offsets are Unicode code points into
`Article.text`, begin inclusive, end exclusive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum


class Term(Enum):
    """An enumeration whose value is the local name of a term of the vocabulary (`gs:<value>`)."""

    def __lt__(self, other: Term) -> bool:
        """Order by name, so that records sort the same way everywhere."""
        return str(self.value) < str(other.value)


class Kind(Term):
    """What an entity is. A place is not an actor."""

    PERSON = "Person"
    STATE = "State"
    GOVERNMENT = "Government"
    ORGANISATION = "Organisation"
    BLOC = "Bloc"
    OUTLET = "MediaOutlet"
    GROUP = "Group"
    PLACE = "Place"


class Form(Term):
    """How a mention denotes its entity."""

    NAMED = "named"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class Polarity(Term):
    """The side a holder takes; a bare claim of fact is neutral."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    NEUTRAL = "neutral"
    MIXED = "mixed"

    def flipped(self) -> Polarity:
        """Return the other side; neutral and mixed have none and stay."""
        return {Polarity.SUPPORT: Polarity.OPPOSE, Polarity.OPPOSE: Polarity.SUPPORT}.get(self, self)


class Modality(Term):
    """How committed the holder is (the values of GRaSP's factuality layer)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class SpeechAct(Term):
    """What the holder does in saying it."""

    ASSERT = "assert"
    DEMAND = "demand"
    PROMISE = "promise"
    THREATEN = "threaten"
    WARN = "warn"
    REJECT = "reject"
    WELCOME = "welcome"
    SUGGEST = "suggest"
    CRITICISE = "criticise"
    PRAISE = "praise"
    FEAR = "fear"
    DENY = "deny"
    INTEND = "intend"


class Quotation(Term):
    """How the words of an attribution are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class EventStatus(Term):
    """What the text says of an event's reality."""

    HAPPENED = "happened"
    SCHEDULED = "scheduled"
    POSSIBLE = "possible"
    DENIED = "denied"


class DatePrecision(Term):
    """How the day of an utterance is known."""

    STATED = "stated"
    RESOLVED = "resolved"
    PUBLICATION = "publication"


class LinkKind(Term):
    """Which disagreement or agreement a link is about."""

    BETWEEN_HOLDERS = "betweenHolders"
    SAME_HOLDER_OVER_TIME = "sameHolderOverTime"
    BETWEEN_OUTLETS = "betweenOutlets"


class ShiftKind(Term):
    """How a later position differs from an earlier one."""

    REVERSAL = "reversal"
    SOFTENING = "softening"
    HARDENING = "hardening"
    CONDITION_ADDED = "conditionAdded"
    CONDITION_DROPPED = "conditionDropped"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters [begin, end) of an article's text."""

    begin: int
    end: int

    def __post_init__(self) -> None:
        """Refuse an empty or reversed span.

        Raises:
            ValueError: If not 0 <= begin < end.
        """
        if not 0 <= self.begin < self.end:
            raise ValueError(f"not a span: [{self.begin}, {self.end})")

    def of(self, text: str) -> str:
        """Return the words of the span."""
        return text[self.begin : self.end]

    def covers(self, other: Span) -> bool:
        """Return whether `other` lies within this span."""
        return self.begin <= other.begin and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Return whether the two share a character."""
        return self.begin < other.end and other.begin < self.end


@dataclass(frozen=True, slots=True)
class Article:
    """One text as it was given, with what is known about it; what is not known is None."""

    text: str
    source: str
    title: str | None = None
    published: date | None = None
    outlet: str | None = None
    url: str | None = None
    also: tuple[str, ...] = ()
    """Further sources with the same text."""

    @property
    def sha256(self) -> str:
        """The hexadecimal SHA-256 of the text as UTF-8 (64 characters)."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    @property
    def ident(self) -> str:
        """The document's name in IRIs: the first 16 characters of `sha256`."""
        return self.sha256[:16]


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor or place as one article speaks of it: what all its mentions share."""

    number: int
    """Order of the first mention in the article, from 0: identifies the entity within its article."""
    kind: Kind
    name: str
    """The fullest form met, without article and title."""
    names: tuple[str, ...] = ()
    """Every named or nominal surface form met, sorted."""
    known: str | None = None
    """Key of the curated actor it denotes (`kg.knowledge`), when that is certain."""
    state: str | None = None
    """Key of the curated actor it belongs to ("Ukrainian officials": ukraine)."""
    principal: int | None = None
    """Number of the entity it speaks for (spokesperson, minister), when the text says so."""
    members: tuple[int, ...] = ()
    """Numbers of the entities that a joint mention stands for ("they", "both leaders")."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that denotes an entity."""

    span: Span
    entity: Entity
    form: Form
    head: Span | None = None
    """The smallest words that identify it."""


@dataclass(frozen=True, slots=True)
class RoleMention:
    """An office that the text gives a person: "Defence Secretary Pete Hegseth"."""

    person: Entity
    title: str
    span: Span
    organisation: Entity | None = None
    former: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """One "who said, thought or wants what"."""

    content: tuple[Span, ...]
    quotation: Quotation
    cue: Span | None
    source: Entity | None
    source_span: Span | None
    rule: str
    derivation: tuple[str, ...] = ()
    confidence: float = 1.0
    addressee: Entity | None = None
    outlet: Entity | None = None
    within: Attribution | None = None
    """The attribution that this one is nested in."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a position is about, as one text words it: positive, so that negation is the position's polarity."""

    wording: str
    """The words of the text."""
    label: str
    """One positive sentence or phrase, readable on its own."""
    agent: Entity | None = None
    """Who would act."""
    action: str = ""
    """Class of the action: an event type or a lemma ("deploy")."""
    thing: str = ""
    """Class of what is acted with or on: a lemma ("troops")."""
    patient: Entity | None = None
    """On, to or against whom."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What a position depends on."""

    span: Span
    claim: Claim
    unless: bool = False
    """True where the stance holds if the claim does not ("unless")."""


@dataclass(frozen=True, slots=True)
class Position:
    """One stance of one holder in one article."""

    holder: Entity
    content: tuple[Span, ...]
    polarity: Polarity
    modality: Modality
    speech_act: SpeechAct
    strength: float
    rule: str
    derivation: tuple[str, ...]
    confidence: float
    evidence: tuple[Span, ...]
    claim: Claim | None = None
    target: Entity | None = None
    holder_span: Span | None = None
    target_span: Span | None = None
    cue: Span | None = None
    conditions: tuple[Condition, ...] = ()
    attribution: Attribution | None = None
    asserted_on: date | None = None
    date_precision: DatePrecision | None = None

    def __post_init__(self) -> None:
        """Check what the SHACL shapes also check.

        Raises:
            ValueError: If the position is about nothing, shows nothing, or a number leaves [0, 1].
        """
        if self.claim is None and self.target is None:
            raise ValueError("a position needs a claim or a target")
        if not self.content or not self.evidence:
            raise ValueError("a position needs content and evidence")
        if not (0 <= self.strength <= 1 and 0 <= self.confidence <= 1):
            raise ValueError("strength and confidence lie in [0, 1]")
        if (self.asserted_on is None) != (self.date_precision is None):
            raise ValueError("a date and its precision go together")


@dataclass(frozen=True, slots=True)
class EventMention:
    """One report of an event."""

    type: str
    """Name of a concept of `ontology/events/` ("phone-call", "ASSAULT")."""
    trigger: Span
    status: EventStatus
    rule: str
    confidence: float
    initiator: Entity | None = None
    initiator_span: Span | None = None
    recipient: Entity | None = None
    recipient_span: Span | None = None
    participants: tuple[Entity, ...] = ()
    """Everyone who takes part, initiator and recipient included."""
    place: Entity | None = None
    place_span: Span | None = None
    time_span: Span | None = None
    begins: date | None = None
    ends: date | None = None
    """First and last day on which it lies, both inclusive."""
    attribution: Attribution | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read from one article, in the order of the text."""

    article: Article
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    roles: tuple[RoleMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    positions: tuple[Position, ...] = ()
    events: tuple[EventMention, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    """Name and version of everything that took part: tool, model, tables; sorted."""
    warnings: tuple[str, ...] = ()

    def claims(self) -> Iterator[Claim]:
        """Yield the claim of each position and condition, in order, repeats included."""
        for position in self.positions:
            if position.claim is not None:
                yield position.claim
            for condition in position.conditions:
                yield condition.claim


# ------------------------------------------------------------------ the resolved layer


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor or place of the corpus."""

    key: str
    """Last part of its IRI."""
    kind: Kind
    label: str
    names: tuple[str, ...] = ()
    wikidata: str | None = None
    iso: str | None = None
    part_of: tuple[str, ...] = ()
    speaks_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person in an office, with the places that say so; an empty evidence means a curated table."""

    person: str
    title: str
    organisation: str | None = None
    since: date | None = None
    until: date | None = None
    former: bool = False
    evidence: tuple[tuple[str, Span], ...] = ()
    """Document and span."""


@dataclass(frozen=True, slots=True)
class Proposition:
    """One matter that positions are about, shared across the corpus."""

    key: str
    label: str
    wordings: tuple[str, ...]
    agent: str | None = None
    action: str = ""
    thing: str = ""
    patient: str | None = None
    incompatible: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One event of the corpus."""

    key: str
    type: str
    label: str
    initiators: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    begins: date | None = None
    ends: date | None = None


Ref = tuple[str, int]
"""A record of a reading: the document's ident and the record's index in its tuple."""


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two positions."""

    kind: str
    """`Contradiction`, `Agreement` or `Shift`."""
    earlier: Ref
    later: Ref
    between: LinkKind
    reason: tuple[str, ...] = ()
    within: str | None = None
    """Key of the smallest actor that both holders belong to."""
    shift: ShiftKind | None = None
    stated_by: tuple[str, Span] | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the readings of a corpus say together."""

    actors: tuple[Actor, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    events: tuple[Event, ...] = ()
    links: tuple[Link, ...] = ()
    actor_of: dict[Ref, str] = field(default_factory=dict)
    """(document, number of the entity) to the actor's key."""
    proposition_of: dict[tuple[str, Claim], str] = field(default_factory=dict)
    """(document, claim) to the proposition's key."""
    event_of: dict[Ref, str] = field(default_factory=dict)
    """(document, index of the event mention) to the event's key."""


def covering(spans: Iterable[Span]) -> Span:
    """Return the smallest span over all of `spans` (one or more)."""
    listed = list(spans)
    return Span(min(s.begin for s in listed), max(s.end for s in listed))
