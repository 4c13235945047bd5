"""TriG that people can read and that is the same for the same statements, in whatever order they come.

Graphs, subjects, predicates and objects are sorted (numbers within them by value, types first), subjects are
grouped, prefixes and one base are bound.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.errors import GraphError

from .vocab import BASE, PREFIXES, RDF, XSD

_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
"""Local names that need no escape in Turtle (a part of what the grammar allows)."""
_RELATIVE: Final = re.compile(r"[a-z]+/[A-Za-z0-9_-][^/?]*")
"""What may stand as a relative IRI: no scheme, no empty or dotted segment that resolving would change."""
_PREFIX_OF: Final = {base: prefix for prefix, base in PREFIXES.items()}
_DIGITS: Final = re.compile(r"([0-9]{1,18})")
_BARE: Final = {
    XSD.integer: re.compile(r"[+-]?[0-9]+"),
    XSD.decimal: re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD.boolean: re.compile(r"true|false"),
}
"""Datatypes whose values Turtle writes without quotes, with the form that it takes for them."""
_ESCAPES: Final = {"\\": "\\\\", "\t": "\\t", "\b": "\\b", "\r": "\\r", "\f": "\\f"}
_ESCAPED_CHARACTERS: Final = re.compile(
    r"[\\\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
"""Control, joining and direction characters: written as numbers, so that a text shows as what it is."""

Term = NamedNode | BlankNode | Literal | Triple


def trig(quads: Iterable[Quad]) -> Iterator[str]:
    """Yield the lines of a TriG file with these quads, repeats left out.

    Raises:
        GraphError: If a quad lies in no named graph or holds a blank node, which no data of ours does.
    """
    yield f"@base <{BASE}> .\n"
    for prefix, base in sorted(PREFIXES.items()):
        yield f"@prefix {prefix}: <{base}> .\n"
    graphs: dict[str, set[Quad]] = defaultdict(set)
    for quad in quads:
        if isinstance(quad.graph_name, DefaultGraph):
            raise GraphError("a statement lies in no named graph")
        graphs[quad.graph_name.value].add(quad)
    for graph in sorted(graphs):
        yield f"\n{term(NamedNode(graph))} {{\n"
        yield from _subjects(graphs.pop(graph))
        yield "}\n"


def term(value: Term) -> str:
    """Return a term as Turtle writes it under the prefixes and base of `trig`.

    Raises:
        GraphError: If it is a blank node or a quoted triple.
    """
    if isinstance(value, NamedNode):
        return _iri(value.value)
    if isinstance(value, Literal):
        return _literal(value)
    raise GraphError(f"no data of ours holds a {type(value).__name__}")


def _subjects(quads: set[Quad]) -> Iterator[str]:
    """Yield one paragraph a subject."""
    rows = sorted(
        (
            (_natural(_name(quad.subject)), _rank(quad.predicate), _natural(term(quad.object)), quad)
            for quad in quads
        ),
        key=lambda row: row[:3],
    )
    for number, (_, of_subject) in enumerate(groupby(rows, key=lambda row: row[0])):
        listed = list(of_subject)
        predicates = []
        for _, of_predicate in groupby(listed, key=lambda row: row[1]):
            same = [row[3] for row in of_predicate]
            verb = "a" if same[0].predicate == RDF.type else term(same[0].predicate)
            predicates.append(f"{verb} " + _objects([term(quad.object) for quad in same]))
        head = "" if number == 0 else "\n"
        yield f"{head}    {term(listed[0][3].subject)} " + " ;\n        ".join(predicates) + " .\n"


def _objects(objects: list[str]) -> str:
    """Join objects: short ones on one line, long ones below each other."""
    short = sum(map(len, objects)) <= 80
    return (", " if short else ",\n            ").join(objects)


def _rank(predicate: NamedNode) -> tuple[int, str]:
    """Sort types first, then labels, then by name."""
    name = term(predicate)
    return (0 if predicate == RDF.type else 1 if name.endswith(("abel", "title")) else 2, name)


def _natural(name: str) -> tuple[tuple[str | int, ...], str]:
    """Sort the numbers within a name by value; the name itself parts equals ("1" and "01")."""
    parts = _DIGITS.split(name)
    return tuple(int(part) if index % 2 else part for index, part in enumerate(parts)), name


def _name(subject: Term) -> str:
    """Return what a subject is sorted by: a document before its parts."""
    return subject.value if isinstance(subject, NamedNode) else term(subject)


def _iri(value: str) -> str:
    cut = max(value.rfind("/"), value.rfind("#")) + 1
    prefix = _PREFIX_OF.get(value[:cut])
    if prefix is not None and _LOCAL.fullmatch(value[cut:]):
        return f"{prefix}:{value[cut:]}"
    relative = value.removeprefix(BASE)
    return f"<{relative}>" if relative != value and _RELATIVE.fullmatch(relative) else f"<{value}>"


def _literal(literal: Literal) -> str:
    value = literal.value
    datatype = literal.datatype
    if datatype in _BARE and _BARE[datatype].fullmatch(value):
        return value
    quoted = _quoted(value)
    if literal.language is not None:
        return f"{quoted}@{literal.language}"
    return quoted if datatype == XSD.string else f"{quoted}^^{term(datatype)}"


def _quoted(value: str) -> str:
    """Return a string in quotes, with line breaks kept where it has some."""
    escaped = _ESCAPED_CHARACTERS.sub(_escape, value)
    if "\n" in escaped:
        return '"""' + re.sub(r'"(?="|\Z)', '\\\\"', escaped) + '"""'
    return '"' + escaped.replace('"', '\\"') + '"'


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}"
