"""Two hand-made readings and their resolution, with every kind of record in them."""

from __future__ import annotations

from datetime import date

from kg.graph.concepts import EventType, EventTypes
from kg.model import (
    Actor,
    Article,
    Attribution,
    Claim,
    Condition,
    DatePrecision,
    Entity,
    Event,
    EventMention,
    EventStatus,
    Form,
    Issue,
    Kind,
    Link,
    LinkKind,
    Mention,
    Modality,
    Polarity,
    Position,
    Proposition,
    Quotation,
    Reading,
    Resolution,
    RoleMention,
    ShiftKind,
    Span,
    SpeechAct,
    Tenure,
)

TYPES = EventTypes(
    [
        EventType("CONSULT", "consult"),
        EventType("phone-call", "phone call", ("talk",)),
        EventType("talk", "talk", ("CONSULT",)),
        EventType("AID", "aid"),
    ]
)

FIRST_TEXT = (
    "Kenya weighs mission\n\nForeign Minister Amina Okoth told Radio Delta that Nairobi may send police to Haiti "
    "if the council agrees. She phoned Luc Bastien on Monday.\n"
)
SECOND_TEXT = (
    "Kenya will not send police to Haiti, Amina Okoth said, a day after she had said the contrary.\n"
)


def at(text: str, words: str, after: int = 0) -> Span:
    begin = text.index(words, after)
    return Span(begin, begin + len(words))


def first() -> Reading:
    t = FIRST_TEXT
    okoth = Entity(0, Kind.PERSON, "Amina Okoth", ("Amina Okoth",), principal=2)
    radio = Entity(1, Kind.OUTLET, "Radio Delta", ("Radio Delta",))
    kenya = Entity(2, Kind.STATE, "Nairobi", ("Kenya", "Nairobi"), known="kenya")
    haiti = Entity(3, Kind.STATE, "Haiti", ("Haiti",))
    council = Entity(4, Kind.GROUP, "the council", ("the council",))
    bastien = Entity(5, Kind.PERSON, "Luc Bastien", ("Luc Bastien",))
    claim = Claim("send police to Haiti", "Kenya sends police to Haiti", kenya, "send", "police", haiti)
    agrees = Claim("the council agrees", "the council agrees", council, "agree")
    sentence = at(
        t,
        "Foreign Minister Amina Okoth told Radio Delta that Nairobi may send police to Haiti if the council agrees.",
    )
    told = Attribution(
        content=(at(t, "Nairobi may send police to Haiti if the council agrees"),),
        quotation=Quotation.INDIRECT,
        cue=at(t, "told"),
        source=okoth,
        source_span=at(t, "Foreign Minister Amina Okoth"),
        rule="verb-that",
        derivation=("cue: tell",),
        confidence=0.9,
        outlet=radio,
    )
    position = Position(
        holder=okoth,
        content=(at(t, "send police to Haiti"),),
        polarity=Polarity.SUPPORT,
        modality=Modality.POSSIBLE,
        speech_act=SpeechAct.SUGGEST,
        strength=0.5,
        rule="modal",
        derivation=("cue: may", "possible, by may"),
        confidence=0.75,
        evidence=(sentence,),
        claim=claim,
        target=haiti,
        holder_span=at(t, "Foreign Minister Amina Okoth"),
        target_span=at(t, "Haiti"),
        cue=at(t, "may"),
        conditions=(Condition(at(t, "if the council agrees"), agrees),),
        attribution=told,
        asserted_on=date(2026, 3, 3),
        date_precision=DatePrecision.PUBLICATION,
    )
    call = EventMention(
        type="phone-call",
        trigger=at(t, "phoned"),
        status=EventStatus.HAPPENED,
        rule="verb",
        confidence=1.0,
        initiator=okoth,
        initiator_span=at(t, "She"),
        recipient=bastien,
        recipient_span=at(t, "Luc Bastien"),
        participants=(okoth, bastien),
        time_span=at(t, "on Monday"),
        begins=date(2026, 3, 2),
        ends=date(2026, 3, 2),
    )
    return Reading(
        article=Article(t, "news/first.txt", "Kenya weighs mission", date(2026, 3, 3), "The Delta Post"),
        entities=(okoth, radio, kenya, haiti, council, bastien),
        mentions=(
            Mention(at(t, "Kenya"), kenya, Form.NAMED),
            Mention(at(t, "Foreign Minister Amina Okoth"), okoth, Form.NAMED, at(t, "Amina Okoth")),
            Mention(at(t, "Radio Delta"), radio, Form.NAMED),
            Mention(at(t, "Nairobi"), kenya, Form.NAMED),
            Mention(at(t, "Haiti"), haiti, Form.NAMED),
            Mention(at(t, "the council"), council, Form.NOMINAL),
            Mention(at(t, "She"), okoth, Form.PRONOUN),
            Mention(at(t, "Luc Bastien"), bastien, Form.NAMED),
        ),
        roles=(RoleMention(okoth, "Foreign Minister", at(t, "Foreign Minister Amina Okoth"), kenya),),
        attributions=(told,),
        positions=(position,),
        events=(call,),
        versions=(("geostance", "0.1.0"), ("spacy", "3.8.7")),
        warnings=("one sentence was long",),
    )


