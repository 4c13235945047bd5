"""Actors, matters and events as a network, for programs that draw and measure networks (Gephi, Cytoscape, yEd)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import networkx as nx
import pyoxigraph as ox

from kg.export.base import EXPORTS, Choice, Files
from kg.query.network import network

_COLOURS = {
    "actor": (74, 111, 165),
    "proposition": (140, 140, 140),
    "event": (176, 137, 62),
    "support": (46, 125, 79),
    "oppose": (178, 60, 60),
    "mixed": (176, 137, 62),
}
"""Red, green, blue; what is not here is grey."""
_GREY = (160, 160, 160)
_MODIFIED = re.compile(r' lastmodifieddate="[^"]*"')
"""The day of writing: the same graph gives the same bytes on any day."""


@EXPORTS.add("graphml")
def graphml(store: ox.Store, _choice: Choice) -> Files:
    """Actors, matters and events as a network, as GraphML (graph.graphml)."""
    return {"graph.graphml": written(_plain(network(store)))}


@EXPORTS.add("gexf")
def gexf(store: ox.Store, _choice: Choice) -> Files:
    """The same with colours, as GEXF for Gephi (graph.gexf)."""
    graph = _plain(network(store))
    for _, data in graph.nodes(data=True):
        data["viz"] = _viz(data.get("type", ""))  # a graph of others may lead to what it says nothing of
    for _, _, data in graph.edges(data=True):
        data["viz"] = _viz(data.get("polarity", ""))
    lines = nx.generate_gexf(graph, version="1.2draft")
    return {"graph.gexf": (_MODIFIED.sub("", line) + "\n" for line in lines)}


def written(graph: nx.Graph[str]) -> Iterator[str]:
    """Yield a graph as the lines of a GraphML file."""
    return (line + "\n" for line in nx.generate_graphml(graph))


def _plain(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Give all a label, and values that the formats know: no days but their text."""
    for node, data in graph.nodes(data=True):
        data.update({name: _known(value) for name, value in data.items()})
        data.setdefault("label", node)
    for _, _, data in graph.edges(data=True):
        data.update({name: _known(value) for name, value in data.items()})
        data["label"] = data.get("polarity", data["relation"])
    return graph


def _known(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _viz(name: str) -> dict[str, Any]:
    red, green, blue = _COLOURS.get(name, _GREY)
    return {"color": {"r": red, "g": green, "b": blue, "a": 1.0}}
