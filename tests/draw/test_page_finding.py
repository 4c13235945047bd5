"""Search, filters, keys and the address."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from browser import Page

pytestmark = pytest.mark.browser


def test_filters_take_positions_and_lines_away_and_reset_brings_them_back(shown: Page) -> None:
    line = "actor/massad-boulos|proposition/cut-aid|oppose|asserted"
    where = "return document.getElementById('graph').picture.where(arguments[0]) !== null"
    shown.find("#filters input[name=polarity][value=oppose]")[0].click()
    assert shown.text("#count").startswith("9 of 16")
    assert not shown.js(where, line)
    assert "hide-polarity=oppose" in shown.js("return location.hash")
    shown.find("#reset")[0].click()
    assert shown.text("#count").startswith("16 positions")
    assert shown.js(where, line)


def test_dates_and_outlets_filter_too(shown: Page) -> None:
    shown.go("since=2025-08-01")
    assert shown.text("#count").startswith("5 of 16")
    shown.go("hide-outlet=" + quote("Levant%20Courier"))
    assert shown.text("#count").startswith("11 of 16")


def test_search_finds_names_and_words_and_enter_opens(shown: Page) -> None:
    shown.press("/", *"wash ready")
    assert shown.js("return document.activeElement.id") == "search"
    assert any("Washington was ready" in found for found in shown.texts("#results [role=option]"))
    shown.press("\ue007")
    assert "One position" in shown.text("#panel h2")
    shown.press("/", *"egypt", "\ue015")
    assert len(shown.find("#results [aria-selected=true]")) == 1


def test_the_keyboard_reaches_everything(shown: Page) -> None:
    shown.js("document.getElementById('graph').focus()")
    shown.press("\ue014")
    first = shown.text("#panel h2")
    assert first != "Overview"
    for arrow in ("\ue014", "\ue012", "\ue013", "\ue015"):
        shown.press(arrow)
    assert shown.js("return location.hash").startswith("#selected=")
    shown.press("f")
    assert "focus=1" in shown.js("return location.hash")
    shown.press("m")
    assert shown.find("#matrix table")
    shown.press("g", "\ue00c")
    assert shown.text("#panel h2") == "Overview"
    shown.press("?")
    assert shown.js("return document.getElementById('keys').open")


def test_the_address_brings_a_state_back(page: Page, file: Path) -> None:
    page.open(
        file,
        "view=matrix&theme=dark&hide-manner=hedged&selected=" + quote("proposition/sign-treaty", safe=""),
    )
    assert page.js("return document.documentElement.dataset.theme") == "dark"
    assert not page.find("#filters input[name=manner][value=hedged]")[0].is_selected()
    assert page.text("#panel h2") == "A binding water treaty is signed"


@pytest.mark.parametrize(
    "fragment", ["selected=nobody", "selected=%E0%A4%A", "hide-outlet=%", "view=x&focus=1", "since=never"]
)
def test_a_broken_address_still_opens(page: Page, file: Path, fragment: str) -> None:
    page.open(file, fragment)
    assert page.text("#panel h2") == "Overview"
    assert page.complaints() == []


@pytest.mark.parametrize(
    ("fragment", "left"),
    [
        ("hide-modality=certain", 4),
        ("sure=0.9", 1),
        ("sure=0.7", 15),
        ("hide-kind=Person", 3),
        ("since=2025-07-21&until=2025-07-21", 2),
    ],
)
def test_each_filter_leaves_what_fits(shown: Page, fragment: str, left: int) -> None:
    shown.go(fragment)
    assert shown.text("#count").startswith(f"{left} of 16")


@pytest.mark.parametrize(
    ("key", "view"), [("m", "matrix"), ("t", "timeline"), ("c", "compare"), ("g", "graph")]
)
def test_each_view_has_a_key_and_an_address(shown: Page, key: str, view: str) -> None:
    shown.press(key)
    assert [
        v for v in ("graph", "matrix", "timeline", "compare") if shown.find(f"#{v}")[0].is_displayed()
    ] == [view]
    assert ("view=" + view in shown.js("return location.hash")) == (view != "graph")
    assert shown.find(f"#to-{view}[aria-pressed=true]")


def test_more_of_the_neighbourhood_with_each_step_of_depth(shown: Page) -> None:
    shown.go("focus=1&selected=actor%2Fmassad-boulos&depth=1")
    near = len(shown.drawn())
    shown.go("focus=1&selected=proposition%2Fsign-treaty&depth=1")
    one = set(shown.drawn())
    shown.find("#depth option:nth-child(2)")[0].click()
    two = set(shown.drawn())
    assert near == 3
    assert one < two
    assert "depth=2" in shown.js("return location.hash")


def test_every_control_is_reached_by_the_tab_key(shown: Page) -> None:
    wanted = set(
        shown.js(
            "return [...document.querySelectorAll('button, input, select, summary, [tabindex]')]"
            ".filter((e) => !e.disabled && e.checkVisibility() && e.closest('header, #filters, #stage')).map((e) => e.id || e.textContent || e.value)"
        )
    )
    met = set()
    for _ in range(len(wanted) + 80):
        shown.tab()
        met.add(shown.js("const e = document.activeElement; return e.id || e.textContent || e.value"))
        if wanted <= met:
            break
    assert wanted <= met
