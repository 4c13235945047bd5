"""Events: what was done, by whom, to whom, where and when, and whether the text says that it was."""

from __future__ import annotations

from kg.extract.events.mentions import events

__all__ = ["events"]
