"""A name that stands in a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.annotate.gazetteer import Hit, Senses
    from kg.model import Kind


@dataclass(slots=True)
class Name:
    """Tokens [begin, end) that name something."""

    begin: int
    end: int
    label: str
    """The model's label, empty where only the gazetteer knows it."""
    kind: Kind | None
    """A first guess; None for what is neither actor nor place."""
    senses: Senses = field(default_factory=dict)
    state: str | None = None
    """Key of the state that the name itself gives: "Iraqi Parliament"."""
    inner: list[Hit] = field(default_factory=list)
    """Curated names within it: "US" of "US Environmental Protection Agency"."""
