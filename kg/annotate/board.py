"""The workplace of annotation: entities in the making and where they were sighted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.annotate.document import Annotated
from kg.model import Article, Entity, Form, Kind, Mention, RoleMention

if TYPE_CHECKING:
    from kg.annotate.layout import Layout
    from kg.annotate.quotes import Quote


@dataclass(slots=True, eq=False)
class Draft:
    """An entity while the article is still being read."""

    kind: Kind
    name: str
    known: str | None = None
    state: str | None = None
    principal: Draft | None = None
    feminine: bool | None = None
    plural: bool = False
    forms: set[str] = field(default_factory=set)
    titles: list[Office] = field(default_factory=list)
    members: tuple[Draft, ...] = ()
    """Who stands together in it ("the two leaders")."""
    lone: str = ""
    """Persons: the surname that is all the article calls them by."""
    maybe: tuple[str, ...] = ()
    """Keys of the curated actors that it may be, undecided."""

    @property
    def state_key(self) -> str | None:
        """The curated state it is or belongs to."""
        return self.known if self.kind is Kind.STATE and self.known else self.state


@dataclass(slots=True, eq=False)
class Office:
    """A title that the text gives a person."""

    title: str
    """Lower case, without the state."""
    begin: int
    end: int
    organisation: Draft | None = None
    former: bool = False


@dataclass(slots=True, eq=False)
class Sighting:
    """A mention while the article is still being read: tokens [begin, end) with syntactic head `head`."""

    begin: int
    end: int
    head: int
    draft: Draft
    form: Form
    core: tuple[int, int] | None = None
    """Tokens of the smallest words that identify it."""
    listed: bool = True
    """Whether it counts as a mention of its own; a relative pronoun does not."""


class Board:
    """Everything found so far in one article."""

    def __init__(self, article: Article, layout: Layout, quotes: tuple[Quote, ...]) -> None:
        """Start with nothing found."""
        self.article = article
        self.layout = layout
        self.quotes = quotes
        self.sightings: list[Sighting] = []
        self.at_head: dict[int, Sighting] = {}
        self.named_at: dict[int, Sighting] = {}
        """Token to the named sighting that holds it."""
        self.titled: dict[int, Sighting] = {}
        """Token of a title to the person it stands before."""
        self.quoted: list[int] = [-1] * len(layout)
        """Token to the number of the quote that holds it, -1 outside."""
        self.adjectives: dict[int, tuple[int, str]] = {}
        """Token of an adjective of a state or bloc to the adjective's first token and the actor's key."""
        self.first_persons: list[int] = []
        self._together: dict[str, Draft] = {}
        for number, quote in enumerate(quotes):
            for i in range(quote.begin, quote.end):
                self.quoted[i] = number

    def add(
        self, begin: int, end: int, draft: Draft, form: Form, core: tuple[int, int] | None = None
    ) -> Sighting:
        """Note that the tokens [begin, end) denote `draft`."""
        head = self.layout.head_in(*(core or (begin, end)))
        sighting = Sighting(begin, end, head, draft, form, core)
        self.sightings.append(sighting)
        self.at_head.setdefault(head, sighting)
        if form is not Form.PRONOUN:
            draft.forms.add(self.layout.words(*(core if form is Form.NAMED and core else (begin, end))))
        if form is Form.NAMED:
            for i in range(*(core or (begin, end))):
                self.named_at.setdefault(i, sighting)
        return sighting

    def together(self, members: list[Draft]) -> Draft:
        """Return the group of several actors that a plural refers to, the same one each time."""
        names = [draft.name for draft in members]
        name = " and ".join((", ".join(names[:-1]), names[-1]))
        key = "|".join(sorted(names))
        if key not in self._together:
            self._together[key] = Draft(Kind.GROUP, name, plural=True, members=tuple(members))
        return self._together[key]

    def merge(self, kept: Draft, gone: Draft) -> None:
        """Make every sighting of `gone` one of `kept`."""
        if kept is gone:
            return
        for sighting in self.sightings:
            if sighting.draft is gone:
                sighting.draft = kept
        kept.forms |= gone.forms
        kept.titles += gone.titles
        kept.known = kept.known or gone.known
        kept.state = kept.state or gone.state
        if kept.feminine is None:
            kept.feminine = gone.feminine

    def finish(self, armed: frozenset[str] = frozenset()) -> Annotated:
        """Freeze what was found; `armed` are the keys of the organisations that fight."""
        ordered = sorted(self.sightings, key=lambda s: (s.begin, -s.end))
        numbers: dict[int, int] = {}
        drafts: list[Draft] = []
        for sighting in ordered:
            if id(sighting.draft) not in numbers:
                numbers[id(sighting.draft)] = len(drafts)
                drafts.append(sighting.draft)
        for draft in list(drafts):  # whom nobody names: the state of "the French president"
            owners = [office.organisation for office in draft.titles]
            for other in (*owners, draft.principal, *draft.members):
                if other is not None and id(other) not in numbers:
                    numbers[id(other)] = len(drafts)
                    drafts.append(other)
        entities = [_frozen(draft, numbers) for draft in drafts]
        pairs = [(s, self._mention(s, entities[numbers[id(s.draft)]])) for s in ordered]
        heads: dict[int, Mention] = {}
        cover: dict[int, Mention] = {}
        for sighting, mention in sorted(pairs, key=lambda p: p[0].end - p[0].begin):
            heads.setdefault(sighting.head, mention)
            for i in range(sighting.begin, sighting.end):
                cover.setdefault(i, mention)
        by_sighting = {id(s): m for s, m in pairs}
        for i, sighting in self.titled.items():
            heads.setdefault(i, by_sighting[id(sighting)])
        return Annotated(
            article=self.article,
            doc=self.layout.doc,
            entities=tuple(entities),
            mentions=tuple(sorted({m.span: m for s, m in pairs if s.listed}.values(), key=lambda m: m.span)),
            roles=self._roles(drafts, entities, numbers),
            quotes=self.quotes,
            layout=self.layout,
            heads=heads,
            cover=cover,
            adjectives={i: key for i, (_, key) in self.adjectives.items()},
            first_persons=tuple(self.first_persons),
            armed=armed,
        )

    def _mention(self, sighting: Sighting, entity: Entity) -> Mention:
        """Freeze one sighting."""
        span = self.layout.span(sighting.begin, sighting.end)
        head = self.layout.span(*sighting.core) if sighting.core else None
        return Mention(span, entity, sighting.form, head)

    def _roles(
        self, drafts: list[Draft], entities: list[Entity], numbers: dict[int, int]
    ) -> tuple[RoleMention, ...]:
        """Freeze the offices, in the order of the text."""
        roles: dict[tuple[str, str, bool, int], RoleMention] = {}
        for draft in drafts:
            for office in draft.titles:
                number = numbers.get(id(office.organisation)) if office.organisation else None
                role = RoleMention(
                    person=entities[numbers[id(draft)]],
                    title=office.title,
                    span=self.layout.span(office.begin, office.end),
                    organisation=None if number is None else entities[number],
                    former=office.former,
                )
                roles.setdefault((str(role.span), role.title, role.former, role.person.number), role)
        return tuple(sorted(roles.values(), key=lambda r: (r.span, r.title, r.person.number)))


def _frozen(draft: Draft, numbers: dict[int, int]) -> Entity:
    """Freeze one entity."""
    return Entity(
        number=numbers[id(draft)],
        kind=draft.kind,
        name=draft.name,
        names=tuple(sorted(draft.forms)),
        known=draft.known,
        state=draft.state if draft.kind is not Kind.STATE else None,
        principal=numbers.get(id(draft.principal)) if draft.principal else None,
        members=tuple(numbers[id(member)] for member in draft.members if id(member) in numbers),
        maybe=draft.maybe if draft.known is None else (),
    )
