"""The panel and the article: the words that each finding rests on."""

from __future__ import annotations

import pytest
from browser import Page
from dossier_maker import ONE, ROWS, THREE

pytestmark = pytest.mark.browser


def test_a_card_tells_condition_chain_date_outlet_and_rule(shown: Page) -> None:
    shown.select(f"doc/{THREE}#position-p11")
    words = shown.text("#panel .card")
    for part in ("ENA", "reporters", "told reporters", "Levant Courier", "0.66", "undated"):
        assert part in words
    shown.select(f"doc/{ONE}#position-p04")
    assert shown.texts("#panel .card .condition") == ["if the next round of talks collapses"]
    assert shown.texts("#panel .card .cue") == ["warned"]
    shown.select(f"doc/{ONE}#position-p01")
    assert "3 July 2025 · worked out from the text" in shown.text("#panel .card")
    assert "by-hand" in shown.texts("#panel .card details")[0]


def test_show_in_article_opens_the_text_at_the_place(shown: Page) -> None:
    shown.select(f"doc/{ONE}#position-p03").find("#panel .card .actions button")[0].click()
    assert shown.js("return document.getElementById('article').open")
    assert "".join(shown.texts("#article .here")) == next(r.sentence for r in ROWS if r.name == "p03")
    assert len(shown.find("#article mark")) == sum(r.article == ONE for r in ROWS)
    assert shown.js(
        "const b = document.querySelector('#article .here').getBoundingClientRect();"
        "return b.top > 0 && b.bottom < innerHeight"
    )


def test_marks_are_exact_behind_a_character_that_takes_two_units(shown: Page) -> None:
    shown.select("actor/massad-boulos").find("#panel .card .actions button")[0].click()
    assert "Washington was ready to mediate" in shown.texts("#article mark")
    assert "cut aid to Addis Ababa" in shown.texts("#article mark")
