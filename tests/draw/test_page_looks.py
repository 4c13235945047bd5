"""Light and dark, paper, small windows, contrast."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from browser import Page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_it_follows_the_system_and_the_button_turns_it(page: Page, file: Path, scheme: str) -> None:
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    page.open(file)
    ground = "return getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)[0]"
    assert (page.js(ground) < 60) == (scheme == "dark")
    page.find("#theme")[0].click()
    assert (page.js(ground) < 60) == (scheme == "light")


def test_on_paper_it_is_light_and_nothing_is_cut_off(page: Page, file: Path) -> None:
    page.open(file, "theme=dark&view=matrix")
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    page.size(794, 1123)
    page.wait("return document.documentElement.dataset.theme === 'light'")
    assert page.js("return document.documentElement.scrollWidth") <= 794
    end, begin = page.js(
        "const box = (css) => document.querySelector(css).getBoundingClientRect();"
        "return [box('#matrix table').bottom, box('#panel').top]"
    )
    assert end <= begin
    for css in ("#filters", "#search", ".tools", "#zoom", "#sort"):
        assert not any(found.is_displayed() for found in page.find(css))
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "screen"})
    page.wait("return document.documentElement.dataset.theme === 'dark'")


def test_nothing_moves_by_itself_where_less_motion_is_wanted(page: Page, file: Path) -> None:
    wanted = {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]}
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", wanted)
    page.open(file).go("view=matrix")
    assert page.js("return document.getAnimations().length") == 0
    moving = page.js(
        "return [...document.querySelectorAll('*')].filter((e) => { const s = getComputedStyle(e);"
        "return parseFloat(s.transitionDuration) > 0 || s.animationName !== 'none'"
        " || s.scrollBehavior === 'smooth'; }).length"
    )
    assert moving == 0


def test_at_400_pixels_nothing_sticks_out_and_the_panel_follows_a_tap(page: Page, file: Path) -> None:
    page.size(400, 800)
    page.open(file)
    for fragment in ("view=graph", "view=matrix", "selected=actor%2Fabiy-ahmed"):
        page.go(fragment)
        assert page.js("return document.documentElement.scrollWidth") <= 400
    assert not page.find("#filters")[0].is_displayed()
    page.find("#filter-toggle")[0].click()
    assert page.find("#filters")[0].is_displayed()


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_text_has_enough_contrast(page: Page, file: Path, theme: str) -> None:
    page.open(file, f"theme={theme}&selected=" + quote("proposition/inaugurate-dam", safe=""))
    script = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
    weak = page.js(script)
    assert weak == []


def test_on_a_phone_what_a_button_opens_is_brought_into_sight(page: Page, file: Path) -> None:
    page.size(375, 780)
    page.open(file)
    top = "return document.querySelector(arguments[0]).getBoundingClientRect().top"
    header = page.js("return document.querySelector('header').offsetHeight")
    assert page.js("const t = document.querySelector('.tools'); return t.scrollWidth - t.clientWidth") == 0
    for button, part in (("#to-matrix", "#stage"), ("#to-graph", "#stage"), ("#filter-toggle", "#filters")):
        page.js("scrollTo(0, document.body.scrollHeight)")
        page.find(button)[0].click()
        page.wait(
            f"return Math.abs(document.querySelector('{part}').getBoundingClientRect().top - {header}) < 3"
        )
    assert page.js(top, "#filters") >= header - 1
