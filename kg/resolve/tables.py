"""The thresholds of resolution, from `settings.toml` beside this module."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from kg.paths import package_file


@dataclass(frozen=True, slots=True)
class Settings:
    """The thresholds of `settings.toml`; units and reasons stand there."""

    neighbourhood_days: int
    role_days: int
    same_wording: float
    vague_below: int
    contained_words: int
    contained_share: float
    antecedent_reach: int
    event_window_days: int
    longest_event_days: int
    single_actor_window_days: int
    contradiction_window_days: int
    same_utterance_days: int
    holders_linked: int
    least_confidence: float
    strength_step: float
    stands_for: tuple[tuple[str, str], ...]


@cache
def settings() -> Settings:
    """Return the thresholds, read once per process."""
    table = tomllib.loads(package_file("resolve/settings.toml").read_text(encoding="utf-8"))
    stands_for = tuple(sorted(table.pop("stands_for").items()))
    return Settings(**table, stands_for=stands_for)
