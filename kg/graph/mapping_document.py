"""What one text alone says, as quads of the document's own graph.

Whatever hangs on other documents (who "he" is, which proposition the words state) is left to
`mapping_resolved`, so that adding an article never rewrites another article's graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Article, Attribution, EventMention, Mention, Position, Reading, RoleMention, Span

from . import iri
from .triples import Triples, day, flag, numbered, share, text
from .vocab import DCTERMS, GS, NIF, PROV, RDF, XSD


def document_quads(reading: Reading, *, texts: bool = True) -> Iterator[Quad]:
    """Yield what the text of one article says.

    Args:
        reading: What was read from it.
        texts: Whether the whole text is written too (`nif:isString`). The words of spans always are.

    Raises:
        GraphError: If a span ends after the text, or a number or text cannot be written.
    """
    article = reading.article
    out = Triples(iri.document(article.ident))
    _document(out, article, texts=texts)
    _extraction(out, reading)
    for span in sorted(spans_of(reading)):
        out.add_span(article, span)
    for mention in reading.mentions:
        _mention(out, article, mention)
    for role in reading.roles:
        _role(out, article, role)
    for attribution in attributions_of(reading):
        _attribution(out, article, attribution)
    for position in reading.positions:
        _position(out, article, position)
    for event in reading.events:
        _event(out, article, event)
    yield from out


def attributions_of(reading: Reading) -> tuple[Attribution, ...]:
    """Return each attribution of a reading once: those listed, those that carry a finding, those around them."""
    found: dict[NamedNode, Attribution] = {}
    of_positions = (position.attribution for position in reading.positions)
    of_events = (event.attribution for event in reading.events)
    for innermost in (*reading.attributions, *of_positions, *of_events):
        attribution = innermost
        while attribution is not None:
            found.setdefault(iri.attribution(reading.article.ident, attribution), attribution)
            attribution = attribution.within
    return tuple(found.values())


def spans_of(reading: Reading) -> set[Span]:
    """Return every span that the document's graph describes."""
    found: set[Span | None] = set()
    for mention in reading.mentions:
        found |= {mention.span, mention.head}
    found.update(role.span for role in reading.roles)
    for attribution in attributions_of(reading):
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


def _document(out: Triples, article: Article, *, texts: bool) -> None:
    node = iri.document(article.ident)
    out.add(node, RDF.type, GS.Document)
    out.add(node, DCTERMS.source, *(text(source) for source in (article.source, *article.also)))
    out.add(node, DCTERMS.title, _text(article.title))
    out.add(node, DCTERMS.issued, _day(article.published))
    out.add(node, GS.outletName, _text(article.outlet))
    out.add(node, GS.sha256, text(article.sha256))
    if article.url is not None and article.url != article.source:
        out.add(node, GS.url, Literal(text(article.url).value, datatype=XSD.anyURI))
    if texts:
        out.add(node, NIF.isString, text(article.text))


def _extraction(out: Triples, reading: Reading) -> None:
    document = iri.document(reading.article.ident)
    node = iri.extraction(reading.article, reading.versions)
    out.add(document, PROV.wasGeneratedBy, node)
    out.add(node, RDF.type, GS.Extraction)
    out.add(node, PROV.used, document)
    out.add(node, GS.version, *(text(f"{name} {version}") for name, version in reading.versions))
    out.add(node, GS.warning, *(text(warning) for warning in reading.warnings))


def _mention(out: Triples, article: Article, mention: Mention) -> None:
    node = iri.span(article.ident, mention.span)
    out.add(node, RDF.type, GS.Mention)
    out.add(node, GS.mentionForm, GS[mention.form])
    out.add(node, GS.mentionHead, *_spans(article, mention.head))


def _role(out: Triples, article: Article, role: RoleMention) -> None:
    node = iri.role_mention(article.ident, role)
    out.add(node, RDF.type, GS.RoleMention)
    out.add(node, GS.reportedIn, iri.document(article.ident))
    out.add(node, GS.roleTitle, text(role.title))
    out.add(node, GS.evidence, *_spans(article, role.span))
    out.add(node, GS.former, flag(role.former))


