"""The thresholds of resolution: table `[resolve]` of `defaults.toml`, or what a build was given."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING

from kg import config

if TYPE_CHECKING:
    from collections.abc import Iterator

_given: ContextVar[config.Resolve | None] = ContextVar("thresholds of resolution", default=None)


@contextmanager
def using(limits: config.Resolve | None) -> Iterator[None]:
    """Resolve by these thresholds within the block; None for the defaults."""
    token = _given.set(limits)
    try:
        yield
    finally:
        _given.reset(token)


def settings() -> config.Resolve:
    """Return the thresholds in force; units and reasons stand in `defaults.toml`."""
    return _given.get() or _defaults()


@cache
def _defaults() -> config.Resolve:
    return config.load().resolve
