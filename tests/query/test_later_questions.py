"""Questions on what became of words, on the small graph and what happened after it (`later.trig`)."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from kg.query import saved
from kg.query.explain import explain, render
from kg.query.result import Table, text
from kg.query.run import run

GS = "https://w3id.org/geostance/ns#"
A1, B2 = (f"doc:{name * 8}" for name in ("a1", "b2"))
QUESTIONS = ("say-do", "conditions", "copies", "silence", "one-outlet-only", "outlets-differ")


@pytest.fixture(scope="module")
def quads() -> list[ox.Quad]:
    """Both graphs; the condition that was open is met."""
    was_open = ox.NamedNode(GS + "open")
    found = [
        quad
        for file in ("tiny.trig", "later.trig")
        for quad in ox.parse(path=Path(__file__).parent / file, format=ox.RdfFormat.TRIG)
    ]
    return [q for q in found if not (q.object == was_open and str(q.subject.value).endswith("a1#p1"))]


@pytest.fixture(scope="module")
def store(quads) -> ox.Store:
    made = ox.Store()
    made.extend(quads)
    return made


def rows(store: ox.Store, name: str, *columns: str, **params: str) -> list[tuple[object, ...]]:
    table = run(store, name, params)
    assert isinstance(table, Table)
    return [tuple(row[column] for column in columns) for row in table]


@pytest.mark.parametrize("name", QUESTIONS)
def test_both_engines_give_the_same_rows(store, quads, name) -> None:
    triples = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    union = Graph().parse(data=triples, format="nt")
    other = [
        tuple(None if cell is None else str(cell) for cell in row)
        for row in union.query(saved.load(name).text)
    ]
    table = run(store, name)
    assert other == [tuple(None if cell is None else text(cell) for cell in row) for row in table.rows]


def test_the_last_word_stands_beside_the_act_with_both_sentences(store) -> None:
    (row,) = rows(store, "say-do", "who", "side", "said", "fits", "report")
    assert row[0] == "Jonas Vik"
    assert row[1] == GS + "oppose"
    assert row[2] == "Jonas Vik ruled out sending escort ships to the Baltic."
    assert row[3] is False
    assert row[4] == "Norway sent escort ships to the Baltic a day later."
    assert rows(store, "say-do", "who", actor="Kari Lund") == []


def test_a_condition_that_was_met_shows_the_report(store) -> None:
    found = rows(store, "conditions", "condition", "status", "told")
    assert ("Sweden sends ships too", GS + "met", "Sweden sent ships on Friday.") in found
    assert ("the patrols go on", GS + "open", None) in found


def test_a_copy_is_listed_with_its_original(store) -> None:
    assert rows(store, "copies", "outlet", "title", "copied_by", "copied_as") == [
        ("Coastal Courier", "Oslo talks end without a fleet", "Harbour Herald", "Oslo talks end in vain")
    ]


def test_a_copy_does_not_make_two_outlets_of_one(store) -> None:
    assert ("Kari Lund", "Coastal Courier", "Denmark closes the strait to tankers") in rows(
        store, "one-outlet-only", "who", "outlet", "matter"
    )


def test_who_is_affected_and_takes_no_side_is_silent(store) -> None:
    found = rows(store, "silence", "who", "concern", "what", "outlets")
    assert ("Estonia", "is affected", "Norway sends escort ships to the Baltic", 2) in found
    assert ("Finland", "took part", "https://w3id.org/geostance/event/oslo-meeting", 2) in found
    affected = {who for who, concern, _, _ in found if concern == "is affected"}
    assert affected == {"Estonia"}  # Norway's ministers speak for it


def test_explain_shows_act_condition_and_copy(store) -> None:
    vik = render(explain(store, f"{B2}#p1"))
    assert "acted otherwise: Sending of ships by Norway, 2025-05-31: “Norway sent escort ships" in vik
    assert "copied by Harbour Herald, 2025-03-04, “Oslo talks end in vain”, e5.txt" in vik
    assert "met: “Sweden sent ships on Friday.” (Coastal Courier, 2025-06-02" in render(
        explain(store, f"{A1}#p1")
    )
    copy = render(explain(store, f"doc:{'e5' * 8}#p1"))
    assert "copied from Coastal Courier, 2025-03-03, “Oslo talks end without a fleet”, b2.txt" in copy
