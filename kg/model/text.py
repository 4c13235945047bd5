"""What one article says: its entities, attributions, positions and events, each with its characters."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kg.model.terms import DatePrecision, EventStatus, Form, Kind, Modality, Polarity, Quotation, SpeechAct


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
    maybe: tuple[str, ...] = ()
    """Keys of the curated actors that it may denote where the text does not tell which, sorted."""


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
    judged: Claim | None = None
    """What it passes a verdict on, where it is one: "the deal" in "the deal is a disgrace"."""


@dataclass(frozen=True, slots=True)
class NamedClaim(Claim):
    """A matter that a person named: it is the proposition of that name, whatever the words of the text."""


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


def covering(spans: Iterable[Span]) -> Span:
    """Return the smallest span over all of `spans` (one or more)."""
    listed = list(spans)
    return Span(min(s.begin for s in listed), max(s.end for s in listed))
