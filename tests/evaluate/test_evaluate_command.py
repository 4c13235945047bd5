from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg import config, pipeline
from kg.cli import app
from kg.model import Resolution

TEXT = (
    "Chile rejected the lithium tariff on Monday. "
    "Bolivia's foreign minister said that the border talks would resume in May."
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["evaluate", *arguments])


def span(words: str) -> list[int]:
    begin = TEXT.index(words)
    return [begin, begin + len(words)]


@pytest.fixture(autouse=True)
def _gold(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("andes").mkdir()
    Path("andes/one.txt").write_text(TEXT, encoding="utf-8")
    position = {
        "document": "one.txt",
        "id": "P1",
        "holder": ["chile"],
        "span": span("the lithium tariff"),
        "text": "the lithium tariff",
        "polarity": ["oppose"],
        "modality": ["certain"],
    }
    gold = {
        "documents": {"one.txt": "2025-03-03"},
        "actors": {"chile": {"names": ["Chile"]}},
        "positions": [position],
    }
    Path("andes.json").write_text(json.dumps(gold), encoding="utf-8")
    marked = {
        "doc": "one",
        "text": TEXT,
        "attributions": [
            {
                "source": [span("Bolivia's foreign minister")],
                "cue": [span("said")],
                "content": [span("the border talks would resume in May")],
            }
        ],
    }
    Path("said.jsonl").write_text(json.dumps(marked) + "\n", encoding="utf-8")


@pytest.mark.model
def test_positions_are_scored_and_no_graph_is_written():
    before = sorted(Path().rglob("*"))
    result = run("andes.json", "--errors", "--format", "json")
    assert result.exit_code == 0, result.stderr
    report = json.loads(result.stdout)
    assert report["scores"]["strict"]["right"] == 1
    assert report["scores"]["holder+content"]["R"] == 1
    assert sorted(Path().rglob("*")) == before


@pytest.mark.model
def test_attributions_are_scored_and_give_the_table_of_rules():
    result = run("said.jsonl")
    assert result.exit_code == 0, result.stderr
    (line,) = (row.split() for row in result.stdout.splitlines() if row.startswith("content and source"))
    assert line[4] == "1.000"  # recall; what else the rules find here is their business
    assert "reading 1 document," in result.stderr
    table = run("said.jsonl", "--precision")
    assert {"rule\tfound\tright", "verb-that\t1\t1"} <= set(table.stdout.splitlines())


@pytest.mark.usefixtures("stand_ins")
def test_reading_nothing_scores_nothing():
    report = json.loads(run("andes.json", "-f", "json").stdout)
    assert report["scores"]["strict"] == {"P": 0, "R": 0, "F1": 0, "right": 0, "found": 0, "gold": 1}


@pytest.mark.usefixtures("stand_ins")
def test_an_article_that_cannot_be_read_is_told_and_costs_its_gold():
    gold = json.loads(Path("andes.json").read_text(encoding="utf-8"))
    gold["documents"]["two.txt"] = "2025-03-04"
    Path("andes.json").write_text(json.dumps(gold), encoding="utf-8")
    Path("andes/two.txt").touch()
    result = run("andes.json")
    assert result.exit_code == 3
    assert "not read: andes/two.txt: is empty" in result.stderr
    assert "positions in the gold" in result.stdout


@pytest.mark.usefixtures("stand_ins")
def test_a_table_of_metadata_that_fits_nothing_is_told():
    Path("meta.csv").write_text("file,outlet\nelse.txt,A\n", encoding="utf-8")
    assert (
        "warning: meta.csv:2: no input is called else.txt" in run("andes.json", "--meta", "meta.csv").stderr
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.json"], "error: none.json: cannot be read: No such file or directory"),
        (["andes/one.txt"], "error: andes/one.txt: is no gold"),
        (["andes.json", "--articles", "."], "error: andes.json: there is no article one.txt in ."),
    ],
)
def test_bad_gold_is_one_line_and_code_1(arguments, message):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(message)
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [[], ["andes.json", "--format", "csv"], ["andes.json", "--precision"], ["said.jsonl", "--jobs", "0"]],
)
def test_wrong_usage_is_told_with_code_2(arguments):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")


def test_the_command_reads_as_a_build_does(monkeypatch):
    seen = []

    def read(task, _listener):
        seen.append(task)
        return pipeline.Outcome((), Resolution(), (), ())

    monkeypatch.setattr(pipeline, "read", read)
    assert run("andes.json", "--model", "some_model").exit_code == 0
    (task,) = seen
    assert task == pipeline.Task((Path("andes/one.txt"),), config.load(), model="some_model")
