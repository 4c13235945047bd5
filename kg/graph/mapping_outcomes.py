"""What became of words, as quads of the resolved graph: acts beside positions, settled conditions, copied documents."""

from __future__ import annotations

from kg.errors import GraphError
from kg.model import ActedOn, Copy, LedgerEntry, Resolution

from . import iri
from .lookup import Lookup
from .triples import Triples, flag, numbered
from .vocab import GS, RDF


def add_outcomes(out: Triples, look: Lookup, resolution: Resolution) -> None:
    """Write what a resolution says of acts, conditions and copies.

    Raises:
        GraphError: If it refers to what it does not describe, or calls a document a copy of itself.
    """
    for link in resolution.acted:
        _acted(out, look, link)
    for entry in resolution.ledger:
        _entry(out, look, entry)
    for copy in resolution.copies:
        _copy(out, look, copy)


def _acted(out: Triples, look: Lookup, link: ActedOn) -> None:
    """Write an act beside a position, and once more as one statement."""
    position, event = look.position(link.position), look.known_event(link.event)
    node = iri.acted(position, event)
    out.add(node, RDF.type, GS.ActedOn)
    out.add(node, GS["from"], position)
    out.add(node, GS.to, event)
    out.add(node, GS.consistent, flag(link.consistent))
    out.add(node, GS.derivation, *numbered(link.reason))
    out.add(node, GS.evidence, look.span(*link.report))
    out.add(position, GS.actedOn, event)


def _entry(out: Triples, look: Lookup, entry: LedgerEntry) -> None:
    """Write what became of a position's condition, and the report that says so."""
    position = look.position(entry.position)
    out.add(position, GS.conditionStatus, GS[entry.status])
    if entry.report is not None and entry.sentence is not None:
        report = look.event_mention(entry.report)
        out.add(position, GS.settledBy, report)
        out.add(report, GS.evidence, look.span(entry.report[0], entry.sentence))


def _copy(out: Triples, look: Lookup, copy: Copy) -> None:
    """Write that a document is a copy of another."""
    if copy.copy == copy.original:
        raise GraphError(f"document {copy.copy} is called a copy of itself")
    out.add(look.document(copy.copy), GS.copyOf, look.document(copy.original))
