"""`kg draw`, `kg validate` and `kg explain` on a graph that was built."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import run


@pytest.mark.usefixtures("built")
def test_the_page_is_drawn_into_the_folder_or_where_it_is_asked_for():
    page = Path("build/graph.html").read_bytes()
    Path("build/graph.html").unlink()
    assert run("draw").exit_code == 0
    assert run("draw", "-o", "pages/page.html").exit_code == 0
    assert Path("build/graph.html").read_bytes() == Path("pages/page.html").read_bytes() == page


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--outlet", "Gazette of Nowhere"], 1, "no outlet is called “Gazette of Nowhere”; there are:"),
        (["--issue", "the price of tea"], 1, "nothing in the graph is called “the price of tea”"),
        (["--since", "2090-01-01"], 1, "no position is left of what was asked for"),
        (["--compare", "Nobody", "Norway"], 1, "nothing in the graph is called “Nobody”"),
        (["--since", "yesterday"], 2, "--since"),
    ],
)
def test_a_part_that_is_not_there_is_told_in_a_line_and_the_old_page_stays(options, code, words):
    page = Path("build/graph.html").read_bytes()
    result = run("draw", *options)
    assert result.exit_code == code
    assert words in result.stderr
    assert Path("build/graph.html").read_bytes() == page


@pytest.mark.usefixtures("built")
def test_a_page_that_cannot_be_written_is_an_error():
    result = run("draw", "-o", "norway.txt/page.html")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: norway.txt/page.html: cannot be written: ")


@pytest.mark.usefixtures("built")
def test_a_graph_that_conforms_is_valid():
    result = run("validate")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "conforms" in result.stdout


def test_a_graph_that_does_not_conform_is_reported_with_code_1(built):
    trig = (built / "graph.trig").read_text(encoding="utf-8")
    broken = trig.replace("a gs:Document", "a gs:Document, gs:Position", 1)
    assert broken != trig
    Path("broken.trig").write_text(broken, encoding="utf-8")
    result = run("validate", "--graph", "broken.trig")
    assert result.exit_code == 1
    assert "does not conform" in result.stdout


@pytest.mark.usefixtures("built")
def test_what_cannot_be_explained_is_an_error():
    result = run("explain", "nonsense")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: ")
