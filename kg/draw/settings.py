"""The measures and limits of the page, read once from `look.toml`."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any


@functools.cache
def look() -> dict[str, dict[str, Any]]:
    """Return the tables of `look.toml`; treat them as read-only."""
    text = resources.files("kg.draw").joinpath("look.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
