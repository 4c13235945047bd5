"""The tags of the attribution reader, and the spans of their best sequence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

ROLES: Final = ("source", "cue", "content")
OUTSIDE: Final = 0
BEGIN: Final = {role: 1 + 2 * k for k, role in enumerate(ROLES)}
INSIDE: Final = {role: 2 + 2 * k for k, role in enumerate(ROLES)}
COUNT: Final = 1 + 2 * len(ROLES)

Floats = NDArray[np.float32]
Run = tuple[int, int]
"""Pieces [begin, end)."""


def best_path(logs: Floats, paragraphs: Sequence[int] = (0,)) -> list[int]:
    """Return the likeliest tags of which every inside tag follows its own role.

    Args:
        logs: Logarithms of the probabilities (pieces, `COUNT`).
        paragraphs: First pieces of the paragraphs, ascending; no span goes on from one to the next.
    """
    path = logs.argmax(axis=1)
    inside = (path != OUTSIDE) & (path % 2 == 0)
    before = np.concatenate([[OUTSIDE], path[:-1]])
    starts = np.unique(np.concatenate([[0], np.asarray(paragraphs, dtype=np.int64)]))
    before[starts[starts < len(path)]] = OUTSIDE
    wrong = np.flatnonzero(inside & (before != path) & (before != path - 1))
    for number in np.unique(np.searchsorted(starts, wrong, side="right") - 1).tolist():
        begin, end = int(starts[number]), int(starts[number + 1]) if number + 1 < len(starts) else len(path)
        path[begin:end] = _searched(logs[begin:end])
    return [int(tag) for tag in path]


def _searched(logs: Floats) -> list[int]:
    """Return the likeliest allowed tags of one paragraph, by Viterbi's search."""
    scores: list[float] = []
    back: list[tuple[int, ...]] = []
    for row in logs.tolist():
        if not scores:
            scores = [row[tag] if tag == OUTSIDE or tag % 2 else -math.inf for tag in range(COUNT)]
            continue
        top = max(range(COUNT), key=scores.__getitem__)
        reached = scores[top]
        new, came = [reached + row[OUTSIDE]], [top]
        for begin in range(1, COUNT, 2):
            from_own = begin if scores[begin] >= scores[begin + 1] else begin + 1
            new += (reached + row[begin], scores[from_own] + row[begin + 1])
            came += (top, from_own)
        scores = new
        back.append(tuple(came))
    path = [max(range(COUNT), key=scores.__getitem__)]
    for came_from in reversed(back):
        path.append(came_from[path[-1]])
    return path[::-1]


def runs_of(path: list[int]) -> dict[str, list[Run]]:
    """Return the spans of each role as pieces."""
    found: dict[str, list[Run]] = {role: [] for role in ROLES}
    begin = 0
    for end in range(1, len(path) + 1):
        if end < len(path) and path[end] != OUTSIDE and path[end] % 2 == 0:
            continue
        if path[begin] != OUTSIDE:
            found[ROLES[(path[begin] - 1) // 2]].append((begin, end))
        begin = end
    return found
