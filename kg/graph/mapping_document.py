"""What one text alone says, as statements of the document's own graph.

Whatever hangs on other documents (who "he" is, which proposition the words state) is left to
`mapping_resolved`, so that adding an article never rewrites another article's graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kg.model import Article, Attribution, EventMention, Mention, Position, Reading, RoleMention, Span

from . import iri
from .statements import Statements
from .written import DCTERMS, GS, NIF, PROV, RDF, Written, address, day, flag, numbered, share, text


def document_statements(
    reading: Reading, *, texts: bool = True, names: iri.Names | None = None
) -> Statements:
    """Return what the text of one article says.

    Args:
        reading: What was read from it.
        texts: Whether the whole text is written too (`nif:isString`). The words of spans always are.
        names: The names of the document, which keep what is worked out; None for new ones.

    Raises:
        GraphError: If a span ends after the text, or a number or text cannot be written.
    """
    names = names or iri.Names(reading.article.ident)
    out = Statements(names.document)
    _document(out, names, reading.article, texts=texts)
    _extraction(out, names, reading)
    for span in sorted(spans_of(reading)):
        out.add_span(names, reading.article, span)
    for mention in reading.mentions:
        _mention(out, names, mention)
    for role in reading.roles:
        _role(out, names, role)
    for attribution in attributions_of(names, reading):
        _attribution(out, names, attribution)
    for position in reading.positions:
        _position(out, names, position)
    for event in reading.events:
        _event(out, names, event)
    return out


def attributions_of(names: iri.Names, reading: Reading) -> tuple[Attribution, ...]:
    """Return each attribution of a reading once: equal ones have one name."""
    found: dict[Written, Attribution] = {}
    for attribution in _attributions(reading):
        found.setdefault(names.attribution(attribution), attribution)
    return tuple(found.values())


def spans_of(reading: Reading) -> set[Span]:
    """Return every span that the document's graph describes."""
    found: set[Span | None] = set()
    for mention in reading.mentions:
        found |= {mention.span, mention.head}
    found.update(role.span for role in reading.roles)
    for attribution in _attributions(reading):
        found |= {*attribution.content, attribution.cue, attribution.source_span}
    for position in reading.positions:
        found |= {*position.content, *position.evidence, position.holder_span, position.target_span}
        found |= {position.cue, *(condition.span for condition in position.conditions)}
    for event in reading.events:
        found |= {
            event.trigger,
            event.initiator_span,
            event.recipient_span,
            event.place_span,
            event.time_span,
        }
    return {span for span in found if span is not None}


def _attributions(reading: Reading) -> Iterator[Attribution]:
    """Yield the attributions of a reading: those listed, those that carry a finding, those around them."""
    seen: set[int] = set()
    of_positions = (position.attribution for position in reading.positions)
    of_events = (event.attribution for event in reading.events)
    for innermost in (*reading.attributions, *of_positions, *of_events):
        attribution = innermost
        while attribution is not None and id(attribution) not in seen:
            seen.add(id(attribution))
            yield attribution
            attribution = attribution.within


def _document(out: Statements, names: iri.Names, article: Article, *, texts: bool) -> None:
    node = names.document
    out.add(node, RDF.type, GS.Document)
    out.add(node, DCTERMS.source, *(text(source) for source in (article.source, *article.also)))
    out.add(node, DCTERMS.title, _text(article.title))
    out.add(node, DCTERMS.issued, _day(article.published))
    out.add(node, GS.outletName, _text(article.outlet))
    out.add(node, GS.sha256, text(article.sha256))
    if article.url is not None and article.url != article.source:
        out.add(node, GS.url, address(article.url))
    if texts:
        out.add(node, NIF.isString, text(article.text))


def _extraction(out: Statements, names: iri.Names, reading: Reading) -> None:
    node = names.extraction(reading.versions)
    out.add(names.document, PROV.wasGeneratedBy, node)
    out.add(node, RDF.type, GS.Extraction)
    out.add(node, PROV.used, names.document)
    out.add(node, GS.version, *(text(f"{name} {version}") for name, version in reading.versions))
    out.add(node, GS.warning, *(text(warning) for warning in reading.warnings))


