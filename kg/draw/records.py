"""What a page shows, as plain frozen data: no store, no pyvis, no HTML.

Identifiers are the IRIs of the graph, shortened by the project's own base (`kg.draw.facts.short`).
All offsets are Unicode code points into the article's text, begin inclusive, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass

CONTRADICTION, AGREEMENT, SHIFT = "contradiction", "agreement", "shift"


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Words of an article and where they stand."""

    article: str
    begin: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Telling:
    """One step of a chain of attribution: who said it, in which words, to whom."""

    source: str | None
    words: str = ""
    """The words that name the source."""
    cue: str = ""
    quotation: str = ""
    addressee: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class ConditionShown:
    """A proposition that a position hangs on."""

    proposition: str
    unless: bool
    status: str | None = None
    """Whether it is open, met or failed by now."""
    settled: str | None = None
    """The event that settled it."""


@dataclass(frozen=True, slots=True)
class PositionShown:
    """One position with everything needed to check it."""

    id: str
    holder: str
    about: tuple[str, ...]
    target: str | None
    polarity: str
    modality: str
    speech_act: str
    article: str
    evidence: tuple[Passage, ...]
    content: tuple[Passage, ...]
    conditions: tuple[ConditionShown, ...] = ()
    condition_words: tuple[Passage, ...] = ()
    hedge: tuple[Passage, ...] = ()
    """The words that make it less than certain."""
    cue: tuple[Passage, ...] = ()
    holder_words: tuple[Passage, ...] = ()
    target_words: tuple[Passage, ...] = ()
    chain: tuple[Telling, ...] = ()
    """Innermost first: the holder's own words, then who passed them on."""
    date: str | None = None
    date_precision: str | None = None
    strength: float | None = None
    confidence: float | None = None
    rule: str = ""
    derivation: tuple[str, ...] = ()

    @property
    def manner(self) -> str:
        """`conditional` before `hedged` before `asserted`: how the line is drawn."""
        if self.conditions or self.condition_words:
            return "conditional"
        return "asserted" if self.modality == "certain" else "hedged"

    @property
    def objects(self) -> tuple[str, ...]:
        """What edges of this position end at: its propositions, or else the actor it is aimed at."""
        if self.about:
            return self.about
        return () if self.target is None else (self.target,)


@dataclass(frozen=True, slots=True)
class ActorShown:
    """One actor."""

    id: str
    kind: str
    label: str
    names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    group: str | None = None
    """The state or bloc it belongs to, itself included: the colour."""
    iso: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class PropositionShown:
    """One matter that positions are about."""

    id: str
    label: str
    wordings: tuple[str, ...] = ()
    issue: str | None = None
    """The issue above it."""


@dataclass(frozen=True, slots=True)
class IssueShown:
    """What several propositions are about."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class EventShown:
    """One event with the passages that report it."""

    id: str
    label: str
    type: str
    begins: str | None = None
    ends: str | None = None
    participants: tuple[str, ...] = ()
    reports: tuple[tuple[Passage, Passage, str], ...] = ()
    """Sentence, trigger, status."""


@dataclass(frozen=True, slots=True)
class ArticleShown:
    """One article; its text only when the graph holds it and it was asked for."""

    id: str
    title: str
    outlet: str
    date: str | None = None
    sources: tuple[str, ...] = ()
    text: str | None = None
    copy_of: str | None = None
    """The article that it repeats; both are one source."""


@dataclass(frozen=True, slots=True)
class LinkShown:
    """Two positions that contradict, agree or follow one another."""

    kind: str
    earlier: str
    later: str
    between: str | None = None
    shift: str | None = None
    within: str | None = None
    stated_by: Passage | None = None


@dataclass(frozen=True, slots=True, order=True)
class ActShown:
    """An event in which the holder of a position did, or did the opposite of, what it said."""

    position: str
    event: str
    consistent: bool | None = None
    """None where the graph does not tell."""


@dataclass(frozen=True, slots=True)
class View:
    """Everything a page may show, each tuple sorted by identifier."""

    actors: tuple[ActorShown, ...] = ()
    propositions: tuple[PropositionShown, ...] = ()
    events: tuple[EventShown, ...] = ()
    positions: tuple[PositionShown, ...] = ()
    links: tuple[LinkShown, ...] = ()
    articles: tuple[ArticleShown, ...] = ()
    issues: tuple[IssueShown, ...] = ()
    acts: tuple[ActShown, ...] = ()
    left: int = 0
    """Positions of the graph that are not among these, since it is too large for a page."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One line of the picture.

    `kind` is `stance`, `contradiction`, `shift`, `condition` or `part` (takes part in an event).
    """

    kind: str
    source: str
    to: str
    polarity: str = ""
    manner: str = ""
    positions: tuple[str, ...] = ()
    outlets: int = 1
    """Number of independent outlets that carry it."""

    @property
    def id(self) -> str:
        """The edge in links to the page; no IRI holds the sign that parts the fields."""
        fields = [self.source, self.to, self.polarity or self.kind, self.manner]
        return "|".join(field for field in fields if field)


@dataclass(frozen=True, slots=True)
class Box:
    """The room a node takes: its symbol and its label, lines broken."""

    lines: tuple[str, ...]
    radius: float
    """Of the symbol; 0 for a box, whose label is its symbol."""
    width: float
    height: float

    @property
    def drop(self) -> float:
        """How far the middle of the room lies below the middle of the symbol."""
        return self.height / 2 - self.radius if self.radius else 0.0


@dataclass(frozen=True, slots=True)
class Layout:
    """One arrangement of a picture, or of its strongest part, for windows of about one shape."""

    places: dict[str, tuple[int, int]]
    """Middle of each symbol."""
    bounds: tuple[float, float, float, float]
    """Left, top, right and bottom of all boxes."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The part of a view that is drawn at first."""

    nodes: tuple[str, ...]
    edges: tuple[Edge, ...]
    boxes: dict[str, Box]
    """Room of each node; an event's label is short here, since its participants are drawn too."""
    layouts: tuple[Layout, ...]
    """Largest first: the page takes the first that fits its window legibly."""
    total: int
    """Number of nodes that there would be without a limit."""
    asked: bool = False
    """Whether a number of nodes was asked for: then they are drawn whatever the window."""
