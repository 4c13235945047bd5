"""The graph as a networkx MultiDiGraph: actors, propositions and events, joined by stances and roles."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pyoxigraph as ox

from kg.graph.vocab import EVENT_TYPES, GS
from kg.query.result import native, select, text

_NODES = (
    (
        "actor",
        """SELECT DISTINCT ?node ?label ?kind WHERE {
          VALUES ?kind { gs:Person gs:State gs:Government gs:Organisation gs:Bloc gs:MediaOutlet gs:Group gs:Place }
          ?node a ?kind ; rdfs:label ?label .
          FILTER(?kind != gs:Organisation || NOT EXISTS {
            VALUES ?narrower { gs:Government gs:Bloc gs:MediaOutlet } ?node a ?narrower
          })
        } ORDER BY ?node""",
    ),
    (
        "proposition",
        "SELECT DISTINCT ?node ?label WHERE { ?node a gs:Proposition ; skos:prefLabel ?label } ORDER BY ?node",
    ),
    (
        "event",
        """SELECT DISTINCT ?node ?label ?kind ?day WHERE {
          ?node a gs:Event ; gs:eventType ?kind .
          OPTIONAL { ?node rdfs:label ?label } OPTIONAL { ?node gs:eventDate ?day }
        } ORDER BY ?node""",
    ),
)
_STANCES = """
SELECT DISTINCT ?from ?to ?key ?relation ?polarity ?modality ?act ?strength ?confidence ?day ?document WHERE {
  ?key a gs:Position ; gs:holder ?from ; gs:polarity ?polarity ; gs:modality ?modality ; gs:speechAct ?act ;
       gs:reportedIn ?document .
  { ?key gs:about ?to BIND("about" AS ?relation) } UNION { ?key gs:target ?to BIND("target" AS ?relation) }
  OPTIONAL { ?key gs:strength ?strength }
  OPTIONAL { ?key gs:confidence ?confidence }
  OPTIONAL { ?key gs:assertedOn ?day }
} ORDER BY ?from ?to ?key ?relation
"""
_RELATIONS = """
SELECT DISTINCT ?from ?relation ?to WHERE {
  VALUES ?relation { gs:participant gs:initiator gs:recipient gs:place gs:partOf gs:speaksFor gs:agent gs:patient
                     gs:incompatibleWith }
  ?from ?relation ?to .
} ORDER BY ?from ?relation ?to
"""


def network(store: ox.Store) -> nx.MultiDiGraph[str]:
    """Return the resolved layer of `store`.

    Nodes are IRIs with `type` (actor, proposition, event), `label` and, where known, `kind` and `day`. An edge
    from holder to proposition or target is a position: its key is the position's IRI (followed by the relation),
    its attributes are `relation` (about, target), `polarity`, `modality`, `act`, `strength`, `confidence`, `day`
    and `document`. The other edges (participant, partOf, speaksFor, …) have their relation as key.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for kind, query in _NODES:
        for row in _rows(store, query):
            graph.add_node(row.pop("node"), type=kind, **row)
    for row in _rows(store, _STANCES):
        ends = row.pop("from"), row.pop("to")
        graph.add_edge(*ends, key=f"{row.pop('key')} {row['relation']}", **row)
    for row in _rows(store, _RELATIONS):
        if row["from"] in graph and row["to"] in graph:  # a type of event is no node here
            graph.add_edge(row["from"], row["to"], key=row["relation"], relation=row["relation"])
    return graph


def _rows(store: ox.Store, query: str) -> list[dict[str, Any]]:
    """Return bound values only, values of the vocabulary by their bare names."""
    table = select(store, query)
    return [
        {name: _value(cell) for name, cell in zip(table.columns, row, strict=True) if cell is not None}
        for row in table.rows
    ]


def _value(cell: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Any:
    if not isinstance(cell, ox.NamedNode):
        return native(cell)
    for base in (GS.base, EVENT_TYPES):
        if cell.value.startswith(base):
            return cell.value.removeprefix(base)
    return text(cell)