def _attribution(out: Triples, article: Article, record: Attribution) -> None:
    node = iri.attribution(article.ident, record)
    out.add(node, RDF.type, GS.Attribution)
    out.add(node, GS.reportedIn, iri.document(article.ident))
    out.add(node, GS.contentSpan, *_spans(article, *record.content))
    out.add(node, GS.cueSpan, *_spans(article, record.cue))
    out.add(node, GS.sourceSpan, *_spans(article, record.source_span))
    out.add(node, GS.quotation, GS[record.quotation])
    if record.within is not None:
        out.add(node, GS.within, iri.attribution(article.ident, record.within))
    _made_by(out, node, record.rule, record.confidence, record.derivation)


def _position(out: Triples, article: Article, record: Position) -> None:
    node = iri.position(article.ident, record)
    out.add(node, RDF.type, GS.Position)
    out.add(node, GS.reportedIn, iri.document(article.ident))
    out.add(node, GS.polarity, GS[record.polarity])
    out.add(node, GS.modality, GS[record.modality])
    out.add(node, GS.speechAct, GS[record.speech_act])
    out.add(node, GS.strength, share(record.strength))
    out.add(node, GS.contentSpan, *_spans(article, *record.content))
    out.add(node, GS.evidence, *_spans(article, *record.evidence))
    out.add(node, GS.holderSpan, *_spans(article, record.holder_span))
    out.add(node, GS.targetSpan, *_spans(article, record.target_span))
    out.add(node, GS.cueSpan, *_spans(article, record.cue))
    out.add(node, GS.conditionSpan, *_spans(article, *(condition.span for condition in record.conditions)))
    out.add(node, GS.assertedOn, _day(record.asserted_on))
    if record.date_precision is not None:
        out.add(node, GS.datePrecision, GS[record.date_precision])
    _carried(out, node, article, record.attribution)
    _made_by(out, node, record.rule, record.confidence, record.derivation)


def _event(out: Triples, article: Article, record: EventMention) -> None:
    node = iri.event_mention(article.ident, record)
    out.add(node, RDF.type, GS.EventMention)
    out.add(node, GS.reportedIn, iri.document(article.ident))
    out.add(node, GS.eventType, iri.event_type(record.type))
    out.add(node, GS.eventStatus, GS[record.status])
    out.add(node, GS.triggerSpan, *_spans(article, record.trigger))
    out.add(node, GS.initiatorSpan, *_spans(article, record.initiator_span))
    out.add(node, GS.recipientSpan, *_spans(article, record.recipient_span))
    out.add(node, GS.placeSpan, *_spans(article, record.place_span))
    out.add(node, GS.timeSpan, *_spans(article, record.time_span))
    out.add(node, GS.eventDate, _day(record.begins))
    out.add(node, GS.eventEndDate, _day(record.ends))
    _carried(out, node, article, record.attribution)
    _made_by(out, node, record.rule, record.confidence, ())


def _carried(out: Triples, node: NamedNode, article: Article, attribution: Attribution | None) -> None:
    if attribution is not None:
        out.add(node, GS.attribution, iri.attribution(article.ident, attribution))


def _made_by(out: Triples, node: NamedNode, rule: str, confidence: float, derivation: Iterable[str]) -> None:
    out.add(node, GS.rule, text(rule))
    out.add(node, GS.confidence, share(confidence))
    out.add(node, GS.derivation, *numbered(derivation))


def _spans(article: Article, *spans: Span | None) -> Iterator[NamedNode]:
    return (iri.span(article.ident, span) for span in spans if span is not None)


def _text(value: str | None) -> Literal | None:
    return None if value is None else text(value)


def _day(value: date | None) -> Literal | None:
    return None if value is None else day(value)
