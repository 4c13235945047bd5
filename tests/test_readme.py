from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import readme_blocks

ROOT = Path(__file__).resolve().parent.parent
TINY = ROOT / "tests" / "query" / "tiny.trig"
PAGES = [ROOT / name for name in ("README.md", "ARCHITECTURE.md", "kg/samples/README.md")]


@pytest.fixture(scope="module")
def tiny() -> ox.Store:
    store = ox.Store()
    store.load(path=TINY, format=ox.RdfFormat.TRIG)
    return store


def test_the_readme_has_blocks_and_closes_them() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert (
        len(readme_blocks.commands(text))
        == text.count("<!-- output of:")
        == text.count("<!-- end of output -->")
        >= 3
    )


def test_a_block_gets_the_output_of_its_command_and_the_rest_stays(tiny: ox.Store) -> None:
    text = "before\n<!-- output of: kg query shifts -p actor=lund -->\nold\n<!-- end of output -->\nafter\n"
    new = readme_blocks.filled(text, tiny)
    assert new.startswith("before\n<!-- output of:")
    assert new.endswith("<!-- end of output -->\nafter\n")
    assert "$ kg query shifts -p actor=lund\n" in new
    assert "old" not in new
    assert readme_blocks.filled(new, tiny) == new


def test_a_finding_is_named_by_a_question_in_braces(tiny: ox.Store) -> None:
    command = "kg explain {SELECT ?p { ?p gs:holder actor:kari-lund } ORDER BY ?p}"
    new = readme_blocks.filled(f"<!-- output of: {command} -->\n<!-- end of output -->", tiny)
    assert "$ kg explain doc:a1a1a1a1a1a1a1a1#p2\nPosition\n" in new


@pytest.mark.parametrize("command", ["kg query", "rm -r build", "kg explain {SELECT ?p { ?p a gs:Nothing }}"])
def test_another_command_is_refused(tiny: ox.Store, command: str) -> None:
    with pytest.raises(SystemExit):
        readme_blocks.filled(f"<!-- output of: {command} -->\n<!-- end of output -->", tiny)


@pytest.mark.model
def test_the_readme_shows_what_the_tool_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert readme_blocks.main(["--check"]) == 0, "run: python tools/readme_blocks.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    generated = {"docs/graph.png"}
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert target in generated or (page.parent / target).exists(), target
