"""A text as word pieces with their places in it and what the uncased vocabulary does not tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kg.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = NDArray[np.int64]

FEATURES = 12
"""Number of values of `Pieces.features`: three cases, in or out of quotation marks, first of a paragraph or not."""

_TITLE, _UPPER, _QUOTED, _FIRST = 1, 2, 3, 6
_PARAGRAPH = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")
_OPENING, _CLOSING, _EITHER = "“„«", "”»", '"'


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one text, without the special ones."""

    text: str
    ids: Ints
    begins: Ints
    """First character of each piece."""
    ends: Ints
    """One behind the last character of each piece."""
    features: Ints
    """Case, quotation and paragraph start as one number in [0, `FEATURES`)."""
    paragraphs: Ints
    """Pieces that begin a paragraph, ascending."""
    sentences: Ints
    """Pieces that seem to begin a sentence, paragraphs included, ascending."""

    def __len__(self) -> int:
        """Return the number of pieces."""
        return len(self.ids)


def split(text: str, tokenizer: Tokenizer) -> Pieces:
    """Return `text` as pieces; every piece keeps its exact place in `text`."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    ids = np.array(encoding.ids, dtype=np.int64)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    begins, ends = offsets[:, 0].copy(), offsets[:, 1].copy()
    paragraphs = _starting([m.start() for m in _PARAGRAPH.finditer(text)], begins)
    sentences = _starting([m.end() for m in _SENTENCE_END.finditer(text)], begins)
    features = (_cases(text) + _quotation(text))[begins] if len(ids) else ids
    features[paragraphs] += _FIRST
    return Pieces(text, ids, begins, ends, features, paragraphs, np.union1d(paragraphs, sentences))


def special(tokenizer: Tokenizer) -> tuple[int, int]:
    """Return the pieces that stand before and behind every window.

    Raises:
        ModelError: If the tokenizer is of another family.
    """
    before, behind = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    if before is None or behind is None:
        raise ModelError("the readers' tokenizer has no [CLS] or no [SEP]")
    return before, behind


def _starting(places: list[int], begins: Ints) -> Ints:
    """Return the first pieces at or behind the characters `places`."""
    found = np.unique(np.searchsorted(begins, np.array(places, dtype=np.int64)))
    return found[found < len(begins)].astype(np.int64)


def _cases(text: str) -> Ints:
    """Return for every character the case of its word: 0 lower, 1 capitalised, 2 all capitals."""
    cases = np.zeros(len(text), dtype=np.int64)
    for word in _WORD.finditer(text):
        if word[0][0].isupper():
            cases[word.start() : word.end()] = _UPPER if len(word[0]) > 1 and word[0].isupper() else _TITLE
    return cases


def _quotation(text: str) -> Ints:
    """Return for every character whether it is inside quotation marks; an open quotation ends with its paragraph."""
    inside = np.zeros(len(text), dtype=np.int64)
    for paragraph in _PARAGRAPH.finditer(text):
        opened: int | None = None
        for i in range(paragraph.start(), paragraph.end()):
            char = text[i]
            if opened is None and (char in _OPENING or char in _EITHER):
                opened = i
            elif opened is not None and (char in _CLOSING or char in _EITHER):
                inside[opened : i + 1] = _QUOTED
                opened = None
        if opened is not None:
            inside[opened : paragraph.end()] = _QUOTED
    return inside
