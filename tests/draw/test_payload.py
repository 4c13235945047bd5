"""View → data block: compact, harmless, complete."""

from __future__ import annotations

import json

import pyoxigraph
import pytest
from dossier_maker import Maker
from hypothesis import given
from hypothesis import strategies as st

from kg.draw.payload import as_json, defused, payload
from kg.draw.picture import picture_of
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
    for shown, written in zip(view.positions, data["positions"], strict=True):
        assert data["nodes"][written["holder"]]["id"] == shown.holder
        assert data["articles"][written["article"]]["id"] + written["id"] == shown.id
        text = data["articles"][written["article"]]["text"]
        (sentence,) = written["evidence"]
        assert text[sentence[1] : sentence[2]] == shown.evidence[0].words


def test_without_texts_the_words_travel_with_the_passages(store: pyoxigraph.Store) -> None:
    view = view_of(store, texts=False)
    data = payload(view, picture_of(view), "T")
    assert all(p["evidence"][0][3] for p in data["positions"])
    assert not any("text" in a for a in data["articles"])


def test_layouts_say_which_nodes_are_drawn(store: pyoxigraph.Store) -> None:
    view = view_of(store)
    data = payload(view, picture_of(view, 6), "T")
    assert {len(layout["places"]) for layout in data["layouts"]} == {6}
    assert all(int(place) < len(data["nodes"]) for place in data["layouts"][0]["places"])
    assert data["total"] > 6


def test_a_condition_on_an_unknown_proposition_is_left_out(maker: Maker) -> None:
    maker.say("<doc/aaaa000000000001#position-p01> gs:condition <proposition/not-described> .")
    view = view_of(maker.store())
    data = payload(view, picture_of(view), "T")
    (written,) = (p for p in data["positions"] if p["id"].endswith("p01"))
    assert "hangs" not in written


@pytest.mark.parametrize("field", ["id", "holder", "polarity", "manner", "article"])
def test_every_position_has_what_a_card_needs(store: pyoxigraph.Store, field: str) -> None:
    view = view_of(store)
    assert all(field in p for p in payload(view, picture_of(view), "T")["positions"])
