"""View → data block: compact, harmless, complete."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pyoxigraph
import pytest
from decoded import records
from dossier_maker import Maker
from hypothesis import given
from hypothesis import strategies as st

from kg.draw.payload import as_json, defused, payload
from kg.draw.picture import edges_of, picture_of
from kg.draw.view import view_of


@given(st.text())
def test_nothing_in_the_data_can_end_its_script_element(text: str) -> None:
    written = as_json({"a": [text]})
    assert "<" not in written
    assert json.loads(written) == {"a": [text]}


@given(st.text())
def test_deceiving_characters_are_replaced_one_for_one(text: str) -> None:
    safe = defused(text)
    assert len(safe) == len(text)
    assert not set("\u202e\u2066\x1b\x00\x9b") & set(safe)


def test_what_texts_in_other_scripts_need_stays() -> None:
    text = "سلام\u200f – שלום\u200e\n\t👩‍🚀"
    assert defused(text) == text


def test_places_in_lists_lead_back_to_the_same_things(store: pyoxigraph.Store) -> None:
    view = view_of(store)
    data = payload(view, picture_of(view), "T")
    nodes = records(data["nodes"])
    for shown, written in zip(view.positions, records(data["positions"]), strict=True):
        assert nodes[written["holder"]]["id"] == shown.holder
        article = data["articles"][written["article"]]
        assert article["id"] + written["id"] == shown.id
        ((begin, end),) = written["evidence"]
        assert article["text"][begin:end] == shown.evidence[0].words


def test_without_texts_only_the_sentences_of_findings_are_there(store: pyoxigraph.Store) -> None:
    view = view_of(store, texts=False)
    data = payload(view, picture_of(view), "T")
    assert not any("text" in a for a in data["articles"])
    for shown, written in zip(view.positions, records(data["positions"]), strict=True):
        excerpts = data["articles"][written["article"]]["excerpts"]
        for key, passages in (("evidence", shown.evidence), ("content", shown.content)):
            for (begin, end), passage in zip(written[key], passages, strict=True):
                at, words = max(e for e in excerpts if e[0] <= begin)
                assert words[begin - at : end - at] == passage.words
    texts = {a.id: a.text or "" for a in view_of(store).articles}
    assert sum(len(words) for a in data["articles"] for _, words in a["excerpts"]) < sum(
        map(len, texts.values())
    )


def test_layouts_say_which_nodes_are_drawn(store: pyoxigraph.Store) -> None:
    view = view_of(store)
    data = payload(view, picture_of(view, 6), "T")
    assert {len(layout["places"]) for layout in data["layouts"]} == {6}
    assert all(int(place) < data["nodes"]["count"] for place in data["layouts"][0]["places"])
    assert data["total"] > 6


def test_a_condition_on_an_unknown_proposition_is_left_out(maker: Maker) -> None:
    maker.say("<doc/aaaa000000000001#position-p01> gs:condition <proposition/not-described> .")
    view = view_of(maker.store())
    data = payload(view, picture_of(view), "T")
    (written,) = (p for p in records(data["positions"]) if p["id"].endswith("p01"))
    assert "hangs" not in written


@pytest.mark.parametrize("field", ["id", "holder", "polarity", "manner", "article"])
def test_every_position_has_what_a_card_needs(store: pyoxigraph.Store, field: str) -> None:
    view = view_of(store)
    assert all(field in p for p in records(payload(view, picture_of(view), "T")["positions"]))


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_the_page_makes_the_same_lines_from_the_data(maker: Maker) -> None:
    maker.say("<doc/aaaa000000000002> gs:copyOf <doc/aaaa000000000001> .")
    view = view_of(maker.store())
    written = as_json(payload(view, picture_of(view), "T"))
    script = Path(__file__).parent / "page" / "lines-of.js"
    done = subprocess.run(
        ["node", str(script)], input=written, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    made = [(e.id, [p.removeprefix("doc/") for p in e.positions], e.outlets) for e in edges_of(view)]
    assert len(made) > 25
    assert sorted(map(tuple, json.loads(done.stdout))) == sorted(made)


def test_a_label_takes_the_room_that_was_measured(store: pyoxigraph.Store) -> None:
    view = view_of(store)
    picture = picture_of(view)
    nodes = {node["id"]: node for node in records(payload(view, picture, "T")["nodes"])}
    for name, box in picture.boxes.items():
        assert nodes[name]["box"] == [list(box.lines), box.width, box.height]
