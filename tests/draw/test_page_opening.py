"""The page opens: from disk, with networking off, drawn to its window."""

from __future__ import annotations

import time
from pathlib import Path

import pyoxigraph
import pytest
from browser import Page

from kg.draw import draw, frame

pytestmark = pytest.mark.browser


def test_it_opens_from_disk_without_network_requests_or_complaints(page: Page, file: Path) -> None:
    page.open(file)
    for fragment in (
        "view=matrix",
        "selected=actor%2Fbadr-abdelatty",
        "theme=dark&focus=1&selected=actor%2Fabiy-ahmed",
    ):
        page.go(fragment)
    assert page.requests() == [file.as_uri()]
    assert page.complaints() == []


def test_the_request_log_would_show_a_request(page: Page, tmp_path: Path) -> None:
    other = tmp_path / "other.html"
    other.write_text("<body data-ready=1><img src='https://example.org/x.png'>", encoding="utf-8")
    page.open(other).wait("return document.images[0].complete")
    assert "https://example.org/x.png" in page.requests()


def test_it_is_ready_within_two_seconds(page: Page, file: Path) -> None:
    begin = time.monotonic()
    page.open(file)
    assert time.monotonic() - begin < 2


def test_a_page_drawn_with_a_focus_opens_there_and_the_address_still_wins(
    page: Page, store: pyoxigraph.Store, tmp_path: Path
) -> None:
    path = tmp_path / "focus.html"
    draw(store, path, focus="boulos")
    page.open(path)
    assert page.text("#panel h2") == "Massad Boulos"
    drawn = page.js("return Object.keys(document.getElementById('graph').picture.boxes())")
    assert "actor/massad-boulos" in drawn
    assert "actor/william-ruto" not in drawn
    page.open(path, "selected=actor%2Fegypt")
    assert page.text("#panel h2") == "Egypt"


def test_it_works_in_the_sandboxed_frame_of_a_notebook(page: Page, file: Path, tmp_path: Path) -> None:
    outer = tmp_path / "notebook.html"
    body = frame(file.read_text(encoding="utf-8"), 700)
    outer.write_text(f"<!DOCTYPE html><meta charset=utf-8><body data-ready=1>{body}", encoding="utf-8")
    page.open(outer)
    page.driver.switch_to.frame(0)
    page.wait("return document.body && document.body.dataset.ready === '1'")
    page.js("document.getElementById('to-matrix').click()")
    assert page.find("#matrix table")
    page.driver.switch_to.default_content()
    assert page.complaints() == []
