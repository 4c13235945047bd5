"""The order of the weights' training: its stages, what each of them reads, and how its rate moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

LEAST: Final = 0.02
"""Share of the rate that a schedule never falls below."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """How the encoder's rate moves within a stage: a straight rise, then a straight fall; heads take five times it."""

    rate: float
    """The highest rate."""
    warm: float
    """Share of the stage's steps in which the rate rises, in (0, 1)."""
    last: float
    """Share of the highest rate that the fall ends at, in [0, 1]."""

    def share(self, step: int, steps: int) -> float:
        """Return the share of the highest rate for a step in [0, steps)."""
        warm = self.warm * steps
        fallen = 1 - (1 - self.last) * (step - warm) / (steps - warm)
        return max(LEAST, min(1.0, (step + 1) / warm, fallen))


@dataclass(frozen=True, slots=True)
class Mixture:
    """How often each kind of data is read, and in batches of what size."""

    passes: int = 2
    """Over the articles."""
    stance: int = 2
    """Passes over the stances within one over the articles."""
    events: int = 4
    """Passes over the events within one over the articles."""
    batch: int = 4
    """Windows of articles in a batch."""
    articles: float = 1.0
    """Share of the articles' batches that a pass reads, in [0, 1]."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One run with an optimizer of its own, from the mean weights of the stage before."""

    name: str
    schedule: Schedule
    mixture: Mixture = field(default_factory=Mixture)
    begin: float = 0.0
    """Share of the mixture's batches that an earlier stage has used."""
    end: float = 1.0
    """Share of the mixture's batches after which the stage ends."""


_TURN: Final = 0.42472
"""Share of the joint batches after which the mean weights are taken up and the moments of AdamW begin anew."""

STAGES: Final = (
    Stage("articles", Schedule(1.5e-4, 0.2396, 0.7974), Mixture(passes=1, stance=0, events=0)),
    Stage("joint", Schedule(1.5e-4, 0.1413, 0.6120), end=_TURN),
    Stage("reader", Schedule(0.918e-4, 0.0221, 0.0), begin=_TURN),
)
"""Attributions alone, since everything else is read from the states that they form; then all heads together."""

TAUGHT: Final = Stage(
    "taught", Schedule(0.9e-4, 0.06, 0.0), Mixture(passes=1, stance=2, events=2, articles=0.5)
)
"""The last stage, with a larger network's answers to the pairs, and pairs that nobody has judged besides."""

TEACHER: Final = Schedule(3e-5, 0.08, 0.0)
"""Of the larger network's highest layer."""
TEACHER_PASSES: Final = 3

_BOTH: Final = Mixture(passes=3, stance=1, events=2)
_BREAK: Final = 0.2968
"""Share of the student's batches after which its moments begin anew."""

STUDENT: Final = (
    Stage("student-begun", Schedule(1.5e-4, 0.0804, 0.781), _BOTH, end=_BREAK),
    Stage("student", Schedule(1.172e-4, 0.022, 0.0), _BOTH, begin=_BREAK, end=0.6307),
)
"""A network with fewer layers, which begins with some of its teacher's and has all heads from the start."""
