"""Reading single things out of the union of all graphs: labels, words, passages; each value once, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph.number import number
from kg.graph.source import Source
from kg.graph.vocab import DCTERMS, GS, NIF, RDF, RDFS, SKOS
from kg.query.formats import printable, shortened
from kg.query.result import text

_SENTENCE_END = re.compile(r"[.!?][”’\"')]*\s+|\n")


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a document, by offsets in code points."""

    begin: int
    end: int
    words: str
    document: ox.NamedNode


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage of a document with marked words."""

    words: str
    begin: int
    """Where the passage begins in the document, in code points."""
    marks: tuple[tuple[int, int], ...]
    """Begin and end of the marked words, in code points into `words`; disjoint, in order."""

    def marked(self, opening: str = "[", closing: str = "]") -> str:
        """Return the passage on one line, its marked words between `opening` and `closing`."""
        out, done = [], 0
        for begin, end in self.marks:
            out += [_inline(self.words[done:begin]), opening, _inline(self.words[begin:end]), closing]
            done = end
        return "".join([*out, _inline(self.words[done:])]).strip()


def _inline(words: str) -> str:
    """Return `words` printable, with a blank kept at each end that has one."""
    if not words.strip():
        return " " if words else ""
    return " " * words[0].isspace() + printable(words) + " " * words[-1].isspace()


class Look:
    """Look-ups in one store."""

    def __init__(self, store: Source) -> None:
        """Keep the store; nothing is read yet."""
        self.store = store

    def values(self, node: ox.NamedNode, term: ox.NamedNode) -> list[ox.NamedNode | ox.Literal]:
        """Return the values of a property."""
        found = {quad.object for quad in self.store.quads_for_pattern(node, term, None, None)}
        return sorted((o for o in found if isinstance(o, ox.NamedNode | ox.Literal)), key=str)

    def nodes(self, node: ox.NamedNode, term: ox.NamedNode) -> list[ox.NamedNode]:
        """Return the values of a property that are IRIs."""
        return [value for value in self.values(node, term) if isinstance(value, ox.NamedNode)]

    def subjects(self, term: ox.NamedNode, node: ox.NamedNode) -> list[ox.NamedNode]:
        """Return what has `node` as value of a property."""
        found = {quad.subject for quad in self.store.quads_for_pattern(None, term, node, None)}
        return sorted((s for s in found if isinstance(s, ox.NamedNode)), key=str)

    def of_class(self, name: str) -> list[ox.NamedNode]:
        """Return the instances of `gs:name`."""
        return self.subjects(RDF.type, GS[name])

    def label(self, node: ox.NamedNode) -> str:
        """Return the label of an actor, proposition or event; of a value its name; else a short IRI."""
        for term in (RDFS.label, SKOS.prefLabel):
            if labels := self.values(node, term):
                return printable(text(labels[0]))
        return shortened(node)

    def read(self, node: ox.NamedNode, term: ox.NamedNode) -> str:
        """Return the values of a property as people read them, "" where there are none."""
        return ", ".join(
            self.label(v) if isinstance(v, ox.NamedNode) else printable(text(v))
            for v in self.values(node, term)
        )

    def places(self, node: ox.NamedNode, *terms: ox.NamedNode) -> list[Place]:
        """Return the spans that properties lead to, in the order of the text."""
        found = set()
        for span in (span for term in terms for span in self.nodes(node, term)):
            parts = [self.values(span, term) for term in (NIF.beginIndex, NIF.endIndex, NIF.anchorOf)]
            documents = self.nodes(span, NIF.referenceContext)
            if all(parts) and documents:
                begin, end = (int(number(text(part[0]), span.value)) for part in parts[:2])
                found.add(Place(begin, end, text(parts[2][0]), documents[0]))
        return sorted(found, key=lambda place: (place.begin, place.end, place.document.value))

    def words(self, node: ox.NamedNode, *terms: ox.NamedNode) -> str:
        """Return the words of spans, "…" between those that stand apart."""
        return " … ".join(printable(place.words) for place in self.places(node, *terms))

    def around(self, places: list[Place]) -> list[Place]:
        """Return the sentence over all of `places`, or `places` themselves where the text was not kept."""
        if not places:
            return []
        texts = self.values(places[0].document, NIF.isString)
        if not texts:
            return places
        whole = text(texts[0])
        begin, end = min(place.begin for place in places), max(place.end for place in places)
        before = [match.end() for match in _SENTENCE_END.finditer(whole, 0, begin)]
        after = _SENTENCE_END.search(whole, max(begin, end - 1))
        begin = before[-1] if before else 0
        end = max(end, after.end()) if after else len(whole)
        stripped = whole[begin:end].rstrip()
        return [Place(begin, begin + len(stripped), stripped, places[0].document)]

    def source(self, document: ox.NamedNode) -> str:
        """Return outlet, day, title and file of a document, as far as known."""
        title = self.read(document, DCTERMS.title)
        parts = (
            self.read(document, DCTERMS.publisher) or self.read(document, GS.outletName),
            self.read(document, DCTERMS.issued),
            f"“{title}”" if title else "",
            self.read(document, DCTERMS.source),
        )
        return ", ".join(part for part in parts if part)


def mark(passages: list[Place], marks: list[Place]) -> tuple[Marked, ...]:
    """Return each passage with the parts of `marks` that lie in it; overlapping marks become one."""
    out = []
    for passage in passages:
        joined: list[tuple[int, int]] = []
        for place in marks:
            begin = max(place.begin, passage.begin) - passage.begin
            end = min(place.end, passage.end) - passage.begin
            if place.document != passage.document or begin >= end:
                continue
            if joined and begin <= joined[-1][1]:
                begin, end = joined[-1][0], max(end, joined.pop()[1])
            joined.append((begin, end))
        out.append(Marked(passage.words, passage.begin, tuple(joined)))
    return tuple(out)
