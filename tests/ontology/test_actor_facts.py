"""What the shipped tables say about well-known actors."""

from __future__ import annotations

from datetime import date

import pytest

from kg.knowledge import Knowledge, KnownActor, load
from kg.model import Kind


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return load()


def keys(actors: tuple[KnownActor, ...]) -> list[str]:
    return [actor.key for actor in actors]


@pytest.mark.parametrize(
    ("title", "organisation", "day", "person"),
    [
        ("US president", "united-states", date(2019, 10, 8), "donald-trump"),
        ("us president", "united-states", date(2019, 10, 8), "donald-trump"),
        ("president", "united-states", date(2022, 6, 1), "joe-biden"),
        ("president of the United States", "united-states", date(2025, 2, 14), "donald-trump"),
        ("Vice President", "united-states", date(2025, 2, 14), "jd-vance"),
        ("vice-president", "united-states", date(2019, 10, 8), "mike-pence"),
        ("defence secretary", "united-states", date(2025, 2, 14), "pete-hegseth"),
        ("Secretary of Defense", "us-department-of-defense", date(2018, 6, 1), "james-mattis"),
        ("US Secretary of State", "united-states", date(2019, 1, 15), "mike-pompeo"),
        ("House Speaker", "united-states", date(2019, 12, 18), "nancy-pelosi"),
        ("prime minister", "united-kingdom", date(2019, 8, 29), "boris-johnson"),
        ("British foreign minister", "united-kingdom", date(2019, 1, 1), "jeremy-hunt"),
        ("Turkish president", "turkey", date(2018, 12, 20), "recep-tayyip-erdogan"),
        ("chancellor", "germany", date(2019, 5, 1), "angela-merkel"),
        ("German chancellor", "germany", date(2023, 5, 1), "olaf-scholz"),
        ("Chancellor", "germany", date(2025, 7, 1), "friedrich-merz"),
        ("leader", "germany", date(2025, 7, 1), "friedrich-merz"),
        ("Russian leader", "russia", date(2022, 2, 24), "vladimir-putin"),
        ("leader", "russia", date(2010, 2, 24), "dmitry-medvedev"),
        ("president", "ukraine", date(2025, 2, 14), "volodymyr-zelenskyy"),
        ("president", "france", date(2025, 2, 14), "emmanuel-macron"),
        ("foreign minister", "france", date(2020, 1, 8), "jean-yves-le-drian"),
        ("secretary general", "nato", date(2022, 2, 24), "jens-stoltenberg"),
        ("UN Secretary-General", "united-nations", date(2020, 1, 1), "antonio-guterres"),
        ("European Commission President", "european-union", date(2022, 1, 1), "ursula-von-der-leyen"),
        ("EU foreign policy chief", "european-union", date(2021, 1, 1), "josep-borrell"),
    ],
)
def test_who_was_in_office(known, title, organisation, day, person):
    assert known.in_office(title, organisation, day) is known.actors[person]


@pytest.mark.parametrize(
    ("title", "organisation", "day"),
    [
        ("president", "european-union", date(2022, 1, 1)),  # of the Commission, the Council or the Parliament
        ("taoiseach", "european-union", date(2019, 3, 1)),  # of a member, not of the bloc
        ("secretary of defense", "united-states", date(2019, 3, 1)),  # only an acting one
        ("pope", "vatican", date(2013, 3, 5)),  # vacant
        ("president", "germany", date(1990, 1, 1)),  # not in the tables
        ("deputy foreign minister", "russia", date(2022, 1, 1)),
        ("beekeeper", "france", date(2022, 1, 1)),
    ],
)
def test_no_holder_is_guessed(known, title, organisation, day):
    assert known.in_office(title, organisation, day) is None


