"""What an analyst would ask of two articles on one affair, each answered within three clicks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browser import Page

from kg.api import build
from kg.draw import draw

SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
MOST = 3

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.shared]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not SEEDS.is_dir():
        pytest.skip("the seed articles (../shared/seeds) are not beside the checkout")
    path = tmp_path_factory.mktemp("seeds") / "graph.html"
    with build(SEEDS, meta=SEEDS / "meta.csv") as graph:
        draw(graph.store, path)
    return path


class Reader:
    """Somebody who only clicks on what is to be seen, and counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def click(self, css: str, words: str) -> None:
        """Click on what holds some words, brought into sight first."""
        self.clicks += 1
        assert self.clicks <= MOST
        found = [e for e in self.page.find(css) if words in e.text and e.is_displayed()]
        assert found, f"nothing with “{words}” among {css}"
        self.page.js("arguments[0].scrollIntoView({ block: 'center' })", found[0])
        found[0].click()

    def sides(self) -> dict[str, set[str]]:
        """Return who stands on each side by the panel."""
        return {s: set(self.page.texts(f"#panel .group.{s} .holder")) for s in ("support", "oppose")}


@pytest.fixture
def reader(page: Page, seeds: Path) -> Reader:
    return Reader(page.open(seeds))


def test_who_rules_out_troops_and_who_does_not(reader: Reader) -> None:
    reader.click("#panel .clash-line .link", "deploys troops")
    sides = reader.sides()
    assert sides["oppose"] == {"Pete Hegseth"}
    assert sides["support"] == {"JD Vance"}


def test_under_which_condition(reader: Reader) -> None:
    reader.click("#panel .clash-line .link", "deploys troops")
    conditions = " | ".join(reader.page.texts("#panel .group.support .condition"))
    assert "if Moscow refuses" in conditions
    assert "peace agreement fails" in conditions


def test_what_does_only_one_outlet_report(reader: Reader) -> None:
    reader.click("header button", "Compare")
    reader.click("#compare button", "Outlets")
    heads = reader.page.texts("#compare .compared > h3")
    assert {head.rpartition(" (")[0] for head in heads} >= {"Only Outlet A reports", "Only Outlet B reports"}
    one = reader.page.texts("#compare .compared.one .matter h4")
    other = reader.page.texts("#compare .compared.other .matter h4")
    assert one
    assert other
    assert not set(one) & set(other)


def test_where_does_washington_contradict_itself(reader: Reader) -> None:
    reader.click("#panel .pair h4 .link", "United States")
    (pair, *_) = (e.text for e in reader.page.find("#panel .links .pair") if "Contradiction" in e.text)
    assert "Pete Hegseth" in pair
    assert "JD Vance" in pair
    assert "ruled out" in pair


def test_what_did_macron_ask_for(reader: Reader) -> None:
    reader.click("#panel .line .link", "Emmanuel Macron")
    reader.click("#panel .chip", "asks for")
    cards: list[Any] = reader.page.find("#panel .card")
    assert len(cards) >= 3
    assert all("asks for" in card.text for card in cards if card.is_displayed() and card.text)
    asked = " ".join(reader.page.texts("#panel .card h4 .link"))
    assert "defence" in asked
    assert "talks" in asked
