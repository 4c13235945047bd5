"""Judges the attributions of readings by what annotators marked in the same texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.evaluate.gold import GoldAttribution, GoldAttributions, GoldText
from kg.evaluate.measure import SAME_WORDS, Characters, char_f, characters, manner, quoted
from kg.evaluate.pairing import Pair, pairs
from kg.model import Attribution, Reading

MANNERS = ("direct", "mixed", "indirect")
_SOURCE = 0.1
"""Weight of a right source beside the share of the words (up to 1): it decides between finds of the same words."""


@dataclass(frozen=True, slots=True)
class Match:
    """A gold attribution and the find that shows it."""

    gold: GoldAttribution
    found: Attribution
    source: bool
    """Whether the sources overlap, or neither names one."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What was right and wrong in one text, by one annotator; a text that could not be read has no reading."""

    text: GoldText
    reading: Reading | None
    matches: tuple[Match, ...]
    missed: tuple[GoldAttribution, ...]
    false: tuple[Attribution, ...]

    def tally(self) -> Counter[tuple[str, str]]:
        """Count (what, which): what is right, found and gold, of all ("all") and of each manner; and sources."""
        n: Counter[tuple[str, str]] = Counter()
        inside, text = quoted(self.text.text), self.text.text
        for match in self.matches:
            n["source", "right"] += match.source
            for kind, spans in (("right gold", match.gold.content), ("right found", match.found.content)):
                n[manner(characters(spans, text), inside), kind] += 1
        golds = [*(m.gold for m in self.matches), *self.missed]
        finds = [*(m.found for m in self.matches), *self.false]
        for gold in golds:
            n[manner(characters(gold.content, text), inside), "gold"] += 1
        for found in finds:
            n[manner(characters(found.content, text), inside), "found"] += 1
        n["all", "right"], n["all", "found"], n["all", "gold"] = len(self.matches), len(finds), len(golds)
        return n


def judge(gold: GoldAttributions, readings: Sequence[Reading]) -> tuple[tuple[Judged, ...], ...]:
    """Return what is right and wrong in each text, in the order of `gold`, once for each of its annotators.

    A find shows a gold attribution when the character-F of their contents, without white space, is at least
    `SAME_WORDS`. Pairs are one to one.
    """
    by_text = {reading.article.text: reading for reading in readings}
    return tuple(
        tuple(_judged(text, version, by_text.get(text.text)) for version in text.versions)
        for text in gold.texts
    )


def _judged(text: GoldText, version: tuple[GoldAttribution, ...], reading: Reading | None) -> Judged:
    finds = reading.attributions if reading is not None else ()
    words = [characters(a.content, text.text) for a in version]
    contents = [characters(a.content, text.text) for a in finds]
    weights: dict[Pair, float] = {}
    for i, gold in enumerate(version):
        for j, found in enumerate(finds):
            same = char_f(words[i], contents[j])
            if same >= SAME_WORDS:
                weights[i, j] = 1 + same + _SOURCE * _same_source(gold, found)
    paired = pairs(weights)
    rows, columns = {i for i, _ in paired}, {j for _, j in paired}
    return Judged(
        text,
        reading,
        tuple(Match(version[i], finds[j], _same_source(version[i], finds[j])) for i, j in paired),
        tuple(g for i, g in enumerate(version) if i not in rows),
        tuple(f for j, f in enumerate(finds) if j not in columns),
    )


def _same_source(gold: GoldAttribution, found: Attribution) -> bool:
    marked = characters(gold.source)
    shown: Characters = frozenset() if found.source_span is None else characters([found.source_span])
    return bool(marked & shown) or not (marked or shown)
