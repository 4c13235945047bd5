"""View → picture: which nodes and lines are drawn."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pyoxigraph
import pytest
from dossier_maker import ROWS, THREE, TWO, Maker

from kg.draw.picture import edges_of, picture_of, weights_of
from kg.draw.records import View
from kg.draw.view import view_of


@pytest.fixture(scope="module")
def view(store: pyoxigraph.Store) -> View:
    return view_of(store)


def test_one_line_for_each_holder_object_polarity_and_manner(view: View) -> None:
    lines = [e for e in edges_of(view) if e.kind == "stance"]
    keys = [(e.source, e.to, e.polarity, e.manner) for e in lines]
    assert len(keys) == len(set(keys))
    mine = {k[2:] for k in keys if k[:2] == ("actor/badr-abdelatty", "proposition/inaugurate-dam")}
    assert mine == {("oppose", "conditional"), ("support", "conditional")}


def test_every_position_is_on_a_line(view: View) -> None:
    on_lines = {p for e in edges_of(view) if e.kind == "stance" for p in e.positions}
    assert on_lines == {p.id for p in view.positions}


def test_repeats_of_one_outlet_do_not_thicken_a_line_and_a_second_outlet_does(maker: Maker) -> None:
    def outlets() -> int:
        (line,) = (
            e
            for e in edges_of(view_of(maker.store()))
            if (e.source, e.to) == ("actor/massad-boulos", "proposition/mediate")
        )
        return line.outlets

    (row,) = (r for r in ROWS if r.name == "p08")
    assert outlets() == 1
    maker.position(replace(row, name="p80"))
    assert outlets() == 1
    maker.position(
        replace(
            row,
            name="p81",
            article=THREE,
            sentence="“We support Sudan in this,” he said.",
            content=("support Sudan",),
            cue="",
        )
    )
    assert outlets() == 2


def test_a_position_on_an_actor_alone_is_a_line_to_that_actor(view: View) -> None:
    assert any((e.source, e.to) == ("actor/badr-abdelatty", "actor/ethiopia") for e in edges_of(view))


def test_contradictions_join_holders_and_conditions_join_propositions(view: View) -> None:
    kinds = {(e.kind, e.source, e.to) for e in edges_of(view)}
    assert ("contradiction", "actor/abiy-ahmed", "actor/badr-abdelatty") in kinds
    assert ("condition", "proposition/sign-treaty", "proposition/inaugurate-dam") in kinds
    assert ("part", "actor/william-ruto", "event/meeting") in kinds


def test_a_holder_who_shifts_gets_no_line_to_itself(view: View) -> None:
    assert all(e.source != e.to for e in edges_of(view))


def test_edge_names_are_unique(view: View) -> None:
    names = Counter(e.id for e in edges_of(view))
    assert max(names.values()) == 1


def test_with_room_for_all_everything_that_a_line_joins_is_drawn(view: View) -> None:
    picture = picture_of(view, 300)
    assert len(picture.nodes) == picture.total
    assert set(picture.wide) == set(picture.tall) == set(picture.nodes) == set(picture.boxes)
    joined = {end for e in picture.edges for end in (e.source, e.to)}
    assert set(picture.nodes) == joined


def test_with_little_room_the_strongest_are_drawn_and_the_rest_is_counted(view: View) -> None:
    picture = picture_of(view, 5)
    assert len(picture.nodes) == 5
    assert picture.total > 5
    weight = weights_of(view)
    best = max(weight, key=lambda name: weight[name])
    assert best in picture.nodes
    assert {end for e in picture.edges for end in (e.source, e.to)} <= set(picture.nodes)


@pytest.mark.parametrize("most", [0, -1, 301])
def test_a_number_of_nodes_out_of_range_is_refused(view: View, most: int) -> None:
    with pytest.raises(ValueError, match="between 1 and 300"):
        picture_of(view, most)


def test_a_dense_picture_keeps_a_line_for_each_node(maker: Maker) -> None:
    text = "Delegates met again."
    maker.article("bbbb000000000001", text, "Fjord Herald", "2025-01-02")
    for holder in range(12):
        maker.say(f'<actor/h{holder}> a gs:Person ; rdfs:label "Holder {holder}" .')
        for matter in range(12):
            maker.say(f'<proposition/m{matter}> a gs:Proposition ; skos:prefLabel "Matter {matter}" .')
            row = replace(
                ROWS[0],
                name=f"d{holder}-{matter}",
                article="bbbb000000000001",
                holder=f"h{holder}",
                about=f"m{matter}",
                sentence=text,
                content=("met again",),
                cue="",
                chain=(),
            )
            maker.position(row)
    picture = picture_of(view_of(maker.store()), 300)
    all_lines = len(edges_of(view_of(maker.store())))
    assert len(picture.edges) < all_lines
    assert {end for e in picture.edges for end in (e.source, e.to)} == set(picture.nodes)


def test_an_unknown_actor_of_another_article_does_not_break_the_picture(maker: Maker) -> None:
    maker.say(f"<doc/{TWO}#position-p08> gs:target <actor/nobody> .")
    picture = picture_of(view_of(maker.store()))
    assert picture.nodes


def test_contested_matters_are_drawn_before_what_one_voice_says_often(maker: Maker) -> None:
    text = "The envoy spoke again."
    maker.article("bbbb000000000002", text, "Fjord Herald", "2025-01-02")
    for number in range(30):
        maker.say(f'<proposition/own{number}> a gs:Proposition ; skos:prefLabel "Own matter {number}" .')
        row = replace(ROWS[0], name=f"e{number}", article="bbbb000000000002", holder="massad-boulos", about=f"own{number}", sentence=text, content=("spoke again",), cue="", chain=())  # fmt: skip
        maker.position(row)
    picture = picture_of(view_of(maker.store()), 8)
    assert {"proposition/inaugurate-dam", "proposition/attend-summit"} <= set(picture.nodes)
