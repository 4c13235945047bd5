"""Parameters: what a person types becomes RDF terms, and those a VALUES block of the query."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.vocab import GS, PREFIXES
from kg.query import lex, names
from kg.query.saved import ANY, REQUIRED

if TYPE_CHECKING:
    from kg.graph.source import Source
    from kg.query.saved import Question

XSD = "http://www.w3.org/2001/XMLSchema#"


def bound(store: Source, question: Question, params: Mapping[str, str]) -> str:
    """Return the query of `question` with every given parameter fixed.

    The terms are written by the RDF library and stand in a VALUES block at the head of the outermost pattern,
    so no value can become code.

    Raises:
        QueryError: If a parameter is unknown, missing or unreadable.
    """
    values = {p.name: p.default for p in question.parameters if p.default not in {ANY, REQUIRED}} | dict(
        params
    )
    for parameter in question.parameters:
        if parameter.default == REQUIRED and parameter.name not in values:
            raise QueryError(
                f"needs -p {parameter.name}=…, {parameter.meaning}; for instance "
                f'-p {parameter.name}="{parameter.example}"'
            )
    if not values:
        return question.text
    _check_known(question, values)
    place = lex.opening(question.text)
    if place is None:
        raise QueryError("this question has no pattern that a parameter could be bound in")
    blocks = []
    for name, value in sorted(values.items()):
        declared = question.parameter(name)
        found = terms(store, value, declared.kind if declared else guessed(name, value))
        blocks.append(f"\n  VALUES ?{name} {{ {' '.join(str(term) for term in found)} }}")
    return question.text[:place] + "".join(blocks) + " " + question.text[place:].lstrip(" ")


def _check_known(question: Question, values: Mapping[str, str]) -> None:
    declared = {parameter.name for parameter in question.parameters}
    known = sorted(declared or lex.variables(question.text))
    for name in values:
        if name not in known:
            listed = f"; it has: {', '.join(known)}" if known else ""
            raise QueryError(f"the question has no parameter “{name}”{listed}")


def guessed(name: str, value: str) -> str:
    """Return the kind of an undeclared parameter, from its name or the shape of its value."""
    if name in names.KINDS:
        return name
    if iri(value) is not None:
        return "iri"
    for kind, read in (("date", _date), ("number", _number)):
        try:
            read(value)
        except QueryError:
            continue
        return kind
    return "text"


def terms(store: Source, value: str, kind: str) -> tuple[ox.NamedNode | ox.Literal, ...]:
    """Return the terms that `value` stands for; several where a name is shared.

    Raises:
        QueryError: If `value` is not of `kind`, or names nothing in the graph.
    """
    if kind in _PLAIN:
        return (_PLAIN[kind](value),)
    node = iri(value)
    if node is not None:
        return (node,)
    if kind == "iri":
        raise QueryError(f"“{value}” is neither an IRI nor a prefixed name")
    if kind == "matter":
        from kg.query import matters  # noqa: PLC0415  # brings a stemmer, which few questions need

        return matters.find(store, value)
    return names.find(store, value, kind)


def iri(value: str) -> ox.NamedNode | None:
    """Return the node of `<…>`, `http…` or a prefixed name; None if `value` is none of them."""
    bare = value[1:-1] if value.startswith("<") and value.endswith(">") else value
    prefix, colon, rest = bare.partition(":")
    if colon and prefix in PREFIXES and not rest.startswith("//"):
        bare = PREFIXES[prefix] + rest
    elif not bare.startswith(("http://", "https://")):
        return None
    try:
        return ox.NamedNode(bare)
    except ValueError:
        return None


def _term(value: str) -> ox.NamedNode:
    known = [name for name in GS if name[:1].islower()]
    bare = value.strip().removeprefix("gs:")
    if bare not in known:
        raise QueryError(f"“{value}” is no word of the vocabulary{names.near(bare, known)}")
    return GS[bare]


def _date(value: str) -> ox.Literal:
    try:
        day = date.fromisoformat(value.strip())
    except ValueError as error:
        raise QueryError(f"“{value}” is not a day; write it as 2025-02-14") from error
    return ox.Literal(day.isoformat(), datatype=ox.NamedNode(XSD + "date"))


def _number(value: str) -> ox.Literal:
    try:
        number = Decimal(value.strip())
    except InvalidOperation as error:
        raise QueryError(f"“{value}” is not a number") from error
    if not number.is_finite():
        raise QueryError(f"“{value}” is not a number")
    return ox.Literal(f"{number:f}", datatype=ox.NamedNode(XSD + "decimal"))


_PLAIN: dict[str, Callable[[str], ox.NamedNode | ox.Literal]] = {
    "text": ox.Literal,
    "term": _term,
    "date": _date,
    "number": _number,
}
"""Kinds of parameters whose values need no look into the graph."""