def _mention(out: Statements, names: iri.Names, mention: Mention) -> None:
    node = names.span(mention.span)
    out.add(node, RDF.type, GS.Mention)
    out.add(node, GS.mentionForm, GS[mention.form])
    out.add(node, GS.mentionHead, *_spans(names, mention.head))


def _role(out: Statements, names: iri.Names, role: RoleMention) -> None:
    node = names.role_mention(role)
    out.add(node, RDF.type, GS.RoleMention)
    out.add(node, GS.reportedIn, names.document)
    out.add(node, GS.roleTitle, text(role.title))
    out.add(node, GS.evidence, *_spans(names, role.span))
    out.add(node, GS.former, flag(role.former))


def _attribution(out: Statements, names: iri.Names, record: Attribution) -> None:
    node = names.attribution(record)
    out.add(node, RDF.type, GS.Attribution)
    out.add(node, GS.reportedIn, names.document)
    out.add(node, GS.contentSpan, *_spans(names, *record.content))
    out.add(node, GS.cueSpan, *_spans(names, record.cue))
    out.add(node, GS.sourceSpan, *_spans(names, record.source_span))
    out.add(node, GS.quotation, GS[record.quotation])
    if record.within is not None:
        out.add(node, GS.within, names.attribution(record.within))
    _made_by(out, node, record.rule, record.confidence, record.derivation)


def _position(out: Statements, names: iri.Names, record: Position) -> None:
    node = names.position(record)
    out.add(node, RDF.type, GS.Position)
    out.add(node, GS.reportedIn, names.document)
    out.add(node, GS.polarity, GS[record.polarity])
    out.add(node, GS.modality, GS[record.modality])
    out.add(node, GS.speechAct, GS[record.speech_act])
    out.add(node, GS.strength, share(record.strength))
    out.add(node, GS.contentSpan, *_spans(names, *record.content))
    out.add(node, GS.evidence, *_spans(names, *record.evidence))
    out.add(node, GS.holderSpan, *_spans(names, record.holder_span))
    out.add(node, GS.targetSpan, *_spans(names, record.target_span))
    out.add(node, GS.cueSpan, *_spans(names, record.cue))
    out.add(node, GS.conditionSpan, *_spans(names, *(condition.span for condition in record.conditions)))
    out.add(node, GS.assertedOn, _day(record.asserted_on))
    if record.date_precision is not None:
        out.add(node, GS.datePrecision, GS[record.date_precision])
    _carried(out, node, names, record.attribution)
    _made_by(out, node, record.rule, record.confidence, record.derivation)


def _event(out: Statements, names: iri.Names, record: EventMention) -> None:
    node = names.event_mention(record)
    out.add(node, RDF.type, GS.EventMention)
    out.add(node, GS.reportedIn, names.document)
    out.add(node, GS.eventType, iri.event_type(record.type))
    out.add(node, GS.eventStatus, GS[record.status])
    out.add(node, GS.triggerSpan, *_spans(names, record.trigger))
    out.add(node, GS.initiatorSpan, *_spans(names, record.initiator_span))
    out.add(node, GS.recipientSpan, *_spans(names, record.recipient_span))
    out.add(node, GS.placeSpan, *_spans(names, record.place_span))
    out.add(node, GS.timeSpan, *_spans(names, record.time_span))
    out.add(node, GS.eventDate, _day(record.begins))
    out.add(node, GS.eventEndDate, _day(record.ends))
    _carried(out, node, names, record.attribution)
    _made_by(out, node, record.rule, record.confidence, ())


def _carried(out: Statements, node: Written, names: iri.Names, attribution: Attribution | None) -> None:
    if attribution is not None:
        out.add(node, GS.attribution, names.attribution(attribution))


def _made_by(out: Statements, node: Written, rule: str, confidence: float, derivation: Iterable[str]) -> None:
    out.add(node, GS.rule, text(rule))
    out.add(node, GS.confidence, share(confidence))
    out.add(node, GS.derivation, *numbered(derivation))


def _spans(names: iri.Names, *spans: Span | None) -> Iterator[Written]:
    return (names.span(span) for span in spans if span is not None)


def _text(value: str | None) -> Written | None:
    return None if value is None else text(value)


def _day(value: date | None) -> Written | None:
    return None if value is None else day(value)
