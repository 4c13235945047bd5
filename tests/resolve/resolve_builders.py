"""Readings made by hand: a document as a list of entities, positions and events."""

from dataclasses import dataclass, field
from datetime import date

from kg.knowledge import Knowledge, KnownActor, KnownTenure
from kg.model import (
    Article,
    Claim,
    Condition,
    DatePrecision,
    Entity,
    EventMention,
    EventStatus,
    Kind,
    Modality,
    Polarity,
    Position,
    Reading,
    RoleMention,
    Span,
    SpeechAct,
)

WEDNESDAY = date(2025, 2, 12)


def state(key, label, adjective, people, iso, metonyms=(), part_of=()):
    return KnownActor(
        key, Kind.STATE, label, (label,), (), (adjective,), (people,), metonyms, iso, None, part_of
    )


def person(key, label, *surnames, names=()):
    return KnownActor(key, Kind.PERSON, label, (label, *names), surnames)


KNOWLEDGE = Knowledge(
    {
        actor.key: actor
        for actor in (
            state(
                "united-states", "United States", "American", "Americans", "USA", ("Washington",), ("nato",)
            ),
            state("russia", "Russia", "Russian", "Russians", "RUS", ("Moscow",)),
            state("ukraine", "Ukraine", "Ukrainian", "Ukrainians", "UKR", ("Kyiv",)),
            state("france", "France", "French", "French", "FRA", (), ("european-union", "nato")),
            state("germany", "Germany", "German", "Germans", "DEU", (), ("european-union", "nato")),
            state("turkey", "Turkey", "Turkish", "Turks", "TUR", ("Ankara",), ("nato",)),
            state("egypt", "Egypt", "Egyptian", "Egyptians", "EGY"),
            KnownActor("european-union", Kind.BLOC, "European Union", ("European Union", "EU")),
            KnownActor("europe", Kind.PLACE, "Europe", ("Europe",), (), ("European",), ("Europeans",)),
            KnownActor("nato", Kind.BLOC, "NATO", ("NATO",)),
            KnownActor("pentagon", Kind.GOVERNMENT, "Pentagon", ("Pentagon",), part_of=("united-states",)),
            person("jd-vance", "JD Vance", "Vance"),
            person("pete-hegseth", "Pete Hegseth", "Hegseth"),
            person("donald-trump", "Donald Trump", "Trump"),
            person("vladimir-putin", "Vladimir Putin", "Putin"),
            person("volodymyr-zelenskyy", "Volodymyr Zelenskyy", "Zelenskyy"),
            person("emmanuel-macron", "Emmanuel Macron", "Macron"),
            KnownActor("le-monde", Kind.OUTLET, "Le Monde", ("Le Monde",)),
        )
    },
    (
        KnownTenure("jd-vance", "Vice President", ("vice president",), "united-states", date(2025, 1, 20)),
        KnownTenure(
            "pete-hegseth", "Secretary of Defense", ("defense secretary",), "pentagon", date(2025, 1, 25)
        ),
        KnownTenure(
            "donald-trump", "President", ("president",), "united-states", date(2017, 1, 20), date(2021, 1, 19)
        ),
        KnownTenure("donald-trump", "President", ("president",), "united-states", date(2025, 1, 20)),
        KnownTenure("vladimir-putin", "President", ("president",), "russia", date(2012, 5, 7)),
        KnownTenure("volodymyr-zelenskyy", "President", ("president",), "ukraine", date(2019, 5, 20)),
        KnownTenure("emmanuel-macron", "President", ("president",), "france", date(2017, 5, 14)),
    ),
)


@dataclass
class Document:
    """Collects what a reading holds; every position and event gets words of its own in the text."""

    title: str
    published: date | None = WEDNESDAY
    outlet: str | None = "Evening Courier"
    text: str = ""
    entities: list = field(default_factory=list)
    positions: list = field(default_factory=list)
    events: list = field(default_factory=list)
    roles: list = field(default_factory=list)

    def __post_init__(self):
        self.text = self.title + "\n"

    def words(self, words):
        begin = len(self.text)
        self.text += words + " "
        return Span(begin, begin + len(words))

    def entity(self, name, kind=Kind.PERSON, known=None, state=None, names=(), principal=None, maybe=()):
        number = len(self.entities)
        forms = tuple(sorted({name, *names}))
        entity = Entity(
            number,
            kind,
            name,
            forms,
            known,
            state,
            None if principal is None else principal.number,
            maybe=tuple(sorted(maybe)),
        )
        self.entities.append(entity)
        return entity

    def known(self, key):
        for entity in self.entities:
            if entity.known == key:
                return entity
        actor = KNOWLEDGE.actors[key]
        return self.entity(actor.label, actor.kind, known=key)

    def claim(self, wording, agent=None, action="", thing="", patient=None):
        return Claim(wording, wording, agent, action, thing, patient)

    def position(
        self,
        holder,
        claim,
        polarity=Polarity.SUPPORT,
        modality=Modality.CERTAIN,
        act=SpeechAct.ASSERT,
        strength=0.5,
        said=None,
        condition=None,
        confidence=0.9,
        cue="said",
        *,
        long_ago=False,
        unless=False,
    ):
        """Add a position, said on a day, on that of the article, or on some day long before it."""
        day = None if long_ago else said or self.published
        precision = DatePrecision.PUBLICATION if said is None else DatePrecision.STATED
        cue_span, content = self.words(cue), self.words(claim.wording)
        conditions = (
            () if condition is None else (Condition(self.words(condition.wording), condition, unless),)
        )
        self.positions.append(
            Position(
                holder, (content,), polarity, modality, act, strength, "test", (), confidence, (content,),
                claim, cue=cue_span, conditions=conditions, asserted_on=day,
                date_precision=None if day is None else precision,
            )
        )  # fmt: skip
        return len(self.positions) - 1

    def event(
        self,
        kind,
        trigger,
        *participants,
        status=EventStatus.HAPPENED,
        on=None,
        until=None,
        place=None,
        initiator=None,
        recipient=None,
    ):
        everyone = tuple(dict.fromkeys(e for e in (*participants, initiator, recipient) if e is not None))
        self.events.append(
            EventMention(
                kind, self.words(trigger), status, "test", 0.9, initiator=initiator, recipient=recipient,
                participants=everyone, place=place, begins=on, ends=until or on,
            )
        )  # fmt: skip
        return len(self.events) - 1

    def role(self, person, title, organisation=None, former=False):
        self.roles.append(RoleMention(person, title, self.words(title), organisation, former))

    def reading(self):
        article = Article(self.text, f"{self.title}.txt", self.title, self.published, self.outlet)
        return Reading(
            article,
            tuple(self.entities),
            (),
            tuple(self.roles),
            (),
            tuple(self.positions),
            tuple(self.events),
        )

    @property
    def ident(self):
        return self.reading().article.ident
