"""Sentences with a pair of marked actors, several to a window, for the stance and the event type between them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.readers.pairs import TYPES
from kg.readers.pieces import Ints, special, split
from training.corpus import IGNORE, LIMIT

if TYPE_CHECKING:
    from tokenizers import Tokenizer

STANCES = ("none", "p_pos_q", "p_neg_q", "q_pos_p", "q_neg_p")


@dataclass(frozen=True, slots=True)
class Judged:
    """Two actors of a sentence and what is said of them."""

    first: tuple[int, int]
    """Characters of the first actor."""
    second: tuple[int, int]
    label: int
    """The number of the label, `IGNORE` where nobody has judged."""
    taught: tuple[float, ...] = ()
    """The teacher's logits, where it was asked."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with the pairs that someone has judged in it."""

    text: str
    pairs: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """One pair in a window: pieces of its sentence, of the first and of the second actor, and the label."""

    sentence: tuple[int, int]
    first: tuple[int, int]
    second: tuple[int, int]
    label: int
    taught: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """Several sentences as one window, special pieces included."""

    ids: Ints
    features: Ints
    pairs: tuple[Pair, ...]


def stance_sentences(records: Iterable[Mapping[str, Any]]) -> list[Sentence]:
    """Return the sentences of the stance benchmark, each with all its pairs."""
    return _gathered((r["text"], Judged((*r["p"],), (*r["q"],), STANCES.index(r["label"]))) for r in records)


def event_sentences(records: Iterable[Mapping[str, Any]]) -> list[Sentence]:
    """Return the sentences of the event benchmark that name both sides."""
    return [
        Sentence(
            r["text"], (Judged((*r["source"]["span"],), (*r["target"]["span"],), TYPES.index(r["type"])),)
        )
        for r in records
        if r["target"] is not None and r["source"] is not None
    ]


def taught_sentences(records: Iterable[Mapping[str, Any]]) -> tuple[list[Sentence], ...]:
    """Return sentences with the teacher's answers: of judged stances, of judged event types, of unjudged pairs."""
    stances, events, unjudged = (
        list[tuple[str, Judged]](),
        list[tuple[str, Judged]](),
        list[tuple[str, Judged]](),
    )
    for record in records:
        first, second = ((*side,) for side in record["pair"])
        if "event" in record:
            events.append((record["text"], Judged(first, second, record["event"], (*record["events"],))))
        else:
            kind = stances if "stance" in record else unjudged
            label = record.get("stance", IGNORE)
            kind.append((record["text"], Judged(first, second, label, (*record["stances"],))))
    return _gathered(stances), _gathered(events), _gathered(unjudged)


def _gathered(pairs: Iterable[tuple[str, Judged]]) -> list[Sentence]:
    """Return each sentence once, with all its pairs."""
    found: dict[str, list[Judged]] = {}
    for text, pair in pairs:
        found.setdefault(text, []).append(pair)
    return [Sentence(text, tuple(inside)) for text, inside in found.items()]


def half_neutral(sentences: Sequence[Sentence], chance: random.Random) -> list[Sentence]:
    """Return the sentences with some stance, and by chance about half of those without."""
    return [s for s in sentences if any(p.label for p in s.pairs) or chance.random() < 0.5]


def packs(sentences: Sequence[Sentence], tokenizer: Tokenizer, chance: random.Random) -> list[Pack]:
    """Return all sentences in random order, in windows of random length."""
    order = list(sentences)
    chance.shuffle(order)
    found, waiting, room = [], list[Sentence](), 0
    for sentence in order:
        length = len(sentence.text) // 4 + 8
        if waiting and room < length:
            found.append(pack(waiting, tokenizer))
            waiting = []
        if not waiting:
            room = chance.choice((40, 100, 180, LIMIT - 20))
        waiting.append(sentence)
        room -= length
    return [*found, pack(waiting, tokenizer)]


def pack(sentences: Sequence[Sentence], tokenizer: Tokenizer) -> Pack:
    """Return sentences as one window, each as a paragraph of its own."""
    pieces = split("\n\n".join(s.text for s in sentences), tokenizer)
    pairs, begin = [], 0
    for sentence in sentences:
        end = begin + len(sentence.text)
        whole = _covered(pieces.begins, pieces.ends, begin, end)
        for one in sentence.pairs:
            sides = (one.first, one.second)
            runs = [_covered(pieces.begins, pieces.ends, begin + b, begin + e) for b, e in sides]
            if max(r[1] for r in runs) <= LIMIT:
                shown = (whole[0], min(whole[1], LIMIT + 1))
                pairs.append(Pair(shown, runs[0], runs[1], one.label, one.taught))
        begin = end + 2
    edges = special(tokenizer)
    ids = np.concatenate([edges[:1], pieces.ids[:LIMIT], edges[1:]])
    return Pack(ids, np.concatenate([[0], pieces.features[:LIMIT], [0]]), tuple(pairs))


def _covered(begins: Ints, ends: Ints, begin: int, end: int) -> tuple[int, int]:
    """Return the pieces [begin, end) of characters, counted with the special piece before the window."""
    first = int(np.searchsorted(ends, begin, side="right"))
    return first + 1, max(first + 1, int(np.searchsorted(begins, end))) + 1
