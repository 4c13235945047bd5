"""The records that pass between the stages: frozen, slotted, comparable.

`ingest` makes `Article`; `annotate` adds `Entity`, `Mention` and `RoleMention`; `extract` adds
`Attribution`, `Position` and `EventMention`; together they are a `Reading` of one article.
`resolve` turns the readings of a corpus into a `Resolution`.

Nothing here imports neither spaCy nor rdflib. All offsets are Unicode code points into
`Article.text`, begin inclusive, end exclusive.
"""

from __future__ import annotations

from kg.model.corpus import (
    ActedOn,
    Actor,
    Copy,
    Event,
    Issue,
    LedgerEntry,
    Link,
    Proposition,
    Ref,
    Resolution,
    Tenure,
)
from kg.model.correction import Correction
from kg.model.terms import (
    ConditionStatus,
    CorrectionKind,
    DatePrecision,
    EventStatus,
    Form,
    Kind,
    LinkKind,
    Modality,
    Polarity,
    Quotation,
    ShiftKind,
    SpeechAct,
    Term,
)
from kg.model.text import (
    Article,
    Attribution,
    Claim,
    Condition,
    Entity,
    EventMention,
    Mention,
    NamedClaim,
    Position,
    Reading,
    RoleMention,
    Span,
    covering,
)

__all__ = [
    "ActedOn",
    "Actor",
    "Article",
    "Attribution",
    "Claim",
    "Condition",
    "ConditionStatus",
    "Copy",
    "Correction",
    "CorrectionKind",
    "DatePrecision",
    "Entity",
    "Event",
    "EventMention",
    "EventStatus",
    "Form",
    "Issue",
    "Kind",
    "LedgerEntry",
    "Link",
    "LinkKind",
    "Mention",
    "Modality",
    "NamedClaim",
    "Polarity",
    "Position",
    "Proposition",
    "Quotation",
    "Reading",
    "Ref",
    "Resolution",
    "RoleMention",
    "ShiftKind",
    "Span",
    "SpeechAct",
    "Tenure",
    "Term",
    "covering",
]
