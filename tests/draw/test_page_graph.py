"""The picture: what is drawn, and what a click on it does."""

from __future__ import annotations

import itertools
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from browser import Page
from dossier_maker import ROWS

pytestmark = pytest.mark.browser


def test_the_picture_has_ink_on_it(shown: Page) -> None:
    colours = shown.js(
        "const c = document.querySelector('#graph canvas');"
        "const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; const s = new Set();"
        "for (let i = 0; i < d.length; i += 404) s.add(d.slice(i, i + 4).join()); return s.size"
    )
    assert colours > 10


def test_no_labels_overlap_at_the_opening_zoom(shown: Page) -> None:
    boxes = shown.js("return document.getElementById('graph').picture.boxes()")
    assert len(boxes) > 15
    for (one, a), (other, b) in itertools.combinations(boxes.items(), 2):
        apart = (
            a["right"] <= b["left"]
            or b["right"] <= a["left"]
            or a["bottom"] <= b["top"]
            or b["bottom"] <= a["top"]
        )
        assert apart, (one, other)


WINDOWS = [(1920, 1080), (1400, 900), (1100, 700), (900, 600), (400, 800)]


def cut_off(page: Page) -> list[Any]:
    """Return the drawn nodes that stick out of the canvas, or of what of it is to be seen."""
    return list(
        page.js(
            "const g = document.getElementById('graph'), r = g.getBoundingClientRect();"
            "const wide = Math.min(r.right, innerWidth) - r.left, high = Math.min(r.bottom, innerHeight) - r.top;"
            "return g.picture.onScreen().filter((b) => b.left < 0 || b.top < 0 || b.right > wide || b.bottom > high)"
        )
    )


@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_all_that_is_drawn_at_first_lies_inside_the_canvas_and_can_be_read(
    page: Page, crowded: Path, width: int, height: int
) -> None:
    page.size(width, height)
    page.open(crowded)
    time.sleep(0.3)
    assert len(page.js("return document.getElementById('graph').picture.onScreen()")) >= 6
    assert cut_off(page) == []
    sizes = page.js("const p = document.getElementById('graph').picture; return [p.scale(), p.least()]")
    assert sizes[0] >= sizes[1]


def test_a_larger_window_shows_more_and_the_buttons_step(page: Page, crowded: Path) -> None:
    count = "return document.getElementById('graph').picture.onScreen().length"
    page.size(1100, 700)
    small = page.open(crowded).js(count)
    page.size(1920, 1080)
    page.wait(f"{count} > {small}".replace("return", "return (").replace(" >", ") >"))
    page.size(1100, 700)
    page.wait(f"return document.getElementById('graph').picture.onScreen().length === {small}")
    page.find("#more")[0].click()
    assert page.js(count) > small
    assert cut_off(page) == []
    assert page.text("#notice").startswith(f"Showing the {page.js(count)} strongest of")
    page.find("#fewer")[0].click()
    assert page.js(count) == small


def test_events_can_be_switched_off(shown: Page) -> None:
    drawn = "return Object.keys(document.getElementById('graph').picture.boxes())"
    assert "event/meeting" in shown.js(drawn)
    shown.find("#filters input[name=kind][value=Event]")[0].click()
    assert not [name for name in shown.js(drawn) if name.startswith("event/")]
    assert "proposition/inaugurate-dam" in shown.js(drawn)


def test_a_click_on_a_line_shows_the_sentence_with_the_exact_words_marked(shown: Page) -> None:
    shown.click_on_canvas("actor/massad-boulos|proposition/mediate|support|asserted")
    (row,) = (r for r in ROWS if r.name == "p08")
    assert shown.texts("#panel .card blockquote") == [row.sentence]
    assert "".join(shown.texts("#panel .card mark")) == row.content[0]


def test_a_click_on_an_actor_groups_its_positions_by_side(shown: Page) -> None:
    shown.click_on_canvas("actor/badr-abdelatty")
    assert shown.text("#panel h2") == "Badr Abdelatty"
    sides = {side: len(shown.find(f"#panel .group.{side} .card")) for side in ("support", "oppose")}
    assert sides == {"support": 4, "oppose": 2}


def test_a_click_on_a_symbol_that_the_page_paints_itself_selects_it(shown: Page) -> None:
    shown.click_on_canvas("actor/african-union")
    assert shown.text("#panel h2") == "African Union"


def test_a_second_click_focuses(shown: Page) -> None:
    shown.click_on_canvas("actor/massad-boulos", times=2)
    shown.wait("return location.hash.includes('focus=1')")


def test_a_click_on_a_proposition_shows_who_stands_where(shown: Page) -> None:
    shown.click_on_canvas("proposition/inaugurate-dam")
    holders = {
        side: set(shown.texts(f"#panel .group.{side} .card .holder")) for side in ("support", "oppose")
    }
    assert holders == {
        "support": {"Abiy Ahmed", "Badr Abdelatty"},
        "oppose": {"Badr Abdelatty", "Ministry of Irrigation of Sudan"},
    }
    assert "reversal" in shown.text("#panel .links")


def test_a_click_on_nothing_goes_back_to_the_overview(shown: Page) -> None:
    shown.click_on_canvas("actor/badr-abdelatty")
    box = shown.js("return document.getElementById('graph').getBoundingClientRect().toJSON()")
    for kind in ("mousePressed", "mouseReleased"):
        place = {"x": box["x"] + 4, "y": box["y"] + 4, "button": "left", "clickCount": 1}
        shown.driver.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": kind, **place})
    shown.wait("return document.querySelector('#panel h2').textContent === 'Overview'")


def test_focus_shows_the_neighbourhood_alone(shown: Page) -> None:
    shown.go("focus=1&selected=" + quote("actor/massad-boulos", safe=""))
    drawn = shown.js("return Object.keys(document.getElementById('graph').picture.boxes())")
    assert set(drawn) == {"actor/massad-boulos", "proposition/mediate", "proposition/cut-aid"}
