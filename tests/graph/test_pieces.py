"""Of what documents say together only the pieces that differ are made and written."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from graph_samples import TYPES, first, resolution, second
from mapped import document_quads, resolved_quads

from kg.graph import iri, together
from kg.graph.pieces import Pieces
from kg.graph.statements import quads
from kg.graph.together import Together
from kg.graph.written import node
from kg.ledger import Readings
from kg.model import ActedOn, ConditionStatus, Copy, LedgerEntry, Link, LinkKind

ONE, TWO = first(), second()
A, B = ONE.article.ident, TWO.article.ident
BASE = resolution()
SENTENCE = ONE.positions[0].evidence[0]
SURER = replace(TWO, positions=tuple(replace(p, confidence=0.31) for p in TWO.positions))
ALONE = replace(
    BASE,
    links=(),
    actor_of={ref: key for ref, key in BASE.actor_of.items() if ref[0] == A},
    proposition_of={ref: key for ref, key in BASE.proposition_of.items() if ref[0] == A},
)
TWICE = replace(ONE, positions=ONE.positions * 2)
"""Two records that are equal have one name."""
AGREED = Link("Agreement", (A, 0), (B, 0), LinkKind.BETWEEN_HOLDERS)

STATES = {
    "as it is": ((ONE, TWO), BASE),
    "one document": ((ONE,), ALONE),
    "no links": ((ONE, TWO), replace(BASE, links=())),
    "read again": ((ONE, SURER), BASE),
    "another label": (
        (ONE, TWO),
        replace(BASE, actors=tuple(replace(one, label=f"{one.label}!") for one in BASE.actors)),
    ),
    "somebody else": ((ONE, TWO), replace(BASE, actor_of=BASE.actor_of | {(B, 0): "haiti"})),
    "another office": (
        (ONE, TWO),
        replace(BASE, tenures=tuple(replace(one, title="foreign minister") for one in BASE.tenures)),
    ),
    "what became of it": (
        (ONE, TWO),
        replace(
            BASE,
            acted=(ActedOn((A, 0), "call-1", consistent=True, report=(A, SENTENCE)),),
            ledger=(LedgerEntry((A, 0), ConditionStatus.MET, (A, 0), SENTENCE),),
            copies=(Copy(B, A, 0.9),),
        ),
    ),
    "an open condition": ((ONE, TWO), replace(BASE, ledger=(LedgerEntry((A, 0), ConditionStatus.OPEN),))),
    "equal records": ((TWICE, TWO), replace(BASE, links=(AGREED, replace(AGREED, earlier=(A, 1))))),
    "one of them": ((TWICE, TWO), replace(BASE, links=(AGREED,))),
}


class Ways:
    """One state of a store, its table, and how the next is made of it."""

    def __init__(self, shelf: Readings, name: str) -> None:
        self.readings, self.resolution = STATES[name]
        self.revisions = {reading.article.ident: repr(reading) for reading in self.readings}
        self.pieces = Pieces(Together(self.readings, self.resolution, TYPES, self.revisions), shelf.written)

    def documents(self) -> set[ox.Quad]:
        return {quad for reading in self.readings for quad in document_quads(reading)}

    def wanted(self) -> set[ox.Quad]:
        return self.documents() | set(resolved_quads(self.readings, self.resolution, TYPES))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    with Readings(tmp_path_factory.mktemp("table")) as opened:
        yield opened


def made(shelf: Readings, name: str) -> ox.Store:
    """Return the store of a state, made anew."""
    ways, store = Ways(shelf, name), ox.Store()
    store.extend(ways.documents())
    for reading in ways.readings:
        store.extend(quads(ways.pieces.document(reading)))
    store.extend(quads(ways.pieces.shared()))
    ways.pieces.done(name)
    return store


def turned(store: ox.Store, ways: Ways, token: str) -> None:
    """Make a store that of another state."""
    differs = ways.pieces.difference(store)
    for ident in (A, B):
        store.remove_graph(node(iri.Names(ident).document))
    store.extend(ways.documents())
    for quad in differs.gone:
        store.remove(quad)
    store.extend(differs.new)
    ways.pieces.done(token)


@pytest.mark.parametrize("before", STATES)
def test_of_any_state_any_other_is_made_and_the_first_again(shelf, before):
    for after in STATES:
        store = made(shelf, before)
        assert set(store) == Ways(shelf, before).wanted()
        turned(store, Ways(shelf, after), after)
        assert set(store) == Ways(shelf, after).wanted(), after
        turned(store, Ways(shelf, before), before)
        assert set(store) == Ways(shelf, before).wanted(), after
        assert shelf.written.told() == _told_anew(shelf, before)


def _told_anew(shelf: Readings, name: str) -> dict[int, int]:
    made(shelf, name)
    return shelf.written.told()


def test_what_is_as_it_was_is_not_made_again(shelf, monkeypatch):
    store = made(shelf, "as it is")
    names = []
    statements = together.Together.statements
    monkeypatch.setattr(
        together.Together,
        "statements",
        lambda self, piece: names.append(piece.name) or statements(self, piece),
    )
    assert Ways(shelf, "as it is").pieces.difference(store) == (set(), set())
    assert names == []
    Ways(shelf, "somebody else").pieces.difference(store)
    assert names == [B]


def test_the_table_knows_the_pieces_of_one_result_only(shelf):
    made(shelf, "as it is")
    ways = Ways(shelf, "no links")
    assert ways.pieces.known("as it is")
    assert not ways.pieces.known("no links")
    list(ways.pieces.shared())
    assert not ways.pieces.known("as it is")
