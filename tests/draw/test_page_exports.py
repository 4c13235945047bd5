"""What can be taken away: picture, table, graph, query, link."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import quote, unquote

import networkx as nx
import pyoxigraph
import pytest
from browser import Page
from dossier_maker import ONE, ROWS

pytestmark = pytest.mark.browser


def test_the_picture_is_a_png_of_some_size(shown: Page) -> None:
    shown.take("#save-png")
    assert shown.js("return window.saved[0]") == "image/png"
    assert len(shown.js("return window.saved[1]")) > 5_000


def test_the_svg_holds_every_symbol_line_and_label_of_the_picture(shown: Page) -> None:
    svg = ET.fromstring(shown.take("#save-svg").encode())  # noqa: S314  # our own page made it
    texts = [e.text or "" for e in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert {"William Ruto", "▼", "≠", "↻", "ETH"} <= set(texts)
    paths = [e for e in svg.iter("{http://www.w3.org/2000/svg}path") if e.get("fill") == "none"]
    lines = shown.js("return document.getElementById('graph').picture.boxes() && 1") and paths
    assert len(lines) > 20
    assert any(e.get("stroke-dasharray") for e in paths)
    left, top, width, height = map(float, (svg.get("viewBox") or "").split())
    for circle in svg.iter("{http://www.w3.org/2000/svg}circle"):
        assert left < float(circle.get("cx") or 0) < left + width
        assert top < float(circle.get("cy") or 0) < top + height


def test_the_table_holds_what_the_filters_and_the_selection_leave(shown: Page) -> None:
    shown.go("selected=actor%2Fbadr-abdelatty&hide-polarity=support")
    table = list(csv.DictReader(io.StringIO(shown.take("#save-csv").lstrip("\ufeff"))))
    assert {line["position"].rpartition("-")[2] for line in table} == {"p03", "p12"}
    assert table[0]["sentence"] == next(r.sentence for r in ROWS if r.name == "p03")


def test_the_graph_is_read_by_networkx_as_it_is_drawn(shown: Page) -> None:
    graph = nx.parse_graphml(shown.take("#save-graphml").partition("?>")[2])
    assert set(graph) == set(shown.drawn())
    sides = nx.get_edge_attributes(graph, "polarity")
    assert "support" in sides.values()
    assert {d["kind"] for _, _, d in graph.edges(data=True)} >= {
        "stance",
        "contradiction",
        "shift",
        "condition",
        "part",
    }


STATES = [
    "",
    "hide-polarity=oppose",
    "hide-manner=asserted",
    "hide-manner=hedged~conditional",
    "hide-modality=certain",
    "hide-kind=Person",
    "hide-outlet=Levant%2520Courier",
    "since=2025-07-04&until=2025-07-22",
    "sure=0.85",
    "selected=actor%2Fbadr-abdelatty",
    "selected=actor%2Fsudan",
    "selected=proposition%2Finaugurate-dam&hide-polarity=support",
    f"selected={quote('doc/' + ONE + '#position-p01', safe='')}",
    f"selected={quote('actor/abiy-ahmed|proposition/inaugurate-dam', safe='')}",
    f"selected={quote('actor/badr-abdelatty|2025-07-01|2025-07-31', safe='')}",
]


@pytest.mark.parametrize("state", STATES)
def test_the_query_gives_exactly_the_positions_shown(
    page: Page, file: Path, store: pyoxigraph.Store, state: str
) -> None:
    page.open(file, state)
    table = csv.DictReader(io.StringIO(page.take("#save-csv").lstrip("\ufeff")))
    shown = {line["position"] for line in table}
    rows = store.query(page.take("#save-sparql"), use_default_graph_as_union=True)
    assert {row["position"].value.removeprefix("https://w3id.org/geostance/") for row in rows} == shown
    assert shown


def test_the_link_brings_the_view_back(page: Page, file: Path) -> None:
    page.open(file, "view=matrix&sort=name&hide-polarity=oppose")
    page.find("#save")[0].click()
    link = page.js("return document.getElementById('link').value")
    assert {"view=matrix", "sort=name", "hide-polarity=oppose"} <= set(
        unquote(link).partition("#")[2].split("&")
    )


def test_views_without_a_picture_offer_none(page: Page, file: Path) -> None:
    page.open(file, "view=timeline").find("#save")[0].click()
    assert not page.find("#save-png, #save-svg")
    assert page.find("#save-csv")
