"""The saved questions on others' servers: the very rows that our own store gives, in the same order."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import servers
from tiny_values import IN_TINY

import kg
from kg import export
from kg.errors import GraphError, QueryError
from kg.graph.source import Source
from kg.graph.store import open_store, write
from kg.listener import Silence
from kg.publish import publish
from kg.query import grammar, saved
from kg.query.explain import explain, render
from kg.query.result import Table, Triples, Verdict, text
from kg.query.run import run
from kg.remote import connected, fetched

LATER = Path(__file__).parent.parent / "query" / "later.trig"


def rows(source: Source, name: str, params: dict[str, str] | None = None) -> list[tuple[str | None, ...]]:
    table = run(source, name, params or {})
    assert isinstance(table, Table)
    return [tuple(None if cell is None else str(cell) for cell in row) for row in table.rows]


def test_every_saved_question_gives_the_same_rows_with_and_without_parameters(filled, folder) -> None:
    local = open_store(folder)
    for question in saved.catalogue():
        for params in ({}, *({p.name: IN_TINY[p.kind]} for p in question.parameters)):
            assert rows(filled, question.name, params) == rows(local, question.name, params), (
                question.name,
                params,
            )


def test_the_same_on_a_graph_of_what_came_later(server, tmp_path) -> None:
    write(tmp_path / "later", ox.parse(path=LATER, format=ox.RdfFormat.TRIG))
    publish(tmp_path / "later", server, Silence(), fresh=True)
    local = open_store(tmp_path / "later")
    for question in saved.catalogue():
        assert rows(server, question.name) == rows(local, question.name), question.name


@pytest.mark.model
def test_the_same_on_the_sample_articles_with_each_example_of_the_headers(server, sample_copy) -> None:
    publish(sample_copy, server, Silence(), fresh=True)
    local = open_store(sample_copy)
    answered = 0
    for question in saved.catalogue():
        for params in ({}, *({p.name: p.example} for p in question.parameters)):
            here = rows(local, question.name, params)
            answered += bool(here)
            assert rows(server, question.name, params) == here, (question.name, params)
    assert answered > 60


def test_a_question_in_words_and_an_explanation_are_the_same(filled, folder) -> None:
    local = open_store(folder)
    words = "who opposes escort ships?"
    assert grammar.understand(filled, words).command == grammar.understand(local, words).command
    position = next(iter(rows(local, "SELECT ?p { ?p a gs:Position } ORDER BY ?p LIMIT 1")))[0].strip("<>")
    assert render(explain(filled, position)) == render(explain(local, position))


def test_other_forms_of_query_answer_too(filled, folder) -> None:
    local = open_store(folder)
    for query in ("ASK { ?p a gs:Position }", "ASK { ?p a gs:Ship }"):
        here, there = run(local, query), run(filled, query)
        assert isinstance(here, Verdict)
        assert here.value == there.value
    query = "CONSTRUCT { ?p gs:holder ?who } WHERE { ?p gs:holder ?who }"
    here, there = run(local, query), run(filled, query)
    assert isinstance(here, Triples)
    assert len(here) > 3
    assert there.triples == here.triples


def test_a_query_may_declare_prefixes_and_name_graphs_itself(filled, folder) -> None:
    own = "PREFIX gs: <https://w3id.org/geostance/ns#>\nSELECT ?p FROM <graph/resolved> { ?p a gs:Proposition } ORDER BY ?p"
    assert rows(filled, own) == rows(open_store(folder), own)
    short = "SELECT ?p { GRAPH <graph/resolved> { ?p a gs:Proposition } } ORDER BY ?p"
    assert rows(filled, short) == rows(filled, own) != []


def test_a_server_that_cannot_look_in_all_graphs_is_given_their_names(filled, folder, monkeypatch) -> None:
    monkeypatch.setattr("kg.remote.server._UNIONS", ())
    assert rows(filled, "positions-of-an-actor") == rows(open_store(folder), "positions-of-an-actor") != []


@pytest.mark.parametrize("form", ["trig", "nquads", "csv", "graphml", "dna", "jsonld"])
def test_an_export_of_a_server_has_the_same_bytes(filled, folder, form) -> None:
    here, there = (export.export(graph, form) for graph in (open_store(folder), fetched(filled)))
    assert {name: "".join(parts) for name, parts in there.items()} == {
        name: "".join(parts) for name, parts in here.items()
    }


def test_the_words_of_a_text_come_back_as_they_were(filled, tiny) -> None:
    wanted = {quad.object.value for quad in tiny if quad.predicate.value.endswith("#isString")}
    table = run(filled, "SELECT ?text { ?document nif:isString ?text }")
    assert {text(row[0]) for row in table.rows} == wanted


@pytest.mark.usefixtures("login")
def test_an_answer_that_was_cut_off_is_no_answer(tmp_path, folder) -> None:
    if not servers.has_virtuoso():
        pytest.skip("only Virtuoso cuts answers off")
    with servers.virtuoso(tmp_path, rows=3) as few:
        server = connected(few.url)
        publish(folder, server, Silence())
        with pytest.raises(QueryError, match="gives only a part of the rows"):
            run(server, "SELECT ?s { ?s gs:holder ?who }")


@pytest.mark.usefixtures("filled", "login")
def test_the_python_api_asks_a_server_and_copies_it_only_for_what_needs_all(running, folder) -> None:
    with kg.load(running.url) as remote, kg.load(folder) as local:
        assert remote.query("documents").rows == local.query("documents").rows
        assert remote.explain("doc:a1a1a1a1a1a1a1a1#p1") == local.explain("doc:a1a1a1a1a1a1a1a1#p1")
        assert len(remote) == len(local)
        assert remote.export("csv") == local.export("csv")
        with pytest.raises(GraphError, match="only a graph in a folder"):
            remote.correct([])
