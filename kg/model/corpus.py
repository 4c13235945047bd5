"""What the articles of a corpus say together: actors, propositions, events and the links between positions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kg.model.terms import ConditionStatus, Kind, LinkKind, ShiftKind
from kg.model.text import Claim, Span


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
    maybe: tuple[str, ...] = ()
    """Keys of the actors that it may be: the text does not tell which, so none is taken for it."""
    corrections: tuple[str, ...] = ()
    """What a user's file said of it, each with file and line."""


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
    issue: str | None = None
    """Key of the issue that it is part of."""


@dataclass(frozen=True, slots=True)
class Issue:
    """A debate that propositions belong to, whichever side of it they word: "Sanctions on Russia"."""

    key: str
    label: str
    concerns: tuple[str, ...] = ()
    """Keys of the actors and places that it names."""


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
class ActedOn:
    """What was done about a matter, beside the last word of one who acts for the same side."""

    position: Ref
    event: str
    """The event's key."""
    consistent: bool
    """Whether the act fits the words."""
    report: tuple[str, Span]
    """Document and sentence that tells of the act."""
    reason: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What became of the condition of a position."""

    position: Ref
    status: ConditionStatus
    report: Ref | None = None
    """The event mention that says so; None while it is open."""
    sentence: Span | None = None
    """The sentence of that report."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A document that is another's text, whole or nearly, so that the two are one source."""

    copy: str
    """Ident of the document."""
    original: str
    share: float
    """Share in [0, 1] of the shorter text that stands in the longer one."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the readings of a corpus say together."""

    actors: tuple[Actor, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    issues: tuple[Issue, ...] = ()
    events: tuple[Event, ...] = ()
    links: tuple[Link, ...] = ()
    acted: tuple[ActedOn, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    """One for each position with a condition."""
    copies: tuple[Copy, ...] = ()
    actor_of: dict[Ref, str] = field(default_factory=dict)
    """(document, number of the entity) to the actor's key."""
    proposition_of: dict[tuple[str, Claim], str] = field(default_factory=dict)
    """(document, claim) to the proposition's key."""
    event_of: dict[Ref, str] = field(default_factory=dict)
    """(document, index of the event mention) to the event's key."""
    corrected: dict[Ref, str] = field(default_factory=dict)
    """(document, number of the entity) to what a user's file said of whom it is."""
