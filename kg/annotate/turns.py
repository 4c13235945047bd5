"""Finds the turns of a printed conversation: "Q: …", "Interviewer: …", "Ann Lee (Green Party): …".

A line that opens with a label and a colon is a turn only where the text is a conversation: questions and answers
are labelled so, or two speakers are labelled, one of them twice. A dateline, a caption or "Source: …" is none.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.annotate.quotes import Quote
from kg.lang.lexicon import word_set
from kg.lang.tables import words
from kg.model import Form, Kind, Span

if TYPE_CHECKING:
    from kg.annotate.board import Board, Draft
    from kg.annotate.layout import Layout

_NAME = r"[^\W\d_][\w.'’-]*"
_LABEL = re.compile(
    rf"\s*(?:\(\((?P<boxed>{_NAME}(?: {_NAME}){{0,3}})\)\):?|"
    rf"(?P<plain>{_NAME}(?: {_NAME}){{0,3}})(?: ?\([^()\n]{{1,40}}\))?:)\s+(?=\S)"
)
_OWN = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|[Uu]s)\b")
_ASKING = word_set("labels of questions")
_ANSWERING = word_set("labels of answers")
_PARTICLES = words("name_parts", "word", part="particle")
_MARKS = ('"', "“", "„", "«", "‘", "'")
_FEWEST = 2
"""Turns of a conversation, at least."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says before another one does, or one paragraph of it."""

    label: Span
    """The words that say who speaks."""
    words: Span
    asks: bool
    """Whether it is the interviewer's: whoever asks takes no side."""
    answers: bool
    """Whether the label only says that it is an answer."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a text, its label told apart."""

    label: Span | None
    name: str
    words: Span


def find_turns(text: str) -> tuple[Turn, ...]:
    """Return the turns of `text` in order; none where it is no conversation. Linear in its length.

    A line without a label goes on with the answer before it if another turn follows and it speaks of "I" or "we".
    """
    lines = tuple(_lines(text))
    counts = Counter(line.name for line in lines if line.label is not None)
    told = _ASKING | _ANSWERING
    roles = sum(count for name, count in counts.items() if name.lower() in told)
    alternate = len(counts) > 1 and max(counts.values(), default=0) >= _FEWEST
    if roles < _FEWEST and not alternate:
        return ()
    asked = Counter(line.name for line in lines if line.label is not None and text[line.words.end - 1] == "?")
    asking = {
        n for n in counts if n.lower() in _ASKING or (n.lower() not in told and asked[n] * 2 > counts[n])
    }
    return tuple(_joined(text, lines, asking))


def _joined(text: str, lines: tuple[_Line, ...], asking: set[str]) -> list[Turn]:
    """Return the turns of the lines, each with the paragraphs that it goes on in."""
    found: list[Turn] = []
    last = max(number for number, line in enumerate(lines) if line.label is not None)
    for number, line in enumerate(lines):
        if line.label is not None:
            name = line.name.lower()
            found.append(Turn(line.label, line.words, line.name in asking, name in _ANSWERING))
        elif found and number < last and not found[-1].asks:
            told = text[line.words.begin : line.words.end]
            if not told.endswith("?") and not told.startswith(_MARKS) and _OWN.search(told):
                found.append(Turn(found[-1].label, line.words, asks=False, answers=found[-1].answers))
    return found


def _lines(text: str) -> list[_Line]:
    """Return the lines that hold something."""
    found: list[_Line] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        begin, end = offset + len(line) - len(line.lstrip()), offset + len(line.rstrip())
        match = _LABEL.match(line)
        group = None if match is None else ("boxed" if match["boxed"] else "plain")
        offset += len(line)
        if begin >= end:
            continue
        if match is None or group is None or not _is_label(match[group]):
            found.append(_Line(None, "", Span(begin, end)))
            continue
        first = offset - len(line)
        label = Span(first + match.start(group), first + match.end(group))
        found.append(_Line(label, match[group].split()[-1], Span(first + match.end(), end)))
    return found


def _is_label(words: str) -> bool:
    """Return whether words may name a speaker: "Ann van Roe", not "Roe continued"."""
    return words[0].isupper() and all(w[0].isupper() or w in _PARTICLES for w in words.split())


# ------------------------------------------------------------------ who speaks


def spoken(turns: tuple[Turn, ...], quotes: tuple[Quote, ...], layout: Layout) -> tuple[Quote, ...]:
    """Return the quotes with one for each answer, in order; marks inside of one are the speaker's own."""
    answers: list[Quote] = []
    for turn in turns:
        if not turn.asks:
            begin = layout.token_at(turn.words.begin)
            end = layout.token_at(turn.words.end - 1) + 1
            answers.append(Quote(turn.words, begin, end, layout.token_at(turn.label.end - 1)))
    held = {i for answer in answers for i in range(answer.begin, answer.end)}
    kept = [q for q in quotes if q.begin not in held]
    kept[:1] = [_headed(q, turns, layout) for q in kept[:1]]
    return tuple(sorted((*kept, *answers), key=lambda q: q.span))


def _headed(quote: Quote, turns: tuple[Turn, ...], layout: Layout) -> Quote:
    """Return a quote with its speaker where it is the heading of an interview: '"We give nothing away"'.

    A heading fills the first line, and one alone must answer in what follows.
    """
    answering = {layout.token_at(t.label.end - 1): t for t in turns if not t.asks}
    labels = {layout.words(layout.token_at(t.label.begin), i + 1) for i, t in answering.items()}
    first = quote.begin == 1 or (quote.begin == 2 and layout.text[0].isspace())
    behind = layout.text[quote.end + 1] if quote.end + 1 < len(layout) else ""
    if len(labels) != 1 or not first or "\n" not in behind:
        return quote
    return replace(quote, speaker=min(answering))


def seat_speakers(board: Board, turns: tuple[Turn, ...]) -> None:
    """Note who speaks behind a label that names nobody: an "A:" is whom the text before it names most."""
    answers = [turn for turn in turns if turn.answers]
    draft = _interviewed(board, turns) if answers else None
    for turn in answers:
        i = board.layout.token_at(turn.label.end - 1)
        if draft is not None and i not in board.named_at:
            board.add(i, i + 1, draft, Form.NOMINAL)


def _interviewed(board: Board, turns: tuple[Turn, ...]) -> Draft | None:
    """Return who answers: the one speaker that another label names, else the person named most before the first turn."""
    layout = board.layout
    labels = {layout.token_at(t.label.end - 1) for t in turns if not t.asks and not t.answers}
    speakers = {id(s.draft): s.draft for i in sorted(labels) if (s := board.named_at.get(i)) is not None}
    if speakers:
        return next(iter(speakers.values())) if len(speakers) == 1 else None
    first = turns[0].label.begin
    named = [
        s.draft
        for s in board.sightings
        if s.form is Form.NAMED and s.draft.kind is Kind.PERSON and layout.start[s.begin] < first
    ]
    counts = Counter(map(id, named))
    return max(named, key=lambda d: counts[id(d)], default=None)
