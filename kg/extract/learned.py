"""Joins what the rules and the learned reader say of who said what.

Measured on annotated news that neither was made on: where both find an attribution they are nearly always right,
and the reader draws its bounds and names its source better; what only the rules find is seldom marked by people
as an attribution (it may be a position all the same); what only the reader finds is kept where it is sure.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import clause, phrase
from kg.extract.cues import verb_cues
from kg.extract.hit import Hit, Utterance
from kg.extract.holders import holder_at
from kg.extract.other_sources import (
    acts_itself,
    is_acted_on,
    is_beside,
    is_disowned,
    is_elsewhere,
    is_handed_on,
    is_picked_out,
    is_unissued,
)
from kg.extract.quotation import PLAIN, TURN, is_heading, roots
from kg.extract.reality import host_is_real
from kg.lang.lexicon import Cue, Lexicon
from kg.model import Attribution, Kind, Quotation, Span

if TYPE_CHECKING:
    from kg.annotate.document import Annotated
    from kg.annotate.parsed import Token
    from kg.readers.attribution import ReadAttribution

ALIKE = 0.5
"""Share of characters (F1) from which two contents are the same one."""
TURN_RULE = f"quotation-{TURN}"
RULE = "reader"
"""Name of what only the learned reader finds."""
CERTAIN = 0.8
"""Probability from which the reader's source is taken in the place of another that the rules name."""
SURE = 0.4
"""The reader's confidence from which what only it finds is kept."""
TOGETHER, ALONE = 0.35, -0.5
"""What is added to the logit of the reader's confidence where a rule agrees, and where none does; measured on the
development articles: of readings at .75, 78 % are right with a rule and 60 % without one."""


def joined(
    annotated: Annotated, found: Sequence[Utterance], read: Sequence[ReadAttribution], lexicon: Lexicon
) -> Iterator[Utterance]:
    """Yield the utterances of rules and reader, each once.

    Args:
        annotated: The article.
        found: What the rules find; an utterance without attribution passes as it is.
        read: What the reader finds.
        lexicon: The cues, for what only the reader finds.
    """
    turns = [u.attribution for u in found if _is_turn(u) and u.attribution is not None]
    headings = [q.span for q in annotated.quotes if is_heading(annotated.doc, q)]
    read = [r for r in read if not any(h.covers(r.content[0]) for h in headings)]
    read = [_named_behind(annotated, r) for r in read]
    read = [r for r in read if all(_alike(t.content, r.content) < ALIKE for t in turns)]
    pairs = dict(_pairs(annotated, found, read))
    for number, utterance in enumerate(found):
        if _is_turn(utterance):
            yield utterance
        elif number in pairs:
            yield _agreed(annotated, utterance, read[pairs[number]])
        else:
            yield replace(utterance, attribution=None)
    taken = set(pairs.values())
    for number, one in enumerate(read):
        if number not in taken and one.confidence >= SURE:
            yield _only_read(annotated, one, found, lexicon)


def _named_behind(annotated: Annotated, read: ReadAttribution) -> ReadAttribution:
    """Return a reading with the source behind its cue where that was taken for the content's first word.

    '“We are ready,” tweeted *Rao* “to help”': who stands right behind a verb that follows a quotation says it.
    """
    if read.cue is None:
        return read
    text, after = annotated.article.text, annotated.layout.token_at(read.cue.end - 1) + 1
    mention = annotated.cover.get(after)
    if mention is None or mention.entity.kind is Kind.PLACE:
        return read
    name = mention.span
    follows = any(
        q.span.end <= read.cue.begin and not text[q.span.end : read.cue.begin].strip(" ,\"”’'")
        for q in annotated.quotes
    )
    begins = [c for c in read.content if c.begin == name.begin and c.covers(name)]
    if not follows or not begins:
        return read
    rest = (Span(name.end, c.end) if c in begins else c for c in read.content if c != name)
    content = tuple(c for c in rest if phrase.tight(text, c) is not None)
    return replace(read, content=content, source=name) if content else read


