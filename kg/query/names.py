"""Names as people write them, matched to the IRIs of actors, outlets and other things in the graph."""

from __future__ import annotations

import difflib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph import iri
from kg.graph.source import Source
from kg.graph.written import node
from kg.query.result import select

NEAR = 0.6
"""Similarity in [0, 1] from which a name is offered as meant (the default of difflib)."""

_LABELS = """
SELECT DISTINCT ?thing ?label ?own WHERE {
  VALUES ?kind { %s }
  ?thing a ?kind .
  { ?thing rdfs:label ?label . BIND(true AS ?own) } UNION { ?thing skos:altLabel ?label . BIND(false AS ?own) }
}
"""
KINDS = {
    "actor": "gs:Person gs:State gs:Government gs:Organisation gs:Bloc gs:MediaOutlet gs:Group gs:Place",
    "outlet": "gs:MediaOutlet",
    "person": "gs:Person",
}
"""Kind of parameter to the classes it is looked up in."""


def folded(name: str) -> str:
    """Return `name` without case, accents, leading article and doubled space."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'").split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def find(store: Source, name: str, kind: str) -> tuple[ox.NamedNode, ...]:
    """Return the things of `kind` (a key of `KINDS`) called `name`: by label, else by alias.

    Several may share a name ("Defence Ministry"); all are meant then. Who is called so by no text may be the one
    person with that surname ("Macron"), or an actor of the curated tables ("Zelensky").

    Raises:
        QueryError: If nothing is called so; near names are suggested, else where to look.
    """
    wanted = folded(name)
    called = labels(store, kind)
    if found := called.get(wanted):
        return found
    if kind in {"actor", "person"} and (found := _by_surname(store, wanted) or _curated(name, called)):
        return found
    shown: dict[str, str] = {}
    for _, label, _ in _named(store, kind):
        shown[folded(label)] = min(shown.get(folded(label), label), label)
    lists = "outlets" if kind == "outlet" else "actors"
    hint = suggestion(wanted, shown) or f"; `kg query {lists}` shows all"
    raise QueryError(f"no {kind} is called “{name}”{hint}")


def _by_surname(store: Source, wanted: str) -> tuple[ox.NamedNode, ...]:
    """Return the one person whose name ends so, if it is one."""
    fitting = {
        thing
        for name, things in labels(store, "person").items()
        if name.endswith(f" {wanted}")
        for thing in things
    }
    return tuple(fitting) if len(fitting) == 1 else ()


def _curated(name: str, called: Mapping[str, tuple[ox.NamedNode, ...]]) -> tuple[ox.NamedNode, ...]:
    """Return the one actor of the graph that the curated tables call so."""
    from kg import knowledge  # noqa: PLC0415  # reads the tables, which few questions need

    tables = knowledge.load()
    known = {node(iri.actor(actor.key)) for actor in (*tables.named(name), *tables.people_called(name))}
    fitting = known & {thing for things in called.values() for thing in things}
    return tuple(fitting) if len(fitting) == 1 else ()


def labels(store: Source, kind: str, *, all_alike: bool = False) -> dict[str, tuple[ox.NamedNode, ...]]:
    """Return the things of `kind` by each of their folded names.

    A label wins over another's alias ("Moscow" is the city), unless `all_alike` lets both stand.
    """
    own: defaultdict[str, set[ox.NamedNode]] = defaultdict(set)
    alias: defaultdict[str, set[ox.NamedNode]] = defaultdict(set)
    for thing, label, is_own in _named(store, kind):
        (own if is_own else alias)[folded(label)].add(thing)
    if all_alike:
        for name, things in alias.items():
            own[name] |= things
    return {name: tuple(sorted(things, key=str)) for name, things in (alias | own).items()}


def _named(store: Source, kind: str) -> Iterator[tuple[ox.NamedNode, str, bool]]:
    for thing, label, is_own in select(store, _LABELS % KINDS[kind]).rows:
        if isinstance(thing, ox.NamedNode) and isinstance(label, ox.Literal):
            yield thing, label.value, isinstance(is_own, ox.Literal) and is_own.value == "true"


def suggestion(wanted: str, shown: dict[str, str], count: int = 4) -> str:
    """Return "; near: …" with the entries of `shown` (folded to displayed) nearest to `wanted`, or ""."""
    close = difflib.get_close_matches(wanted, sorted(shown), n=count, cutoff=NEAR)
    holding = [k for k in sorted(shown) if wanted and (wanted in k or set(wanted.split()) & set(k.split()))]
    near = list(dict.fromkeys([*close, *holding]))[:count]
    return f"; near: {', '.join(shown[key] for key in near)}" if near else ""


def near(wanted: str, known: Iterable[str]) -> str:
    """Return "; near: …" for plain names."""
    return suggestion(folded(wanted), {folded(name): name for name in known})
