"""Terms as text are what the engine writes of them, and every reader gets back what was meant."""

from __future__ import annotations

import sys
from datetime import date

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import GraphError
from kg.graph import written
from kg.graph.vocab import GS, XSD

# rdflib's own parser calls names that rdflib deprecates
pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning:rdflib", "ignore:Dataset:DeprecationWarning"
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.text(
    st.sampled_from(
        '\x00\x08\t\n\x0b\x0c\r\x1b\x1f "\\\x7f\x80\x85\xa0\u2028\ufeff\ufffe\uffffuU0041nt<>.@^_é𝒳'
    ),
    max_size=20,
)


@given(texts)
@settings(max_examples=300, deadline=None)
def test_any_text_is_written_as_the_engine_writes_it_and_comes_back(value):
    term = written.text(value)
    assert term == str(ox.Literal(value))
    assert written.value_of(term) == value


@given(texts)
@settings(max_examples=150, deadline=None)
def test_a_line_with_any_text_means_the_same_to_two_strict_readers(value):
    graph = str(GS.Document)
    line = f"{graph} {GS.rule} {written.text(value)} {graph} .\n"
    (mine,) = ox.parse(line, format=ox.RdfFormat.N_QUADS)
    assert mine == ox.Quad(GS.Document, GS.rule, ox.Literal(value), GS.Document)
    theirs = rdflib.Dataset()
    theirs.parse(data=line, format="nquads")
    assert [str(thing) for _, _, thing, _ in theirs.quads()] == [value]


def test_every_character_is_written_as_the_engine_writes_it():
    characters = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]
    wrong = [c for c in characters if written.text(c) != str(ox.Literal(c))]
    assert wrong == []


@pytest.mark.parametrize("half", [0xD800, 0xDBFF, 0xDC00, 0xDFFF])
def test_half_of_a_surrogate_pair_is_refused(half):
    with pytest.raises(GraphError, match="not a Unicode text"):
        written.text(f"so {chr(half)} what")


@given(st.floats(0, 1), st.integers(), st.dates(), st.booleans())
def test_numbers_days_and_truth_are_literals_in_the_form_that_the_store_keeps(share, whole, day, flag):
    terms = {
        written.share(share): XSD.decimal,
        written.whole(whole): XSD.integer,
        written.day(day): XSD.date,
        written.flag(value=flag): XSD.boolean,
    }
    for term, kind in terms.items():
        assert term == str(ox.Literal(written.value_of(term), datatype=kind))


@pytest.mark.parametrize(
    ("value", "digits"),
    [(0.0, "0"), (-0.0, "0"), (1, "1"), (0.5, "0.5"), (0.1234567, "0.123457"), (1e-7, "0")],
)
def test_a_share_has_no_zeros_at_its_end(value, digits):
    assert written.value_of(written.share(value)) == digits


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan"), float("inf")])
def test_what_lies_outside_of_0_and_1_is_no_share(value):
    with pytest.raises(GraphError, match="does not lie in"):
        written.share(value)


def test_steps_are_numbered_to_one_width():
    steps = list(written.numbered(["a"] * 10))
    assert steps[0] == '"01. a"'
    assert steps == sorted(steps)


def test_of_any_kind_of_term_the_value_is_what_the_engine_says():
    terms = [
        ox.NamedNode("https://example.org/a#b"),
        ox.BlankNode("b1"),
        ox.Literal('say "so"\n', language="en"),
        ox.Literal("5", datatype=XSD.integer),
        ox.Literal("not^^typed@all"),
    ]
    assert [written.value_of(str(term)) for term in terms] == [term.value for term in terms]


def test_a_day_and_an_address_are_typed():
    assert written.day(date(2025, 3, 4)) == str(ox.Literal("2025-03-04", datatype=XSD.date))
    address = 'https://example.org/ "a'
    assert written.address(address) == str(ox.Literal(address, datatype=XSD.anyURI))
