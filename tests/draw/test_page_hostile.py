"""Texts that attack: nothing in them runs, nothing in them deceives."""

from __future__ import annotations

import csv
import io
import json
import time
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import networkx as nx
import pytest
from browser import Page
from dossier_maker import ROWS, Maker, dossier

from kg.draw import draw

pytestmark = pytest.mark.browser


PWN = "window.PWNED = 1"


EVIL = (
    f"</script><script>{PWN}</script>",
    f"\"'><img src=x onerror='{PWN}'>",
    f"<svg onload='{PWN}'> href {{{{ 7*7 }}}} {{% raw %}}",
    f"javascript:{PWN}//",
    "\u202egnp.exe \u2066 =HYPERLINK(1) \u200f",
)


def hostile() -> Maker:
    maker = dossier()
    text = "\n".join(EVIL) + "\nThe envoy " + " ".join(EVIL) + " refused.\n"
    maker.article("cccc000000000001", text, EVIL[1], "2025-03-01", f"javascript:{PWN}")
    for number, evil in enumerate(EVIL):
        label = json.dumps(evil)
        kind = ("Person", "State", "Organisation", "MediaOutlet", "Group")[number]
        maker.say(
            f"<actor/evil{number}> a gs:{kind} ; rdfs:label {label} ; skos:altLabel {label} ; gs:isoCode {label} ."
        )
        maker.say(
            f"<proposition/evil{number}> a gs:Proposition ; skos:prefLabel {label} ; skos:altLabel {label} ."
        )
        maker.say(
            f"<event/evil{number}> a gs:Event ; rdfs:label {label} ; gs:participant <actor/evil{number}>, <actor/evil{(number + 1) % 5}> ."
        )
        row = replace(
            ROWS[0],
            name=f"evil{number}",
            article="cccc000000000001",
            holder=f"evil{number}",
            about=f"evil{number}",
            sentence=evil,
            content=(evil,),
            cue="",
            chain=(),
        )
        maker.position(row)
        maker.say(f"<doc/cccc000000000001#position-evil{number}> gs:rule {label} ; gs:derivation {label} .")
    maker.say('<actor/formula> a gs:Person ; rdfs:label "=SUM(A1:A9)" .')
    maker.position(replace(ROWS[0], name="formula", holder="formula"))
    return maker


@pytest.fixture(scope="module")
def trap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("trap") / "graph.html"
    draw(hostile().store(), path, title=EVIL[0], max_nodes=300)
    return path


def test_hostile_texts_run_nothing_anywhere(page: Page, trap: Path) -> None:
    page.open(trap)
    names = page.js("return Object.keys(document.getElementById('graph').picture.boxes())")
    assert sum("evil" in name for name in names) == 15
    evil = [name for name in names if "evil" in name]
    for name in [*evil, *(f"doc/cccc000000000001#position-evil{n}" for n in range(5))]:
        page.select(name)
    page.find("#panel .card .actions button")[0].click()
    assert "onerror" in page.text("#article .article-text")
    page.press("\ue00c").go("view=matrix").press("/", *"script")
    assert page.find("#results [role=option]")
    page.press("\ue00c").js("for (const b of document.querySelectorAll('summary, #help')) b.click()")
    assert page.js("return window.PWNED === undefined")
    assert page.js("return [document.images.length, document.scripts.length]") == [0, 3]
    assert not [a for a in page.find("a") if not (a.get_attribute("href") or "").startswith("http")]
    assert page.complaints() == []
    assert page.requests() == [trap.as_uri()]


def test_hovering_hostile_nodes_runs_nothing(page: Page, trap: Path) -> None:
    page.open(trap)
    box = page.js("return document.getElementById('graph').getBoundingClientRect().toJSON()")
    for number in range(5):
        at = page.js(
            "return document.getElementById('graph').picture.where(arguments[0])", f"actor/evil{number}"
        )
        place = {"type": "mouseMoved", "x": box["x"] + at["x"], "y": box["y"] + at["y"]}
        page.driver.execute_cdp_cmd("Input.dispatchMouseEvent", place)
        time.sleep(0.35)
    assert page.js("return window.PWNED === undefined && document.images.length === 0")


def test_hostile_texts_are_shown_as_they_are_but_for_what_deceives(page: Page, trap: Path) -> None:
    page.open(trap).select("proposition/evil0")
    assert page.text("#panel h2") == EVIL[0]
    assert page.driver.title == EVIL[0]
    page.select("proposition/evil4")
    assert "\u202e" not in page.text("#panel")
    assert "\ufffdgnp.exe" in page.text("#panel h2")


def test_the_table_to_take_away_cannot_run_as_a_formula(page: Page, trap: Path) -> None:
    page.open(trap)
    table = list(csv.DictReader(io.StringIO(page.take("#save-csv").lstrip("\ufeff"))))
    assert len(table) == len(ROWS) + len(EVIL) + 1
    assert {"'=SUM(A1:A9)", "Badr Abdelatty"} <= {line["holder"] for line in table}
    assert not [value for line in table for value in line.values() if value[:1] in "=+-@" and value]


def test_hostile_names_break_no_file_that_is_taken_away(page: Page, trap: Path) -> None:
    page.open(trap)
    graphml = nx.parse_graphml(page.take("#save-graphml").partition("?>")[2])
    assert EVIL[0] in nx.get_node_attributes(graphml, "label").values()
    svg = ET.fromstring(page.take("#save-svg").encode())  # noqa: S314  # our own page made it
    assert not [
        e for e in svg.iter() if e.tag.endswith("script") or any(a.startswith("on") for a in e.attrib)
    ]
    page.press("\ue00c").go("hide-outlet=" + quote(quote(EVIL[1])))
    query = page.take("#save-sparql")
    assert len(list(hostile().store().query(query, use_default_graph_as_union=True))) == len(ROWS) + 1


@pytest.mark.parametrize(
    "view", ["timeline", "compare&by=outlets", "compare&one=actor%2Fevil0&other=actor%2Fevil1"]
)
def test_hostile_texts_run_nothing_in_the_other_views(page: Page, trap: Path, view: str) -> None:
    page.open(trap, f"view={view}")
    assert page.find("#stage table, #stage .matter")
    assert page.js("return window.PWNED === undefined && document.images.length === 0")
    assert page.complaints() == []
    assert page.requests() == [trap.as_uri()]


def test_the_policy_stops_a_script_that_gets_in_anyway(page: Page, file: Path) -> None:
    page.open(file)
    page.js(
        "const s = document.createElement('script'); s.textContent = 'window.PWNED = 1'; document.body.append(s);"
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.PWNED = 1\">')"
    )
    time.sleep(0.2)
    assert page.js("return window.PWNED === undefined")
    assert any("Content Security Policy" in message for message in page.complaints())
