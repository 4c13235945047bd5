"""Gives each quotation its speaker: "…," said X; X told reporters: "…"; floating and running-on quotes.

Speech is told from scare quotes by its form; words quoted inside a reported clause ("called it
'a disgrace'") are left to the clause rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.cues import inverted_subject, verb_cues
from kg.extract.hit import Hit
from kg.lang.lexicon import Cue, Lexicon, word_set
from kg.model import Modality, SpeechAct

if TYPE_CHECKING:
    from kg.annotate.document import Annotated, Quote
    from kg.annotate.parsed import Doc, Token

PLAIN = Cue("say", "verb", "say", frozenset({"quote"}), "0", Modality.CERTAIN, SpeechAct.ASSERT, 0.3)
"""What a quotation without a cue verb does: it states."""
WINDOW = 25
"""Tokens between a quotation and its cue verb, at most: titles and appositions of the speaker stand there."""
SENTENCE_END = frozenset(".?!…")
FINISHED = SENTENCE_END | {",", "-", "—", "–", ";", ":"}
OPENERS = frozenset("[(“\"‘'…")
SAYING = word_set("quoting verbs")
TURN = "turn"
"""How the speaker of a labelled turn was found."""


@dataclass(frozen=True, slots=True)
class Speech:
    """One quotation with its speaker, as far as it was found."""

    quote: Quote
    cue: Cue | None
    verb: Token | None
    sources: tuple[Token, ...]
    how: str
    """`cue`, `running` (the speaker of the quotation before goes on), `floating` or `turn` (of a conversation)."""


def quotation_hits(annotated: Annotated, lexicon: Lexicon) -> Iterator[tuple[Hit, tuple[Quote, ...], str]]:
    """Yield a hit for each utterance with its quotes (several where interrupted) and how its speaker was found."""
    group: list[Speech] = []
    for speech in _speeches(annotated, lexicon):
        if group and _goes_on(group, speech):
            is_late = group[-1].verb is None and speech.verb is not None
            group.append(replace(speech, how=group[-1].how) if is_late else speech)
            continue
        if group:
            yield _hit(annotated.doc, group)
        group = [speech]
    if group:
        yield _hit(annotated.doc, group)


def _goes_on(group: list[Speech], speech: Speech) -> bool:
    if speech.how == "running":
        return True
    last = next((s.verb for s in reversed(group) if s.verb is not None), None)
    return speech.verb is not None and last is not None and speech.verb.i == last.i


def _hit(doc: Doc, group: list[Speech]) -> tuple[Hit, tuple[Quote, ...], str]:
    lead = next((s for s in group if s.verb is not None), group[0])
    quotes = tuple(s.quote for s in group)
    contents = tuple(root for q in quotes for root in roots(doc, q.begin, q.end))
    verb = lead.verb if lead.verb is not None else contents[0]
    words = (lead.verb, *clause.children(lead.verb, "prt")) if lead.verb is not None else ()
    cue = lead.cue or PLAIN
    bounds = tuple((q.begin, q.end) for q in quotes)
    return Hit(cue, "quote", verb, words, lead.sources, contents, None, bounds), quotes, lead.how


def roots(doc: Doc, begin: int, end: int) -> list[Token]:
    """Return the heads of what stands in [begin, end): the tokens whose head lies outside, clauses preferred."""
    found = [
        t for t in doc[begin:end] if not (begin <= t.head.i < end and t.head.i != t.i) and not t.is_punct
    ]
    clauses = [t for t in found if clause.is_clausal(t)]
    return clauses or found[:1] or [doc[begin]]


# ------------------------------------------------------------------ finding the speaker


def _speeches(annotated: Annotated, lexicon: Lexicon) -> Iterator[Speech]:
    doc, last = annotated.doc, None
    for number, quote in enumerate(annotated.quotes):
        if quote.speaker is not None and not _is_endless(annotated, quote):
            last = Speech(quote, None, None, (doc[quote.speaker],), TURN)
            yield last
            continue
        if _is_endless(annotated, quote) or not is_speech(doc, quote, lexicon):
            continue
        before = annotated.quotes[number - 1].end if number else 0
        after = annotated.quotes[number + 1].begin if number + 1 < len(annotated.quotes) else len(doc)
        speech = (
            _by_cue(doc, quote, lexicon, before, after)
            or _running(doc, quote, last)
            or _floating(doc, quote, last)
        )
        if speech is not None:
            last = speech
            yield speech


def _is_endless(annotated: Annotated, quote: Quote) -> bool:
    """Whether a quotation begins in a sentence longer than any that is read."""
    layout = annotated.layout
    return layout.sentence_end(quote.begin) - layout.sentence_begin(quote.begin) > clause.LONGEST_SENTENCE


def is_speech(doc: Doc, quote: Quote, lexicon: Lexicon) -> bool:
    """Return whether quoted words are an utterance, not a scare quote, a title or a part of a reported clause."""
    first, final = doc[quote.begin], doc[quote.end - 1]
    if quote.end - quote.begin < 2:
        return False
    opening = doc[quote.begin - 2] if quote.begin >= 2 else None
    closed = final.text[-1] in ",.?!…" or (quote.end + 1 < len(doc) and doc[quote.end + 1].text in {",", "."})
    words = doc[quote.begin : quote.end]
    clausal = any(clause.is_clausal(t) and t.tag_ in clause.FINITE | {"VB"} for t in words)
    long = quote.end - quote.begin
    if first.text[0].isupper() or first.text[0] in OPENERS:
        return _is_introduced(quote, opening, doc, lexicon) and (clausal or (closed and long > 3))
    goes_on = first.dep_ == "cc" and first.head.i < first.i and first.head.dep_ == "ccomp"
    if goes_on and opening is not None and opening.text == ",":
        return False  # 'said crews had fled, "and left the port to looters"': told by what comes before
    return clausal and closed and opening is not None and opening.text in {",", ":"} and long > 3


def _is_introduced(quote: Quote, opening: Token | None, doc: Doc, lexicon: Lexicon) -> bool:
    """Whether what stands before a quotation lets an utterance begin: a break, a mark, a cue."""
    if opening is None or opening.text in {":", ","} or opening.is_space or opening.is_sent_end:
        return True
    if opening.lemma_ in SAYING or opening.text[-1] in SENTENCE_END:
        return True
    return any(
        r.dep_ in {"ccomp", "parataxis"} and r.head.i < quote.begin and _is_cue(r.head, lexicon)
        for r in roots(doc, quote.begin, quote.end)
    )


def _by_cue(doc: Doc, quote: Quote, lexicon: Lexicon, before: int, after: int) -> Speech | None:
    """The cue verb beside the quotation: before it where the sentence leads into it, else after it."""
    opening = _word_before(doc, quote)
    leads_in = opening is not None and (
        opening.text in {":", ","} or opening.lower_ == "that" or _is_cue(opening, lexicon)
    )
    final = doc[quote.end - 1].text[-1]
    following = [] if final == "." else _after(doc, quote, after)
    preceding = _before(doc, quote, before)
    order = (preceding, following) if leads_in else (following,)
    for tokens in order:
        for verb in tokens:
            cue = _quote_cue(verb, lexicon)
            if cue is None:
                continue
            sources = clause.agents(verb) or inverted_subject(verb)
            sources = [s for s in sources if not quote.begin <= s.i < quote.end]
            if sources:
                return Speech(quote, cue, verb, tuple(sources), "cue")
        source = _according_to(tokens)
        if source is not None:
            return Speech(quote, None, source.head.head, (source,), "cue")
    return None


def _word_before(doc: Doc, quote: Quote) -> Token | None:
    """The last token before the opening mark that is no blank."""
    i = quote.begin - 2
    while i >= 0 and doc[i].is_space:
        i -= 1
    return doc[i] if i >= 0 else None


def _is_cue(token: Token, lexicon: Lexicon) -> bool:
    return _quote_cue(token, lexicon) is not None


def _quote_cue(verb: Token, lexicon: Lexicon) -> Cue | None:
    if verb.pos_ not in clause.VERBAL or verb.dep_ in {"aux", "auxpass"}:
        return None
    return next((c for c in verb_cues(verb, lexicon) if "quote" in c.frames), None)


def _after(doc: Doc, quote: Quote, limit: int) -> list[Token]:
    """The tokens behind the closing mark up to the end of the sentence or the next quotation."""
    found: list[Token] = []
    for token in doc[quote.end : min(limit, quote.end + WINDOW)]:
        if token.is_space and "\n" in token.text:
            break
        found.append(token)
        if token.text[-1] in SENTENCE_END and token.is_sent_end:
            break
    return found


def _before(doc: Doc, quote: Quote, limit: int) -> list[Token]:
    """The tokens before the opening mark back to the start of the sentence, nearest first."""
    found: list[Token] = []
    for i in range(quote.begin - 1, max(limit, quote.begin - 2 * WINDOW) - 1, -1):
        token = doc[i]
        broken = token.is_space and "\n" in token.text and not (i and doc[i - 1].text == ":")
        if broken or (token.text in {".", "?", "!"} and found and i < quote.begin - 1):
            break
        found.append(token)
    return found


def _according_to(tokens: list[Token]) -> Token | None:
    for token in tokens:
        if token.lower_ == "according":
            to = clause.child(token, "prep")
            obj = clause.child(to, "pobj") if to is not None else None
            if obj is not None:
                return obj
    return None


def _running(doc: Doc, quote: Quote, last: Speech | None) -> Speech | None:
    """The quotation before goes on: the same paragraph, or a paragraph that was left open."""
    if last is None:
        return None
    between = doc[last.quote.end : quote.begin]
    breaks = sum("\n" in t.text for t in between)
    if breaks == 0 and not _names_another(between, last):
        return Speech(quote, last.cue, last.verb, last.sources, "running")
    open_paragraph = breaks and all(t.is_space or t.is_quote or t.is_punct for t in between)
    unclosed = last.quote.end < len(doc) and not doc[last.quote.end].is_quote
    if open_paragraph and unclosed:
        return Speech(quote, last.cue, last.verb, last.sources, "running")
    return None


def _names_another(between: Iterable[Token], last: Speech) -> bool:
    """Whether the words between two quotations have a subject of their own: then somebody else may speak."""
    heads = {s.i for s in last.sources} | ({last.verb.i} if last.verb is not None else set())
    for token in between:
        if (
            token.dep_ == "nsubj"
            and token.i not in heads
            and token.head.i not in heads
            and token.pos_ != "PRON"
        ):
            return True
    return False


def _floating(doc: Doc, quote: Quote, last: Speech | None) -> Speech | None:
    """A quotation that stands alone: its speaker is the subject of the sentence before, else the last speaker."""
    if is_heading(doc, quote):
        return None
    breaks = 0
    for i in range(quote.begin - 2, max(-1, quote.begin - 120), -1):
        token = doc[i]
        breaks += "\n" in token.text
        if last is not None and i < last.quote.end:
            break
        if breaks and last is not None:
            break
        if token.dep_ == "ROOT" and token.pos_ in clause.VERBAL:
            sources = clause.agents(token)
            if (
                sources
                and sources[0].pos_ in {"PROPN", "PRON", "NOUN"}
                and sources[0].ent_type_ not in {"DATE", "TIME"}
            ):
                return Speech(quote, None, None, tuple(sources), "floating")
            return None
    if last is not None and doc[quote.begin - 1].is_quote and _alone(doc, quote):
        return Speech(quote, None, None, last.sources, "floating")
    return None


def is_heading(doc: Doc, quote: Quote) -> bool:
    """Return whether a quotation is a heading, 'We just want to fish', above what its speaker says."""
    return _alone(doc, quote) and doc[quote.end - 1].text[-1] not in FINISHED


def _alone(doc: Doc, quote: Quote) -> bool:
    """Whether the quotation fills its paragraph."""
    before = doc[quote.begin - 2] if quote.begin >= 2 else None
    after = doc[quote.end + 1] if quote.end + 1 < len(doc) else None
    return (before is None or "\n" in before.text) and (after is None or "\n" in after.text)
