"""Networks, read back by networkx."""

from __future__ import annotations

import io
from xml.etree import ElementTree as ET

import networkx as nx
import pyoxigraph as ox
import pytest

from kg.export import export
from kg.query.network import network

GEXF, VIZ = "{http://www.gexf.net/1.2draft}", "{http://www.gexf.net/1.2draft/viz}"
ACTOR = "https://w3id.org/geostance/actor/"


def read(store: ox.Store, form: str, name: str) -> nx.Graph:
    text = "".join(export(store, form)[name])
    reader = nx.read_gexf if form == "gexf" else nx.read_graphml
    return reader(io.BytesIO(text.encode()))


@pytest.mark.parametrize("which", ["tiny", "nasty"])
@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_nodes_and_edges_come_back_with_what_is_said_of_them(
    request: pytest.FixtureRequest, which: str, form: str
) -> None:
    store = request.getfixturevalue(which)
    made, found = network(store), read(store, form, f"graph.{form}")
    assert set(found.nodes) == set(made.nodes)
    assert found.number_of_edges() == made.number_of_edges()
    for node, data in made.nodes(data=True):
        assert " ".join(str(found.nodes[node]["label"]).split()) == " ".join(
            str(data.get("label", node)).split()
        )
    sides = sorted(data["polarity"] for *_, data in made.edges(data=True) if "polarity" in data)
    assert sorted(data["polarity"] for *_, data in found.edges(data=True) if "polarity" in data) == sides


def test_days_are_texts_and_numbers_are_numbers(tiny: ox.Store) -> None:
    edges = [data for *_, data in read(tiny, "graphml", "graph.graphml").edges(data=True)]
    assert {data["day"] for data in edges if "day" in data} == {"2025-03-03", "2025-05-10"}
    assert all(isinstance(data["confidence"], float) for data in edges if "confidence" in data)


def test_gexf_is_coloured_by_side_and_names_no_day_of_writing(tiny: ox.Store) -> None:
    assert "lastmodifieddate" not in "".join(export(tiny, "gexf")["graph.gexf"])
    tree = ET.fromstring("".join(export(tiny, "gexf")["graph.gexf"]))  # noqa: S314  # our own
    colours = {
        edge.get("label"): tuple(colour.attrib.items())
        for edge in tree.iter(GEXF + "edge")
        for colour in edge.iter(VIZ + "color")
    }
    assert {"support", "oppose"} <= set(colours)
    assert colours["support"] != colours["oppose"] != colours["neutral"]


# ------------------------------------------------------------------ discourse networks


def weights(graph: nx.Graph) -> dict[tuple[str, ...], int]:
    return {
        tuple(sorted(node.removeprefix(ACTOR) for node in (a, b))): data["weight"]
        for a, b, data in graph.edges(data=True)
    }


def test_who_takes_one_side_is_congruent_and_who_takes_both_is_in_conflict_too(tiny: ox.Store) -> None:
    # Vik backs the ships and rules them out, Lund refuses them and backs them later; Lund and Denmark both
    # want the strait closed
    assert weights(read(tiny, "dna", "congruence.graphml")) == {
        ("jonas-vik", "kari-lund"): 1,
        ("denmark", "kari-lund"): 1,
    }
    assert weights(read(tiny, "dna", "conflict.graphml")) == {("jonas-vik", "kari-lund"): 1}


def test_the_two_mode_network_counts_both_sides(tiny: ox.Store) -> None:
    graph = read(tiny, "dna", "actor-concept.graphml")
    concept = "concept https://w3id.org/geostance/proposition/escort-ships"
    assert nx.is_bipartite(graph)
    assert graph.edges[ACTOR + "jonas-vik", concept] == {
        "weight": 2,
        "support": 1,
        "oppose": 1,
        "side": "both",
    }
    assert graph.nodes[concept]["label"] == "Norway sends escort ships to the Baltic"
    assert graph.nodes[ACTOR + "jonas-vik"]["kind"] == "Person"


def test_all_who_take_a_side_are_nodes_of_each_network(tiny: ox.Store) -> None:
    assert set(read(tiny, "dna", "conflict.graphml")) == set(read(tiny, "dna", "congruence.graphml"))
    assert ACTOR + "nils-ek" in read(tiny, "dna", "conflict.graphml")
