"""Positions as rows of plain values: what the tables, the networks of discourse and the briefs are made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

import pyoxigraph as ox

from kg.export.sorting import ordered
from kg.graph.vocab import DCTERMS, GS, RDF, SKOS
from kg.query.look import Look
from kg.query.result import text


@dataclass(frozen=True, slots=True)
class Named:
    """A thing and what it is called."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Source:
    """The article that a position stands in."""

    iri: str
    outlet: str
    day: str
    title: str
    place: str
    """File or address, as given."""


@dataclass(frozen=True, slots=True)
class Stance:
    """One position. Days are YYYY-MM-DD; a text that is not known is empty."""

    iri: str
    day: str
    precision: str
    holder: Named
    side: str
    modality: str
    act: str
    matter: Named | None
    issue: str
    """The debate that the matter belongs to."""
    targets: tuple[Named, ...]
    conditions: tuple[str, ...]
    """Each with its "if" or "unless"."""
    status: str
    """What became of the conditions, where the corpus tells."""
    words: str
    sentence: str
    tellers: tuple[Named, ...]
    """Whose word it stands on, other than the holder's own; the nearest first."""
    quotation: str
    strength: str
    confidence: str
    rule: str
    source: Source

    @property
    def concept(self) -> Named:
        """What the side is taken on: the matter, else whom it is aimed at."""
        return self.matter or (self.targets or (Named("", ""),))[0]


@dataclass(frozen=True, slots=True)
class Taken:
    """What a position comes to in a network: who takes which side on what."""

    holder: Named
    side: str
    concept: Named
    """The matter, else whom it is aimed at."""


class Stances:
    """The positions of a store, read one by one: they need not fit in memory."""

    def __init__(self, store: ox.Store) -> None:
        """Keep the store; nothing is read yet."""
        self.look = Look(store)
        self._source = lru_cache(_KEPT)(partial(_source, self.look))
        self._named = lru_cache(_KEPT)(lambda node: Named(node.value, self.look.label(node)))

    def __iter__(self) -> Iterator[Stance]:
        """Yield every position, by day, document and place in the text; those without a day last."""
        for key in ordered(self._keys()):
            yield self.of(ox.NamedNode(key.rpartition("\t")[2]))

    def _keys(self) -> Iterator[str]:
        for node in of_class(self.look, "Position"):
            documents = self.look.nodes(node, GS.reportedIn)
            places = self.look.places(node, GS.contentSpan, GS.evidence)
            day = self.look.read(node, GS.assertedOn) or "9999"
            begin = places[0].begin if places else 0
            yield f"{day}\t{documents[0].value if documents else ''}\t{begin:010}\t{node.value}"

    def of(self, node: ox.NamedNode) -> Stance:
        """Return one position."""
        documents = self.look.nodes(node, GS.reportedIn)
        return _stance(self.look, node, self._source(documents[0]) if documents else _NOWHERE)

    def taken(self) -> Iterator[Taken]:
        """Yield what each position comes to, where it is somebody's and about something."""
        for node in of_class(self.look, "Position"):
            holders = self.look.nodes(node, GS.holder)
            concepts = self.look.nodes(node, GS.about) or self.look.nodes(node, GS.target)
            if holders and concepts:
                side = self.look.read(node, GS.polarity)
                yield Taken(self._named(holders[0]), side, self._named(concepts[0]))


def stances(store: ox.Store) -> Iterator[Stance]:
    """Yield every position, by day, document and place in the text; those without a day last."""
    return iter(Stances(store))


def of_class(look: Look, name: str) -> Iterator[ox.NamedNode]:
    """Yield the instances of `gs:name` in order, however many there are."""
    found = (quad.subject for quad in look.store.quads_for_pattern(None, RDF.type, GS[name], None))
    return map(ox.NamedNode, ordered(node.value for node in found if isinstance(node, ox.NamedNode)))


_KEPT: Final = 4096
"""Articles and names that are kept once read."""
_NOWHERE: Final = Source("", "", "", "", "")


def named(look: Look, node: ox.NamedNode, term: ox.NamedNode) -> tuple[Named, ...]:
    """Return what a property leads to, by name."""
    return tuple(Named(other.value, look.label(other)) for other in look.nodes(node, term))


def kind_of(look: Look, node: ox.NamedNode) -> str:
    """Return the narrowest class of an actor, such as Person or State."""
    found = {value.value.removeprefix(GS.base) for value in look.nodes(node, RDF.type)} - {"Actor"}
    narrow = found - {"Organisation"} or found
    return min(narrow, default="")


def _stance(look: Look, node: ox.NamedNode, source: Source) -> Stance:
    holder = (named(look, node, GS.holder) or (Named("", ""),))[0]
    matters = look.nodes(node, GS.about)
    carriers = look.nodes(node, GS.attribution)
    return Stance(
        iri=node.value,
        day=look.read(node, GS.assertedOn),
        precision=look.read(node, GS.datePrecision),
        holder=holder,
        side=look.read(node, GS.polarity),
        modality=look.read(node, GS.modality),
        act=look.read(node, GS.speechAct),
        matter=Named(matters[0].value, look.label(matters[0])) if matters else None,
        issue="; ".join(look.read(matter, SKOS.broader) for matter in matters),
        targets=named(look, node, GS.target),
        conditions=tuple(
            f"{word} {look.label(other)}"
            for word, term in (("if", GS.condition), ("unless", GS.unless))
            for other in look.nodes(node, term)
        ),
        status=look.read(node, GS.conditionStatus),
        words=look.words(node, GS.contentSpan),
        sentence=look.words(node, GS.evidence),
        tellers=tuple(one for one in _tellers(look, carriers) if one.iri != holder.iri),
        quotation=look.read(carriers[0], GS.quotation) if carriers else "",
        strength=look.read(node, GS.strength),
        confidence=look.read(node, GS.confidence),
        rule=look.read(node, GS.rule),
        source=source,
    )


def _tellers(look: Look, carriers: list[ox.NamedNode]) -> Iterator[Named]:
    """Yield the sources of attributions on the way out, each once; that the chain ends is not taken for granted."""
    seen: set[ox.NamedNode] = set()
    told: set[str] = set()
    waiting = list(carriers)
    while waiting:
        node = waiting.pop(0)
        if node in seen:
            continue
        seen.add(node)
        for one in named(look, node, GS.source):
            if one.iri not in told:
                told.add(one.iri)
                yield one
        waiting += look.nodes(node, GS.within)


def _source(look: Look, document: ox.NamedNode) -> Source:
    places = sorted(text(value) for value in look.values(document, DCTERMS.source))
    return Source(
        iri=document.value,
        outlet=look.read(document, DCTERMS.publisher),
        day=look.read(document, DCTERMS.issued),
        title=look.read(document, DCTERMS.title),
        place="; ".join(places),
    )
