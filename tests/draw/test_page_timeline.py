"""The timeline: who said what when, who changed course, and the choice of days."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import Page
from dossier_maker import Maker, dossier

from kg.draw import draw

pytestmark = pytest.mark.browser


@pytest.fixture
def timeline(page: Page, file: Path) -> Page:
    return page.open(file, "view=timeline")


def drag(page: Page, css: str, begin: float, end: float) -> None:
    """Drag the mouse over an element, from one share of its width to another."""
    box = page.js("return document.querySelector(arguments[0]).getBoundingClientRect().toJSON()", css)
    y = box["y"] + box["height"] / 2
    for kind, share in (
        ("mousePressed", begin),
        ("mouseMoved", (begin + end) / 2),
        ("mouseMoved", end),
        ("mouseReleased", end),
    ):
        place = {
            "x": box["x"] + share * box["width"],
            "y": y,
            "button": "left",
            "buttons": 1,
            "clickCount": 1,
        }
        page.driver.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": kind, **place})


def cells(page: Page, row: str) -> list[str]:
    return list(
        page.js(
            "const r = [...document.querySelectorAll('#timeline tbody tr')].find((x) => x.querySelector('th').innerText.startsWith(arguments[0]));"
            "return [...r.querySelectorAll('td')].map((c) => c.querySelector('.signs')?.innerText.replace(/\\s/g, '') ?? '')",
            row,
        )
    )


def test_each_actor_has_a_line_with_a_sign_where_it_spoke(timeline: Page) -> None:
    heads = timeline.texts("#timeline thead th")
    row = cells(timeline, "Abiy Ahmed")
    assert len(row) == len(heads)
    said = [(head, sign) for head, sign in zip(heads, row, strict=True) if sign]
    assert [sign for _, sign in said] == ["▲▼2", "▼"]
    assert said[0][0] != said[1][0]


def test_a_shift_is_an_arrow_from_the_earlier_to_the_later_day(timeline: Page) -> None:
    (label,) = (b.get_attribute("aria-label") for b in timeline.find("#timeline .arrow"))
    assert label.startswith("reversal, 4 July 2025 to 21 July 2025")
    arrow, *signs = timeline.js(
        "const a = document.querySelector('#timeline .arrow'), r = a.closest('tr');"
        "return [a, ...r.querySelectorAll('.signs')].map((e) => { const b = e.getBoundingClientRect(); return [b.left, b.right]; })"
    )
    first, second = (sum(sign) / 2 for sign in signs[:2])
    assert abs(arrow[0] - first) < 4
    assert abs(arrow[1] - second) < 4
    timeline.find("#timeline .arrow")[0].click()
    assert "as long as Ethiopia publishes" in timeline.text("#panel")


def test_who_changed_course_comes_first(timeline: Page) -> None:
    assert timeline.texts("#timeline tbody th")[1] == "Badr Abdelatty"


def test_events_stand_above_all_and_open(timeline: Page) -> None:
    assert "1 more before these days" in timeline.texts("#timeline tbody th")[0]
    timeline.find("#timeline .events .signs")[0].click()
    assert timeline.text("#panel h2") == "Abiy–Ruto meeting"


def test_a_sign_opens_what_was_said_in_those_days(timeline: Page) -> None:
    timeline.find("#timeline tbody tr:nth-child(2) .signs")[0].click()
    assert timeline.text("#panel h2") == "Badr Abdelatty"
    assert len(timeline.find("#panel .card")) == 2
    assert timeline.find("#timeline .signs[aria-pressed=true]")


def test_dragging_over_the_bars_filters_every_view(timeline: Page) -> None:
    drag(timeline, "#timeline .bars", 0.02, 0.1)
    timeline.wait("return document.getElementById('count').textContent.startsWith('6 of 16')")
    assert "since=2025-06-30" in timeline.js("return location.hash")
    timeline.press("g")
    assert "actor/massad-boulos" not in timeline.drawn()
    assert "actor/abiy-ahmed" in timeline.drawn()
    drag(timeline, "#days .bars", 4 / 31, 0.99)  # the handle of the last day, to the end
    timeline.wait("return document.getElementById('count').textContent.startsWith('16 positions')")


def test_the_days_can_be_chosen_by_the_keyboard(timeline: Page) -> None:
    timeline.js("document.getElementById('days-from').focus()")
    timeline.press("\ue014")
    assert timeline.js("return document.activeElement.id") == "days-from"
    assert timeline.text("#count").startswith("10 of 16")
    timeline.press("\ue011")
    assert timeline.text("#count").startswith("16 positions")


def test_the_days_chosen_can_fill_the_width(timeline: Page) -> None:
    timeline.go("view=timeline&since=2025-07-21&until=2025-07-23").find("#zoom-days")[0].click()
    heads = [text[-6:] for text in timeline.texts("#timeline thead th")]
    assert heads == ["21 Jul", "22 Jul", "23 Jul"]
    timeline.find("#all-days")[0].click()
    assert "since" not in timeline.js("return location.hash")


def test_without_any_day_the_view_says_so(page: Page, tmp_path: Path) -> None:
    maker: Maker = dossier()
    undated = (
        maker.trig().replace("dcterms:issued", "dcterms:modified").replace("gs:assertedOn", "gs:neverMind")
    )
    path = tmp_path / "undated.html"
    draw(Maker.loaded(undated), path)
    page.open(path, "view=timeline")
    assert page.text("#timeline") == "No position has a day."
    assert page.open(path).complaints() == []