def _is_turn(utterance: Utterance) -> bool:
    """Whether a label names the speaker, which the reader has not learned to see."""
    return utterance.attribution is not None and utterance.attribution.rule == TURN_RULE


def _pairs(
    annotated: Annotated, found: Sequence[Utterance], read: Sequence[ReadAttribution]
) -> Iterator[tuple[int, int]]:
    """Yield the numbers of utterances and readings of one cue or content, the most alike first, each once."""
    rated = []
    told = [
        (i, u, u.attribution.content if u.attribution is not None else ())
        for i, u in enumerate(found)
        if not _is_turn(u)
    ]
    for j, one in enumerate(read):
        cue, head = _tokens(annotated, one.cue), _head(annotated, one.cue)
        begin, end = min(s.begin for s in one.content), max(s.end for s in one.content)
        for i, utterance, content in told:
            near = any(s.begin < end and begin < s.end for s in content)
            alike = _alike(content, one.content) if near else 0.0
            same_cue = any(w.i in cue for w in utterance.hit.words)
            if same_cue and head is not None and head.i == utterance.hit.head.i:
                alike += 1  # "denied reports that": who denies them is the source, not who reports
            if same_cue or (alike >= ALIKE and not (cue and utterance.hit.words)):
                rated.append((-alike - same_cue, i, j))
    seen: set[tuple[str, int]] = set()
    for _, i, j in sorted(rated):
        if not {("rule", i), ("reader", j)} & seen:
            seen |= {("rule", i), ("reader", j)}
            yield i, j


def _alike(a: Sequence[Span], b: Sequence[Span]) -> float:
    common = sum(max(0, min(x.end, y.end) - max(x.begin, y.begin)) for x in a for y in b)
    return 2 * common / sum(s.end - s.begin for s in (*a, *b))


def _agreed(annotated: Annotated, utterance: Utterance, read: ReadAttribution) -> Utterance:
    """Return an utterance that both find, with the reader's bounds and source."""
    told = utterance.attribution
    if told is None:
        return replace(
            utterance,
            attribution=_attribution(
                annotated, read, f"{utterance.hit.cue.pos}-{utterance.hit.frame}", TOGETHER
            ),
        )
    made = replace(
        told,
        content=_content(annotated, read),
        cue=read.cue or told.cue,
        derivation=(*told.derivation, f"reader agrees: {read.probability:.2f}"),
        confidence=_shifted(read.confidence, TOGETHER),
    )
    head = _head(annotated, read.source)
    if (
        head is None
        or is_beside(utterance.hit, head)
        or any(holds(utterance.hit) for holds in (is_disowned, is_unissued, is_handed_on))
    ):
        return replace(utterance, attribution=made)
    if is_elsewhere(utterance.hit, head):  # who may have said so; nobody's position
        if told.source_span is None:
            made = replace(made, source=holder_at(annotated, head), source_span=read.source)
        return replace(utterance, attribution=made)
    if read.source is not None and told.source_span is not None and told.source_span.overlaps(read.source):
        return replace(utterance, attribution=replace(made, source_span=read.source))
    source = holder_at(annotated, head)
    doubted = (
        read.source_probability < CERTAIN
        or is_acted_on(utterance.hit.head, head)
        or acts_itself(utterance, head)
        or is_picked_out(told.source, source)
    )
    if told.source_span is not None and doubted:
        return replace(utterance, attribution=made)
    steps = (*made.derivation, f"source by the reader: {read.source_probability:.2f}")
    made = replace(made, source=source, source_span=read.source, derivation=steps)
    hit = replace(utterance.hit, sources=(head,)) if source is not None else utterance.hit
    return replace(utterance, hit=hit, attribution=made)


def _content(annotated: Annotated, read: ReadAttribution) -> tuple[Span, ...]:
    text = annotated.article.text
    return tuple(phrase.tight(text, span) or span for span in read.content)


