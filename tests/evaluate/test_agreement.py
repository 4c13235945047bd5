"""Our measure against the scorer of the annotated corpora, on the same readings."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from kg import config, evaluate, pipeline
from kg.listener import Silence

pytestmark = [pytest.mark.shared, pytest.mark.model]

CLOSE = 0.01


def scored(shared, measure, gold, graph):
    """Return the report of the scorer."""
    command = [
        sys.executable,
        shared / "bench" / "score.py",
        measure,
        "--json",
        "--gold",
        gold,
        "--graph",
        graph,
    ]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def ours(file, paths, meta, folder):
    """Return our report on `file`, with the graph of the same reading in `folder`."""
    from kg.graph import store  # noqa: PLC0415  # only these tests write a graph of their own

    gold = evaluate.read(file, paths)
    task = pipeline.Task(gold.paths(), config.load(), meta=meta)
    outcome = pipeline.read(task, Silence())
    store.write(folder, pipeline.quads(outcome))
    return evaluate.report(gold, outcome.readings, outcome.resolution)


def assert_close(score, theirs):
    assert (score.precision, score.recall, score.f1) == pytest.approx(
        (theirs["P"], theirs["R"], theirs["F1"]), abs=CLOSE
    )


@pytest.mark.parametrize(("name", "articles"), [("seeds", "seeds"), ("wikinews", "gold/wikinews")])
def test_positions_and_events_score_as_the_scorer_says(shared, tmp_path, name, articles):
    gold, folder = shared / "gold" / f"{name}.json", shared / articles
    found = ours(gold, folder, folder / "meta.csv", tmp_path / "build")
    theirs = scored(shared, "positions", gold, tmp_path / "build" / "graph.trig")
    assert_close(found.scores["holder+content"], theirs["holder+content"])
    assert_close(found.scores["strict"], theirs["strict (everything right)"])
    for part, value in (
        ("polarity right", theirs["polarity accuracy"]),
        ("modality right", theirs["modality accuracy"]),
        ("conditions found", theirs["condition recall on matches"]["R"]),
        ("events found", theirs["events"]["R"]),
        ("type of event right", theirs["events"]["type accuracy"]),
    ):
        assert found.parts[part].share == pytest.approx(value, abs=CLOSE), part
    assert found.counts["conditions invented"] == theirs["conditions invented"]
    assert found.counts["optional ones found, not counted"] == theirs["optional gold found (not counted)"]


def test_attributions_score_as_the_scorer_says(shared, tmp_path):
    lines = (
        (shared / "bench" / "data" / "attribution" / "dev.jsonl")
        .read_text(encoding="utf-8")
        .splitlines(keepends=True)
    )
    several = [line for line in lines if '"other_annotators"' in line][:1]
    gold = tmp_path / "some.jsonl"
    gold.write_text("".join([*lines[:5], *several]), encoding="utf-8")
    found = ours(gold, None, None, tmp_path / "build")
    theirs = scored(shared, "attribution", gold, tmp_path / "build" / "graph.trig")
    assert_close(found.scores["content"], theirs["attribution (content char-F >= .5)"])
    assert_close(found.scores["content and source"], theirs["  and source overlaps"])
    for manner in ("direct", "mixed", "indirect"):
        assert_close(found.scores[f"{manner} speech"], theirs[f"{manner} speech"])
