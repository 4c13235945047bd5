"""How tables of actors are read, joined with the territories of the packages, and refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kg.actor_tables import read, slug
from kg.errors import OntologyError
from kg.knowledge import KnownActor, KnownTenure
from kg.model import Kind

HEAD = """@prefix actor: <https://w3id.org/geostance/actor/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix gs: <https://w3id.org/geostance/ns#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix role: <https://w3id.org/geostance/role/> .
@prefix tenure: <https://w3id.org/geostance/tenure/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
GUILD = 'actor:guild a gs:Organisation ; rdfs:label "Guild" ; dcterms:source "own" .\n'
MEMBER = 'actor:ida-moss a gs:Person ; rdfs:label "Ida Moss" ; dcterms:source "own" .\n'
OFFICE = 'tenure:x a gs:Tenure ; org:member actor:ida-moss ; org:organization actor:guild ; gs:roleTitle "warden" ; '


def table(tmp_path, text: str):
    file = tmp_path / "own.ttl"
    file.write_text(HEAD + text, encoding="utf-8")
    return [file]


def test_one_block_adds_an_actor_and_one_more_its_office(tmp_path):
    role = 'role:warden a org:Role ; rdfs:label "warden" ; skos:altLabel "guild warden" ; dcterms:source "own" .\n'
    dates = 'gs:validFrom "2020-03-02"^^xsd:date ; gs:untilAbout "2021-02"^^xsd:gYearMonth ; dcterms:source "own" .'
    tables = read(table(tmp_path, GUILD + MEMBER + role + OFFICE + dates))
    assert tables.actors["guild"] == KnownActor("guild", Kind.ORGANISATION, "Guild", ("Guild",))
    assert tables.tenures == (
        KnownTenure(
            "ida-moss",
            "warden",
            ("guild warden",),
            "guild",
            since=date(2020, 3, 2),
            sure_until=date(2021, 2, 1),
        ),
    )


def test_a_block_may_say_that_an_organisation_fights(tmp_path):
    block = (
        GUILD + 'actor:band a gs:Organisation ; rdfs:label "Band" ; gs:armed true ; dcterms:source "own" .'
    )
    actors = read(table(tmp_path, block)).actors
    assert (actors["band"].armed, actors["guild"].armed) == (True, False)


@pytest.mark.parametrize(
    ("about", "edge"),
    [("2024-02", date(2024, 2, 29)), ("2023-02", date(2023, 2, 28)), ("2023", date(2023, 12, 31))],
)
def test_an_office_since_a_month_or_year_is_certain_from_its_last_day(tmp_path, about, edge):
    tables = read(
        table(tmp_path, GUILD + MEMBER + OFFICE + f'gs:sinceAbout "{about}" ; dcterms:source "own" .')
    )
    assert tables.tenures[0].sure_from == edge


def test_the_version_follows_the_tables(tmp_path):
    first = read(table(tmp_path, GUILD)).version
    assert read(table(tmp_path, GUILD)).version == first
    assert read(table(tmp_path, GUILD + MEMBER)).version != first


def test_a_block_with_an_iso_code_corrects_the_territory(tmp_path):
    block = (
        'actor:hellas a gs:State ; rdfs:label "Hellas" ; gs:adjective "Hellenic" ; gs:isoCode "GRC" ; '
        'gs:notMetonym "Athens" ; dcterms:source "own" .'
    )
    actor = read(table(tmp_path, block)).actors["hellas"]
    assert (actor.label, actor.adjectives, actor.metonyms, actor.wikidata) == (
        "Hellas",
        ("Hellenic",),
        (),
        "Q41",
    )
    assert "Greece" in actor.names


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("actor:guild a gs:Organisation", "is not Turtle"),
        ('actor:guild a gs:Organisation ; dcterms:source "own" .', "lacks"),
        ('actor:guild a gs:Organisation ; rdfs:label "Guild" .', "lacks"),
        ('actor:guild a gs:Guild ; rdfs:label "Guild" ; dcterms:source "own" .', "is not a class"),
        ('actor:guild a gs:Group ; rdfs:label "Guild", "Gild" ; dcterms:source "own" .', "more than one"),
        ('actor:guild a gs:Group ; rdfs:label "Guild" ; gs:partOf [] ; dcterms:source "own" .', "blank node"),
        (
            'actor:guild a gs:Group ; rdfs:label "Guild" ; gs:partOf actor:gild ; dcterms:source "own" .',
            "no table",
        ),
        ('actor:france a gs:State ; rdfs:label "France" ; dcterms:source "own" .', "gs:isoCode FRA"),
        (MEMBER + OFFICE + 'dcterms:source "own" .', "no table"),
        (GUILD + MEMBER + OFFICE + 'gs:validFrom "May" ; dcterms:source "own" .', "no date"),
        (GUILD + MEMBER + OFFICE + 'gs:validFrom "2021-02-30" ; dcterms:source "own" .', "no date"),
    ],
)
def test_a_wrong_table_is_refused_with_the_reason(tmp_path, text, reason):
    with pytest.raises(OntologyError, match=reason):
        read(table(tmp_path, text))


def test_a_missing_table_is_refused(tmp_path):
    with pytest.raises(OntologyError, match="cannot be read"):
        read([tmp_path / "none.ttl"])


def test_keys_are_plain_slugs():
    assert slug("Côte d'Ivoire") == "cote-d-ivoire"
    assert slug("  Saint Kitts and Nevis ") == "saint-kitts-and-nevis"


def test_a_tenure_without_dates_covers_every_day():
    tenure = KnownTenure("nora-vale", "president", (), "arkadia")
    assert all(tenure.covers(date(1990, 1, 1) + timedelta(days=400 * n)) for n in range(20))
