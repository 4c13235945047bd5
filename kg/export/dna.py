"""Discourse network analysis: statements as a table, and the networks that are made of them.

The columns are those that users of Discourse Network Analyzer work with (Leifeld 2017): an actor agrees or disagrees
with a concept, at a time, in a text. A position is a statement where it takes a side; its matter is the concept.

- actor–concept: how often an actor supports or opposes a concept;
- congruence: on how many concepts two actors take the same side;
- conflict: on how many concepts they take opposite sides.

An actor that has taken both sides of a concept counts for both. Weights count concepts, not repeats of a statement.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, product

import networkx as nx
import pyoxigraph as ox

from kg.export.base import EXPORTS, Choice, Files
from kg.export.networks import written
from kg.export.sheets import sheet
from kg.export.stances import Named, Stances, Taken, kind_of, named
from kg.graph.number import number
from kg.graph.vocab import GS
from kg.query.look import Look

STATEMENTS = (
    "date", "person", "organisation", "concept", "agreement", "text", "source",
    "issue", "title", "condition", "modality", "confidence", "statement",
)  # fmt: skip
"""The first seven are those of discourse network analysis; the others say more of each statement."""
_AGREEMENT = {"support": 1, "oppose": 0}


@EXPORTS.add("dna")
def dna(store: ox.Store, _choice: Choice) -> Files:
    """Statements for discourse network analysis, with actor-concept, congruence and conflict networks."""
    listed = Stances(store)
    counts = Counter(taken for taken in listed.taken() if taken.side in _AGREEMENT)
    congruence, conflict = _between(listed.look, counts)
    return {
        "statements.csv": sheet(STATEMENTS, _statements(listed)),
        "actor-concept.graphml": written(_two_mode(listed.look, counts)),
        "congruence.graphml": written(congruence),
        "conflict.graphml": written(conflict),
    }


def _statements(listed: Stances) -> Iterator[tuple[object, ...]]:
    look = listed.look
    for stance in listed:
        if stance.side not in _AGREEMENT or not stance.concept.iri:
            continue
        person, organisation = _who(look, stance.holder)
        yield (
            stance.day,
            person,
            organisation,
            stance.concept.label,
            _AGREEMENT[stance.side],
            stance.sentence,
            stance.source.outlet or stance.source.place,
            stance.issue,
            stance.source.title,
            "; ".join(stance.conditions),
            stance.modality,
            number(stance.confidence, stance.iri) if stance.confidence else "",
            stance.iri,
        )


def _who(look: Look, holder: Named) -> tuple[str, str]:
    """Return the person and the organisation of a holder: a person's is whom they speak for, else belong to."""
    node = ox.NamedNode(holder.iri)
    if kind_of(look, node) != "Person":
        return "", holder.label
    belongs = named(look, node, GS.speaksFor) or named(look, node, GS.partOf)
    return holder.label, belongs[0].label if belongs else ""


def _two_mode(look: Look, counts: Counter[Taken]) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    for holder, concept in sorted(
        {(t.holder, t.concept) for t in counts}, key=lambda p: (p[0].iri, p[1].iri)
    ):
        _add_actor(look, graph, holder)
        graph.add_node(f"concept {concept.iri}", label=concept.label, type="concept", kind="")
        support, oppose = (counts[Taken(holder, side, concept)] for side in ("support", "oppose"))
        graph.add_edge(
            holder.iri,
            f"concept {concept.iri}",
            weight=support + oppose,
            support=support,
            oppose=oppose,
            side="both" if support and oppose else "support" if support else "oppose",
        )
    return graph


def _between(look: Look, listed: Iterable[Taken]) -> tuple[nx.Graph[str], nx.Graph[str]]:
    """Return who sides with whom, and who stands against whom, each with all actors."""
    congruence: nx.Graph[str] = nx.Graph()
    conflict: nx.Graph[str] = nx.Graph()
    sides: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for taken in sorted(listed, key=lambda taken: taken.holder.iri):
        sides[taken.concept.iri][taken.side].add(taken.holder.iri)
        _add_actor(look, congruence, taken.holder)
        _add_actor(look, conflict, taken.holder)
    for _, held in sorted(sides.items()):
        same = {pair for side in held.values() for pair in combinations(sorted(side), 2)}
        against = {(min(p), max(p)) for p in product(held["support"], held["oppose"]) if p[0] != p[1]}
        for graph, pairs in ((congruence, same), (conflict, against)):
            for pair in sorted(pairs):
                weight = graph.edges[pair]["weight"] if graph.has_edge(*pair) else 0
                graph.add_edge(*pair, weight=weight + 1)
    return congruence, conflict


def _add_actor(look: Look, graph: nx.Graph[str], actor: Named) -> None:
    graph.add_node(actor.iri, label=actor.label, type="actor", kind=kind_of(look, ox.NamedNode(actor.iri)))
