"""Decides which namesake a form of states, places and bodies denotes: Georgia, Congo, Washington, the RSF.

The article's other names tell (Tbilisi or Atlanta, M23, Oregon), what the name is listed with ("Georgia and Florida"),
and what it is said to have ("Georgia's governor"). Where they do not, the form keeps all its senses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from kg.annotate.metonyms import acts
from kg.forms import FormKind
from kg.lang.tables import words
from kg.model import Kind

if TYPE_CHECKING:
    from kg.annotate.gazetteer import Gazetteer
    from kg.annotate.layout import Layout
    from kg.annotate.lexicon import Lexicon
    from kg.annotate.name import Name

_INSIDE, _BESIDE, _HAS, _NEAR = 3, 2, 2, 1
"""Weights of evidence: a name that belongs to the candidate, one listed with it, what it has, one of the same state."""
_STROKES = ("-", "–", "/")
_REACH = 3
"""Tokens after a name within which stands what it has: "Georgia's new foreign minister"."""


@cache
def _belongings() -> dict[str, frozenset[str]]:
    """Return the nouns for what a state and what a part of a state has, by kind."""
    return {kind: words("sense_words", "word", of=kind) for kind in (Kind.STATE.value, Kind.PLACE.value)}


def tell_apart(layout: Layout, gaz: Gazetteer, lex: Lexicon, names: list[Name]) -> None:
    """Leave every name of `names` the senses that the article allows; undecided ones keep them all."""
    doubtful = [name for name in names if _namesakes(gaz, name)]
    if not doubtful:
        return
    scene = Scene(layout, gaz, lex, names)
    by_form: dict[str, list[Name]] = {}
    for name in doubtful:
        by_form.setdefault(layout.words(name.begin, name.end).lower(), []).append(name)
    for same in by_form.values():
        scene.settle(same)


def _namesakes(gaz: Gazetteer, name: Name) -> tuple[str, ...]:
    """Return the keys among which the text has to tell, none where the form has one sense."""
    if FormKind.NAME in name.senses and name.label == "PERSON" and name.end - name.begin > 1:
        return ()
    direct = [k for k in name.senses.get(FormKind.NAME, ()) if gaz.actor(k).kind is not Kind.PERSON]
    seats = [k for k in name.senses.get(FormKind.METONYM, ()) if not (direct and _rules(gaz, k))]
    people = [*name.senses.get(FormKind.ADJECTIVE, ()), *name.senses.get(FormKind.PEOPLE, ())]
    keys = dict.fromkeys((*direct, *seats, *([] if direct or seats else people)))
    return tuple(keys) if len(keys) > 1 else ()


def _rules(gaz: Gazetteer, key: str) -> bool:
    """Return whether an actor is the government of a region, which is one with it: "California sued"."""
    return gaz.actor(key).kind is Kind.GOVERNMENT


@dataclass(slots=True)
class Scene:
    """What the unmistakable names of an article say about the others."""

    layout: Layout
    gaz: Gazetteer
    lex: Lexicon
    names: list[Name]
    sure: dict[int, str] = field(default_factory=dict)
    """Token to the key that it denotes without doubt."""

    def __post_init__(self) -> None:
        """Note what every form of one sense denotes."""
        for name in self.names:
            keys = {key for senses in name.senses.values() for key in senses}
            if FormKind.NAME in name.senses:
                keys -= {k for k in name.senses.get(FormKind.METONYM, ()) if _rules(self.gaz, k)}
            if len(keys) == 1:
                self.sure.update(dict.fromkeys(range(name.begin, name.end), keys.pop()))

    def settle(self, same: list[Name]) -> None:
        """Settle all names of one form: each by what stands beside it, else as the whole article says."""
        candidates = _namesakes(self.gaz, same[0])
        inside = [next((key for key in candidates if self._lies_within(name, key)), None) for name in same]
        told = {
            self.sure.get(name.begin - 2) for name, key in zip(same, inside, strict=True) if key is not None
        }
        beside = [{key: self._beside(name, key) for key in candidates} for name in same]
        article = {key: self._around(key, told) + sum(one[key] for one in beside) for key in candidates}
        for name, within, own in zip(same, inside, beside, strict=True):
            chosen = within or _best(own) or _best(article) or self._by_kind(name, candidates)
            if chosen is not None:
                self._keep(name, chosen)

    def _keep(self, name: Name, key: str) -> None:
        name.senses = {
            form: (key,)
            for form, keys in name.senses.items()
            if key in keys and form in {FormKind.NAME, FormKind.METONYM, FormKind.ADJECTIVE, FormKind.PEOPLE}
        }

    def _by_kind(self, name: Name, candidates: tuple[str, ...]) -> str | None:
        """Return the seat's state for "Washington", and the one state where the name acts: "Georgia said"."""
        seats = name.senses.get(FormKind.METONYM, ())
        if len(seats) == 1:
            return seats[0]
        states = [key for key in candidates if self.gaz.actor(key).kind is Kind.STATE]
        head = self.layout.head_in(name.begin, name.end)
        return states[0] if len(states) == 1 and acts(self.layout, head, self.lex) else None

    # ------------------------------------------------------------ evidence

    def _beside(self, name: Name, candidate: str) -> int:
        """Return the weight of what the name is listed with and of what it has."""
        layout, actor = self.layout, self.gaz.actor(candidate)
        first = layout.first_conjunct(layout.head_in(name.begin, name.end))
        listed = [self.sure.get(i) for i in (first, *layout.conjuncts(first), *self._joined(name))]
        weight = sum(_BESIDE for key in listed if key is not None and self._is_alike(key, candidate))
        after = " ".join(layout.lower[name.end : name.end + _REACH + 1])
        told = f" {after} "
        has = any(f" {word} " in told for word in _belongings().get(actor.kind.value, ()))
        return weight + _HAS * has

    def _lies_within(self, name: Name, candidate: str) -> bool:
        """Return whether the place before the name lies in the candidate: "Atlanta, Georgia"."""
        town = self.sure.get(name.begin - 2) if self.layout.text[name.begin - 1] == "," else None
        return town is not None and candidate in self._wholes(town)

    def _joined(self, name: Name) -> Iterator[int]:
        """Yield the tokens that a stroke joins to the name: "Georgia–Armenia talks"."""
        lower = self.layout.lower
        if name.begin > 1 and lower[name.begin - 1] in _STROKES:
            yield name.begin - 2
        if name.end + 1 < len(lower) and lower[name.end] in _STROKES:
            yield name.end + 1

    def _is_alike(self, key: str, candidate: str) -> bool:
        """Return whether two names make a list: two states, or two places of one state."""
        one, other = self.gaz.actor(key), self.gaz.actor(candidate)
        if other.kind is Kind.STATE:
            return one.kind is Kind.STATE
        return one.kind is Kind.PLACE and bool(set(one.part_of) & set(other.part_of))

    def _around(self, candidate: str, told: set[str | None]) -> int:
        """Return the weight of the article's other names for a candidate, without towns told with what they lie in."""
        actor = self.gaz.actor(candidate)
        home = self.gaz.knowledge.state_of(candidate)
        weight = 0
        for key in sorted(set(self.sure.values()) - told - {candidate}):
            wholes = set(self._wholes(key))
            if candidate in wholes:
                weight += _INSIDE
            elif home is None or home is actor:
                continue
            elif home.key in wholes or (actor.kind is not Kind.PLACE and home.key == key):
                weight += _NEAR  # "Sudan" for its forces; "the US" speaks for no one of its places
        return weight + _INSIDE * self._is_called_otherwise(candidate)

    def _wholes(self, key: str) -> Iterator[str]:
        """Yield what an actor belongs to: its states and places, or those that a person served."""
        knowledge = self.gaz.knowledge
        todo = [key, *(tenure.organisation for tenure in knowledge.tenures_of(key))]
        for whole in todo:
            actor = knowledge.known(whole)
            if actor is not None:
                yield from (whole,) if whole != key else ()
                todo.extend(actor.part_of)

    def _is_called_otherwise(self, candidate: str) -> bool:
        """Return whether another form of the article denotes the candidate alone: "Tbilisi", "Georgian", "DRC"."""
        return candidate in self.sure.values()


def _best(weights: dict[str, int]) -> str | None:
    """Return the one candidate of the greatest weight, None where there is none or no evidence at all."""
    most = max(weights.values())
    found = [key for key, weight in weights.items() if weight == most]
    return found[0] if most and len(found) == 1 else None
