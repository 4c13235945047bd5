"""What changed between two graphs: documents, positions, shifts, contradictions and events that came or went.

Findings are compared by what they say and where, not by their names: a position that a later version reads with
another confidence is the same position, and one whose words stay but whose side, modality or matter differs is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kg.graph.vocab import PREFIXES
from kg.query.result import select, text

Fact = Mapping[str, str]
"""Name of a detail to what it is; what is not known is left out."""

_DOCUMENTS: Final = """
SELECT ?document ?source ?day ?title WHERE {
  ?document a gs:Document ; dcterms:source ?source .
  OPTIONAL { ?document dcterms:issued ?day } OPTIONAL { ?document dcterms:title ?title }
}"""
_POSITIONS: Final = """
SELECT ?position ?document ?content ?who ?side ?modality ?matter ?toward ?condition ?day ?outlet ?sentence WHERE {
  ?position a gs:Position ; gs:holder/rdfs:label ?who ; gs:polarity ?side ; gs:modality ?modality ;
            gs:reportedIn ?document ; gs:contentSpan ?content ; gs:evidence/nif:anchorOf ?sentence .
  OPTIONAL { ?position gs:about/skos:prefLabel ?matter } OPTIONAL { ?position gs:target/rdfs:label ?toward }
  OPTIONAL {
    { ?position gs:condition/skos:prefLabel ?on BIND(CONCAT("if ", STR(?on)) AS ?condition) }
    UNION { ?position gs:unless/skos:prefLabel ?on BIND(CONCAT("unless ", STR(?on)) AS ?condition) }
  }
  OPTIONAL { ?position gs:assertedOn ?day }
  OPTIONAL { ?document dcterms:publisher/rdfs:label ?outlet }
}"""
_LINKS: Final = """
SELECT ?kind ?matter ?who ?said ?day ?other ?other_said ?other_day WHERE {
  ?link a gs:%s ; gs:from ?earlier ; gs:to ?later .
  OPTIONAL { ?link gs:shiftKind ?kind }
  ?earlier gs:holder/rdfs:label ?who ; gs:evidence/nif:anchorOf ?said .
  ?later gs:holder/rdfs:label ?other ; gs:evidence/nif:anchorOf ?other_said .
  OPTIONAL { ?later gs:about/skos:prefLabel ?matter }
  OPTIONAL { ?earlier gs:assertedOn ?day } OPTIONAL { ?later gs:assertedOn ?other_day }
}"""
_EVENTS: Final = """
SELECT ?event ?what ?day WHERE { ?event a gs:Event ; rdfs:label ?what . OPTIONAL { ?event gs:eventDate ?day } }"""
_TERMS: Final = PREFIXES["gs"]
_PARTS: Final = PREFIXES["doc"]
_WORDS: Final = ("who", "side", "modality", "matter", "toward", "condition")
"""What makes two positions on the same words one: the rest of a position is where it stands."""


@dataclass(frozen=True, slots=True)
class Change:
    """What came, went and became different, of one kind."""

    new: tuple[Fact, ...] = ()
    gone: tuple[Fact, ...] = ()
    changed: tuple[tuple[Fact, Fact], ...] = ()
    """Each before and after."""

    def __bool__(self) -> bool:
        """Return whether there is anything."""
        return bool(self.new or self.gone or self.changed)


def compare(old: ox.Store, new: ox.Store) -> dict[str, Change]:
    """Return what changed, by kind: documents, positions, shifts, contradictions, events."""
    return {
        "documents": _changed(_documents(old), _documents(new), ("document",)),
        "positions": _changed(_positions(old), _positions(new), _WORDS),
        "shifts": _changed(_links(old, "Shift"), _links(new, "Shift"), ()),
        "contradictions": _changed(_links(old, "Contradiction"), _links(new, "Contradiction"), ()),
        "events": _changed(_events(old), _events(new), ()),
    }


def _changed(old: Mapping[Hashable, Fact], new: Mapping[Hashable, Fact], told: tuple[str, ...]) -> Change:
    """Compare facts under one key by the details `told`."""

    def essence(fact: Fact) -> list[str | None]:
        return [fact.get(name) for name in told]

    return Change(
        tuple(new[key] for key in new if key not in old),
        tuple(old[key] for key in old if key not in new),
        tuple((old[key], new[key]) for key in new if key in old and essence(old[key]) != essence(new[key])),
    )


def _documents(store: ox.Store) -> dict[Hashable, Fact]:
    """Return documents by source, so that one with another text is changed."""
    return _by(_rows(store, _DOCUMENTS), lambda row: row["source"])


def _positions(store: ox.Store) -> dict[Hashable, Fact]:
    """Return positions by document, words and holder; where several fit, also by what they say."""
    rows = _joined(_rows(store, _POSITIONS), "position", ("content", "toward", "condition", "sentence"))
    facts: dict[Hashable, Fact] = {}
    for row in rows:
        key = [row["document"], row["content"], row["who"]]
        while tuple(key) in facts:
            key.append(row.get("matter", row.get("toward", "")))
        facts[tuple(key)] = {name: value for name, value in row.items() if name != "content"}
    return facts


def _links(store: ox.Store, kind: str) -> dict[Hashable, Fact]:
    """Return links by the two sentences, who says them, and how they differ."""
    names = ("kind", "who", "said", "other", "other_said")
    return _by(_rows(store, _LINKS % kind), lambda row: tuple(row.get(name) for name in names))


def _events(store: ox.Store) -> dict[Hashable, Fact]:
    """Return events by what and when."""
    return _by(_rows(store, _EVENTS), lambda row: (row["what"], row.get("day")))


def _by(rows: Iterable[Fact], key: Callable[[Fact], Hashable]) -> dict[Hashable, Fact]:
    found: dict[Hashable, Fact] = {}
    for row in rows:
        found.setdefault(key(row), row)
    return found


def _joined(rows: Iterable[Fact], name: str, many: tuple[str, ...]) -> list[Fact]:
    """Make one row of those about one thing, with the different values of some columns side by side."""
    groups: dict[str, list[Fact]] = {}
    for row in rows:
        groups.setdefault(row[name], []).append(row)
    joined: list[Fact] = []
    for group in groups.values():
        values = {column: sorted({row[column] for row in group if column in row}) for column in many}
        joined.append(
            dict(group[0]) | {column: "; ".join(found) for column, found in values.items() if found}
        )
    return sorted(joined, key=_order)


def _rows(store: ox.Store, question: str) -> list[Fact]:
    """Answer a question of this module, each row as what is known, in a fixed order."""
    table = select(store, question)
    rows = [
        {name: _short(text(cell)) for name, cell in zip(table.columns, row, strict=True) if cell is not None}
        for row in table.rows
    ]
    return sorted(rows, key=_order)


def _short(value: str) -> str:
    """Return a term of the vocabulary by its last part, and a document or its part without what all share."""
    if value.startswith(_TERMS):
        return value.removeprefix(_TERMS)
    return f"doc:{value.removeprefix(_PARTS)}" if value.startswith(_PARTS) else value


def _order(row: Fact) -> tuple[str, tuple[tuple[str, str], ...]]:
    return row.get("day", ""), tuple(sorted(row.items()))
