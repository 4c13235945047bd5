"""A document's own graph, made here or elsewhere, in each form that is written of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from graph_samples import first, second

from kg.graph import iri
from kg.graph.document_graphs import Group, Sent, document_graphs
from kg.graph.finished import tables_of
from kg.graph.mapping import document_statements
from kg.graph.trig import trig
from kg.ledger import Document, Given, packed


@pytest.fixture(params=[first, second])
def reading(request):
    return request.param()


def made(*documents, files=True, texts=True):
    return document_graphs(texts, Group(files, documents))


def test_all_forms_say_the_same(reading):
    (graph,) = made(reading)
    statements = document_statements(reading)
    assert len(graph) == len(statements)
    assert "".join(trig((graph,))) == "".join(trig((statements,)))
    assert graph.tables == tables_of((statements,))


def test_what_is_made_elsewhere_is_what_is_made_here(reading):
    found = reading.article
    also = replace(found, also=("b.txt",))
    document = Document((Given.of(found), replace(Given.of(found), source="b.txt")))
    assert made(Sent(document, packed(reading))) == made(replace(reading, article=also))


def test_where_only_the_store_is_written_nothing_else_is_made(reading):
    (graph,) = made(reading, files=False)
    assert (graph.trig, graph.tables) == ("", {})
    assert graph.lines == document_statements(reading).encoded()


def test_texts_are_left_out_where_they_are_not_wanted(reading):
    (graph,) = made(reading, texts=False, files=False)
    assert graph.lines == document_statements(reading, texts=False).encoded()


def test_the_names_of_records_come_along(reading):
    (graph,) = made(reading)
    told, own = iri.Names(reading.article.ident), iri.Names(reading.article.ident)
    told.learn(reading, graph.names)
    assert told.listed(reading) == own.listed(reading)
    marked = tuple(f"<name-{place}>" for place in range(len(graph.names)))
    told.learn(reading, marked)  # they are taken as they are, not worked out again
    assert told.listed(reading) == marked


def test_graphs_stand_in_the_file_in_the_order_of_their_names_however_they_are_made():
    readings = (first(), second())
    graphs = made(*readings)
    statements = [document_statements(reading) for reading in readings]
    wanted = "".join(trig(statements))
    assert "".join(trig(graphs[::-1])) == wanted
    assert "".join(trig((statements[1], graphs[0]))) == wanted
