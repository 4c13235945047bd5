"""axe-core finds nothing that keeps people from using the page, in no view, light or dark."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from browser import Page
from dossier_maker import ONE

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: make page"),
]
STATES = {
    "graph": "",
    "an actor": "selected=actor%2Fbadr-abdelatty",
    "a position": "selected=" + quote(f"doc/{ONE}#position-p03", safe=""),
    "focus": "focus=1&selected=actor%2Fbadr-abdelatty",
    "matrix": "view=matrix&sort=name&selected="
    + quote("actor/abiy-ahmed|proposition/inaugurate-dam", safe=""),
    "timeline": "view=timeline&since=2025-07-04&until=2025-07-25",
    "compare": "view=compare",
    "outlets": "view=compare&by=outlets",
}


def violations(page: Page) -> list[str]:
    """Return what axe-core calls serious or critical, with the elements."""
    page.js(AXE.read_text(encoding="utf-8"))
    found = page.driver.execute_async_script(
        "const done = arguments[arguments.length - 1]; axe.run(document, { resultTypes: ['violations'] }).then((r) => done(r.violations))"
    )
    return [
        f"{v['id']}: {node['target']} {node['failureSummary']}"
        for v in found
        if v["impact"] in ("serious", "critical")
        for node in v["nodes"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_no_serious_violation(page: Page, file: Path, state: str, theme: str) -> None:
    page.open(file, f"theme={theme}&{STATES[state]}")
    assert violations(page) == []


@pytest.mark.parametrize("button", ["#help", "#save"])
def test_no_serious_violation_in_a_dialog(page: Page, file: Path, button: str) -> None:
    page.open(file).find(button)[0].click()
    assert violations(page) == []


def test_no_serious_violation_in_an_article(page: Page, file: Path) -> None:
    page.open(file, STATES["an actor"]).find("#panel .card .actions button")[0].click()
    assert violations(page) == []


def test_no_serious_violation_on_a_phone(page: Page, file: Path) -> None:
    page.size(400, 800)
    page.open(file).find("#filter-toggle")[0].click()
    assert violations(page) == []


def test_axe_would_find_one(page: Page, file: Path) -> None:
    page.open(file).js(
        "document.getElementById('search').removeAttribute('aria-label'); document.getElementById('search').placeholder = ''"
    )
    assert any(found.startswith(("label", "aria-input-field-name")) for found in violations(page))
