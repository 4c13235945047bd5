"""The store → view: what is read, from which graph, and what is left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pyoxigraph
import pytest
from dossier_maker import ARTICLES, ONE, ROWS, THREE, TWO, Maker
from hypothesis import given
from hypothesis import strategies as st

from kg.draw.records import ActShown, IssueShown, PositionShown, View
from kg.draw.view import named, sentence_around, view_of
from kg.errors import QueryError


@pytest.fixture(scope="module")
def view(store: pyoxigraph.Store) -> View:
    return view_of(store)


@pytest.fixture
def position(view: View) -> Callable[[str], PositionShown]:
    return lambda name: next(p for p in view.positions if p.id.endswith(name))


def test_every_position_is_read_with_its_words(view: View, position: Any) -> None:
    assert len(view.positions) == len(ROWS)
    for row in ROWS:
        found = position(row.name)
        assert found.holder == f"actor/{row.holder}"
        assert found.polarity == row.polarity
        assert [p.words for p in found.evidence] == [row.sentence]
        assert [p.words for p in found.content] == list(row.content)
        assert [p.words for p in found.condition_words] == ([row.condition] if row.condition else [])


def test_offsets_are_code_points_even_after_a_character_outside_the_bmp(position: Any) -> None:
    (passage,) = position("p06").content
    assert ARTICLES[TWO][0][passage.begin : passage.end] == passage.words


def test_manner_prefers_condition_to_hedge(position: Any) -> None:
    assert position("p01").manner == "asserted"
    assert position("p04").manner == "conditional"  # "might" and "if"
    assert position("p14").manner == "hedged"


def test_if_and_unless_stay_apart(position: Any) -> None:
    assert [c.unless for c in position("p16").conditions] == [True]
    assert [c.unless for c in position("p07").conditions] == [False]


def test_chain_of_attribution_runs_from_the_inside_out(position: Any) -> None:
    inner, outer = position("p11").chain
    assert (inner.source, inner.addressee, inner.words) == (
        "actor/abiy-ahmed",
        "actor/reporters",
        "Abiy Ahmed",
    )
    assert (outer.source, outer.cue) == ("actor/ena", "According to")


def test_a_ring_of_attributions_ends(maker: Maker) -> None:
    maker.say(f"<doc/{THREE}#attribution-a05> gs:within <doc/{THREE}#attribution-a04> .")
    found = next(p for p in view_of(maker.store()).positions if p.id.endswith("p11"))
    assert len(found.chain) == 2


def test_actor_has_the_colour_of_its_state_by_part_office_or_word(view: View) -> None:
    group = {a.id: a.group for a in view.actors}
    assert group["actor/abiy-ahmed"] == "actor/ethiopia"
    assert group["actor/sudan-irrigation"] == "actor/sudan"
    assert group["actor/massad-boulos"] == "actor/united-states"
    assert group["actor/ena"] is None


def test_roles_are_read_from_tenures(view: View) -> None:
    (envoy,) = (a for a in view.actors if a.id == "actor/massad-boulos")
    assert envoy.roles == ("Envoy, United States",)


def test_only_actors_that_something_refers_to_are_shown(maker: Maker) -> None:
    maker.say('<actor/chile> a gs:State ; rdfs:label "Chile" .')
    assert "actor/chile" not in {a.id for a in view_of(maker.store()).actors}


def test_an_event_shows_the_sentence_around_its_trigger(view: View) -> None:
    (talks,) = (e for e in view.events if e.id == "event/talks")
    ((sentence, trigger, status),) = talks.reports
    assert sentence.words == "The African Union hosted the last round of talks in Nairobi on 26 June."
    assert (trigger.words, status, talks.begins) == ("hosted", "happened", "2025-06-26")


def test_links_are_read_once_whether_as_node_or_as_property(maker: Maker) -> None:
    one, three, six, eleven = (
        f"<doc/{a}#position-{p}>" for a, p in ((ONE, "p01"), (ONE, "p03"), (TWO, "p06"), (TWO, "p08"))
    )
    maker.say(f"{one} gs:contradicts {three} . {three} gs:contradicts {one} .")
    maker.say(f"{six} gs:agreesWith {eleven} . {eleven} gs:agreesWith {six} .")
    kinds = [link.kind for link in view_of(maker.store()).links]
    assert sorted(kinds) == ["agreement", *["contradiction"] * 3, "shift"]


def test_shift_runs_from_the_earlier_to_the_later(view: View) -> None:
    (shift,) = (link for link in view.links if link.kind == "shift")
    assert shift.earlier.endswith("p03")
    assert shift.later.endswith("p07")
    assert shift.shift == "reversal"


def test_a_position_without_holder_or_object_is_left_out(maker: Maker) -> None:
    maker.position(replace(ROWS[0], name="p98", about=None))
    maker.say(f"<doc/{ONE}#position-p99> a gs:Position ; gs:about <proposition/mediate> .")
    names = {p.id for p in view_of(maker.store()).positions}
    assert not {n for n in names if n.endswith(("p98", "p99"))}


def test_texts_can_be_left_out_and_sentences_stay(store: pyoxigraph.Store) -> None:
    view = view_of(store, texts=False)
    assert all(a.text is None for a in view.articles)
    assert all(p.evidence[0].words for p in view.positions)


def test_an_empty_store_gives_an_empty_view() -> None:
    assert view_of(pyoxigraph.Store()) == View()


@given(st.text(alphabet="ab .!?\n”", max_size=60), st.data())
def test_a_sentence_holds_its_trigger_and_no_line_break_outside_it(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(begin, len(text)))
    left, right = sentence_around(text, begin, end, 30)
    assert 0 <= left <= begin <= end <= right <= len(text)
    assert "\n" not in text[left:begin] + text[end:right]


def test_an_office_written_in_two_cases_is_told_once(maker: Maker) -> None:
    for number, title in enumerate(("envoy", "Envoy")):
        maker.say(
            f"<tenure/x{number}> a gs:Tenure ; org:member <actor/massad-boulos> ; "
            f'org:organization <actor/united-states> ; gs:roleTitle "{title}" .'
        )
    (envoy,) = (a for a in view_of(maker.store()).actors if a.id == "actor/massad-boulos")
    assert envoy.roles == ("Envoy, United States",)


@pytest.mark.parametrize(
    ("words", "ident"),
    [
        ("actor/egypt", "actor/egypt"),
        ("CAIRO", "actor/egypt"),
        ("ruto", "actor/william-ruto"),
        ("abdel", "actor/badr-abdelatty"),
        ("ethiopia", "actor/ethiopia"),
        ("binding water", "proposition/sign-treaty"),
    ],
)
def test_a_name_finds_an_actor_before_a_matter_and_the_whole_before_a_part(
    store: pyoxigraph.Store, words: str, ident: str
) -> None:
    assert named(view_of(store), words) == ident


@pytest.mark.parametrize("words", ["Atlantis", "", "  "])
def test_a_name_that_nothing_bears_is_refused(store: pyoxigraph.Store, words: str) -> None:
    with pytest.raises(QueryError, match="nothing in the graph"):
        named(view_of(store), words)


def test_a_matter_knows_the_issue_above_it_and_a_position_the_deeds_that_followed(maker: Maker) -> None:
    maker.say('<issue/dam> a gs:Issue ; skos:prefLabel "The Nile dam" .')
    maker.say("<proposition/inaugurate-dam> skos:broader <issue/dam> .")
    said = f"<doc/{ONE}#position-p01>"
    maker.say(f"<act/1> a gs:ActedOn ; gs:from {said} ; gs:to <event/talks> ; gs:consistent false .")
    maker.say(f"{said} gs:actedOn <event/talks>, <event/meeting>, <event/unknown> .")
    view = view_of(maker.store())
    assert view.issues == (IssueShown("issue/dam", "The Nile dam"),)
    assert {p.id: p.issue for p in view.propositions}["proposition/inaugurate-dam"] == "issue/dam"
    position = f"doc/{ONE}#position-p01"
    assert view.acts == (
        ActShown(position, "event/meeting", None),
        ActShown(position, "event/talks", consistent=False),
    )
