"""The core of a graph that is too large for one page: what is said on the things that most take a side on.

The engine counts who speaks of what; then the statements about what is chosen are looked up one subject at a time, so
that a page costs what it holds, not what the graph holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from pyoxigraph import Literal, NamedNode

from kg.draw.facts import PREFIXES, full
from kg.draw.settings import look
from kg.graph import statements
from kg.graph.written import Written, node

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from pyoxigraph import QuerySolutions, Store

    from kg.graph.statements import Statements

_LEADS = frozenset(
    f"<{full(name)}>"
    for name in (
        "gs:about", "gs:addressee", "gs:attribution", "gs:condition", "gs:conditionSpan", "gs:contentSpan",
        "gs:copyOf", "gs:cueSpan", "gs:eventType", "gs:evidence", "gs:holder", "gs:holderSpan", "gs:initiator",
        "gs:outlet", "gs:partOf", "gs:participant", "gs:recipient", "gs:reportedIn", "gs:settledBy", "gs:source",
        "gs:sourceSpan", "gs:speaksFor", "gs:statedBy", "gs:target", "gs:targetSpan", "gs:triggerSpan",
        "gs:unless", "gs:within", "gs:withinActor", "dcterms:publisher", "nif:referenceContext",
        "org:organization", "skos:broader",
    )
)  # fmt: skip
"""What a page follows from one thing to the next."""
_PREFIXES = "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in ("gs", "org"))
_MATTERS = """
SELECT ?thing (COUNT(DISTINCT ?holder) AS ?voices) (COUNT(DISTINCT ?position) AS ?number) {
  ?position gs:about ?thing ; gs:holder ?holder
} GROUP BY ?thing
"""
_TARGETS = """
SELECT ?thing (COUNT(DISTINCT ?holder) AS ?voices) (COUNT(DISTINCT ?position) AS ?number) {
  ?position gs:target ?thing ; gs:holder ?holder FILTER NOT EXISTS { ?position gs:about ?matter }
} GROUP BY ?thing
"""
_EVENTS = """
SELECT ?event (COUNT(DISTINCT ?mention) AS ?number) { ?mention gs:mentionOf ?event } GROUP BY ?event
HAVING (COUNT(DISTINCT ?mention) > 1)
"""
_NUMBER = "SELECT (COUNT(DISTINCT ?position) AS ?number) { ?position gs:holder ?holder }"
_TENURES = "SELECT ?tenure { ?tenure org:member %s . ?tenure a gs:Tenure }"
_PAIRED = frozenset(f"<{full(name)}>" for name in ("gs:actedOn", "gs:contradicts", "gs:shiftsFrom"))
"""What leads to another thing by a node of its own; agreements, which are far more, are shown without theirs."""
_ABOUT, _TARGET = NamedNode(full("gs:about")), NamedNode(full("gs:target"))
_FROM, _TO = NamedNode(full("gs:from")), NamedNode(full("gs:to"))
_MENTION_OF = NamedNode(full("gs:mentionOf"))
_PERSON = f"<{full('gs:Person')}>"
_EVIDENCE = f"<{full('gs:evidence')}>"


class Core(NamedTuple):
    """A part of a graph, as a graph of its own."""

    statements: list[Statements]
    left: int
    """Positions of the whole graph that are not in it."""


def core_of(store: Store) -> Core:
    """Return what a page holds of a graph that is too large for it.

    What is said on a thing comes whole or not at all, unless there is more on the first one than there is room. Events
    are those that several texts report.
    """
    limits = look()["limits"]
    positions = _main_positions(store, limits["positions"])
    events = _ranked(store, _EVENTS)[: limits["events"]]
    ((_, total),) = ((row, int(row[0].value)) for row in _rows(store, _NUMBER))
    return Core(list(_around(store, positions, events)), total - len(positions))


def _main_positions(store: Store, most: int) -> list[NamedNode]:
    """Return positions on the things that most holders take a side on, at most so many."""
    chosen: set[NamedNode] = set()
    for thing in _ranked(store, _MATTERS, _TARGETS):
        said = {
            quad.subject
            for prop in (_ABOUT, _TARGET)
            for quad in store.quads_for_pattern(None, prop, thing, None)
            if isinstance(quad.subject, NamedNode)
        }
        if not chosen:
            said = set(sorted(said, key=str)[:most])
        if len(chosen | said) <= most:
            chosen |= said
        if len(chosen) == most:
            break
    return sorted(chosen, key=str)


def _ranked(store: Store, *queries: str) -> list[NamedNode]:
    """Return the things that queries find, those with the highest numbers first, then by name.

    They are sorted here: the engine would look the names up again for each comparison.
    """
    found = [
        ([-int(cast("Literal", number).value) for number in numbers], thing.value)
        for query in queries
        for thing, *numbers in _rows(store, query)
        if isinstance(thing, NamedNode)
    ]
    return [NamedNode(iri) for _, iri in sorted(found)]


def _asked(store: Store, query: str) -> list[NamedNode]:
    """Return the things that a query for one of each row finds."""
    return [row[0] for row in _rows(store, query) if isinstance(row[0], NamedNode)]


def _rows(store: Store, query: str) -> QuerySolutions:
    return cast("QuerySolutions", store.query(_PREFIXES + query, use_default_graph_as_union=True))


def _around(
    store: Store, positions: Iterable[NamedNode], events: Iterable[NamedNode]
) -> Iterator[Statements]:
    """Yield the statements about positions and events, and about all that a page shows with them."""
    chosen = {str(thing) for thing in (*positions, *events)}
    waiting, seen = sorted(chosen), set(chosen)
    links = _Links(store)
    for event in events:
        mentions = store.quads_for_pattern(None, _MENTION_OF, event, None)
        waiting += _new(seen, (str(quad.subject) for quad in mentions))
    while waiting:
        about = (quad for thing in waiting for quad in store.quads_for_pattern(node(thing), None, None, None))
        waiting = []
        for part in statements.of(about):
            yield part
            for thing, stated in part.about.items():
                for predicate, others in stated:
                    waiting += _new(seen, _beside(links, thing, predicate, others, chosen))


def _beside(
    links: _Links, thing: Written, predicate: Written, others: Iterable[Written], chosen: Container[Written]
) -> Iterator[Written]:
    """Yield what a page shows with a thing of which something is stated."""
    if predicate in _LEADS:
        if predicate != _EVIDENCE or thing not in links.tenures:
            yield from others
    elif predicate in _PAIRED:
        for other in others:
            if other in chosen:
                yield from sorted(links.between(thing, other))
    elif _PERSON in others:
        held = {str(tenure) for tenure in _asked(links.store, _TENURES % thing)}
        links.tenures |= held
        yield from sorted(held)


class _Links:
    """The nodes of links between two things, looked up once for each thing: a query for each pair takes far longer."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.tenures: set[Written] = set()
        """Offices that have been met: a large corpus gives one's evidence in thousands of texts, of which a page shows none."""
        self._known: dict[tuple[NamedNode, Written], set[Written]] = {}

    def between(self, one: Written, other: Written) -> set[Written]:
        """Return those that lead from one thing to another, or back."""
        there = self._of(_FROM, one) & self._of(_TO, other)
        return there | self._of(_FROM, other) & self._of(_TO, one)

    def _of(self, end: NamedNode, thing: Written) -> set[Written]:
        if (end, thing) not in self._known:
            found = self.store.quads_for_pattern(None, end, node(thing), None)
            self._known[end, thing] = {str(quad.subject) for quad in found}
        return self._known[end, thing]


def _new(seen: set[Written], things: Iterable[Written]) -> list[Written]:
    """Return those of some things that have an IRI and were not seen yet, and are now."""
    found = [thing for thing in things if thing not in seen and thing[0] == "<" and thing[1] != "<"]
    seen.update(found)
    return found
