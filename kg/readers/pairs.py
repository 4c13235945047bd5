"""Reads how one side of a sentence stands to another, and what it does to it, from states that are already there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from kg.model import Span
from kg.readers.encoder import Encoded
from kg.readers.pieces import Pieces
from kg.readers.tags import Floats, Run

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

HOLDER: Final = 1
TARGET: Final = 2
TYPES: Final = (
    "ACCUSE",
    "AGREE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONCEDE",
    "CONSULT",
    "COOPERATE",
    "MOBILIZE",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "RETREAT",
    "SANCTION",
    "SUPPORT",
    "THREATEN",
)
"""PLOVER's event types in the order of the network's outputs."""


@dataclass(frozen=True, slots=True)
class Stance:
    """How one of two stands to the other; the five probabilities add up to 1."""

    none: float
    support: float
    oppose: float
    supported: float
    """That the target supports the holder instead."""
    opposed: float
    """That the target opposes the holder instead."""


class PairReader:
    """The head for pairs; it runs over one sentence and one pair at a time, so answers never depend on others."""

    def __init__(self, session: InferenceSession, none: float = 0.0, weight: float = 1.0) -> None:
        """Keep the opened network.

        Args:
            session: The head.
            none: The score of "none", fitted on the development sentences.
            weight: Factor of the head's own scores, above 0, fitted there too: below 1 it makes them less sure.
        """
        self._session = session
        self._none = none
        self._weight = weight

    def stance(
        self, encoded: Encoded, sentence: Span, holder: Span, target: Span, least: float = 0.0
    ) -> Stance | None:
        """Return how the holder stands to the target.

        None where a window cuts one of them off, or where the holder surely takes no side with a probability of
        `least`: what the target may hold only takes from it, so that most pairs are read in one direction.
        """
        there = self._scores(encoded, sentence, holder, target)
        if there is None or self._shares(there[0])[1:].max() < least:
            return None
        back = self._scores(encoded, sentence, target, holder)
        if back is None:
            return None
        return Stance(*(float(share) for share in self._shares(there[0], back[0])))

    def _shares(self, *scores: Floats) -> Floats:
        """Return the probabilities of "none" and of what was scored."""
        weighed = (np.float32(self._weight) * score for score in scores)
        joined = np.concatenate([np.array([self._none], dtype=np.float32), *weighed])
        raised = np.exp(joined - joined.max())
        shares: Floats = raised / raised.sum()
        return shares

    def event(self, encoded: Encoded, sentence: Span, initiator: Span, recipient: Span) -> dict[str, float]:
        """Return how probable each type of event is, given that the one acts on the other at all."""
        found = self._scores(encoded, sentence, initiator, recipient)
        if found is None:
            return {}
        shares = np.exp(found[1] - found[1].max())
        return dict(zip(TYPES, (shares / shares.sum()).tolist(), strict=True))

    def _scores(
        self, encoded: Encoded, sentence: Span, first: Span, second: Span
    ) -> tuple[Floats, Floats] | None:
        """Return the head's two outputs for a sentence and its sides, or None where a side is not shown."""
        runs = tuple(pieces_of(encoded.pieces, span) for span in (sentence, first, second))
        if runs not in encoded.scored:
            encoded.scored[runs] = self._scored(encoded, runs)
        return encoded.scored[runs]

    def _scored(self, encoded: Encoded, runs: tuple[Run, ...]) -> tuple[Floats, Floats] | None:
        seen = encoded.states_of(runs[0])
        if seen is None:
            return None
        begin, states = seen
        roles = np.zeros(len(states), dtype=np.int64)
        for role, run in ((HOLDER, runs[1]), (TARGET, runs[2])):
            roles[max(0, run[0] - begin) : max(0, run[1] - begin)] = role
        if not {HOLDER, TARGET} <= set(roles.tolist()):
            return None
        stance, events = self._session.run(None, {"states": states, "roles": roles})
        return stance, events


def pieces_of(pieces: Pieces, span: Span) -> Run:
    """Return the pieces that share a character with a span."""
    first = int(np.searchsorted(pieces.ends, span.begin, side="right"))
    return first, max(first, int(np.searchsorted(pieces.begins, span.end)))
