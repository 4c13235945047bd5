"""The store in bulk: the union of its graphs, sorted, each statement once."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.draw.facts import Facts
from kg.graph.finished import Finished, tables_of
from kg.graph.statements import of
from kg.graph.vocab import BASE, GS, RDF

A, B, C = (ox.NamedNode(f"{BASE}actor/{name}") for name in "abc")
ONE, TWO = (ox.NamedNode(f"{BASE}doc/{name}") for name in ("one", "two"))


QUADS = [
    ox.Quad(B, GS.rule, ox.Literal("z"), ONE),
    ox.Quad(B, GS.rule, ox.Literal("y"), TWO),
    ox.Quad(B, GS.rule, ox.Literal("y"), ONE),
    ox.Quad(A, GS.rule, ox.Literal("x")),
    ox.Quad(C, RDF.type, GS.Event, ONE),
    ox.Quad(C, RDF.type, GS.Event, TWO),
    ox.Quad(A, RDF.type, GS.Event, TWO),
    ox.Quad(B, RDF.type, GS.Actor, TWO),
    ox.Quad(ox.BlankNode("n"), GS.holder, A, ONE),
]


@pytest.fixture(params=["store", "statements", "finished"])
def facts(request: pytest.FixtureRequest) -> Facts:
    if request.param == "statements":
        return Facts(of(QUADS))
    if request.param == "finished":
        one, *others = of(QUADS)
        return Facts((*others, Finished(one.graph, len(one), b"", tables=tables_of((one,)))))
    store = ox.Store()
    store.extend(QUADS)
    return Facts(store)


def test_what_two_graphs_say_is_told_once_and_sorted(facts: Facts) -> None:
    assert list(facts.by_subject("gs:rule").items()) == [(A.value, ("x",)), (B.value, ("y", "z"))]


def test_the_members_of_classes_come_from_all_graphs_sorted_and_once(facts: Facts) -> None:
    assert facts.members("gs:Event") == (A.value, C.value)
    assert facts.members("gs:Event", "gs:Actor") == (A.value, B.value, C.value)
    assert facts.members("gs:Shift") == ()


def test_a_blank_node_is_a_subject_like_another(facts: Facts) -> None:
    assert facts.subjects("gs:holder", A.value) == ("n",)


def test_an_unknown_prefix_is_refused(facts: Facts) -> None:
    with pytest.raises(KeyError):
        facts.all(A.value, "nobody:rule")
