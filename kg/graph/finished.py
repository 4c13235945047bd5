"""A graph that is complete, in each form that is written of it: for the store, for `graph.trig` and for the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from .statements import Statements
from .trig import text_of
from .written import Written, value_of

Table = Mapping[str, tuple[str, ...]]
"""What has a property, and its values, sorted and without repeats; both as plain text."""
_QUOTED: Final = "<<"
"""Begins what is stated of a statement."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A graph that is complete."""

    graph: Written
    """Its name."""
    number: int
    """How many statements it holds."""
    lines: bytes = b""
    """The statements as N-Quads, if they are not written otherwise."""
    trig: str = ""
    """The graph as it stands in `graph.trig`, if that is written: a fifth of the lines, and the store reads it as well."""
    tables: Mapping[Written, Table] = field(default_factory=dict)
    """The statements by their predicate, if a page is drawn of them."""
    names: tuple[Written, ...] = ()
    """Of a document: what its records are called (`iri.Names.listed`)."""

    def __len__(self) -> int:
        """Return the number of statements."""
        return self.number


def finished(made: Statements, *, files: bool, names: tuple[Written, ...] = ()) -> Finished:
    """Return a graph of which all statements are made.

    Args:
        made: The statements.
        files: Whether more than the store is made of them.
        names: What its records are called.
    """
    if files:
        return Finished(made.graph, len(made), trig=text_of(made), tables=tables_of((made,)), names=names)
    return Finished(made.graph, len(made), made.encoded(), names=names)


def tables_of(parts: Iterable[Statements]) -> Mapping[Written, Table]:
    """Return statements by their predicate, without those whose object is a statement."""
    values: dict[Written, str] = {}
    found: defaultdict[Written, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for part in parts:
        for subject, stated in part.about.items():
            about = _value(values, subject)
            for predicate, objects in stated:
                table = found[predicate]
                said = tuple([_value(values, thing) for thing in objects if thing[:2] != _QUOTED])
                table[about] = merged(table[about], said) if about in table else merged(said)
    return dict(found)


def merged(*values: tuple[str, ...]) -> tuple[str, ...]:
    """Return values of one property of one thing, sorted and without repeats."""
    first = values[0] if len(values) == 1 else tuple(value for some in values for value in some)
    return first if len(first) == 1 else tuple(sorted(set(first)))


def _value(known: dict[Written, str], term: Written) -> str:
    """Return what a term says: subjects and classes come again and again."""
    value = known.get(term)
    if value is None:
        value = known[term] = value_of(term)
    return value
