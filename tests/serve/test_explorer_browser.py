"""The explorer in a real browser: what a person sees and can do, and that nothing else is asked for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Page, started
from server import Server, serving

from kg.draw import draw
from kg.graph.store import open_store
from kg.query import saved

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    made = started(offline=False)
    yield made
    made.quit()


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory, tiny_folder: Path) -> Iterator[Server]:
    folder = Path(shutil.copytree(tiny_folder, tmp_path_factory.mktemp("drawn") / "build"))
    draw(open_store(folder), folder / "graph.html")
    with serving(folder) as running:
        yield running


@pytest.fixture
def explorer(driver: Any, drawn: Server) -> Page:
    page = Page(driver)
    page.size(1300, 850)
    driver.get("about:blank")
    for log in ("browser", "performance"):
        driver.get_log(log)
    driver.get(drawn.address + "/")
    page.wait("return document.getElementById('saved').options.length > 1")
    return page


def ask(page: Page, name: str) -> None:
    page.js(
        "document.getElementById('tab-questions').click();"
        "const menu = document.getElementById('saved'); menu.value = arguments[0];"
        "menu.dispatchEvent(new Event('change'));",
        name,
    )
    page.wait("return document.querySelector('.yasr_response_chip')?.textContent.includes('result')")


def test_the_graph_is_shown_first(explorer: Page):
    assert explorer.js("return document.getElementById('page').offsetHeight") > 500
    explorer.wait("return document.getElementById('page').contentDocument.body.dataset.ready === '1'")


def test_every_saved_question_is_in_the_menu(explorer: Page):
    assert explorer.js("return document.getElementById('saved').options.length - 1") == len(saved.catalogue())


def test_a_saved_question_is_asked_and_answered_in_a_table(explorer: Page):
    ask(explorer, "contradictions")
    assert "Kari Lund" in explorer.text("#yasgui .yasr")


def test_a_question_of_ones_own_is_answered(explorer: Page):
    ask(explorer, "actors")
    explorer.js(
        "document.querySelector('.yasqe .CodeMirror, .CodeMirror').CodeMirror"
        ".setValue('SELECT DISTINCT ?n { ?a a gs:Person ; rdfs:label ?n }');"
        "document.querySelector('.yasqe_queryButton').click();"
    )
    explorer.wait("return document.querySelector('#yasgui .yasr').innerText.includes('Jonas Vik')")


def test_a_thing_found_is_shown_in_the_graph(explorer: Page):
    explorer.wait("return document.getElementById('page').contentDocument.body.dataset.ready === '1'")
    ask(explorer, "actors")
    explorer.js(
        "document.querySelector('.CodeMirror').CodeMirror"
        ".setValue('SELECT DISTINCT ?a { ?a rdfs:label \"Kari Lund\" }');"
        "document.querySelector('.yasqe_queryButton').click();"
    )
    explorer.wait(
        "return [...document.querySelectorAll('#yasgui a.iri')].some(a => a.href.includes('kari-lund'))"
    )
    explorer.js(
        "[...document.querySelectorAll('#yasgui a.iri')].find(a => a.href.includes('kari-lund')).click()"
    )
    explorer.wait("return !document.getElementById('graph').hidden")
    explorer.wait(
        "return document.getElementById('page').contentDocument.body.innerText.includes('Kari Lund')"
    )
    assert "kari-lund" in explorer.js("return document.getElementById('page').contentWindow.location.hash")


def test_views_are_changed_by_the_keyboard(explorer: Page):
    explorer.js("document.getElementById('tab-graph').focus()")
    explorer.press("\ue014")  # right arrow
    assert explorer.js("return document.activeElement.id") == "tab-questions"
    assert not explorer.js("return document.getElementById('questions').hidden")


def test_only_this_server_is_asked_and_the_policy_is_never_broken(explorer: Page, drawn: Server):
    ask(explorer, "contradictions")
    assert {url for url in explorer.requests() if not url.startswith(drawn.address)} == set()
    assert explorer.complaints() == []


def test_a_thing_has_a_page_that_leads_on(driver: Any, drawn: Server):
    driver.get(f"{drawn.address}/actor/kari-lund")
    page = Page(driver)
    assert "Kari Lund" in page.text("main")
    page.js("[...document.querySelectorAll('main a')].find(a => a.textContent.includes('gs:Person')).click()")
    page.wait("return document.querySelector('.iri').textContent.endsWith('ns#Person')")
