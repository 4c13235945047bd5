from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from kg.errors import QueryError
from kg.query.formats import FORMATS, default_form, printable, render, shortened
from kg.query.run import run

GS = "https://w3id.org/geostance/ns#"


def cell(words: str) -> ox.Store:
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("a:b"), ox.NamedNode(GS + "rule"), ox.Literal(words), ox.NamedNode("g:g")))
    return store


def test_a_table_shows_bare_values_and_short_iris(tiny: ox.Store) -> None:
    page = render(run(tiny, "supporters-and-opponents"), width=160)
    assert "support" in page
    assert "gs:support" not in page
    assert "doc:a1a1a1a1a1a1a1a1#p1" in page
    assert "https://" not in page
    assert page.endswith("8 rows\n")


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_a_table_keeps_to_the_page_and_loses_no_row(tiny: ox.Store, width: int) -> None:
    page = render(run(tiny, "conditions"), width=width)
    assert page.endswith("2 rows\n")
    assert max(map(len, page.splitlines())) <= width


def test_on_a_narrow_page_each_row_becomes_a_block(tiny: ox.Store) -> None:
    page = render(run(tiny, "conditions"), width=60)
    assert "      who  Jonas Vik\n" in page


def test_colour_is_given_only_when_asked_for(tiny: ox.Store) -> None:
    answer = run(tiny, "most-contested")
    assert "\x1b[" not in render(answer, width=100)
    assert "\x1b[" in render(run(tiny, "supporters-and-opponents"), width=200, colour=True)


def test_a_short_csv_has_the_names_of_the_table_and_the_exact_words(tiny: ox.Store) -> None:
    answer = run(
        tiny, 'SELECT ?side ?position ?words { VALUES ?words { "a,\\"b\\nc" } ?position gs:polarity ?side }'
    )
    first = next(csv.DictReader(io.StringIO(render(answer, "csv", short=True))))
    assert first["side"] in {"support", "oppose", "neutral"}
    assert first["position"].startswith("doc:")
    assert first["words"] == 'a,"b\nc'


def test_no_rows_is_said(tiny: ox.Store) -> None:
    assert render(run(tiny, "SELECT * { <x:y> ?p ?o }")) == "no rows\n"


def test_a_verdict_is_yes_or_no(tiny: ox.Store) -> None:
    assert render(run(tiny, "ASK { ?s a gs:State }")) == "yes\n"
    assert render(run(tiny, "ASK { ?s a gs:Stat }")) == "no\n"
    assert json.loads(render(run(tiny, "ASK { ?s a gs:State }"), "json"))["boolean"] is True


def test_csv_and_json_hold_the_same_rows(tiny: ox.Store) -> None:
    answer = run(tiny, "positions-of-an-actor")
    table = list(csv.DictReader(io.StringIO(render(answer, "csv"))))
    found = json.loads(render(answer, "json"))["results"]["bindings"]
    assert table == [{name: row.get(name, {}).get("value", "") for name in table[0]} for row in found]


@pytest.mark.parametrize(("form", "media"), [("ttl", "turtle"), ("xml", "xml"), ("json", "json-ld")])
def test_triples_come_in_formats_that_others_read(tiny: ox.Store, form: str, media: str) -> None:
    if media == "json-ld":  # rdflib's reader goes through a deprecated class of its own
        text = render(run(tiny, "DESCRIBE actor:norway"), form)
        assert json.loads(text)
        return
    assert len(Graph().parse(data=render(run(tiny, "DESCRIBE actor:norway"), form), format=media)) == 4


def test_turtle_is_the_same_each_time(tiny: ox.Store) -> None:
    pages = {render(run(tiny, "DESCRIBE actor:norway actor:jonas-vik"), "ttl") for _ in range(5)}
    assert len(pages) == 1


@pytest.mark.parametrize(
    ("question", "form"),
    [("most-contested", "ttl"), ("DESCRIBE actor:norway", "csv"), ("most-contested", "pdf")],
)
def test_a_format_that_does_not_fit_is_refused(tiny: ox.Store, question: str, form: str) -> None:
    with pytest.raises(QueryError):
        render(run(tiny, question), form)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_ends_with_one_line_end(tiny: ox.Store, form: str) -> None:
    page = render(run(tiny, "DESCRIBE actor:norway" if form == "ttl" else "most-contested"), form)
    assert page.endswith("\n")
    assert not page.endswith("\n\n")


def test_people_get_a_table_and_programs_csv_or_turtle(tiny: ox.Store) -> None:
    rows, triples = run(tiny, "most-contested"), run(tiny, "DESCRIBE actor:norway")
    assert default_form(rows, terminal=True) == default_form(triples, terminal=True) == "table"
    assert default_form(rows, terminal=False) == "csv"
    assert default_form(triples, terminal=False) == "ttl"


@pytest.mark.parametrize(
    "words", ["\x1b[2J gone", "[red]not markup[/red]", "a\u202eb", "\x07bell", "two\nlines"]
)
def test_hostile_words_steer_no_terminal(words: str) -> None:
    page = render(run(cell(words), "SELECT ?w { ?s gs:rule ?w }"), width=100)
    body = page.replace("\n", "")
    assert body.isprintable()
    assert ("[red]" in page) == ("[red]" in words)


@given(st.text())
def test_printable_words_are_printable_and_on_one_line(words: str) -> None:
    assert printable(words).isprintable()


def test_an_iri_of_no_known_prefix_stays_whole() -> None:
    assert shortened(ox.NamedNode("http://example.org/x")) == "http://example.org/x"
    assert shortened(ox.NamedNode(GS + "Person")) == "gs:Person"