@pytest.mark.parametrize(
    ("form", "key"),
    [
        ("US", "united-states"),
        ("U.S.", "united-states"),
        ("America", "united-states"),
        ("Britain", "united-kingdom"),
        ("UK", "united-kingdom"),
        ("Türkiye", "turkey"),
        ("TURKEY", "turkey"),
        ("Burma", "myanmar"),
        ("Czech Republic", "czechia"),
        ("the Netherlands", "netherlands"),
        ("Cote d’Ivoire", "ivory-coast"),
        ("DRC", "democratic-republic-of-congo"),
        ("Democratic Republic of the Congo", "democratic-republic-of-congo"),
        ("the Pentagon", "us-department-of-defense"),
        ("State Department", "us-department-of-state"),
        ("Nato", "nato"),
        ("NATO", "nato"),
        ("The Wall Street Journal", "wall-street-journal"),
        ("Wall Street Journal", "wall-street-journal"),
        ("WSJ", "wall-street-journal"),
        ("Volodymyr Zelenskiy", "volodymyr-zelenskyy"),
        ("Recep Tayyip Erdogan", "recep-tayyip-erdogan"),
        ("J.D. Vance", "jd-vance"),
        ("Crimea", "crimea"),
        ("Hong Kong", "hong-kong"),
    ],
)
def test_a_form_names_one_actor(known, form, key):
    assert keys(known.named(form)) == [key]


@pytest.mark.parametrize(
    "form",
    [
        "us",
        "Us",
        "who",
        "Who",
        "un",
        "turkey",
        "Let",
        "Times",
        "sun",
        "time",
        "it",
        "May",
        "eu",
        "Foreign Affairs",
    ],
)
def test_an_everyday_word_names_nobody(known, form):
    assert known.named(form) == ()


@pytest.mark.parametrize(
    ("form", "key"),
    [("Erdogan", "recep-tayyip-erdogan"), ("Erdoğan", "recep-tayyip-erdogan"), ("Zelensky", "volodymyr-zelenskyy"),
     ("Zelenskiy", "volodymyr-zelenskyy"), ("Le Drian", "jean-yves-le-drian"), ("Haniya", "ismail-haniyeh"),
     ("Yildirim", "binali-yildirim"), ("May", "theresa-may"), ("Orban", "viktor-orban")],
)  # fmt: skip
def test_a_surname_in_any_spelling_finds_its_bearer(known, form, key):
    assert keys(known.people_called(form)) == [key]


@pytest.mark.parametrize(
    ("form", "key"),
    [("the Kremlin", "russia"), ("Moscow", "russia"), ("White House", "united-states"), ("Washington", "united-states"),
     ("Downing Street", "united-kingdom"), ("Elysee", "france"), ("the Élysée", "france"), ("Brussels", "european-union"),
     ("Ankara", "turkey"), ("Kiev", "ukraine"), ("Kyiv", "ukraine"), ("Tehran", "iran"), ("Foggy Bottom", "united-states"),
     ("The Hague", "netherlands"), ("Tashkent", "uzbekistan"), ("Tbilisi", "georgia"), ("Pyongyang", "north-korea")],
)  # fmt: skip
def test_a_seat_stands_for_its_actor(known, form, key):
    actor = known.metonym(form)
    assert actor is not None
    assert actor.key == key


def test_ambiguity_is_returned_and_not_guessed(known):
    assert keys(known.named("Congo")) == ["democratic-republic-of-congo", "republic-of-congo"]
    assert keys(known.named("Georgia")) == ["georgia", "us-georgia"]
    assert keys(known.adjectives("Congolese")) == ["democratic-republic-of-congo", "republic-of-congo"]
    assert known.adjective("Congolese") is None
    assert known.metonym("Amsterdam") is None
    assert len(known.people_called("Johnson")) > 1


def test_bodies_belong_to_their_state(known):
    for part, state in (
        ("us-house", "united-states"),
        ("house-of-commons", "united-kingdom"),
        ("quds-force", "iran"),
    ):
        assert known.state_of(part) is known.actors[state]
    assert known.state_of("nato") is None
    assert known.actors["france"].part_of == ("european-union", "nato")
    assert known.actors["united-kingdom"].part_of == ("nato",)


def test_kinds_keep_places_and_actors_apart(known):
    kinds = {
        key: known.actors[key].kind for key in ("crimea", "taiwan", "palestine", "kosovo", "greenland", "bbc")
    }
    assert kinds == {
        "crimea": Kind.PLACE,
        "taiwan": Kind.STATE,
        "palestine": Kind.STATE,
        "kosovo": Kind.STATE,
        "greenland": Kind.PLACE,
        "bbc": Kind.OUTLET,
    }


def test_loading_again_gives_the_same_object_and_version(known):
    assert load() is known
    assert len(known.version) == 12
    assert known.known("russia") is known.actors["russia"]
    assert known.known("atlantis") is None
