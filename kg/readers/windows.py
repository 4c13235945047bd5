"""How a long text is laid into windows: whole paragraphs where they fit, each with a little of what stands before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kg.readers.pieces import Ints, Pieces

LIMIT = 158
"""Pieces in a window at most, without the two special ones; longer windows read a little worse on the dev articles."""
CONTEXT = 24
"""Pieces at most that a window repeats from before; 0 and 48 read a little worse."""


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces [begin, end) of a text; those before `body` are context that another window reads."""

    begin: int
    body: int
    end: int


def windows(pieces: Pieces, first: int = LIMIT, limit: int = LIMIT, context: int = CONTEXT) -> list[Window]:
    """Return windows whose bodies follow each other and cover all pieces.

    Args:
        pieces: The text.
        first: Pieces in the first window at most; training varies it to shift all that follow.
        limit: Pieces in a window at most, context included.
        context: Pieces repeated from before at most.
    """
    found: list[Window] = []
    body, total = 0, len(pieces)
    while body < total:
        begin = _context(pieces, body, context)
        room = min(first, limit) if not found else limit
        end = _cut(pieces, body, begin + room)
        found.append(Window(begin, body, end))
        body = end
    return found


def _context(pieces: Pieces, body: int, context: int) -> int:
    """Return where the context of a body begins: at the earliest sentence near enough, else just near enough."""
    earliest = max(0, body - context)
    starts = pieces.sentences
    at = int(np.searchsorted(starts, earliest))
    return int(starts[at]) if at < len(starts) and starts[at] < body else earliest


def _cut(pieces: Pieces, body: int, most: int) -> int:
    """Return the end of a body that may reach `most`: at a paragraph, else a sentence, else anywhere."""
    if most >= len(pieces):
        return len(pieces)
    for starts, least in ((pieces.paragraphs, body + (most - body) // 2), (pieces.sentences, body)):
        last = _last(starts, most)
        if last > least:
            return last
    return most


def _last(starts: Ints, most: int) -> int:
    """Return the last of ascending pieces that is not behind `most`, 0 where there is none."""
    at = int(np.searchsorted(starts, most, side="right")) - 1
    return int(starts[at]) if at >= 0 else 0
