"""From tokens to characters: noun phrases, contents, tight spans."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.lang.lexicon import word_set
from kg.model import Span

if TYPE_CHECKING:
    from kg.annotate.document import Annotated
    from kg.annotate.parsed import Token

EDGE = frozenset(",;:.!?…—–-\"“”‘’'`\u00b4 \n\t\r()[]")
"""Characters that a tight span neither begins nor ends with (closing ones stay where they are matched)."""
PAIRS = {"“": "”", "‘": "’", '"': '"', "(": ")", "[": "]"}
LONGEST_DATELINE = 8
"""Tokens: "WASHINGTON, D.C. (Reuters) —"."""
LEADING = word_set("leading")
"""Words that introduce a content and do not belong to it."""


def tight(text: str, span: Span) -> Span | None:
    """Return `span` without punctuation at its edges, or None if nothing is left.

    A mark that is matched inside the span stays: 'the deal "null and void"' keeps its last quote.
    """
    begin, end = span.begin, span.end
    while begin < end and text[begin] in EDGE and not _matched_right(text, begin, end):
        begin += 1
    while begin < end and text[end - 1] in EDGE and not _matched_left(text, begin, end):
        end -= 1
    return Span(begin, end) if begin < end else None


def _matched_right(text: str, begin: int, end: int) -> bool:
    mark = text[begin]
    return mark in PAIRS and PAIRS[mark] in text[begin + 1 : end - 1]


def _matched_left(text: str, begin: int, end: int) -> bool:
    mark = text[end - 1]
    opening = next((o for o, c in PAIRS.items() if c == mark), None)
    if opening is None or opening not in text[begin : end - 1]:
        return False
    return opening != mark or text.count(mark, begin, end) % 2 == 0


def spans_of(tokens: Iterable[Token], text: str) -> tuple[Span, ...]:
    """Return the tight spans over runs of neighbouring tokens; gaps of punctuation and blanks are bridged."""
    runs: list[list[Token]] = []
    last = None
    for token in sorted(set(tokens), key=attrgetter("i")):
        if last is not None and (token.i == last.i + 1 or _is_bridged(last, token)):
            runs[-1].append(token)
        else:
            runs.append([token])
        last = token
    found = []
    for run in runs:
        span = tight(text, Span(run[0].idx, run[-1].idx + len(run[-1])))
        if span is not None and any(c.isalnum() for c in span.of(text)):
            found.append(span)
    return tuple(found)


def _is_bridged(before: Token, token: Token) -> bool:
    """Whether nothing but punctuation and blanks stands between two tokens."""
    return all(t.is_punct or t.is_space or t.is_quote for t in token.doc[before.i + 1 : token.i])


def noun_phrase(annotated: Annotated, head: Token) -> Span:
    """Return the span that shows an actor: its mention, else its noun phrase without clauses and appositions."""
    mention = annotated.mention_at(head)
    if mention is not None:
        return mention.span
    without = frozenset(
        c.i
        for t in clause.subtree(head)
        for c in t.children
        if c.dep_ in {"relcl", "acl", "appos", "conj", "cc", "punct"}
    )
    tokens = [t for t in clause.subtree(head, without) if not t.is_space]
    spans = spans_of(tokens, annotated.article.text)
    around = next((s for s in spans if s.begin <= head.idx < s.end), None)
    return around or Span(head.idx, head.idx + len(head))


def content_tokens(
    heads: Iterable[Token], without: frozenset[int] = frozenset(), kept: frozenset[str] = frozenset()
) -> list[Token]:
    """Return the tokens of a content: the subtrees of its heads, introducing words left out but those that are `kept`."""
    found = [t for head in heads for t in clause.subtree(head, without)]
    found.sort(key=lambda t: t.i)
    found = found[_dateline(found) :]
    while found and (
        found[0].is_punct
        or found[0].is_space
        or (found[0].lower_ not in kept and _introduces(found[0], found))
    ):
        found.pop(0)
    while found and (
        found[-1].is_space
        or found[-1].text in {",", ";", ":", "—", "-", "–"}
        or found[-1].dep_ in {"cc", "case"}
    ):
        found.pop()
    return found


def _dateline(content: list[Token]) -> int:
    """Return how many tokens of a content are a dateline: "*JEDDAH —* Ukraine is ready to …"."""
    for number, token in enumerate(content[:LONGEST_DATELINE]):
        if token.text in {"—", "–", "--", "-"} and number:
            return number + 1
        if not (token.is_upper or token.is_punct):
            break
    return 0


def _introduces(token: Token, content: list[Token]) -> bool:
    if len(content) < 2:
        return False
    if token.lower_ == "only" and content[1].lower_ == "that" and content[1].dep_ == "mark":
        return True  # "has said *only that* he would wait"
    if token.lower_ not in LEADING:
        return False
    return token.dep_ in {"mark", "cc"} or (token.lower_ == "to" and token.tag_ == "TO")
