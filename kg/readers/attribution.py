"""Reads who said what: tags of source, cue and content, joined by where the pieces of each content point."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from kg.model import Span
from kg.readers.encoder import Encoded
from kg.readers.tags import INSIDE, OUTSIDE, Floats, Run, best_path, runs_of

GOES_ON = math.log(0.25)
"""Logarithm of the probability from which a piece continues a span that only links have found."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen on the development articles."""

    outside: float = 0.0
    """Added to the logarithm of "outside": above 0 for fewer spans."""
    linked: float = 0.5
    """Share of a content's pieces that must point at a cue for the two to be joined, in [0, 1]."""
    joined: float = 0.8
    """The same for a further part of a content that the cue does not divide from the part before."""
    cue_votes: float = 1.0
    """Weight of the cue's pointing at a source beside that of the content."""
    alone: float = 0.8
    """Probability from which a content without a cue is kept, in [0, 1]."""
    base: float = 0.0
    """Of the confidence: its logit where content and source are both at .5."""
    by_content: float = 1.0
    """Of the confidence: weight of the logit of the content's probability."""
    by_source: float = 1.0
    """Of the confidence: weight of the logit of the source's probability."""

    def confidence(self, probability: float, source_probability: float) -> float:
        """Return how often readings as sure as this one are right, content and source, in (0, 1)."""
        raised = self.base + self.by_content * logit(probability) + self.by_source * logit(source_probability)
        return 1 / (1 + math.exp(-raised))


@dataclass(frozen=True, slots=True)
class ReadAttribution:
    """One attribution as the network reads it."""

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    probability: float
    """That the content is attributed at all, in [0, 1]."""
    source_probability: float
    """That the source is this one (or that there is none), in [0, 1]."""
    confidence: float
    """How often readings as sure as this one are right, content and source, in (0, 1)."""


def attributions(encoded: Encoded, settings: Settings) -> tuple[ReadAttribution, ...]:
    """Return the attributions of a text in the order of their contents."""
    logs = encoded.tags.copy()
    logs[:, OUTSIDE] += np.float32(settings.outside)
    runs = runs_of(best_path(logs, encoded.pieces.paragraphs.tolist()))
    groups: dict[Run | int, list[Run]] = {}
    for number, content in enumerate(runs["content"]):
        cue, share = _best(encoded.pointed(content, 0)[0], runs["cue"])
        if (
            cue is None
            or share < settings.linked
            or not _may_join(groups.get(cue), cue, content, share, settings)
        ):
            groups[number] = [content]
        else:
            groups.setdefault(cue, []).append(content)
    found = (_made(encoded, settings, key, contents, runs["source"]) for key, contents in groups.items())
    return tuple(sorted((a for a in found if a is not None), key=lambda a: a.content))


def _may_join(parts: list[Run] | None, cue: Run, content: Run, share: float, settings: Settings) -> bool:
    """Whether a content may be a further part: the cue stands between, or next to nothing, or it surely points there."""
    if not parts:
        return True
    last = parts[-1]
    return last[1] <= cue[0] < content[0] or content[0] - last[1] <= 1 or share >= settings.joined


def _best(weight: Floats, runs: list[Run]) -> tuple[Run | None, float]:
    """Return the span that most weight falls on, and that weight."""
    if not runs:
        return None, 0.0
    below = np.concatenate([[0.0], np.cumsum(weight, dtype=np.float64)])
    edges = np.array(runs)
    shares = below[edges[:, 1]] - below[edges[:, 0]]
    best = int(shares.argmax())
    return runs[best], float(shares[best])


def _made(
    encoded: Encoded, settings: Settings, key: Run | int, contents: list[Run], sources: list[Run]
) -> ReadAttribution | None:
    """Return the attribution of contents that belong together, or None where too little speaks for it."""
    cue = key if isinstance(key, tuple) else None
    inside = np.concatenate([1 - np.exp(encoded.tags[b:e, OUTSIDE]) for b, e in contents])
    probability = float(inside.mean())
    if cue is None and probability < settings.alone:
        return None
    asking = [(run, 1.0) for run in contents] + ([(cue, settings.cue_votes)] if cue is not None else [])
    weight, nothing, total = np.zeros(len(encoded.pieces), dtype=np.float32), 0.0, 0.0
    for run, share in asking:
        places, none = encoded.pointed(run, 1)
        weight += np.float32(share) * places
        nothing += share * none
        total += share
    source, share = _best(weight, sources)
    unseen, weightier = _untagged(encoded, weight, [*sources, *contents], "source")
    if weightier > share:
        source, share = unseen, weightier
    if share < nothing:
        source, share = None, nothing
    sure = min(1.0, share / total)
    return ReadAttribution(
        tuple(_span(encoded, run) for run in contents),
        _span(encoded, cue) if cue is not None else None,
        _span(encoded, source) if source is not None else None,
        probability,
        sure,
        settings.confidence(probability, sure),
    )


def _untagged(encoded: Encoded, weight: Floats, taken: list[Run], role: str) -> tuple[Run, float]:
    """Return the span at the piece that most weight falls on outside `taken`: the tags alone did not reach it."""
    rest = weight.copy()
    for begin, end in taken:
        rest[begin:end] = 0
    begin = int(rest.argmax())
    end = begin + 1
    while end < len(rest) and encoded.tags[end, INSIDE[role]] > GOES_ON:
        end += 1
    return (begin, end), float(rest[begin])


def logit(probability: float) -> float:
    """Return the logarithm of the odds, within [-7, 7]."""
    kept = min(0.999, max(0.001, probability))
    return math.log(kept / (1 - kept))


def _span(encoded: Encoded, run: Run) -> Span:
    """Return a run of pieces as characters."""
    return Span(int(encoded.pieces.begins[run[0]]), int(encoded.pieces.ends[run[1] - 1]))
