"""TriG that people can read and that is the same for the same statements, in whatever order they come.

Graphs, subjects, predicates and objects are sorted (numbers within them by value, types first), subjects are
grouped, prefixes and one base are bound.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, Protocol, cast

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from kg.errors import GraphError

from . import statements
from .statements import Stated, Statements
from .vocab import BASE, PREFIXES, RDF, XSD
from .written import Written, unescaped

_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
"""Local names that need no escape in Turtle (a part of what the grammar allows)."""
_RELATIVE: Final = re.compile(r"[a-z]+/[A-Za-z0-9_-][^/?]*")
"""What may stand as a relative IRI: no scheme, no empty or dotted segment that resolving would change."""
_PREFIX_OF: Final = {base: prefix for prefix, base in PREFIXES.items()}
_DIGITS: Final = re.compile(r"([0-9]{1,18})")
_BARE: Final = {
    str(XSD.integer): re.compile(r"[+-]?[0-9]+"),
    str(XSD.decimal): re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    str(XSD.boolean): re.compile(r"true|false"),
}
"""Datatypes whose values Turtle writes without quotes, with the form that it takes for them."""
_ESCAPES: Final = {"\\": "\\\\", "\t": "\\t", "\b": "\\b", "\r": "\\r", "\f": "\\f"}
_ESCAPED_CHARACTERS: Final = re.compile(
    r"[\\\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
"""Control, joining and direction characters: written as numbers, so that a text shows as what it is."""

_IRI: Final = re.compile(r"<[^<>\"]*>")
_TYPE: Final = str(RDF.type)
_PLAIN: Final = re.compile(r'"[^"\\]*"')
"""A string without a language or type, in N-Quads, in which nothing is escaped."""
Term = NamedNode | BlankNode | Literal | Triple
_ANY: Final = "`kg export nquads` writes any graph"


class Text(Protocol):
    """A graph that is text already (`text_of`)."""

    @property
    def graph(self) -> Written:
        """Its name."""

    @property
    def trig(self) -> str:
        """The text."""


def trig(parts: Iterable[Statements | Text]) -> Iterator[str]:
    """Yield the lines of a TriG file with these statements, repeats left out.

    A graph that is text already has no other part.

    Raises:
        GraphError: If a statement lies in no named graph or holds a blank node, which no data of ours does.
    """
    graphs: defaultdict[Written, list[Statements]] = defaultdict(list)
    texts: dict[Written, str] = {}
    for part in parts:
        if not isinstance(part, Statements):
            texts[part.graph] = part.trig
        elif part.about:
            graphs[part.graph].append(part)
    if not all(map(_IRI.fullmatch, graphs)):
        raise GraphError(f"a statement lies in no named graph; {_ANY}")
    yield from head()
    for graph in sorted((*graphs, *texts), key=lambda graph: graph[:-1]):
        yield from (texts[graph],) if graph in texts else _graph(graph, graphs.pop(graph))


def text_of(part: Statements) -> str:
    """Return a graph of which there is no other part as it stands in a TriG file of ours.

    Raises:
        GraphError: As `trig`.
    """
    return "".join(_graph(part.graph, (part,)))


def trig_of(store: Store) -> Iterator[str]:
    """Yield the lines of a TriG file with all statements of a store, one graph in memory at a time.

    Raises:
        GraphError: As `trig`.
    """
    if next(store.quads_for_pattern(None, None, None, DefaultGraph()), None) is not None:
        raise GraphError(f"a statement lies in no named graph; {_ANY}")
    graphs = list(store.named_graphs())
    if not all(isinstance(graph, NamedNode) for graph in graphs):
        raise GraphError(f"a graph of the store has no name; {_ANY}")
    yield from head()
    for graph in sorted(graphs, key=lambda graph: graph.value):
        dumped = cast("bytes", store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph))
        if dumped:  # one that was emptied keeps its name
            yield from _graph(str(graph), (statements.read(dumped),))


def turtle(quads: Iterable[Quad]) -> Iterator[str]:
    """Yield the lines of a Turtle file with the statements of these quads, in whatever graphs they lie.

    Raises:
        GraphError: If one holds a blank node.
    """
    yield from head()
    yield "\n"
    bare = (quad.triple for quad in quads)
    yield from _subjects((statements.read(cast("bytes", serialize(bare, format=RdfFormat.N_TRIPLES))),), "")


def term(value: Term) -> str:
    """Return a term as Turtle writes it under the prefixes and base of `trig`.

    Raises:
        GraphError: If it is a blank node or a quoted triple.
    """
    return _term(str(value))


def head() -> Iterator[str]:
    """Yield the lines that stand before the graphs."""
    yield f"@base <{BASE}> .\n"
    for prefix, base in sorted(PREFIXES.items()):
        yield f"@prefix {prefix}: <{base}> .\n"


def _graph(name: Written, parts: Iterable[Statements]) -> Iterator[str]:
    yield f"\n{_term(name)} {{\n"
    yield from _subjects(parts)
    yield "}\n"


def _subjects(parts: Iterable[Statements], indent: str = "    ") -> Iterator[str]:
    """Yield one paragraph a subject."""
    about = _together(parts)
    terms = _Terms()
    gap, line_end = "", f" ;\n{indent}    "
    for subject in sorted(about, key=_in_document):
        stated: dict[Written, tuple[Written, ...]] = {}
        for predicate, objects in about[subject]:
            stated[predicate] = stated[predicate] + objects if predicate in stated else objects
        written = line_end.join(
            [f"{verb} {_listed(stated[predicate], terms)}" for predicate, verb in _verbs(tuple(stated))]
        )
        yield f"{gap}{indent}{terms[subject]} {written} .\n"
        gap = "\n"


def _together(parts: Iterable[Statements]) -> Mapping[Written, Sequence[Stated]]:
    """Return what several parts state of each subject."""
    first, *others = parts
    if not others:
        return first.about
    about: defaultdict[Written, list[Stated]] = defaultdict(list)
    for part in (first, *others):
        for subject, stated in part.about.items():
            about[subject] += stated
    return about


def _listed(objects: tuple[Written, ...], terms: _Terms) -> str:
    """Join objects: short ones on one line, long ones below each other."""
    if len(objects) == 1:
        return terms[objects[0]]
    listed = sorted([terms[thing] for thing in set(objects)], key=_natural)
    short = sum(map(len, listed)) <= 80
    return (", " if short else ",\n            ").join(listed)


@lru_cache(maxsize=4096)  # most subjects are of a few kinds
def _verbs(predicates: tuple[Written, ...]) -> tuple[tuple[Written, str], ...]:
    """Return predicates with what is written for them, types first, then labels, then by name."""
    ranked = []
    for predicate in predicates:
        name = "a" if predicate == _TYPE else _iri(predicate)
        rank = 0 if predicate == _TYPE else 1 if name.endswith(("abel", "title")) else 2
        ranked.append((rank, name, predicate))
    return tuple((predicate, name) for _, name, predicate in sorted(ranked))


class _Terms(dict[str, str]):
    """The terms of one graph as Turtle has them, by what N-Quads write: spans and classes come again and again."""

    def __missing__(self, written: str) -> str:
        made = self[written] = _term(written)
        return made


def _natural(name: str) -> tuple[tuple[str | int, ...], str]:
    """Sort the numbers within a name by value; the name itself parts equals ("1" and "01")."""
    return _numbers_by_value(name), name


def _in_document(subject: str) -> tuple[tuple[str | int, ...], tuple[str | int, ...], str]:
    """Sort a document before its parts (`<…#char=5,9>`), and those by the numbers in their names."""
    document, _, part = subject[:-1].partition("#")
    return _document(document), _numbers_by_value(part), subject


def _numbers_by_value(name: str) -> tuple[str | int, ...]:
    parts: list[str | int] = [*_DIGITS.split(name)]
    parts[1::2] = map(int, parts[1::2])
    return tuple(parts)


_document = lru_cache(maxsize=64)(_numbers_by_value)  # all parts of a document follow each other


def _term(written: str) -> str:
    """Return what N-Quads write as Turtle has it."""
    if written[0] == '"':
        if _PLAIN.fullmatch(written) and written.isprintable():
            return written
        return _typed(written) if written[-1] == ">" else _literal(written)
    if written[0] == "<" and written[1] != "<":
        return _iri(written)
    raise GraphError(f"no data of ours holds a {'blank node' if written[0] == '_' else 'triple'}; {_ANY}")


@lru_cache(maxsize=8192)  # a document's spans are named again and again, classes and rules in all documents
def _iri(written: str) -> str:
    value = written[1:-1]
    cut = max(value.rfind("/"), value.rfind("#")) + 1
    prefix = _PREFIX_OF.get(value[:cut])
    if prefix is not None and _LOCAL.fullmatch(value[cut:]):
        return f"{prefix}:{value[cut:]}"
    relative = value.removeprefix(BASE)
    return f"<{relative}>" if relative != value and _RELATIVE.fullmatch(relative) else written


@lru_cache(maxsize=8192)  # places, shares and days, in every document
def _typed(written: str) -> str:
    return _literal(written)


def _literal(written: str) -> str:
    end = written.rindex('"')
    value, tail = unescaped(written[1:end]), written[end + 1 :]
    if tail.startswith("^^"):
        bare = _BARE.get(tail[2:])
        return value if bare is not None and bare.fullmatch(value) else f"{_quoted(value)}^^{_iri(tail[2:])}"
    return _quoted(value) + tail


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
