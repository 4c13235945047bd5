"""JSON-LD that reads like plain JSON: its context gives every term a short name and a type.

`"polarity": "support"`, `"holder": "actor:robert-fico"`, `"assertedOn": "2025-07-10"`: what is an IRI, a word of the
vocabulary or a day is said once, in the context, and worked out from the graph itself, so that it is always right.
"""

from __future__ import annotations

import contextlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

import pyoxigraph as ox

from kg.errors import GraphError
from kg.export.base import EXPORTS, Choice, Files
from kg.graph.vocab import GS, PREFIXES, RDF, XSD

_EXACT = 2**53
"""Whole numbers below are the same in every program that reads JSON."""


def _whole(value: str) -> int:
    """Return a whole number that JSON holds as it is written; ValueError for others."""
    number = int(value)
    if str(number) != value or abs(number) >= _EXACT:
        raise ValueError(value)
    return number


_NATIVE: dict[ox.NamedNode, Callable[[str], int | bool]] = {
    XSD.integer: _whole,
    XSD.boolean: lambda value: value == "true",
}
"""Types that JSON has itself; a number with a fraction would become a double."""
_VOCABULARY, _IRI, _MIXED = "@vocab", "@id", ""


@EXPORTS.add("jsonld")
def jsonld(store: ox.Store, _choice: Choice) -> Files:
    """The graph as JSON-LD with a context that reads well (graph.jsonld)."""
    return {"graph.jsonld": _document(list(store))}


def _document(quads: list[ox.Quad]) -> Iterator[str]:
    if not all(map(_has_names, quads)):
        raise GraphError(
            "a statement lies in no named graph, or holds a node without a name; `kg export nquads` writes any graph"
        )
    types = _types(quads)
    names = {iri: _name(iri) for iri in types}
    context: dict[str, Any] = {"@vocab": GS.base} | dict(sorted(PREFIXES.items()))
    for iri, kind in sorted(types.items()):
        if kind:
            context[names[iri]] = {"@id": _short(iri), "@type": kind}
        elif not (iri.startswith(GS.base) or names[iri] == _short(iri)):
            context[names[iri]] = _short(iri)
    head = json.dumps(context, ensure_ascii=False, indent=2).replace("\n", "\n  ")
    yield f'{{\n  "@context": {head},\n  "@graph": ['
    ordered = sorted(
        quads, key=lambda q: (str(q.graph_name), str(q.subject), str(q.predicate), str(q.object))
    )
    gap = "\n"
    for graph, inside in groupby(ordered, key=lambda quad: quad.graph_name):
        nodes = [
            _node(list(of_one), types, names, set(context))
            for _, of_one in groupby(inside, key=lambda q: q.subject)
        ]
        text = json.dumps({"@id": _short(_value(graph)), "@graph": nodes}, ensure_ascii=False, indent=2)
        yield gap + "    " + text.replace("\n", "\n    ")
        gap = ",\n"
    yield "\n  ]\n}\n"


def _has_names(quad: ox.Quad) -> bool:
    named = isinstance(quad.subject, ox.NamedNode) and isinstance(quad.graph_name, ox.NamedNode)
    return named and isinstance(quad.object, ox.NamedNode | ox.Literal)


def _types(quads: Iterable[ox.Quad]) -> dict[str, str]:
    """Return for each property how its values are to be read: @vocab, @id, a datatype, or "" for as they are."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.predicate != RDF.type:
            found[quad.predicate.value].add(_type(quad.object))
    for kinds in found.values():
        if kinds == {_VOCABULARY, _IRI}:
            kinds.remove(_VOCABULARY)
    return {iri: kinds.pop() if len(kinds) == 1 else _MIXED for iri, kinds in found.items()}


def _type(value: Any) -> str:
    if isinstance(value, ox.NamedNode):
        return _VOCABULARY if _is_word(value.value) else _IRI
    if value.language or value.datatype == XSD.string or value.datatype in _NATIVE:
        return _MIXED
    return _short(value.datatype.value)


def _node(
    quads: list[ox.Quad], types: dict[str, str], names: dict[str, str], taken: set[str]
) -> dict[str, Any]:
    """Return one subject as an object: its name, its classes, then the rest by name."""
    node: dict[str, Any] = {"@id": _short(_value(quads[0].subject))}
    values: defaultdict[str, list[Any]] = defaultdict(list)
    for quad in quads:
        if quad.predicate == RDF.type:
            values["@type"].append(_word(_value(quad.object), set()))
        else:
            iri = quad.predicate.value
            values[names[iri]].append(_object(quad.object, types[iri], taken))
    for name in sorted(values):
        node[name] = values[name][0] if len(values[name]) == 1 else values[name]
    return node


def _object(value: Any, kind: str, taken: set[str]) -> Any:
    if isinstance(value, ox.NamedNode):
        if kind == _VOCABULARY:
            return _word(value.value, taken)
        return _short(value.value) if kind == _IRI else {"@id": _short(value.value)}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype in _NATIVE:
        with contextlib.suppress(ValueError):  # a number out of form, or too large, stays as it is written
            return _NATIVE[value.datatype](value.value)
    if value.datatype == XSD.string or kind:
        return value.value
    return {"@value": value.value, "@type": _short(value.datatype.value)}


def _value(node: Any) -> str:
    return str(node.value)


def _is_word(iri: str) -> bool:
    return iri.startswith(GS.base) and iri.removeprefix(GS.base)[:1].islower()


def _word(iri: str, taken: set[str]) -> str:
    """Return a term of the vocabulary by its bare name, unless the context has another use for that."""
    name = iri.removeprefix(GS.base) if iri.startswith(GS.base) else _short(iri)
    return f"gs:{name}" if name in taken else name


def _name(iri: str) -> str:
    """Return the key of a property: its last part, with a prefix where the vocabulary has that name too."""
    if iri.startswith(GS.base):
        return iri.removeprefix(GS.base)
    short = _short(iri)
    local = short.rpartition(":")[2]
    return short if local in GS or "/" in local or local in PREFIXES else local


def _short(iri: str) -> str:
    """Return a compact IRI, where a prefix fits."""
    fitting = [(len(base), prefix) for prefix, base in PREFIXES.items() if iri.startswith(base)]
    if not fitting:
        return iri
    length, prefix = max(fitting)
    rest = iri[length:]
    return iri if rest.startswith("//") or not rest else f"{prefix}:{rest}"
