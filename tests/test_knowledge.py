"""What the look-ups answer about hand-made actors."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.knowledge import FormKind, Knowledge, KnownActor, KnownTenure, load, plain
from kg.model import Kind

ARKADIA = KnownActor(
    "arkadia",
    Kind.STATE,
    "Arkadia",
    ("Arkadia", "ARK"),
    (),
    ("Arkadian",),
    ("Arkadians",),
    ("Port Elen",),
    "ARK",
)
CHAMBER = KnownActor("arkadia-chamber", Kind.ORGANISATION, "Chamber", ("Chamber",), part_of=("arkadia",))
ARMY = KnownActor("army", Kind.ORGANISATION, "Guard", ("the Guard",), part_of=("arkadia-chamber",))
PAPER = KnownActor("the-dial", Kind.OUTLET, "The Dial", ("The Dial",))
NORA = KnownActor("nora-vale", Kind.PERSON, "Nora Vale", ("Nora Vale",), ("Vale",), feminine=True)
OTTO = KnownActor("otto-vale", Kind.PERSON, "Ottó Vále", ("Ottó Vále",), ("Vále",))
TENURES = (
    KnownTenure("nora-vale", "president", ("head of state",), "arkadia", date(2001, 5, 1), date(2005, 5, 1)),
    KnownTenure("otto-vale", "president", ("head of state",), "arkadia", date(2005, 5, 1)),
    KnownTenure(
        "nora-vale",
        "speaker",
        (),
        "arkadia-chamber",
        sure_from=date(2006, 2, 28),
        sure_until=date(2008, 1, 1),
    ),
)


@pytest.fixture(scope="module")
def small() -> Knowledge:
    return Knowledge({a.key: a for a in (ARKADIA, CHAMBER, ARMY, PAPER, NORA, OTTO)}, TENURES)


def keys(actors: tuple[KnownActor, ...]) -> list[str]:
    return [actor.key for actor in actors]


# ------------------------------------------------------------------ forms


@pytest.mark.parametrize("form", ["Arkadia", "ARKADIA", "the Arkadia", "ARK"])
def test_a_name_is_found_with_an_article_and_in_capitals(small, form):
    assert keys(small.named(form)) == ["arkadia"]


@pytest.mark.parametrize("form", ["arkadia", "ark", "Ark", "Arkadi", "Arkadian", "Port Elen", ""])
def test_an_acronym_in_other_case_and_a_name_in_lower_case_are_not_the_name(small, form):
    assert small.named(form) == ()


@pytest.mark.parametrize(
    ("form", "found"), [("The Dial", True), ("the Dial", True), ("Dial", False), ("the dial", False)]
)
def test_an_article_that_belongs_to_the_name_is_needed(small, form, found):
    assert bool(small.named(form)) is found


def test_a_surname_finds_everyone_who_bears_it_with_or_without_accents(small):
    assert (
        keys(small.people_called("Vale")) == keys(small.people_called("Vále")) == ["nora-vale", "otto-vale"]
    )
    assert small.people_called("vale") == ()


def test_adjective_and_people_give_the_state_and_are_told_apart(small):
    assert small.adjective("Arkadian") is small.adjective("Arkadians") is ARKADIA
    assert small.is_people("Arkadians")
    assert not small.is_people("Arkadian")


def test_a_metonym_is_no_name(small):
    assert small.metonym("Port Elen") is ARKADIA
    assert small.named("Port Elen") == ()


def test_phrases_give_every_form_also_without_accents(small):
    phrases = list(small.phrases())
    assert ("Otto Vale", "otto-vale", FormKind.NAME) in phrases
    assert ("Ottó Vále", "otto-vale", FormKind.NAME) in phrases
    assert ("Port Elen", "arkadia", FormKind.METONYM) in phrases


def test_phrases_give_both_apostrophes():
    house = KnownActor("rane", Kind.GOVERNMENT, "Rane's Office", ("Rane's Office",))
    forms = [phrase.form for phrase in Knowledge({"rane": house}).phrases()]
    assert forms == ["Rane's Office", "Rane’s Office"]


@given(st.text(max_size=30))
def test_the_plain_form_is_stable_and_no_text_breaks_a_look_up(text):
    assert plain(plain(text)) == plain(text)
    for actor in load().named(text):
        assert plain(text).casefold().removeprefix("the ") in {
            plain(name).casefold().removeprefix("the ") for name in actor.names
        }


# ------------------------------------------------------------------ parts and offices


def test_state_of_climbs_to_the_state(small):
    assert small.state_of("army") is small.state_of("arkadia") is ARKADIA
    assert small.state_of("nora-vale") is None
    assert small.state_of("nowhere") is None


def test_a_circle_of_wholes_ends():
    one = KnownActor("one", Kind.ORGANISATION, "One", part_of=("two",))
    two = KnownActor("two", Kind.ORGANISATION, "Two", part_of=("one",))
    circle = Knowledge({"one": one, "two": two})
    assert circle.state_of("one") is None
    assert circle.parts_of("one") == ("one", "two")


def test_parts_are_found_at_any_depth(small):
    assert small.parts_of("arkadia") == ("arkadia-chamber", "army")


@pytest.mark.parametrize(
    "title",
    [
        "president",
        "President",
        "the Arkadian president",
        "acting president",
        "head of state",
        "President of Arkadia",
    ],
)
def test_wordings_of_a_title_find_the_holder(small, title):
    assert small.in_office(title, "arkadia", date(2003, 1, 1)) is NORA


def test_the_day_of_the_change_has_no_single_holder(small):
    assert small.in_office("president", "arkadia", date(2005, 5, 1)) is None
    assert small.in_office("president", "arkadia", date(2005, 5, 2)) is OTTO
    assert small.in_office("president", "arkadia", date(1999, 1, 1)) is None


def test_without_a_day_nobody_is_taken_for_the_holder(small):
    assert small.in_office("president", "arkadia", None) is None
    assert small.in_office("speaker", "arkadia-chamber", None) is None


def test_an_office_is_also_found_through_the_whole_and_through_the_part(small):
    assert small.in_office("speaker", "arkadia", date(2007, 1, 1)) is NORA
    assert small.in_office("president", "army", date(2007, 1, 1)) is OTTO


def test_an_office_known_to_the_month_counts_only_where_it_is_certain(small):
    tenure = small.tenures_of("nora-vale")[1]
    assert (tenure.since, tenure.until) == (None, None)
    assert not tenure.covers(date(2006, 2, 27))
    assert tenure.covers(date(2006, 2, 28))
    assert not tenure.covers(date(2008, 1, 2))


def test_offices_and_titles_are_listed_once(small):
    assert small.offices() == (("arkadia", "president"), ("arkadia-chamber", "speaker"))
    assert small.titles() == ("head of state", "president", "speaker")
    assert small.holds_office("nora-vale", date(2007, 1, 1))
    assert not small.holds_office("nora-vale", date(2012, 1, 1))


@given(st.dates(date(1999, 1, 1), date(2012, 1, 1)))
def test_nobody_holds_an_office_that_no_tenure_covers(day):
    small = Knowledge({a.key: a for a in (ARKADIA, CHAMBER, NORA, OTTO)}, TENURES)
    holder = small.in_office("president", "arkadia", day)
    inside = {t.person for t in TENURES if t.title == "president" and t.covers(day)}
    assert (holder is None) == (len(inside) != 1)
    assert holder is None or inside == {holder.key}