def second() -> Reading:
    t = SECOND_TEXT
    kenya = Entity(0, Kind.STATE, "Kenya", ("Kenya",), known="kenya")
    haiti = Entity(1, Kind.STATE, "Haiti", ("Haiti",))
    okoth = Entity(2, Kind.PERSON, "Amina Okoth", ("Amina Okoth",))
    claim = Claim("send police to Haiti", "Kenya sends police to Haiti", kenya, "send", "police", haiti)
    said = Attribution(
        (at(t, "Kenya will not send police to Haiti"),),
        Quotation.INDIRECT,
        at(t, "said"),
        okoth,
        at(t, "Amina Okoth"),
        "inverted",
    )
    before = Attribution(
        (at(t, "the contrary"),),
        Quotation.INDIRECT,
        at(t, "said", 60),
        okoth,
        at(t, "she"),
        "verb-object",
        within=said,
    )
    position = Position(
        holder=okoth,
        content=(at(t, "send police to Haiti"),),
        polarity=Polarity.OPPOSE,
        modality=Modality.CERTAIN,
        speech_act=SpeechAct.ASSERT,
        strength=1.0,
        rule="modal",
        derivation=("cue: will", "not turns support into oppose"),
        confidence=0.8,
        evidence=(Span(0, len(t) - 1),),
        claim=claim,
        attribution=said,
        asserted_on=date(2026, 3, 4),
        date_precision=DatePrecision.RESOLVED,
    )
    return Reading(
        article=Article(
            t, "news/second.txt", published=date(2026, 3, 5), outlet="Radio Delta", also=("copy.txt",)
        ),
        entities=(kenya, haiti, okoth),
        mentions=(Mention(at(t, "Kenya"), kenya, Form.NAMED), Mention(at(t, "she"), okoth, Form.PRONOUN)),
        attributions=(said, before),
        positions=(position,),
    )


def resolution() -> Resolution:
    a, b = first(), second()
    one, two = a.article.ident, b.article.ident
    keys = ("amina-okoth", "radio-delta", "kenya", "haiti", "the-council", "luc-bastien")
    return Resolution(
        actors=(
            Actor("amina-okoth", Kind.PERSON, "Amina Okoth", ("Amina Okoth",), speaks_for=("kenya",)),
            Actor("radio-delta", Kind.OUTLET, "Radio Delta", ("Radio Delta",)),
            Actor("kenya", Kind.STATE, "Kenya", ("Kenya", "Nairobi"), "Q114", "KEN", ("african-union",)),
            Actor("african-union", Kind.BLOC, "African Union"),
            Actor("haiti", Kind.STATE, "Haiti", ("Haiti",), iso="HTI"),
            Actor("the-council", Kind.GROUP, "the council"),
            Actor("luc-bastien", Kind.PERSON, "Luc Bastien"),
        ),
        tenures=(
            Tenure(
                "amina-okoth",
                "Foreign Minister",
                "kenya",
                since=date(2024, 1, 1),
                evidence=((one, a.roles[0].span),),
            ),
        ),
        propositions=(
            Proposition(
                "send-police",
                "Kenya sends police to Haiti",
                ("send police to Haiti",),
                "kenya",
                "AID",
                "police",
                "haiti",
                incompatible=("council",),
                issue="aid--haiti",
            ),
            Proposition("council", "the council agrees", ("the council agrees",), "the-council", "agree"),
        ),
        issues=(Issue("aid--haiti", "Aid for Haiti", ("haiti",)),),
        events=(
            Event(
                "call-1",
                "phone-call",
                "Okoth phoned Bastien",
                ("amina-okoth",),
                ("luc-bastien",),
                ("amina-okoth", "luc-bastien"),
                begins=date(2026, 3, 2),
                ends=date(2026, 3, 2),
            ),
        ),
        links=(
            Link(
                "Shift",
                (one, 0),
                (two, 0),
                LinkKind.SAME_HOLDER_OVER_TIME,
                ("support, then oppose",),
                "kenya",
                ShiftKind.REVERSAL,
                (two, at(SECOND_TEXT, "a day after she had said the contrary")),
            ),
            Link("Contradiction", (one, 0), (two, 0), LinkKind.BETWEEN_OUTLETS),
        ),
        actor_of={
            **{(one, number): key for number, key in enumerate(keys)},
            (two, 0): "kenya",
            (two, 1): "haiti",
            (two, 2): "amina-okoth",
        },
        proposition_of={
            (one, a.positions[0].claim): "send-police",
            (two, b.positions[0].claim): "send-police",
            (one, a.positions[0].conditions[0].claim): "council",
        },
        event_of={(one, 0): "call-1"},
    )
