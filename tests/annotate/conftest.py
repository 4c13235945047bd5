"""A small knowledge of made-up and real actors, and a way to annotate one text with it."""

from __future__ import annotations

from datetime import date

import pytest

from kg.annotate import annotate
from kg.knowledge import Knowledge, KnownActor, KnownTenure
from kg.model import Article, Kind


def state(key, label, adjective, people, metonyms=(), names=()):
    return KnownActor(
        key, Kind.STATE, label, (label, *names), adjectives=(adjective,), peoples=(people,), metonyms=metonyms
    )


def person(key, label, surnames, feminine=False, names=()):
    return KnownActor(key, Kind.PERSON, label, (label, *names), surnames=surnames, feminine=feminine)


ACTORS = [
    state("united-states", "United States", "American", "Americans", ("Washington", "White House"), ("US", "U.S.")),
    state("russia", "Russia", "Russian", "Russians", ("Moscow", "Kremlin")),
    state("ukraine", "Ukraine", "Ukrainian", "Ukrainians", ("Kyiv",)),
    state("turkey", "Turkey", "Turkish", "Turks", ("Ankara",), ("Türkiye",)),
    state("france", "France", "French", "French", ("Paris", "Élysée")),
    state("rwanda", "Rwanda", "Rwandan", "Rwandans", ("Kigali",)),
    state("dominica", "Dominica", "Dominican", "Dominicans", ("Roseau",)),
    state("chile", "Chile", "Chilean", "Chileans", ("Santiago",)),
    state("jordan", "Jordan", "Jordanian", "Jordanians", ("Amman",)),
    KnownActor("european-union", Kind.BLOC, "European Union", ("European Union", "EU"), adjectives=()),
    KnownActor("nato", Kind.BLOC, "NATO", ("NATO",)),
    KnownActor("european-commission", Kind.ORGANISATION, "European Commission", ("European Commission",)),
    KnownActor("le-monde", Kind.OUTLET, "Le Monde", ("Le Monde",)),
    person("donald-trump", "Donald Trump", ("Trump",)),
    person("vladimir-putin", "Vladimir Putin", ("Putin",)),
    person("volodymyr-zelenskyy", "Volodymyr Zelenskyy", ("Zelenskyy", "Zelensky", "Zelenskiy"),
           names=("Volodymyr Zelensky", "Volodymyr Zelenskiy")),
    person("ursula-von-der-leyen", "Ursula von der Leyen", ("von der Leyen",), feminine=True),
    person("emmanuel-macron", "Emmanuel Macron", ("Macron",)),
]  # fmt: skip
TENURES = [
    KnownTenure("donald-trump", "President", ("president",), "united-states", date(2025, 1, 20)),
    KnownTenure("vladimir-putin", "President", ("president", "leader"), "russia", date(2012, 5, 7)),
    KnownTenure("volodymyr-zelenskyy", "President", ("president",), "ukraine", date(2019, 5, 20)),
    KnownTenure(
        "emmanuel-macron", "President", ("president",), "france", date(2017, 5, 14), date(2027, 5, 13)
    ),
]


@pytest.fixture(scope="session")
def small_knowledge() -> Knowledge:
    return Knowledge({actor.key: actor for actor in ACTORS}, TENURES)


class Seen:
    """An annotated text, asked by words."""

    def __init__(self, annotated):
        self.annotated = annotated
        self.text = annotated.article.text
        self.entities = annotated.entities
        self.roles = annotated.roles

    def who(self, words, occurrence=0):
        """Return the entity of the mention that reads (or is identified by) `words`, None if there is none."""
        token = self.token(words, occurrence)
        return self.annotated.entity_at(token) if token is not None else None

    def token(self, words, occurrence=0):
        at = -1
        for _ in range(occurrence + 1):
            at = self.text.index(words, at + 1)
        last = at + len(words.rstrip(" .")) - 1
        return next(t for t in self.annotated.doc if t.idx <= last < t.idx + len(t))

    def name(self, words, occurrence=0):
        found = self.who(words, occurrence)
        return found.name if found else None

    def known(self, words, occurrence=0):
        found = self.who(words, occurrence)
        return found.known if found else None


@pytest.fixture(scope="session")
def see(nlp, small_knowledge):
    def run(text, published=date(2025, 6, 1)):
        (annotated,) = annotate(nlp, [Article(text, "a.txt", published=published)], small_knowledge)
        return Seen(annotated)

    return run
