"""Who an actor is and why the graph takes it so: names, offices, what it belongs to, what a user's file said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph.vocab import GS, NIF, ORG, RDF, RDFS, SKOS
from kg.query.formats import printable, shortened
from kg.query.result import text

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.query.look import Look

MOST_SHOWN = 12
"""Names, and articles, that are listed at most."""


def actor_facts(look: Look, node: ox.NamedNode) -> list[tuple[str, str]]:
    """Return name and value of all that is said of an actor, in the order to read them."""
    kinds = [shortened(kind).removeprefix("gs:") for kind in look.nodes(node, RDF.type)]
    label = look.label(node)
    names = [n for n in (printable(text(value)) for value in look.values(node, SKOS.altLabel)) if n != label]
    return [
        ("name", label),
        ("kind", ", ".join(kind for kind in kinds if kind != "Actor")),
        ("called", "; ".join(f"“{name}”" for name in names[:MOST_SHOWN])),
        ("also known as", ", ".join(value.value for value in look.nodes(node, SKOS.exactMatch))),
        ("code", look.read(node, GS.isoCode)),
        ("part of", look.read(node, GS.partOf)),
        ("speaks for", look.read(node, GS.speaksFor)),
        *(("office", office) for office in _offices(look, node)),
        ("may be", look.read(node, GS.mayBe)),
        ("confidence", look.read(node, GS.confidence)),
        *(("corrected", line) for line in _lines(look, node)),
        ("positions", _count(len(look.subjects(GS.holder, node)))),
        ("named in", "; ".join(look.source(document) for document in _documents(look, node)[:MOST_SHOWN])),
    ]


def corrections(look: Look, node: ox.NamedNode) -> list[tuple[str, str]]:
    """Return what a user's file said of the actors of a position or attribution: who holds, says or is meant."""
    lines = [
        f"{look.label(actor)}: {line}"
        for term in (GS.holder, GS.source, GS.target)
        for actor in look.nodes(node, term)
        for line in _lines(look, actor)
    ]
    return [("corrected", line) for line in dict.fromkeys(lines)]


def _lines(look: Look, actor: ox.NamedNode) -> list[str]:
    """Return what a user's file said of an actor, in the order of the file."""
    found = [printable(text(line)) for line in look.values(actor, GS.correction)]
    return sorted(
        found, key=lambda line: [int(part) if part.isdigit() else 0 for part in line.split(":")[0].split()]
    )


def _offices(look: Look, node: ox.NamedNode) -> list[str]:
    """Return each office with its days."""
    told = []
    for tenure in look.subjects(ORG.member, node):
        if GS.Tenure not in look.nodes(tenure, RDF.type):
            continue
        body = look.read(tenure, ORG.organization)
        since, until = look.read(tenure, GS.validFrom), look.read(tenure, GS.validUntil)
        days = f" ({since or '…'} to {until or '…'})" if since or until else ""
        former = "former " if look.read(tenure, GS.former) == "true" else ""
        told.append(f"{former}{look.read(tenure, GS.roleTitle)}{f', {body}' if body else ''}{days}")
    return sorted(told)


def _documents(look: Look, node: ox.NamedNode) -> list[ox.NamedNode]:
    """Return the documents that mention the actor."""
    spans = look.subjects(GS.refersTo, node)
    return sorted({d for span in spans for d in look.nodes(span, NIF.referenceContext)}, key=str)


def _count(number: int) -> str:
    return f"{number:,}" if number else ""


def called(look: Look, name: str) -> list[ox.NamedNode]:
    """Return the actors whose label is `name`, whatever its case."""
    wanted = name.casefold()
    return [
        a
        for a in look.of_class("Actor")
        if any(text(v).casefold() == wanted for v in look.values(a, RDFS.label))
    ]
