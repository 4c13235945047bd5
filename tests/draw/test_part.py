"""A part of a view: an issue, some days, an outlet."""

from __future__ import annotations

from dataclasses import fields

import pyoxigraph
import pytest
from dossier_maker import ONE, TWO, Maker, dossier
from hypothesis import given
from hypothesis import strategies as st

from kg.draw import draw
from kg.draw.part import Part, part_of
from kg.draw.picture import picture_of
from kg.draw.records import View
from kg.draw.view import view_of
from kg.errors import QueryError


@pytest.fixture(scope="module")
def view(store: pyoxigraph.Store) -> View:
    return view_of(store)


def names(view: View) -> set[str]:
    return {p.id.rpartition("-")[2] for p in view.positions}


def test_nothing_asked_for_is_everything(view: View) -> None:
    assert part_of(view, Part()) is view


def test_an_outlet_in_any_letter_case(view: View) -> None:
    part = part_of(view, Part(outlet="meridian post"))
    assert names(part) == {"p06", "p07", "p08", "p09", "p16"}
    assert [a.id for a in part.articles] == [f"doc/{TWO}"]
    assert [e.id for e in part.events] == ["event/meeting"]


def test_an_unknown_outlet_is_answered_with_those_there_are(view: View) -> None:
    with pytest.raises(QueryError, match="Harbour Gazette, Levant Courier, Meridian Post"):
        part_of(view, Part(outlet="Gazette of Nowhere"))


def test_days_count_for_the_article_where_a_position_has_none(view: View) -> None:
    assert names(part_of(view, Part(since="2025-07-21", until="2025-07-21"))) == {"p06", "p07"}
    assert "p10" in names(part_of(view, Part(since="2025-08-02")))


def test_an_issue_is_all_its_matters_and_a_matter_is_itself(maker: Maker) -> None:
    maker.say('<issue/dam> a gs:Issue ; skos:prefLabel "The Nile dam" .')
    maker.say("<proposition/inaugurate-dam> skos:broader <issue/dam> .")
    maker.say("<proposition/ask-leave> skos:broader <issue/dam> .")
    view = view_of(maker.store())
    assert names(part_of(view, Part(issue="nile DAM"))) == {"p01", "p02", "p03", "p07", "p10"}
    assert names(part_of(view, Part(issue="summit"))) == {"p06", "p11"}


def test_what_is_called_nothing_or_leaves_nothing_is_told(view: View) -> None:
    with pytest.raises(QueryError, match="nothing in the graph is called"):
        part_of(view, Part(issue="the price of tea"))
    with pytest.raises(QueryError, match="no position is left"):
        part_of(view, Part(since="2031-01-01"))


VIEW = view_of(dossier().store())
DAYS = st.none() | st.dates().map(lambda day: day.isoformat()) | st.sampled_from(["2025-07-04", "2025-07-22"])


@given(
    DAYS,
    DAYS,
    st.sampled_from([None, "Harbour Gazette", "Levant Courier"]),
    st.sampled_from([None, "summit", "dam"]),
)
def test_every_part_is_whole_in_itself(
    since: str | None, until: str | None, outlet: str | None, issue: str | None
) -> None:
    whole = VIEW
    try:
        part = part_of(whole, Part(issue, since, until, outlet))
    except QueryError:
        return
    for field in fields(View):
        if field.name == "left":
            continue  # a number
        assert len(getattr(part, field.name)) <= len(getattr(whole, field.name))
    known = {x.id for group in (part.actors, part.propositions, part.events) for x in group}
    for p in part.positions:
        assert known.issuperset((p.holder, *p.about))
        assert p.article in {a.id for a in part.articles}
    kept = {p.id for p in part.positions}
    assert all({x.earlier, x.later} <= kept for x in part.links)
    picture_of(part)


def test_two_names_of_one_actor_are_not_compared(store: pyoxigraph.Store) -> None:
    with pytest.raises(QueryError, match="are one actor: actor/abiy-ahmed"):
        draw(store, compare=("abiy", "Ahmed"))
    assert "view=compare&one=actor%2Fabiy-ahmed&other=actor%2Fegypt" in draw(store, compare=("abiy", "Egypt"))
    assert ONE in draw(store, part=Part(outlet="Harbour Gazette"))
