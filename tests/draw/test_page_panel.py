"""The panel and the article: the words that each finding rests on."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from browser import Page
from dossier_maker import ONE, ROWS, THREE, TWO, dossier

from kg.draw import draw

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


@pytest.fixture(scope="module")
def fuller(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of the dossier with an issue, a copy, a condition that was met, a deed and a hedge."""
    maker = dossier()
    maker.say('<issue/dam> a gs:Issue ; skos:prefLabel "The Nile dam" .')
    for name in ("inaugurate-dam", "ask-leave"):
        maker.say(f"<proposition/{name}> skos:broader <issue/dam> .")
    maker.say(f"<doc/{THREE}> gs:copyOf <doc/{ONE}> .")
    maker.say(
        f"<doc/{ONE}#position-p03> gs:conditionStatus gs:met ; gs:settledBy <doc/{TWO}#event-meeting> ."
    )
    maker.say(
        f"<act/1> a gs:ActedOn ; gs:from <doc/{ONE}#position-p01> ; gs:to <event/talks> ; gs:consistent false ."
    )
    maker.say(f"<doc/{ONE}#position-p04> gs:derivation '3. \"might\": possible' .")
    path = tmp_path_factory.mktemp("fuller") / "graph.html"
    draw(maker.store(), path)
    return path


def test_a_card_tells_what_became_of_a_condition_and_what_the_holder_did(page: Page, fuller: Path) -> None:
    page.open(fuller).select(f"doc/{ONE}#position-p03")
    assert "A binding water treaty is signed (met since: Abiy–Ruto meeting)" in page.text("#panel .card")
    page.select(f"doc/{ONE}#position-p01")
    assert "Did otherwise: Nile talks in Nairobi (26 June 2025)" in page.text("#panel .card")


def test_the_hedge_is_underlined(page: Page, fuller: Path) -> None:
    page.open(fuller).select(f"doc/{ONE}#position-p04")
    assert page.texts("#panel .card .hedge") == ["might"]


def test_a_report_that_repeats_another_says_so(page: Page, fuller: Path) -> None:
    page.open(fuller).select(f"doc/{THREE}#position-p10")
    assert "repeats Harbour Gazette" in page.text("#panel .card")


def test_an_issue_has_a_panel_a_filter_and_a_matrix(page: Page, fuller: Path) -> None:
    page.open(fuller)
    assert page.texts("#panel .clashes:first-of-type h3")[0] == "Contested issues (1)"
    page.find("#panel .clashes .link")[0].click()
    assert page.text("#panel h2") == "The Nile dam"
    page.find("#panel .more-views button")[0].click()
    assert page.text("#count").startswith("5 of 16")
    assert page.js("return document.getElementById('issue').value") == "issue/dam"
    page.go("view=matrix&across=issues")
    assert page.texts("#matrix thead th button:first-child") == ["The Nile dam"]
    page.find("#matrix tbody .signs")[0].click()
    assert len(page.find("#panel .card")) >= 1


def test_an_article_opens_from_the_overview(page: Page, fuller: Path) -> None:
    page.open(fuller).js(
        "[...document.querySelectorAll('#panel section')].at(-1).querySelector('.link').click()"
    )
    assert "Ethiopia names a month" in page.text("#article")


def test_without_texts_the_sentences_are_there_and_the_articles_are_not_offered(
    page: Page, store: pyoxigraph.Store, tmp_path: Path
) -> None:
    path = tmp_path / "bare.html"
    draw(store, path, texts=False)
    page.open(path).select("actor/massad-boulos")
    (row,) = (r for r in ROWS if r.name == "p08")
    assert row.sentence in page.texts("#panel .card blockquote")
    assert "Washington was ready to mediate" in page.texts("#panel .card mark")
    assert not page.find("#panel .actions button")
    page.select("event/talks")
    assert "hosted" in page.texts("#panel mark")
