"""Two actors, or two outlets, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browser import Page
from dossier_maker import ROWS

pytestmark = pytest.mark.browser


def compared(page: Page, css: str) -> list[Any]:
    """Return [title, texts of the one, texts of the other] of each matter of a kind."""
    return list(
        page.js(
            "return [...document.querySelectorAll(`.compared.${arguments[0]} .matter`)].map((m) => [m.querySelector('h4').innerText,"
            " ...[...m.querySelectorAll('.half')].map((h) => [...h.querySelectorAll('blockquote')].map((b) => b.textContent))])",
            css,
        )
    )


def sentence(name: str) -> str:
    return next(r.sentence for r in ROWS if r.name == name)


def test_two_actors_differ_agree_or_only_one_has_spoken(page: Page, file: Path) -> None:
    page.open(file, "view=compare&one=actor%2Fabiy-ahmed&other=actor%2Fbadr-abdelatty")
    differ = {title: rest for title, *rest in compared(page, "differ")}
    assert differ["A summit is held under the African Union"] == [[sentence("p11")], [sentence("p06")]]
    assert [sentence("p01")] == differ["Ethiopia inaugurates the Nile dam"][0]
    assert [title for title, *_ in compared(page, "one")] == [
        "Ethiopia asks others for leave to use the river"
    ]
    assert "Egypt takes the dam dispute to the UN Security Council" in [
        t for t, *_ in compared(page, "other")
    ]


def test_both_sentences_have_their_words_marked(page: Page, file: Path) -> None:
    page.open(file, "view=compare&one=actor%2Fabiy-ahmed&other=actor%2Fbadr-abdelatty")
    marks = page.texts(".compared.differ mark")
    assert "agreed to a summit" in marks
    assert "Egypt would gladly attend a summit under African Union auspices" in marks


def test_at_first_those_who_contradict_each_other_most_are_compared(page: Page, file: Path) -> None:
    page.open(file, "view=compare")
    assert set(page.texts("#compare .names h2")) == {"Abiy Ahmed", "Badr Abdelatty"}


def test_a_state_speaks_with_all_who_speak_for_it(page: Page, file: Path) -> None:
    page.open(file, "view=compare&one=actor%2Fethiopia&other=actor%2Fsudan")
    assert [title for title, *_ in compared(page, "differ")] == ["Ethiopia inaugurates the Nile dam"]
    assert "1 other" in page.texts("#compare .names h2")[0]


def test_who_belongs_to_a_state_can_be_set_against_the_rest_of_it(page: Page, file: Path) -> None:
    page.open(file, "view=compare&one=actor%2Fsudan-irrigation&other=actor%2Fsudan")
    assert len(compared(page, "one")) == 2
    assert compared(page, "other") == []


def test_the_pickers_and_the_arrows_choose_and_change_sides(page: Page, file: Path) -> None:
    page.open(file, "view=compare&one=actor%2Fabiy-ahmed&other=actor%2Fbadr-abdelatty")
    page.find("#swap")[0].click()
    assert page.texts("#compare .names h2") == ["Badr Abdelatty", "Abiy Ahmed"]
    page.find("#compare-other option[value='actor/william-ruto']")[0].click()
    assert page.texts("#compare .names h2") == ["Badr Abdelatty", "William Ruto"]
    assert "other=actor%2Fwilliam-ruto" in page.js("return location.hash")


def test_from_an_actor_the_comparison_is_one_click_away(page: Page, file: Path) -> None:
    page.open(file, "selected=actor%2Fwilliam-ruto").find("#panel .more-views button")[0].click()
    assert page.texts("#compare .names h2")[0] == "William Ruto"


def test_two_outlets_show_what_each_reports_alone(page: Page, file: Path) -> None:
    page.open(file, "view=compare").find("#by-outlets")[0].click()
    assert page.texts("#compare .names h2") == ["Harbour Gazette", "Levant Courier"]
    only = [title for title, *_ in compared(page, "one")]
    assert "Badr Abdelatty on Egypt takes the dam dispute to the UN Security Council" in only
    assert not [title for title in only if title.startswith("Massad Boulos")]
    page.go("view=compare&by=outlets&one=Harbour%20Gazette&other=Meridian%20Post")
    assert "Badr Abdelatty on Ethiopia inaugurates the Nile dam" in [t for t, *_ in compared(page, "differ")]
    assert "Nile talks in Nairobi" in page.text("#compare .compared:last-child")


def test_filters_hold_here_too(page: Page, file: Path) -> None:
    page.open(file, "view=compare&one=actor%2Fabiy-ahmed&other=actor%2Fbadr-abdelatty&hide-polarity=oppose")
    assert compared(page, "differ") == []
    assert [title for title, *_ in compared(page, "agree")] == ["Ethiopia inaugurates the Nile dam"]
