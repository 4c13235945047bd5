"""The benchmark's articles as training windows: pieces, tags, and where each content's cue and source stand."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.readers.pieces import Ints, Pieces, split
from kg.readers.tags import BEGIN, INSIDE, OUTSIDE, ROLES
from kg.readers.windows import Window, windows

if TYPE_CHECKING:
    from tokenizers import Tokenizer

IGNORE = -100
"""Target that no loss is computed for."""
LIMIT = 254
"""Pieces in a window of training at most: more than when reading, so that fewer links leave the window."""
CONTEXT = 48
"""Pieces repeated from before at most."""
NONE = 0
"""Target of a link to nothing: the special piece before the window."""


@dataclass(frozen=True, slots=True)
class Example:
    """One article with its tags and links as numbers of pieces."""

    doc: str
    pieces: Pieces
    tags: Ints
    cue: Ints
    """For pieces of a content the first piece of its cue, -1 for others."""
    source: Ints
    """For pieces of a content or cue the first piece of its source, -2 where it has none, -1 for other pieces."""


def lines(path: Path) -> list[dict[str, Any]]:
    """Return the records of a JSONL file."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def example(record: Mapping[str, Any], tokenizer: Tokenizer) -> Example:
    """Return an article of the benchmark as numbers."""
    pieces = split(record["text"], tokenizer)
    tags = np.full(len(pieces), OUTSIDE, dtype=np.int64)
    cue = np.full(len(pieces), -1, dtype=np.int64)
    source = np.full(len(pieces), -1, dtype=np.int64)
    for attribution in record["attributions"]:
        found = {role: [_covered(pieces, span) for span in attribution[role]] for role in ROLES}
        for role, runs in found.items():
            for run in runs:
                tags[run[:1]], tags[run[1:]] = BEGIN[role], INSIDE[role]
        first_cue = _first(found["cue"], -1)
        first_source = _first(found["source"], -2)
        for run in found["content"]:
            cue[run], source[run] = first_cue, first_source
        for run in found["cue"]:
            source[run] = first_source
    return Example(record["doc"], pieces, tags, cue, source)


def _covered(pieces: Pieces, span: Sequence[int]) -> Ints:
    """Return the pieces that share a character with a span."""
    return np.flatnonzero((pieces.begins < span[1]) & (pieces.ends > span[0]))


def _first(runs: Sequence[Ints], default: int) -> int:
    """Return the first piece of several runs, or `default` where they have none."""
    return min((int(run[0]) for run in runs if len(run)), default=default)


@dataclass(frozen=True, slots=True)
class Item:
    """One window as the network takes it, special pieces included."""

    ids: Ints
    features: Ints
    tags: Ints
    cue: Ints
    source: Ints


def items(example: Example, first: int, special: tuple[int, int]) -> Iterator[Item]:
    """Yield the windows of an article; the first takes at most `first` pieces, which shifts the others."""
    for window in windows(example.pieces, first, LIMIT, CONTEXT):
        yield item(example, window, special)


def item(example: Example, window: Window, special: tuple[int, int]) -> Item:
    """Return one window as the network takes it; links that leave it are ignored."""
    part = slice(window.begin, window.end)
    edge = np.array([IGNORE])
    return Item(
        np.concatenate([special[:1], example.pieces.ids[part], special[1:]]),
        np.concatenate([[0], example.pieces.features[part], [0]]),
        np.concatenate([edge, example.tags[part], edge]),
        np.concatenate([edge, _links(example.cue[part], window), edge]),
        np.concatenate([edge, _links(example.source[part], window), edge]),
    )


def _links(targets: Ints, window: Window) -> Ints:
    """Return targets as places in a window with its special piece; `IGNORE` for those outside it."""
    inside = (targets >= window.begin) & (targets < window.end)
    return np.where(inside, targets - window.begin + 1, np.where(targets == -2, NONE, IGNORE))


def one_pass(
    examples: Sequence[Example], special: tuple[int, int], size: int, chance: random.Random
) -> list[list[Item]]:
    """Return all windows of all articles, cut anew, in batches of about one length, in random order."""
    every = [i for e in examples for i in items(e, chance.randint(LIMIT // 4, LIMIT), special)]
    chance.shuffle(every)
    every.sort(key=lambda i: len(i.ids) // 32)
    batches = [every[k : k + size] for k in range(0, len(every), size)]
    chance.shuffle(batches)
    return batches


def stacked(rows: Sequence[Ints], filler: int) -> Ints:
    """Return rows of several lengths as one table, filled up on the right."""
    table = np.full((len(rows), max(map(len, rows))), filler, dtype=np.int64)
    for k, row in enumerate(rows):
        table[k, : len(row)] = row
    return table
