"""View → picture: which nodes and lines are drawn."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pyoxigraph
import pytest
from dossier_maker import ONE, ROWS, THREE, TWO, Maker

from kg.draw.picture import day_in_words, edges_of, picture_of, weights_of
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


def test_who_changed_course_has_a_line_to_itself_and_nobody_else(view: View) -> None:
    assert [(e.kind, e.source) for e in edges_of(view) if e.source == e.to] == [
        ("shift", "actor/badr-abdelatty")
    ]


def test_copies_of_one_report_are_one_source(maker: Maker) -> None:
    maker.article(
        "aaaa000000000004", "\n".join(maker.texts[ONE].splitlines()) + "\n", "Coast Weekly", "2025-07-05"
    )
    maker.position(replace(ROWS[0], article="aaaa000000000004", chain=()))
    line = "actor/abiy-ahmed|proposition/inaugurate-dam|support|asserted"
    outlets = {e.id: e.outlets for e in edges_of(view_of(maker.store()))}
    assert outlets[line] == 2
    maker.say(f"<doc/aaaa000000000004> gs:copyOf <doc/{ONE}> .")
    assert {e.id: e.outlets for e in edges_of(view_of(maker.store()))}[line] == 1


def test_articles_that_name_each_other_as_original_end_somewhere(maker: Maker) -> None:
    maker.say(f"<doc/{ONE}> gs:copyOf <doc/{TWO}> . <doc/{TWO}> gs:copyOf <doc/{ONE}> .")
    assert edges_of(view_of(maker.store()))


def test_edge_names_are_unique(view: View) -> None:
    names = Counter(e.id for e in edges_of(view))
    assert max(names.values()) == 1


def test_with_room_for_all_everything_that_a_line_joins_is_drawn(view: View) -> None:
    picture = picture_of(view, 300)
    assert len(picture.nodes) == picture.total
    assert all(set(x.places) == set(picture.nodes) == set(picture.boxes) for x in picture.layouts)
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


def test_smaller_stages_hold_ever_stronger_parts_of_the_first(maker: Maker) -> None:
    crowd(maker, 60)
    picture = picture_of(view_of(maker.store()))
    sets = [set(x.places) for x in picture.layouts]
    assert sets[0] == set(picture.nodes)
    assert all(later <= sets[0] for later in sets)
    sizes = list(dict.fromkeys(map(len, sets)))
    assert sizes == sorted(sizes, reverse=True)
    assert len(sizes) > 3
    assert sizes[-1] <= 12
    assert "proposition/inaugurate-dam" in sets[-1]


def test_bounds_hold_every_box_of_a_layout(view: View) -> None:
    picture = picture_of(view)
    for layout in picture.layouts:
        left, top, right, bottom = layout.bounds
        for name, (x, y) in layout.places.items():
            box = picture.boxes[name]
            up = box.radius or box.height / 2
            assert left <= x - box.width / 2
            assert x + box.width / 2 <= right
            assert top <= y - up
            assert y - up + box.height <= bottom


def test_a_number_that_was_asked_for_is_drawn_whatever_the_window(view: View) -> None:
    picture = picture_of(view, 9)
    assert picture.asked
    assert {len(x.places) for x in picture.layouts} == {9}
    assert not picture_of(view).asked


# ------------------------------------------------------------------ events


def crowd(maker: Maker, number: int) -> None:
    """Add a voice with many matters of its own."""
    text = "The envoy spoke at length."
    maker.article("bbbb000000000003", text, "Fjord Herald", "2025-01-02")
    for place in range(number):
        maker.say(f'<proposition/long{place}> a gs:Proposition ; skos:prefLabel "Long matter {place}" .')
        row = replace(ROWS[0], name=f"g{place}", article="bbbb000000000003", holder="massad-boulos", about=f"long{place}", sentence=text, content=("spoke at length",), cue="", chain=())  # fmt: skip
        maker.position(row)


def event(maker: Maker, name: str, label: str, kind: str, who: str, day: str = "2025-07-21") -> None:
    maker.say(
        f"<event/{name}> a gs:Event ; rdfs:label {json.dumps(label)} ; gs:eventType <type/{kind}> ; "
        f"gs:participant {who} ; gs:eventDate {json.dumps(day)}^^xsd:date ."
    )
    maker.say(f'<type/{kind}> skos:prefLabel "{kind}" .')


def test_main_events_are_drawn_however_many_positions_compete_and_displace_none(maker: Maker) -> None:
    crowd(maker, 80)
    without = {n for n in picture_of(view_of(maker.store())).nodes if not n.startswith("event/")}
    event(maker, "call", "Call between Abiy Ahmed and William Ruto, 2025-07-21", "call", "<actor/abiy-ahmed>, <actor/william-ruto>")  # fmt: skip
    picture = picture_of(view_of(maker.store()))
    assert "event/call" in picture.nodes
    assert {("actor/abiy-ahmed", "event/call"), ("actor/william-ruto", "event/call")} <= {
        (e.source, e.to) for e in picture.edges
    }
    assert without <= set(picture.nodes)


def test_a_drawn_event_is_labelled_by_its_kind_and_day_since_lines_show_who(maker: Maker) -> None:
    event(maker, "call", "Phone call between Abiy Ahmed and William Ruto, 2025-07-21", "call", "<actor/abiy-ahmed>, <actor/william-ruto>")  # fmt: skip
    assert picture_of(view_of(maker.store())).boxes["event/call"].lines == ("Phone call", "21 Jul 2025")


def test_an_event_that_restates_words_or_has_one_participant_waits_for_focus(maker: Maker) -> None:
    event(maker, "no", "Denial by Abiy Ahmed", "denial", "<actor/abiy-ahmed>, <actor/william-ruto>")
    event(maker, "walk", "Walk by Abiy Ahmed", "walk", "<actor/abiy-ahmed>")
    assert not {"event/no", "event/walk"} & set(picture_of(view_of(maker.store())).nodes)


@pytest.mark.parametrize(
    ("day", "words"), [("2025-02-03", "3 Feb 2025"), ("2025-02", "2025-02"), ("soon", "soon")]
)
def test_days_read_as_words_and_other_dates_stay_as_they_are(day: str, words: str) -> None:
    assert day_in_words(day) == words


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
