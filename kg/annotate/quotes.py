"""Finds quoted words: double and single marks, straight and curly, over several paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Span

if TYPE_CHECKING:
    from kg.annotate.layout import Layout

_CLOSING = {"“": "”", '"': '"', "„": "“”", "«": "»", "‘": "’", "'": "'"}
_SINGLE = "‘'"
_BEFORE = "([{—–-“"
"""What may stand right before an opening mark beside a blank."""
_LONGEST_SINGLE = 400
"""Code points within which a single mark must be closed: an apostrophe never is."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks, or one turn of a printed conversation."""

    span: Span
    """The words, without the marks."""
    begin: int
    end: int
    """Tokens [begin, end) of the words."""
    speaker: int | None = None
    """The last token of the label that names the speaker, in a printed conversation."""


def find_quotes(text: str, layout: Layout) -> tuple[Quote, ...]:
    """Return the quotes of `text` in order, in linear time.

    A quotation over several paragraphs (each opened by a mark, only the last one closed) gives one
    quote for each paragraph. Scare quotes count; a single mark inside a word does not.
    """
    found: list[Quote] = []
    offset = 0
    lines = text.splitlines(keepends=True)
    openings = [line.lstrip()[0] for line in lines if line.strip()]
    paragraph = 0
    for line in lines:
        paragraph += bool(line.strip())
        goes_on = paragraph < len(openings) and openings[paragraph] == '"'
        for begin, end in _in_line(line, goes_on=goes_on):
            words = line[begin:end]
            if not words.strip():
                continue
            first = offset + begin + len(words) - len(words.lstrip())
            span = Span(first, first + len(words.strip()))
            found.append(Quote(span, layout.token_at(span.begin), layout.token_at(span.end - 1) + 1))
        offset += len(line)
    return tuple(found)


def _in_line(line: str, *, goes_on: bool) -> Iterator[tuple[int, int]]:
    """Yield begin and end of the words in each pair of marks, outermost pairs only."""
    i = 0
    straight = _straight_pairs(line, goes_on=goes_on)
    while i < len(line):
        mark = line[i]
        if mark not in _CLOSING or not _opens(line, i):
            i += 1
            continue
        end = straight[i] if i in straight else _closing(line, i)
        if end is not None:
            yield i + 1, end
            i = end + 1
        elif mark in _SINGLE:
            i += 1
        else:  # a paragraph of a longer quotation is closed by the line's end
            yield i + 1, len(line.rstrip())
            return


def _straight_pairs(line: str, *, goes_on: bool) -> dict[int, int]:
    """Return where each straight double mark is closed, marks within marks counted; empty if they do not match.

    A mark after a blank and before a word opens, another one closes. Where the next paragraph opens with
    a mark (`goes_on`), the first mark of a paragraph may be left open: the line's end closes it.
    """
    waiting: list[int] = []
    pairs: dict[int, int] = {}
    for i, mark in enumerate(line):
        if mark != '"':
            continue
        if (i == 0 or line[i - 1].isspace() or line[i - 1] in _BEFORE) and not line[i + 1 : i + 2].isspace():
            waiting.append(i)
        elif waiting:
            pairs[waiting.pop()] = i
    if goes_on and len(waiting) == 1 and not line[: waiting[0]].strip():
        pairs[waiting.pop()] = len(line.rstrip())
    return {} if waiting else pairs


def _opens(line: str, i: int) -> bool:
    """Return whether the mark at `i` can open: before a word, and not within or after one."""
    if i + 1 >= len(line) or line[i + 1].isspace():
        return False
    before = line[i - 1] if i else " "
    if line[i] in _SINGLE:
        return not before.isalnum() and (before.isspace() or before in _BEFORE + '"')
    return line[i] != '"' or not before.isalnum()


def _closing(line: str, i: int) -> int | None:
    """Return where the quote opened at `i` is closed in its line."""
    marks = _CLOSING[line[i]]
    single = line[i] in _SINGLE
    limit = min(len(line), i + _LONGEST_SINGLE) if single else len(line)
    j = i + 1
    while j < limit:
        if line[j] in marks and (not single or _ends_single(line, j)):
            return j
        j += 1
    return None


def _ends_single(line: str, j: int) -> bool:
    """Return whether the single mark at `j` can close: after a word and not before one."""
    after = line[j + 1] if j + 1 < len(line) else " "
    return not after.isalnum() and not line[j - 1].isspace()
