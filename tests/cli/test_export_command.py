"""`kg export` and `kg import`."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import run


@pytest.mark.usefixtures("built")
def test_an_export_of_one_file_goes_to_standard_output_or_where_it_is_told():
    result = run("export", "trig")
    assert result.exit_code == 0
    assert result.stdout == Path("build/graph.trig").read_text(encoding="utf-8")
    assert run("export", "trig", "-o", "mine.trig").stderr == "Written: mine.trig\n"
    assert Path("mine.trig").read_bytes() == Path("build/graph.trig").read_bytes()
    assert run("export", "turtle", "-o", ".").exit_code == 0
    assert Path("graph.ttl").is_file()


@pytest.mark.usefixtures("built")
def test_an_export_of_several_files_needs_a_folder():
    result = run("export", "csv")
    assert result.exit_code == 2
    assert "csv is 4 files" in result.stderr
    assert run("export", "csv", "-o", "tables").exit_code == 0
    assert sorted(p.name for p in Path("tables").iterdir()) == [
        "actors.csv",
        "events.csv",
        "links.csv",
        "positions.csv",
    ]


@pytest.mark.usefixtures("built")
def test_corrections_are_taken_in_or_refused_with_their_line():
    Path("mine.csv").write_text("correction,position\nnot a position,position-1\n", encoding="utf-8")
    result = run("import", "mine.csv", "--by", "Eva Novak")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: mine.csv:2: no position is called “position-1”")
    row = "missing position,,norway.txt,rejected the fishing agreement,Norway,,oppose,,,2025-08-01,"
    header = "correction,position,document,words,holder,kind,polarity,matter,by,on,note"
    Path("mine.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    result = run("import", "mine.csv", "--by", "Eva Novak")
    assert result.exit_code == 0
    assert result.stderr.startswith("1 correction taken in\n")
    assert "Eva Novak" in run("query", "corrections", "--format", "csv").stdout
