"""What became of words, as statements of the resolved graph: acts beside positions, settled conditions, copied documents."""

from __future__ import annotations

from kg.errors import GraphError
from kg.model import ActedOn, Copy, LedgerEntry

from . import iri
from .lookup import Lookup
from .statements import Statements
from .written import GS, RDF, flag, numbered


def acted(out: Statements, look: Lookup, link: ActedOn) -> None:
    """Describe an act beside a position."""
    position, event = look.position(link.position), look.known_event(link.event)
    node = iri.acted(position, event)
    out.add(node, RDF.type, GS.ActedOn)
    out.add(node, GS["from"], position)
    out.add(node, GS.to, event)
    out.add(node, GS.consistent, flag(link.consistent))
    out.add(node, GS.derivation, *numbered(link.reason))
    out.add(node, GS.evidence, look.span(*link.report))


def acted_shortcut(out: Statements, look: Lookup, link: ActedOn) -> None:
    """Write an act once more as one statement of the position."""
    out.add(look.position(link.position), GS.actedOn, look.known_event(link.event))


def settled(out: Statements, look: Lookup, entry: LedgerEntry, ident: str) -> None:
    """Write what became of a condition: at its position, and at the report that says so."""
    if entry.position[0] == ident:
        position = look.position(entry.position)
        out.add(position, GS.conditionStatus, GS[entry.status])
        if entry.report is not None and entry.sentence is not None:
            out.add(position, GS.settledBy, look.event_mention(entry.report))
    if entry.report is not None and entry.sentence is not None and entry.report[0] == ident:
        out.add(look.event_mention(entry.report), GS.evidence, look.span(ident, entry.sentence))


def copied(out: Statements, look: Lookup, copy: Copy) -> None:
    """Write that a document is a copy of another."""
    if copy.copy == copy.original:
        raise GraphError(f"document {copy.copy} is called a copy of itself")
    out.add(look.document(copy.copy), GS.copyOf, look.document(copy.original))
