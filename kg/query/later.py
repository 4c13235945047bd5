"""What became of a finding later: acts beside words, reports that settle a condition, copies of its document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph.vocab import GS
from kg.query.formats import printable

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.query.look import Look


def quoted(words: str) -> str:
    """Return words in quotation marks, nothing where there are none."""
    return f"“{words}”" if words else ""


def copies(look: Look, documents: list[ox.NamedNode]) -> list[str]:
    """Return what a document is a copy of, and its other copies: all of them are one source."""
    told = []
    for document in documents:
        originals = look.nodes(document, GS.copyOf)
        told += [f"copied from {look.source(original)}" for original in originals]
        for original in originals or [document]:
            told += [
                f"copied by {look.source(copy)}"
                for copy in look.subjects(GS.copyOf, original)
                if copy != document
            ]
    return told


def report(look: Look, node: ox.NamedNode) -> str:
    """Return the sentence that reports an act and where it stands."""
    sentences = look.places(node, GS.evidence)
    return "; ".join(
        f"{quoted(printable(place.words))} ({look.source(place.document)})" for place in sentences
    )


def deeds(look: Look, node: ox.NamedNode) -> tuple[str, ...]:
    """Return what was done after a position: of each act its first report."""
    told = []
    for link in look.subjects(GS["from"], node):
        fits = look.read(link, GS.consistent)
        for event in look.nodes(link, GS.to) if fits else []:
            how = "acted accordingly" if fits == "true" else "acted otherwise"
            told.append(f"{how}: {look.label(event)}: {report(look, link)}")
    return tuple(sorted(told))
