"""Fixtures of the page's tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from browser import Page, started
from dossier_maker import ROWS, Maker, dossier

from kg.draw import draw


@pytest.fixture
def maker() -> Maker:
    return dossier()


@pytest.fixture(scope="session")
def store() -> pyoxigraph.Store:
    return dossier().store()


@pytest.fixture(scope="session")
def driver() -> Iterator[Any]:
    made = started()
    yield made
    made.quit()


@pytest.fixture
def page(driver: Any) -> Page:
    made = Page(driver)
    made.size(1440, 860)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    return made


@pytest.fixture(scope="session")
def file(store: pyoxigraph.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    draw(store, path)
    return path


@pytest.fixture(scope="session")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of 40 holders, half of them with long matters of their own, half sharing a few."""
    maker = dossier()
    text = "Every delegate spoke."
    maker.article("eeee000000000001", text, "Fjord Herald", "2025-01-02")
    for number in range(40):
        about = f"own{number}" if number % 2 else f"own{number // 10}"
        maker.say(f'<actor/h{number}> a gs:Person ; rdfs:label "Delegate Number {number} of the Assembly" .')
        label = f"The assembly of the river states adopts clause {number} of the draft on shared reservoirs"
        maker.say(f'<proposition/own{number}> a gs:Proposition ; skos:prefLabel "{label}" .')
        maker.position(replace(ROWS[0], name=f"w{number}", article="eeee000000000001", holder=f"h{number}", about=about, sentence=text, content=("spoke",), cue="", chain=()))  # fmt: skip
    path = tmp_path_factory.mktemp("crowded") / "graph.html"
    draw(maker.store(), path)
    return path


@pytest.fixture
def shown(page: Page, file: Path) -> Page:
    return page.open(file)
