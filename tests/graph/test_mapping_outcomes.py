"""Acts, settled conditions and copies become statements of the resolved graph."""

from dataclasses import replace

import pyoxigraph as ox
import pytest
from graph_samples import TYPES, first, resolution, second
from mapped import resolved_quads

from kg.errors import GraphError
from kg.graph import iri
from kg.graph.vocab import GS
from kg.graph.written import flag, node
from kg.model import ActedOn, ConditionStatus, Copy, LedgerEntry

ONE, TWO = first(), second()
A, B = ONE.article.ident, TWO.article.ident
SENTENCE = ONE.positions[0].evidence[0]


def store(**more):
    made = ox.Store()
    made.extend(resolved_quads([ONE, TWO], replace(resolution(), **more), TYPES))
    return made


def values(found, subject, term):
    return {str(quad.object) for quad in found.quads_for_pattern(node(subject), term, None, iri.RESOLVED)}


def test_an_act_is_a_node_and_a_statement():
    found = store(acted=(ActedOn((B, 0), "call-1", consistent=False, report=(A, SENTENCE), reason=("so",)),))
    position, event = iri.Names(B).position(TWO.positions[0]), iri.event("call-1")
    act = iri.acted(position, event)
    assert values(found, position, GS.actedOn) == values(found, act, GS.to) == {event}
    assert values(found, act, GS.consistent) == {flag(value=False)}
    assert values(found, act, GS.evidence) == {iri.Names(A).span(SENTENCE)}


def test_a_settled_condition_names_its_report_and_shows_the_sentence():
    entry = LedgerEntry((A, 0), ConditionStatus.MET, (A, 0), SENTENCE)
    found = store(ledger=(entry,))
    position, report = iri.Names(A).position(ONE.positions[0]), iri.Names(A).event_mention(ONE.events[0])
    assert values(found, position, GS.conditionStatus) == {str(GS.met)}
    assert values(found, position, GS.settledBy) == {report}
    assert values(found, report, GS.evidence) == {iri.Names(A).span(SENTENCE)}


def test_an_open_condition_has_no_report():
    found = store(ledger=(LedgerEntry((A, 0), ConditionStatus.OPEN),))
    position = iri.Names(A).position(ONE.positions[0])
    assert values(found, position, GS.conditionStatus) == {str(GS.open)}
    assert values(found, position, GS.settledBy) == set()


def test_a_copy_leads_to_its_original():
    found = store(copies=(Copy(B, A, 0.9),))
    assert values(found, iri.Names(B).document, GS.copyOf) == {iri.Names(A).document}


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ({"acted": (ActedOn((B, 0), "gone", consistent=True, report=(A, SENTENCE)),)}, "event 'gone' is referred to"),
        ({"ledger": (LedgerEntry((A, 0), ConditionStatus.MET, (A, 99), SENTENCE),)}, "report 99 of document"),
        ({"copies": (Copy(B, "0000", 1.0),)}, "unknown document 0000"),
        ({"copies": (Copy(B, B, 1.0),)}, "copy of itself"),
    ],
)  # fmt: skip
def test_what_is_not_described_is_refused(fault, message):
    with pytest.raises(GraphError, match=message):
        store(**fault)
