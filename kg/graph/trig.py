"""TriG that people can read and that is the same for the same statements, in whatever order they come.

Graphs, subjects, predicates and objects are sorted (numbers within them by value, types first), subjects are
grouped, prefixes and one base are bound.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

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
    graphs: defaultdict[NamedNode, list[Quad]] = defaultdict(list)
    for quad in quads:
        graph = quad.graph_name
        if not isinstance(graph, NamedNode):
            raise GraphError("a statement lies in no named graph")
        graphs[graph].append(quad)
    yield from _head()
    for graph in sorted(graphs, key=lambda graph: graph.value):
        yield from _graph(graph, graphs.pop(graph))


def trig_of(store: Store) -> Iterator[str]:
    """Yield the lines of a TriG file with all statements of a store, one graph in memory at a time.

    Raises:
        GraphError: As `trig`.
    """
    if next(store.quads_for_pattern(None, None, None, DefaultGraph()), None) is not None:
        raise GraphError("a statement lies in no named graph")
    graphs = list(store.named_graphs())
    if not all(isinstance(graph, NamedNode) for graph in graphs):
        raise GraphError("a graph of the store has no name")
    yield from _head()
    for graph in sorted(graphs, key=lambda graph: graph.value):
        if quads := list(
            store.quads_for_pattern(None, None, None, graph)
        ):  # one that was emptied keeps its name
            yield from _graph(graph, quads)


def _graph(name: NamedNode | BlankNode, quads: list[Quad]) -> Iterator[str]:
    yield f"\n{term(name)} {{\n"
    yield from _subjects(quads)
    yield "}\n"


def turtle(quads: Iterable[Quad]) -> Iterator[str]:
    """Yield the lines of a Turtle file with the statements of these quads, in whatever graphs they lie.

    Raises:
        GraphError: If one holds a blank node.
    """
    yield from _head()
    yield "\n"
    yield from _subjects(list(quads), "")


def _head() -> Iterator[str]:
    yield f"@base <{BASE}> .\n"
    for prefix, base in sorted(PREFIXES.items()):
        yield f"@prefix {prefix}: <{base}> .\n"


def term(value: Term) -> str:
    """Return a term as Turtle writes it under the prefixes and base of `trig`.

    Raises:
        GraphError: If it is a blank node or a quoted triple.
    """
    if isinstance(value, NamedNode):
        return _iri(value)
    if isinstance(value, Literal):
        return _literal(value)
    raise GraphError(f"no data of ours holds a {type(value).__name__}")


def _subjects(quads: list[Quad], indent: str = "    ") -> Iterator[str]:
    """Yield one paragraph a subject."""
    subjects: defaultdict[Term, defaultdict[NamedNode, set[Term]]] = defaultdict(lambda: defaultdict(set))
    for (
        subject,
        predicate,
        thing,
        _,
    ) in quads:  # taken apart at once, since each part is made anew when asked for
        subjects[subject][predicate].add(thing)
    gap = ""
    for subject in sorted(subjects, key=lambda subject: _natural(_name(subject))):
        stated = subjects[subject]
        predicates = (f"{_verb(verb)[1]} {_objects(stated[verb])}" for verb in sorted(stated, key=_verb))
        yield f"{gap}{indent}{term(subject)} " + f" ;\n{indent}    ".join(predicates) + " .\n"
        gap = "\n"


def _objects(objects: set[Term]) -> str:
    """Join objects: short ones on one line, long ones below each other."""
    written = [term(thing) for thing in objects]
    if len(written) == 1:  # most statements
        return written[0]
    written.sort(key=_natural)
    short = sum(map(len, written)) <= 80
    return (", " if short else ",\n            ").join(written)


@lru_cache(maxsize=1024)
def _verb(predicate: NamedNode) -> tuple[int, str]:
    """Return a predicate as it is written, and before it what sorts types first, then labels, then by name."""
    if predicate == RDF.type:
        return 0, "a"
    name = _iri(predicate)
    return (1 if name.endswith(("abel", "title")) else 2), name


def _natural(name: str) -> tuple[tuple[str | int, ...], str]:
    """Sort the numbers within a name by value; the name itself parts equals ("1" and "01")."""
    parts: list[str | int] = [*_DIGITS.split(name)]
    parts[1::2] = map(int, parts[1::2])
    return tuple(parts), name


def _name(subject: Term) -> str:
    """Return what a subject is sorted by: a document before its parts."""
    return subject.value if isinstance(subject, NamedNode) else term(subject)


@lru_cache(maxsize=8192)  # a document's spans are named again and again, classes and rules in all documents
def _iri(node: NamedNode) -> str:
    value = node.value
    cut = max(value.rfind("/"), value.rfind("#")) + 1
    prefix = _PREFIX_OF.get(value[:cut])
    if prefix is not None and _LOCAL.fullmatch(value[cut:]):
        return f"{prefix}:{value[cut:]}"
    relative = value.removeprefix(BASE)
    return f"<{relative}>" if relative != value and _RELATIVE.fullmatch(relative) else f"<{value}>"


def _literal(literal: Literal) -> str:
    value = literal.value
    datatype = literal.datatype
    if datatype == XSD.string:
        return _quoted(value)
    if literal.language is not None:
        return f"{_quoted(value)}@{literal.language}"
    bare = _BARE.get(datatype)
    if bare is not None and bare.fullmatch(value):
        return value
    return f"{_quoted(value)}^^{term(datatype)}"


def _quoted(value: str) -> str:
    """Return a string in quotes, with line breaks kept where it has some."""
    if value.isprintable():  # so none of the characters below but the backslash is in it: quicker
        escaped = value.replace("\\", "\\\\")
    else:
        escaped = _ESCAPED_CHARACTERS.sub(_escape, value)
        if "\n" in escaped:
            return '"""' + re.sub(r'"(?="|\Z)', '\\\\"', escaped) + '"""'
    return '"' + escaped.replace('"', '\\"') + '"'


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}"
