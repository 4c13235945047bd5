"""`kg build` and `kg remove`: what they say, read and keep."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import NORWAY, run

from kg.ledger import Documents


@pytest.mark.usefixtures("stand_ins")
def test_a_build_talks_on_standard_error_and_ends_with_what_was_found_and_where():
    result = run("build", "norway.txt", "peru.txt")
    assert (result.exit_code, result.stdout) == (0, "")
    for name in ("documents", "actors", "positions", "attributions", "events", "warnings"):
        assert f"\n{name} " in result.stderr
    assert "build/graph.html" in result.stderr
    assert "words/s" not in result.stderr  # the bar is for terminals
    assert "words, " in result.stderr
    assert sorted(p.name for p in Path("build").iterdir()) == [
        "documents.json",
        "graph.html",
        "graph.trig",
        "readings.db",
        "store",
    ]


@pytest.mark.usefixtures("stand_ins")
def test_bad_documents_are_named_on_one_line_each_and_the_others_go_on():
    Path("empty.txt").touch()
    Path("bytes.txt").write_bytes(b"\0\1\2")
    result = run("build", "norway.txt", "empty.txt", "bytes.txt", "none.txt", "-o", "out")
    assert result.exit_code == 3
    lines = result.stderr.splitlines()
    assert lines[:3] == [
        "not read: empty.txt: is empty",
        "not read: bytes.txt: is binary, not text (byte 0 at 0)",
        "not read: none.txt: there is no such file",
    ]
    assert "3 could not be read" in result.stderr
    assert Path("out/graph.trig").is_file()


@pytest.mark.usefixtures("stand_ins")
def test_inputs_of_one_text_are_one_document_and_it_is_said():
    Path("again.txt").write_bytes(Path("norway.txt").read_bytes())
    told = run("build", "norway.txt", "again.txt").stderr
    assert "reading 1 document" in told
    assert "1 more with the same text" in told
    assert "same text" not in run("build", "norway.txt", "--fresh").stderr


@pytest.mark.usefixtures("stand_ins")
def test_nothing_to_read_is_an_error():
    result = run("build", "none.txt")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "not read: none.txt: there is no such file",
        "error: nothing could be read, of 1 given",
    ]


@pytest.mark.usefixtures("stand_ins")
def test_metadata_comes_from_the_table_and_the_options():
    Path("meta.csv").write_text(
        "file,outlet,titel\nnorway.txt,The Fjord Post,x\nrome.txt,B,y\n", encoding="utf-8"
    )
    result = run(
        "build",
        "norway.txt",
        "peru.txt",
        "--meta",
        "meta.csv",
        "--published",
        "2025-03-04",
        "--outlet",
        "Andes",
    )
    assert result.exit_code == 0
    assert "warning: meta.csv: column 'titel' means nothing here" in result.stderr
    assert "warning: meta.csv:3: no input is called rome.txt" in result.stderr
    graph = Path("build/graph.trig").read_text(encoding="utf-8")
    for words in ("The Fjord Post", "Andes", '"2025-03-04"'):
        assert words in graph


@pytest.mark.usefixtures("stand_ins")
def test_standard_input_is_read():
    result = run("build", "-", stdin=NORWAY)
    assert result.exit_code == 0
    assert NORWAY.strip() in Path("build/graph.trig").read_text(encoding="utf-8")


@pytest.mark.usefixtures("stand_ins")
def test_many_warnings_are_counted_not_listed():
    for number in range(30):
        Path(f"{number}.txt").write_text(f"Oslo said no, {number} times.", encoding="utf-8")
    result = run("build", ".")
    assert result.stderr.count("warning: ") == 21
    assert "warning: and 11 more" in result.stderr


@pytest.mark.usefixtures("stand_ins")
def test_a_second_build_reads_only_what_is_new_and_a_document_can_be_removed_again():
    assert run("build", "norway.txt", "peru.txt").exit_code == 0
    before = Path("build/graph.trig").read_bytes()
    assert "none read now" in run("build", "norway.txt").stderr
    assert Path("build/graph.trig").read_bytes() == before
    result = run("remove", "norway.txt")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "1 gone" in result.stderr
    assert run("build", "peru.txt", "-o", "only").exit_code == 0
    assert Path("build/graph.trig").read_bytes() == Path("only/graph.trig").read_bytes()
    assert run("remove", "norway.txt").exit_code == 1
    assert run("build", "norway.txt", "--fresh").exit_code == 0
    assert len(Documents.load(Path("build")).documents) == 1


def test_nothing_is_removed_where_there_is_no_graph():
    result = run("remove", "norway.txt", "-g", "none")
    assert result.exit_code == 1
    assert "none does not exist" in result.stderr
    assert not Path("none").exists()
