"""The outcome of an evaluation: what a table or JSON shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.evaluate.measure import Score, share


@dataclass(frozen=True, slots=True)
class Part:
    """How many of some things are right."""

    right: float
    of: float

    @property
    def share(self) -> float:
        """The part that is right, in [0, 1]; 0 of nothing."""
        return share(self.right, self.of)


@dataclass(frozen=True, slots=True)
class Rule:
    """What one rule found, and how much of it the gold has."""

    name: str
    found: int
    right: int

    @property
    def precision(self) -> float:
        """Share of the finds that are right, in [0, 1]."""
        return share(self.right, self.found)


@dataclass(frozen=True, slots=True)
class Error:
    """One miss, false find or wrong property."""

    where: str
    """Article and gold item."""
    what: str
    """What is missed or wrong, in words."""
    sentence: str = ""
    made_by: str = ""
    """The rule, where one made it."""
    derivation: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that an evaluation found out, in the order in which it is shown."""

    about: str
    """"positions" or "attributions"."""
    counts: Mapping[str, float]
    """What was compared: documents, gold items, finds."""
    scores: Mapping[str, Score]
    parts: Mapping[str, Part]
    rules: tuple[Rule, ...]
    errors: Mapping[str, tuple[Error, ...]] | None = None
    """Cause to errors; None where nobody asked for them."""


def rules(found: Iterable[str], right: Iterable[str]) -> tuple[Rule, ...]:
    """Return the rules by name, from the rule of each find and of each right one."""
    finds, hits = Counter(found), Counter(right)
    return tuple(Rule(name, finds[name], hits[name]) for name in sorted(finds))


def grouped(errors: Iterable[tuple[str, Error]], order: Iterable[str]) -> dict[str, tuple[Error, ...]]:
    """Return errors by cause, the causes in `order`, those without an error left out."""
    found: dict[str, list[Error]] = {cause: [] for cause in order}
    for cause, error in errors:
        found[cause].append(error)
    return {cause: tuple(listed) for cause, listed in found.items() if listed}
