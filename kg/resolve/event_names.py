"""What an event is called: its key in the graph and its label."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.lang.tables import table
from kg.resolve.names import slug
from kg.resolve.reports import Report, category, reciprocal

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from kg.model import Event

MOST_NAMED = 4
"""Participants that a key and a label name at most."""


def event_key(leader: Report, kind: str, begins: date | None, taken: dict[str, Event]) -> str:
    """Return a readable key; what has neither date nor several actors belongs to its document."""
    day = begins.isoformat() if begins is not None else leader.ident
    if leader.proper:
        on = begins or leader.published
        year = on.year if on is not None else 0
        base = leader.proper if str(year) in leader.proper or not year else f"{leader.proper}-{year}"
    else:
        base = "-".join((slug(kind), *sorted(leader.participants)[:MOST_NAMED], day))
    key, number = base, 1
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    return key


@cache
def _nouns() -> dict[str, tuple[str, str]]:
    """Return, for each category, its noun and the word before the recipient."""
    return {
        row["category"]: (row["noun"], row["toward"])
        for row in table("event_nouns", ("category", "noun", "toward"))
    }


def event_label(
    leader: Report, kind: str, begins: date | None, ends: date | None, label_of: Callable[[str], str]
) -> str:
    """Return "Phone call between Donald Trump and Vladimir Putin, 2025-02-12"."""
    if leader.proper:
        told = " ".join(leader.proper.split("-")).title()
    else:
        noun, toward = _nouns().get(category(kind), (kind, "toward"))
        toward = _nouns().get(kind, ("", toward))[1]
        told = (noun if category(kind) == kind else kind.replace("-", " ")).capitalize()
        if reciprocal(kind):
            told += _listed(" between ", " with ", sorted(map(label_of, leader.participants)))
        else:
            doers = leader.initiators or leader.participants - leader.recipients
            told += _listed(" by ", " by ", sorted(map(label_of, doers)))
            told += _listed(f" {toward} ", f" {toward} ", sorted(map(label_of, leader.recipients - doers)))
    if begins is None or ends is None:
        return told
    return (
        f"{told}, {begins.isoformat()}"
        if begins == ends
        else f"{told}, {begins.isoformat()} to {ends.isoformat()}"
    )


def _listed(several: str, single: str, labels: list[str]) -> str:
    if not labels:
        return ""
    named = labels[:MOST_NAMED] + (["others"] if len(labels) > MOST_NAMED else [])
    return single + named[0] if len(named) == 1 else several + ", ".join(named[:-1]) + " and " + named[-1]
