from __future__ import annotations

import importlib
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from rdflib import RDF, URIRef
from stub_reading import read as read_stub

from kg.api import Page, StanceGraph, build, load
from kg.errors import CorrectionError, ExportError, GraphError, QueryError

TINY = Path(__file__).parent / "query" / "tiny.trig"
NORWAY = "https://w3id.org/geostance/actor/norway"
VIK = "https://w3id.org/geostance/actor/jonas-vik"
SHIPS = "https://w3id.org/geostance/proposition/escort-ships"


@pytest.fixture
def graph() -> StanceGraph:
    return load(TINY)


def test_rows_are_counted_iterated_and_given_as_dicts(graph: StanceGraph) -> None:
    table = graph.query("documents")
    assert len(table) == 3
    assert [row["positions"] for row in table] == [5, 4, 1]
    assert table.to_dicts()[0]["day"] == date(2025, 3, 3)
    assert "<td>Coastal Courier</td>" in table._repr_html_()


def test_parameters_may_be_days(graph: StanceGraph) -> None:
    assert len(graph.query("events-between", since=date(2025, 3, 3), until=date(2025, 3, 3))) == 1
    assert len(graph.query("events-between", since=date(2025, 3, 4))) == 0


def test_each_kind_of_question_has_its_method(graph: StanceGraph) -> None:
    assert graph.ask("ASK { actor:norway a gs:State }") is True
    assert len(graph.construct("DESCRIBE actor:norway")) == 4
    for method, question in (
        (graph.query, "ASK { ?s ?p ?o }"),
        (graph.ask, "documents"),
        (graph.construct, "documents"),
    ):
        with pytest.raises(QueryError, match="use"):
            method(question)


def test_positions_of_one_actor_by_name(graph: StanceGraph) -> None:
    assert len(graph.positions()) == 10
    assert {row["who"] for row in graph.positions("vik")} == {"Jonas Vik"}
    with pytest.raises(QueryError, match="near: Jonas Vik"):
        graph.positions("Jonas Wik")


def test_actors_come_with_what_they_hold(graph: StanceGraph) -> None:
    assert next(row["holds"] for row in graph.actors if row["who"] == "Kari Lund") == 4


def test_a_finding_is_explained(graph: StanceGraph) -> None:
    assert dict(graph.explain("at1").facts)["source"] == "Jonas Vik"


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated")  # rdflib calls its own old name
def test_rdflib_sees_the_same_statements(graph: StanceGraph) -> None:
    dataset = graph.to_rdflib()
    positions = set(dataset.subjects(RDF.type, URIRef("https://w3id.org/geostance/ns#Position")))
    assert len(positions) == 10


def test_networkx_has_actors_propositions_and_events_with_their_stances(graph: StanceGraph) -> None:
    network = graph.to_networkx()
    assert network.nodes[NORWAY] == {"type": "actor", "label": "Norway", "kind": "State"}
    stances = [data for _, _, data in network.edges(VIK, data=True) if data["relation"] == "about"]
    assert sorted(data["polarity"] for data in stances) == ["oppose", "support"]
    assert network.has_edge(VIK, SHIPS)
    assert network.nodes["https://w3id.org/geostance/event/oslo-meeting"]["kind"] == "meeting"
    assert all("type" in data for _, data in network.nodes(data=True))


def test_a_page_is_drawn_to_a_file_or_for_a_notebook(graph: StanceGraph, tmp_path: Path) -> None:
    file = graph.draw(tmp_path / "graph.html")
    page = graph.draw()
    assert isinstance(page, Page)
    assert file.read_text(encoding="utf-8") == page
    assert page._repr_html_().startswith("<iframe")
    assert "sandbox" in page._repr_html_()


def test_it_shows_what_it_holds(graph: StanceGraph) -> None:
    assert repr(graph) == "<StanceGraph of 3 documents: 10 positions of 12 actors on 6 propositions>"
    assert "<td>Position</td><td>10</td>" in graph._repr_html_()
    assert len(graph) > 500
    assert graph


def test_a_closed_graph_answers_nothing() -> None:
    with load(TINY) as graph:
        pass
    assert "closed" in repr(graph)
    assert "closed" in graph._repr_html_()
    with pytest.raises(GraphError, match="closed"):
        graph.query("documents")


def test_a_folder_without_graph_is_named(tmp_path: Path) -> None:
    with pytest.raises(GraphError):
        load(tmp_path)
    with pytest.raises(GraphError):
        load(tmp_path / "nothing")


def test_asking_loads_neither_spacy_nor_rdflib_nor_networkx_nor_pandas() -> None:
    program = (
        f"import sys; from kg.api import load; from kg.query.formats import render; from kg.query.run import run\n"
        f"render(run(load({str(TINY)!r}).store, 'documents'), 'csv')\n"
        "heavy = {'spacy', 'rdflib', 'networkx', 'pandas', 'numpy', 'rich'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_public_names_are_those_of_this_module() -> None:
    kg = importlib.import_module("kg")
    assert kg.load is load
    assert kg.StanceGraph is StanceGraph


def test_an_export_comes_as_texts_or_as_files(graph: StanceGraph, tmp_path: Path) -> None:
    texts = graph.export("csv")
    assert list(texts) == ["actors.csv", "positions.csv", "events.csv", "links.csv"]
    files = graph.export("csv", tmp_path / "tables")
    assert {file.name: file.read_bytes().decode("utf-8") for file in files} == texts
    (page,) = graph.export("brief", tmp_path / "lund.html", actor="Kari Lund")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    with pytest.raises(ExportError, match="only a brief"):
        graph.export("csv", actor="Kari Lund")


def test_a_graph_in_a_folder_takes_corrections_and_shows_them_at_once(stand_ins, tmp_path: Path) -> None:
    stand_ins.setattr("kg.extract.read", read_stub)
    (tmp_path / "a.txt").write_text("Report\n\nNorway supports the regatta. Peru waits.\n", encoding="utf-8")
    with build([tmp_path / "a.txt"], output=tmp_path / "build", reader="rules") as graph:
        row = {"correction": "missing position", "document": "a.txt", "words": "waits", "holder": "Peru"}
        with pytest.raises(CorrectionError, match="row 1: “missing position” needs the column “polarity”"):
            graph.correct([row], by="Eva Novak")
        assert graph.correct([row | {"polarity": "oppose", "matter": "the regatta"}], by="Eva Novak") == ()
        assert {row["who"] for row in graph.positions()} == {"Norway", "Peru"}
        assert [row["by"] for row in graph.query("corrections")] == ["Eva Novak"]


def test_what_lies_in_no_folder_takes_no_corrections(graph: StanceGraph) -> None:
    with pytest.raises(GraphError, match="only a graph in a folder"):
        graph.correct([])
