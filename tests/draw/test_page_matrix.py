"""The matrix: actors and propositions as a real table."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import Page
from dossier_maker import ROWS

pytestmark = pytest.mark.browser


def test_the_matrix_is_a_table_that_says_all_without_colour(shown: Page) -> None:
    shown.go("view=matrix")
    assert len(shown.find("#matrix tbody th[scope=row]")) == 6
    assert len(shown.find("#matrix thead th[scope=col]")) == len({r.about for r in ROWS if r.about})
    labels = [b.get_attribute("title") for b in shown.find("#matrix tbody td button")]
    assert "Abiy Ahmed supports (asserted): Ethiopia inaugurates the Nile dam" in labels
    framed = shown.texts("#matrix thead th.clash button:first-child")
    assert framed == ["Ethiopia inaugurates the Nile dam", "A summit is held under the African Union"]
    signs = dict(zip(labels, shown.texts("#matrix tbody td button"), strict=True))
    assert signs["William Ruto supports (hedged): A binding water treaty is signed"] == "△"


def test_a_sign_in_the_matrix_opens_its_positions(shown: Page) -> None:
    shown.go("view=matrix").find("#matrix tbody td button")[0].click()
    assert shown.find("#panel .card")
    assert shown.find("#matrix button[aria-pressed=true]")


def test_the_rows_can_be_ordered_by_a_column_by_name_or_by_state(shown: Page) -> None:
    shown.go("view=matrix")
    shown.find("#matrix thead th .order")[0].click()
    first = shown.texts("#matrix tbody th button")
    assert first[0] == "Abiy Ahmed"
    assert first[1:3] == ["Badr Abdelatty", "Ministry of Irrigation of Sudan"]
    assert len(shown.find("#matrix thead th[aria-sort=descending]")) == 1
    shown.find("#sort option[value=name]")[0].click()
    rows = shown.texts("#matrix tbody th button")
    assert rows == sorted(rows)
    assert "sort=name" in shown.js("return location.hash")


def test_names_and_matters_stay_in_sight_when_the_table_is_scrolled(page: Page, crowded: Path) -> None:
    page.size(900, 600)
    page.open(crowded, "view=matrix").js("document.getElementById('matrix').scrollTo(400, 400)")
    frame, head, name = page.js(
        "return ['#matrix', '#matrix thead th:nth-child(6)', '#matrix tbody tr:nth-child(20) th'].map((css) => document.querySelector(css).getBoundingClientRect().toJSON())"
    )
    assert abs(head["top"] - frame["top"]) < 3
    assert abs(name["left"] - frame["left"]) < 3
