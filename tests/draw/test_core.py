"""A graph that is too large for one page: what its page holds, and that the rest is said and can be had."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pyoxigraph
import pytest
from browser import Page
from dossier_maker import Maker, dossier

from kg.draw import Part, draw
from kg.draw.core import core_of
from kg.draw.facts import PREFIXES
from kg.draw.records import AGREEMENT, LinkShown, View
from kg.draw.settings import look
from kg.draw.view import view_of


@pytest.fixture
def small(stand_ins: Any) -> Any:
    """Have every graph be too large, and set how many positions a page holds."""
    stand_ins.setattr("kg.graph.store.FILE_LIMIT", 0)
    return lambda positions: stand_ins.setitem(look()["limits"], "positions", positions)


@pytest.fixture(scope="module")
def store() -> pyoxigraph.Store:
    """The dossier with links as a build writes them: as statements of the positions too."""
    store = dossier().store()
    for kind, prop in (
        ("Contradiction", "contradicts"),
        ("Agreement", "agreesWith"),
        ("Shift", "shiftsFrom"),
    ):
        store.update(
            f"""PREFIX gs: <{PREFIXES["gs"]}> INSERT {{ ?later gs:{prop} ?earlier }}
            WHERE {{ GRAPH ?any {{ ?link a gs:{kind} ; gs:from ?earlier ; gs:to ?later }} }}"""
        )
    return store


def _bare(link: LinkShown) -> LinkShown:
    """Return a link as a core holds it: of an agreement no more than that it is one."""
    return replace(link, between=None, within=None, stated_by=None) if link.kind == AGREEMENT else link


def names(view: View) -> set[str]:
    return {p.id.rpartition("#")[2].removeprefix("position-") for p in view.positions}


def test_a_core_with_room_for_all_shows_each_position_as_the_whole_does(store: pyoxigraph.Store) -> None:
    whole, core = view_of(store), core_of(store)
    assert core.left == 0
    view = view_of(core.statements)
    assert view.positions == whole.positions
    assert view.actors == tuple(a for a in whole.actors if a.id in {x.id for x in view.actors})
    assert set(view.propositions) <= set(whole.propositions)
    assert set(view.issues) <= set(whole.issues)
    assert set(view.articles) == set(whole.articles)
    assert set(map(_bare, view.links)) == set(map(_bare, whole.links))
    assert view.acts == tuple(act for act in whole.acts if act.event in {event.id for event in view.events})


def test_what_most_take_a_side_on_is_held_whole_and_the_rest_is_counted(
    store: pyoxigraph.Store, small: Any
) -> None:
    whole = view_of(store)
    voices = {
        thing: {p.holder for p in whole.positions if thing in p.objects}
        for thing in {x for p in whole.positions for x in p.objects}
    }
    first = max(voices, key=lambda thing: len(voices[thing]))
    about = {p.id for p in whole.positions if first in p.objects}
    small(len(about))
    core = core_of(store)
    assert {p.id for p in view_of(core.statements).positions} == about
    assert core.left == len(whole.positions) - len(about)


def test_of_one_matter_larger_than_the_page_a_part_is_held(store: pyoxigraph.Store, small: Any) -> None:
    small(2)
    assert len(view_of(core_of(store).statements).positions) == 2


def test_a_thing_that_does_not_fit_makes_room_for_later_ones(small: Any) -> None:
    maker = Maker()
    maker.article("eeee000000000001", "They spoke.", "Fjord Herald", "2025-01-02")
    sizes = {"a": 4, "b": 3, "c": 1}
    for name in sizes:
        maker.say(f'<proposition/{name}> a gs:Proposition ; skos:prefLabel "Clause {name} is adopted" .')
    for name, size in sizes.items():
        for number in range(size):
            maker.say(
                f"<doc/eeee000000000001#position-{name}{number}> a gs:Position ; gs:holder <actor/h{number}> ; "
                f"gs:about <proposition/{name}> ; gs:reportedIn <doc/eeee000000000001> ."
            )
    small(5)
    assert names(view_of(core_of(maker.store()).statements)) == {"a0", "a1", "a2", "a3", "c0"}


def test_a_text_that_only_tells_of_an_office_is_not_held_but_the_office_is(maker: Maker) -> None:
    office = "<tenure/2> a gs:Tenure ; org:member <actor/massad-boulos>"
    maker.article("ffff000000000002", "Envoy Massad Boulos arrived.", "Fjord Herald", "2025-01-03")
    place = maker.span("ffff000000000002", "Envoy Massad Boulos")
    maker.say(f'{office} ; gs:roleTitle "Special envoy" ; gs:evidence {place} .')
    held = view_of(core_of(maker.store()).statements)
    assert not any("ffff000000000002" in article.id for article in held.articles)
    assert "Special envoy" in next(a for a in held.actors if a.label == "Massad Boulos").roles


def test_events_are_those_that_several_texts_report(maker: Maker) -> None:
    whole = view_of(maker.store())
    reported = Counter({event.id: len(event.reports) for event in whole.events})
    held = view_of(core_of(maker.store()).statements).events
    assert {event.id for event in held} == {name for name, number in reported.items() if number > 1}
    assert {event.id: event.reports for event in held}.items() <= {
        e.id: e.reports for e in whole.events
    }.items()


def test_asked_for_the_whole_or_a_part_a_page_holds_it_however_large_the_graph(
    store: pyoxigraph.Store, stand_ins: Any
) -> None:
    pages: list[dict[str, Any]] = [
        {"whole": True},
        {"focus": "Egypt"},
        {"part": Part(outlet="Meridian Post")},
    ]
    stand_ins.setitem(look()["limits"], "positions", 2)
    usual = [draw(store, **page) for page in pages]
    stand_ins.setattr("kg.graph.store.FILE_LIMIT", 0)
    assert [draw(store, **page) for page in pages] == usual
    assert draw(store) != usual[0]


@pytest.mark.browser
def test_the_page_of_a_core_says_how_many_positions_are_elsewhere(
    page: Page, store: pyoxigraph.Store, small: Any, tmp_path: Any
) -> None:
    small(4)
    draw(store, tmp_path / "graph.html")
    page.open(tmp_path / "graph.html")
    left = len(view_of(store).positions) - 4
    assert f"{left} positions more in the graph" in page.text("#notice")
