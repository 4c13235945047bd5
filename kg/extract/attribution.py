"""Who said, thought or wants what: makes attributions of quotations, reported clauses and "according to".

Definition and roles (source, cue, content) follow PolNeAR (Newell, Margolin and Ruths, LREC 2018).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import clause, phrase
from kg.extract.according import according_to
from kg.extract.confidence import measured
from kg.extract.cues import hits
from kg.extract.hit import Hit, Utterance
from kg.extract.holders import holder_at
from kg.extract.learned import joined
from kg.extract.quotation import quotation_hits
from kg.extract.reality import is_held
from kg.lang.lexicon import Lexicon, word_set
from kg.model import Attribution, Entity, Kind, Quotation, Span, covering

if TYPE_CHECKING:
    from kg.annotate.document import Annotated, Quote
    from kg.annotate.parsed import Token
    from kg.readers.attribution import ReadAttribution

WRITER = word_set("writers")
JOINING = frozenset({"that", "to"})
"""Words between a cue and its content that belong to the content."""


def utterances(
    annotated: Annotated,
    lexicon: Lexicon,
    cues: Iterable[Hit] | None = None,
    read: Sequence[ReadAttribution] | None = None,
) -> tuple[Utterance, ...]:
    """Return every cue with content, in text order, attributions nested where one lies in another's content.

    Args:
        annotated: The article.
        lexicon: The cues to look for.
        cues: The `hits` of its parse where they are known; they do not depend on who is mentioned.
        read: What the learned reader finds; None where the rules read alone.
    """
    cues = hits(annotated, lexicon) if cues is None else cues
    found: list[Utterance] = []
    spoken: list[tuple[Hit, tuple[Quote, ...]]] = []
    for hit, quotes, how in quotation_hits(annotated, lexicon):
        spoken.append((hit, quotes))
        found.append(Utterance(hit, _quoted(annotated, hit, quotes, how)))
    quoted = {i for _, quotes in spoken for q in quotes for i in range(q.begin, q.end)}
    for hit in (*cues, *according_to(annotated)):
        if any(_is_part_of(hit, other, quotes) for other, quotes in spoken):
            continue
        own_words = hit.cue.kind == "act" or hit.head.i in quoted or not is_held(hit) or _is_narrator(hit)
        found.append(Utterance(hit, None if own_words else _reported(annotated, hit)))
    if read is not None:
        found = list(joined(annotated, found, read, lexicon))
    return tuple(sorted(_nested(annotated, found), key=_order))


def _is_narrator(hit: Hit) -> bool:
    """Whether the writer or reader is the source: "I believe", "you know"; inside quotations it is the speaker."""
    return bool(hit.sources) and all(
        clause.pronoun(s) in WRITER and s.pos_ != "NUM"
        for s in hit.sources  # "one of the rebels"
    )


def _order(utterance: Utterance) -> tuple[int, int, str]:
    return utterance.hit.head.i, utterance.hit.contents[0].i, utterance.hit.frame


def _is_part_of(hit: Hit, quoted: Hit, quotes: tuple[Quote, ...]) -> bool:
    """Whether a hit repeats a quotation: the same verb, with content inside the quoted words."""
    return (
        bool(quoted.words)
        and hit.head.i == quoted.head.i
        and any(q.begin <= c.i < q.end for c in hit.contents for q in quotes)
    )


# ------------------------------------------------------------------ from hits to attributions


def _quoted(annotated: Annotated, hit: Hit, quotes: tuple[Quote, ...], how: str) -> Attribution:
    steps = [
        f'{len(quotes)} quotation(s) joined to the cue "{_words(hit)}"'
        if hit.words
        else f"speaker by {how} quotation"
    ]
    text = annotated.article.text
    spans = tuple(phrase.tight(text, q.span) or q.span for q in quotes)
    return _attribution(annotated, hit, spans, Quotation.DIRECT, f"quotation-{how}", tuple(steps))


def _reported(annotated: Annotated, hit: Hit) -> Attribution | None:
    content = phrase.spans_of(reported_tokens(hit), annotated.article.text)
    if not content:
        return None
    whole = covering(content)
    mixed = any(q.span.overlaps(whole) for q in annotated.quotes)
    steps = (f'cue "{_words(hit)}" ({hit.cue.lemma}, {hit.cue.kind}) with content in frame {hit.frame}',)
    rule = f"{hit.cue.pos}-{hit.frame}"
    return _attribution(
        annotated, hit, content, Quotation.MIXED if mixed else Quotation.INDIRECT, rule, steps
    )


def reported_tokens(hit: Hit) -> list[Token]:
    """Return the tokens of what a hit reports, object included where it acts in the content.

    As people mark them, with the words that join them to their cue and to each other: "*that* talks failed", "*to*
    sign", "Oslo *of* spying", "the vote *as* a farce".
    """
    heads = [*hit.contents]
    if hit.object is not None and hit.frame in {"obj-to", "on-to", "obj-of", "obj-for", "obj-from", "raise"}:
        heads.insert(0, hit.object)
    without = {hit.head.i, *(w.i for w in hit.words), *hit.outside} - {c.i for c in hit.contents}
    found = phrase.content_tokens(heads, frozenset(without), JOINING)
    return sorted({*found, *_joints(hit)}, key=lambda t: t.i)


def _joints(hit: Hit) -> list[Token]:
    """The prepositions between an object and what it is blamed for or called."""
    before = hit.contents[-1].head
    if hit.frame == "as":
        return [before] if before.lower_ == "as" and before.dep_ == "prep" else []
    return (
        [w for w in hit.words if w.dep_ == "prep"] if hit.frame in {"obj-of", "obj-for", "obj-from"} else []
    )


def _attribution(
    annotated: Annotated,
    hit: Hit,
    content: tuple[Span, ...],
    quotation: Quotation,
    rule: str,
    steps: tuple[str, ...],
) -> Attribution:
    text = annotated.article.text
    sources = [
        s
        for s in hit.sources
        if s.lower_ not in clause.NOBODIES and not any(c.begin <= s.idx < c.end for c in content)
    ]
    shown = [s for s in hit.shown or sources if not any(c.begin <= s.idx < c.end for c in content)]
    entity = next((e for s in sources if (e := holder_at(annotated, s)) is not None), None)
    apart = [w for w in hit.words if not any(c.begin <= w.idx < c.end for c in content)] or hit.words
    cue_spans = phrase.spans_of(apart, text)
    listener = _addressee(annotated, hit)
    outlet = listener if listener is not None and listener.kind is Kind.OUTLET else None
    return Attribution(
        content=content,
        quotation=quotation,
        cue=covering(cue_spans) if cue_spans else None,
        source=entity,
        source_span=covering([phrase.noun_phrase(annotated, s) for s in shown]) if shown else None,
        rule=rule,
        derivation=steps,
        confidence=measured(rule),
        addressee=listener if outlet is None else None,
        outlet=outlet,
    )


def _addressee(annotated: Annotated, hit: Hit) -> Entity | None:
    """Who is spoken to: "told the newspaper", "said to reporters", "urged Iran to"."""
    if hit.cue.kind != "say" or hit.cue.pos != "verb":
        return None
    heads = clause.children(hit.head, "dobj", "dative") if hit.frame in {"quote", "that"} else []
    if hit.object is not None and hit.frame in {"obj-to", "on-to"}:
        heads = [hit.object]
    heads += [
        o
        for p in clause.children(hit.head, "prep", "dative")
        if p.lower_ == "to"
        for o in clause.children(p, "pobj")
    ]
    return next((e for h in heads if (e := annotated.entity_at(h)) is not None), None)


def _words(hit: Hit) -> str:
    return " ".join(w.text for w in hit.words)


def _nested(annotated: Annotated, found: Iterable[Utterance]) -> Iterator[Utterance]:
    """Set `within`: the smallest other attribution whose content holds the cue.

    The larger ones are laid over the text first, the smaller over them, so that what lies on top of a
    cue is its host: linear in the length of the contents.
    """
    listed = list(found)
    made = [u.attribution for u in listed if u.attribution is not None]
    layout = annotated.layout
    on_top: dict[int, Attribution] = {}
    done: dict[int, Attribution] = {}
    for attribution in sorted(made, key=lambda a: (-_size(a), a.content, a.rule)):
        place = attribution.cue or attribution.content[0]
        host = on_top.get(layout.token_at(place.begin))
        if host is not None and _size(host) > _size(attribution):
            done[id(attribution)] = replace(attribution, within=host)
        else:
            done[id(attribution)] = attribution
        for span in attribution.content:
            for i in range(layout.token_at(span.begin), layout.token_at(span.end - 1) + 1):
                on_top[i] = done[id(attribution)]
    for utterance in listed:
        old = utterance.attribution
        yield utterance if old is None else replace(utterance, attribution=done[id(old)])


def _size(attribution: Attribution) -> int:
    return sum(s.end - s.begin for s in attribution.content)
