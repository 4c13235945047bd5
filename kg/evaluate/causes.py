"""Why a gold item was missed, and what a false find is instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from kg.evaluate.measure import Characters, characters, same_words
from kg.evaluate.trace import Cue, Trace
from kg.model import Span


class Miss(Enum):
    """Why nothing was found for a gold item; the first that fits."""

    TAKEN = "its words were found, but the find shows another gold item"
    HOLDER = "words found under another holder"
    BOUNDARY = "content boundary: overlap below the threshold"
    INSIDE = "inside a find that shows another gold item: not split, or its own cue not found"
    NO_CUE = "no cue found in the sentence"
    ELSEWHERE = "cue in the sentence, but none over these words"
    NO_HOLDER = "cue found, but no holder"
    UNREAL = "not held: dropped as unreal"
    DROPPED = "cue and holder found, but nothing made of them"
    UNREAD = "the article could not be read"


class Extra(Enum):
    """What a find is that the gold does not have; the first that fits."""

    DUPLICATE = "duplicate: another find already shows the gold item"
    HOLDER = "the gold has another holder for these words"
    BOUNDARY = "content boundary: overlap below the threshold"
    INSIDE = "inside or around gold words that another find shows: split, or nested"
    OTHER_WORDS = "gold in the sentence, but not at these words"
    NOTHING = "nothing marked in the sentence"


@dataclass(frozen=True, slots=True)
class Close:
    """How something of the other side compares with an item."""

    same_words: bool
    """Whether it shows the same words by the measure's bound."""
    same_holder: bool
    free: bool
    """Whether it is paired with nothing."""
    words: Characters


def why_missed(spans: Sequence[Span], finds: Iterable[Close], trace: Trace) -> Miss:
    """Return why the gold item at `spans` was missed, given all finds of the article."""
    listed, words = list(finds), characters(spans)
    if any(find.same_words for find in listed):
        taken = any(find.same_words and find.same_holder for find in listed)
        return Miss.TAKEN if taken else Miss.HOLDER
    if any(find.words & words for find in listed if find.free):
        return Miss.BOUNDARY
    over = cues_over(spans, trace)
    own = [cue for cue in over if same_words(words, characters(cue.content))]
    if not own and any(find.words & words for find in listed):
        return Miss.INSIDE
    if over:
        return _what_became_of(own or over)
    sentences = trace.around(spans)
    here = any(cue.span.overlaps(sentence) for cue in trace.cues for sentence in sentences)
    return Miss.ELSEWHERE if here else Miss.NO_CUE


def _what_became_of(cues: Sequence[Cue]) -> Miss:
    """Return why nothing came of cues over the right words."""
    with_holder = [cue for cue in cues if cue.holder is not None]
    if not with_holder:
        return Miss.NO_HOLDER
    return Miss.DROPPED if any(cue.held for cue in with_holder) else Miss.UNREAL


def what_instead(spans: Sequence[Span], gold: Iterable[Close], trace: Trace) -> Extra:
    """Return what the find at `spans` is, given all gold items of the article."""
    listed, words = list(gold), characters(spans)
    if any(item.same_words and item.same_holder for item in listed):
        return Extra.DUPLICATE
    if any(item.same_words for item in listed):
        return Extra.HOLDER
    touched = [item for item in listed if item.words & words]
    if touched:
        return Extra.BOUNDARY if any(item.free for item in touched) else Extra.INSIDE
    sentence = characters(trace.around(spans))
    return Extra.OTHER_WORDS if any(item.words & sentence for item in listed) else Extra.NOTHING


def cues_over(spans: Sequence[Span], trace: Trace) -> tuple[Cue, ...]:
    """Return the cues whose content holds some of the words at `spans`."""
    words = characters(spans)
    return tuple(cue for cue in trace.cues if characters(cue.content) & words)
