from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.graph.vocab import GS
from kg.query.brief import as_json, brief
from kg.query.compare import compare


@pytest.fixture
def later(tiny) -> ox.Store:
    """Return a copy of the tiny graph, to be changed."""
    copy = ox.Store()
    copy.extend(tiny)
    return copy


def quads_of(graph: ox.Store, **pattern) -> list[ox.Quad]:
    return list(
        graph.quads_for_pattern(pattern.get("subject"), pattern.get("predicate"), pattern.get("value"), None)
    )


def test_a_graph_does_not_differ_from_itself(tiny):
    changes = compare(tiny, tiny)
    assert not any(changes.values())
    assert brief(changes, 20) == "no difference\n"


def test_what_came_and_what_went_are_the_same_seen_from_either_side(tiny, later):
    (shift, *_) = quads_of(later, predicate=GS.shiftKind)
    for quad in quads_of(later, subject=shift.subject):
        later.remove(quad)
    changes, back = compare(tiny, later), compare(later, tiny)
    assert len(changes["shifts"].gone) == 1
    for kind, change in changes.items():
        assert (change.new, change.gone) == (back[kind].gone, back[kind].new)
    assert "1 gone shift\n  - " in brief(changes, 20)
    assert "1 new shift\n  + " in brief(back, 20)


def test_a_position_on_the_same_words_with_another_side_is_changed_not_new(tiny, later):
    (position, *_) = [q for q in quads_of(later, predicate=GS.polarity) if q.object == GS["support"]]
    later.remove(position)
    later.add(ox.Quad(position.subject, GS.polarity, GS["oppose"], position.graph_name))
    change = compare(tiny, later)["positions"]
    assert (change.new, change.gone) == ((), ())
    ((before, after),) = change.changed
    assert (before["side"], after["side"]) == ("support", "oppose")
    lines = brief({"positions": change}, 20).splitlines()
    assert lines[0] == "1 changed position"
    assert lines[1].startswith("  ~ ")
    assert lines[3].startswith("  > ")


def test_another_confidence_is_no_difference(tiny, later):
    for quad in quads_of(later, predicate=GS.confidence):
        later.remove(quad)
    assert not any(compare(tiny, later).values())


def test_a_brief_says_what_it_leaves_out_and_json_leaves_out_nothing(tiny):
    changes = compare(ox.Store(), tiny)
    number = len(changes["positions"].new)
    assert number > 1
    assert f"    and {number - 1:,} more" in brief(changes, 1)
    assert "more" not in brief(changes, 0).split("new positions")[0]
    data = json.loads(as_json(changes))
    assert len(data["positions"]["new"]) == number
    assert set(data) == {"documents", "positions", "shifts", "contradictions", "events"}


def test_the_command_compares_two_graphs():
    tiny_file = Path(__file__).parent / "tiny.trig"
    runner = CliRunner()
    result = runner.invoke(app, ["diff", str(tiny_file), str(tiny_file)])
    assert (result.exit_code, result.stdout) == (0, "no difference\n")
    result = runner.invoke(app, ["diff", str(tiny_file), str(tiny_file), "--format", "json"])
    assert json.loads(result.stdout)["positions"] == {"new": [], "gone": [], "changed": []}
    assert runner.invoke(app, ["diff", str(tiny_file), "none"]).exit_code == 1
