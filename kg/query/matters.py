"""Matters as people word them, found among the propositions of the graph by words.

A matter fits if it has every word of the question but articles, auxiliaries and the like: in its label, in the name of
its issue or in one wording met, whatever the ending ("sanctions" finds "sanction"), as another word of its class
("soldiers" finds "troops", `kg/lang/en/thing_classes.tsv` and `action_classes.tsv`), or as an actor's name for its agent
or patient ("US" finds "the United States sends …"). Nothing is guessed: words that no matter has are named.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox
import snowballstemmer

from kg.errors import QueryError
from kg.graph.source import Source
from kg.lang.tables import table
from kg.query.names import folded, labels
from kg.query.result import select

NEAR = 4
"""Matters that are offered where none fits."""
_MATTERS = """
SELECT DISTINCT ?matter ?words ?label ?actor WHERE {
  ?matter a gs:Proposition ; skos:prefLabel ?label .
  OPTIONAL {
    { ?matter skos:altLabel ?words }
    UNION { ?matter skos:broader/skos:prefLabel ?words }
    UNION { ?matter gs:agent|gs:patient ?actor }
  }
}
"""
_WORD = re.compile(r"\w+(?:[-.]\w+)*")
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}")
"""An abbreviation with full stops: "U.S." is "US"."""


@dataclass(slots=True)
class _Matter:
    label: str = ""
    keys: set[str] = field(default_factory=set)
    """Stems and classes of its words."""
    actors: set[ox.NamedNode] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Need:
    """One word of the question, and what of a matter would meet it."""

    word: str
    keys: frozenset[str]
    actors: frozenset[ox.NamedNode]
    names: frozenset[frozenset[str]]
    """The names of these actors, each as the stems of its words."""

    def met(self, matter: _Matter) -> bool:
        return (
            not self.keys.isdisjoint(matter.keys)
            or not self.actors.isdisjoint(matter.actors)
            or any(name <= matter.keys for name in self.names)
        )


def find(store: Source, words: str) -> tuple[ox.NamedNode, ...]:
    """Return the matters that `words` mean; where they are an actor's name, that actor too.

    Raises:
        QueryError: If nothing fits; the matters that have most of the words are suggested.
    """
    names = labels(store, "actor", all_alike=True)
    needs = _needs(words, names)
    if not needs:
        raise QueryError(f"“{words}” holds no word that could tell a matter")
    matters = _matters(store)
    found = {node for node, matter in matters.items() if all(need.met(matter) for need in needs)}
    found.update(names.get(folded(words), ()))
    if not found:
        raise QueryError(_nothing(words, needs, matters))
    return tuple(sorted(found, key=str))


def _nothing(words: str, needs: list[_Need], matters: dict[ox.NamedNode, _Matter]) -> str:
    unknown = [need.word for need in needs if not any(need.met(matter) for matter in matters.values())]
    hits = {matter.label: sum(need.met(matter) for need in needs) for matter in matters.values()}
    most = max(hits.values(), default=0)
    near = sorted(label for label, number in hits.items() if number == most > 0)[:NEAR]
    reason = f"; no matter has {', '.join(f'“{word}”' for word in unknown)}" if unknown else ""
    hint = f"; near: {' | '.join(near)}" if near else ""
    return f"no matter is worded like “{words}”{reason}{hint}"


# ------------------------------------------------------------------ words


def _needs(words: str, names: dict[str, tuple[ox.NamedNode, ...]]) -> list[_Need]:
    """Return what a matter must have: the longest names of actors first, then the words that are left."""
    tokens = _tokens(words)
    things = _things(tokens)
    needs = []
    position = 0
    while position < len(tokens):
        length, actors = _name_at(tokens, position, names)
        aliases = frozenset(
            frozenset(map(stem, _tokens(name)))
            for name, nodes in names.items()
            if not actors.isdisjoint(nodes)
        )
        needs += [
            _Need(token, frozenset(_keys(token, things)), actors, aliases)
            for token in tokens[position : position + length]
            if actors or token.casefold() not in _light()
        ]
        position += length
    return needs


def _name_at(
    tokens: list[str], begin: int, names: dict[str, tuple[ox.NamedNode, ...]]
) -> tuple[int, frozenset[ox.NamedNode]]:
    """Return the length of the longest name that begins at a word, and whose it is; else 1 and nobody's."""
    for end in range(min(len(tokens), begin + 6), begin, -1):
        words = " ".join(tokens[begin:end])
        if words in _light():  # "us" is no name, "US" is one
            continue
        if found := names.get(folded(words)):
            return end - begin, frozenset(found)
    return 1, frozenset()


def _tokens(words: str) -> list[str]:
    return _WORD.findall(_INITIALS.sub(lambda match: match[0].replace(".", ""), words))


def _things(tokens: list[str]) -> frozenset[str]:
    """Return the classes of the things among words."""
    return frozenset(name for token in tokens for name in _classes("thing").get(stem(token), ()))


def _keys(word: str, things: frozenset[str]) -> Iterator[str]:
    """Yield what stands for a word: its stem, the class of thing, and that of a deed that goes with `things`."""
    base = stem(word)
    yield base
    yield from (f"thing {name}" for name in _classes("thing").get(base, ()))
    goes = _deeds_of(things)
    yield from (f"deed {name}" for name in _classes("action").get(base, ()) if name in goes)


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a word without case and ending: "Sanctions" gives "sanction"."""
    return str(_stemmer().stemWord(folded(word)))


@functools.cache
def _stemmer() -> snowballstemmer.basestemmer.BaseStemmer:
    return snowballstemmer.stemmer("english")


@functools.cache
def _light() -> frozenset[str]:
    return frozenset(row["word"] for row in table("light_words") if row["use"] in {"light", "copula"}) | {"s"}


@functools.cache
def _classes(kind: str) -> dict[str, tuple[str, ...]]:
    """Return the classes of things or deeds that a stem belongs to."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in table(f"{kind}_classes"):
        for lemma in row.several("lemmas"):
            if "+" not in lemma:
                found[stem(lemma)].add(row["class"])
    return {base: tuple(sorted(names)) for base, names in found.items()}


@functools.cache
def _deeds_of(things: frozenset[str]) -> frozenset[str]:
    return frozenset(row["class"] for row in table("action_classes") if things & set(row.several("things")))


# ------------------------------------------------------------------ matters


def _matters(store: Source) -> dict[ox.NamedNode, _Matter]:
    found: defaultdict[ox.NamedNode, _Matter] = defaultdict(_Matter)
    for node, words, label, actor in select(store, _MATTERS).rows:
        if not isinstance(node, ox.NamedNode) or not isinstance(label, ox.Literal):
            continue
        matter = found[node]
        if not matter.label:
            matter.label = label.value
            matter.keys |= _all_keys(label.value)
        if isinstance(actor, ox.NamedNode):
            matter.actors.add(actor)
        if isinstance(words, ox.Literal):
            matter.keys |= _all_keys(words.value)
    return dict(found)


def _all_keys(words: str) -> set[str]:
    tokens = _tokens(words)
    things = _things(tokens)
    return {key for token in tokens for key in _keys(token, things)}
