"""The matrix: actors and propositions as a real table."""

from __future__ import annotations

import pytest
from browser import Page
from dossier_maker import ROWS

pytestmark = pytest.mark.browser


def test_the_matrix_is_a_table_that_says_all_without_colour(shown: Page) -> None:
    shown.go("view=matrix")
    assert len(shown.find("#matrix tbody th[scope=row]")) == 6
    assert len(shown.find("#matrix thead th[scope=col]")) == len({r.about for r in ROWS if r.about})
    labels = [b.get_attribute("aria-label") for b in shown.find("#matrix tbody td button")]
    assert "Abiy Ahmed supports (asserted): Ethiopia inaugurates the Nile dam" in labels
    framed = shown.texts("#matrix thead th.clash button:first-child")
    assert framed == ["Ethiopia inaugurates the Nile dam", "A summit is held under the African Union"]
    signs = dict(zip(labels, shown.texts("#matrix tbody td button"), strict=True))
    assert signs["William Ruto supports (hedged): A binding water treaty is signed"] == "△"


def test_a_sign_in_the_matrix_opens_its_positions(shown: Page) -> None:
    shown.go("view=matrix").find("#matrix tbody td button")[0].click()
    assert shown.find("#panel .card")
    assert shown.find("#matrix button[aria-pressed=true]")