def _tokens(annotated: Annotated, span: Span | None) -> range:
    if span is None:
        return range(0)
    layout = annotated.layout
    return range(layout.token_at(span.begin), layout.token_at(span.end - 1) + 1)


def _head(annotated: Annotated, span: Span | None) -> Token | None:
    """The syntactic head of a source."""
    tokens = _tokens(annotated, span)
    return annotated.doc[annotated.layout.head_in(tokens.start, tokens.stop)] if tokens else None


def _only_read(
    annotated: Annotated, read: ReadAttribution, found: Sequence[Utterance], lexicon: Lexicon
) -> Utterance:
    """Return what only the reader finds, with the cue's entry in the tables if it has one.

    It holds a position where its content is a clause, and no rule has read one of the same words.
    """
    bounds = tuple((t.start, t.stop) for t in (_tokens(annotated, s) for s in read.content))
    heads = tuple(root for begin, end in bounds for root in roots(annotated.doc, begin, end))
    source, cue = _head(annotated, read.source), _head(annotated, read.cue)
    told = _attribution(annotated, read, RULE, ALONE)
    hit = Hit(
        cue=_cue(cue, lexicon),
        frame="quote" if told.quotation is Quotation.DIRECT else "that",
        head=cue if cue is not None else heads[0],
        words=(cue,) if cue is not None else (),
        sources=_sources(annotated, read, source),
        contents=heads,
        bounds=bounds,
    )
    read_already = {c.i for u in found for c in u.hit.contents}
    stated = [h for h in heads if _is_stated(h)]
    holds = bool(stated) and not any(h.i in read_already for h in heads)
    return Utterance(hit, told, holds=holds)


def _sources(annotated: Annotated, read: ReadAttribution, source: Token | None) -> tuple[Token, ...]:
    """The heads within a source: "*Oslo* and *Bern* argued"."""
    if source is None:
        return ()
    within = _tokens(annotated, read.source)
    return tuple(c for c in clause.conjuncts(source) if c.i in within) or (source,)


def _is_stated(head: Token) -> bool:
    """Whether a content states something: not "announced a poll of whether voters *would prefer* a new flag"."""
    known = any(c.lemma_ == "know" for c in clause.children(head, "ccomp") if head.lemma_ == "let")
    if known:
        return False  # "their leader has let it be known": says that something was said, not what
    first = clause.first_conjunct(head)  # "an offer that Oslo welcomed and Bern has ignored"
    return clause.is_finite(head) and first.dep_ not in {"relcl", "acl", "advcl"} and host_is_real(head)


def _attribution(annotated: Annotated, read: ReadAttribution, rule: str, shift: float) -> Attribution:
    quoted = all(
        any(q.span.begin <= s.begin and s.end <= q.span.end for q in annotated.quotes) for s in read.content
    )
    mixed = any(q.span.overlaps(s) for q in annotated.quotes for s in read.content)
    source = _head(annotated, read.source)
    return Attribution(
        content=_content(annotated, read),
        quotation=Quotation.DIRECT if quoted else Quotation.MIXED if mixed else Quotation.INDIRECT,
        cue=read.cue,
        source=holder_at(annotated, source) if source is not None else None,
        source_span=read.source,
        rule=rule,
        derivation=(f"reader: {read.probability:.2f}",),
        confidence=_shifted(read.confidence, shift),
    )


def _shifted(confidence: float, by: float) -> float:
    """Return a confidence with its logit moved, to two digits."""
    inside = min(max(confidence, 1e-6), 1 - 1e-6)
    return round(1 / (1 + math.exp(-(math.log(inside / (1 - inside)) + by))), 2)


def _cue(head: Token | None, lexicon: Lexicon) -> Cue:
    """The table's entry of a verb of saying, else what any utterance does: it states."""
    if head is None or head.pos_ not in clause.VERBAL:
        return PLAIN
    return next((c for c in verb_cues(head, lexicon) if c.frames & {"that", "quote"}), PLAIN)
