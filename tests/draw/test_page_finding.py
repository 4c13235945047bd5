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
