"""Finds the forms of curated actors in a text, longest first, by tokens."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.knowledge import FormKind
from kg.model import Kind

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.annotate.layout import Layout
    from kg.knowledge import Knowledge, KnownActor

_SHORT = 3
"""Forms up to this length are not looked for in words that are all capitals: "WHO", "US"."""
_OWNING = frozenset({"amod", "compound", "nmod", "poss"})
"""Where a name stands whose thing the noun behind it is."""
_UNMARKED = 4
"""Letters from which a name is looked for behind an "s" without its mark: "CNNs plan"."""

Senses = dict[FormKind, tuple[str, ...]]
"""What a form can denote: keys of actors by the kind of form."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens [begin, end) that are a form of curated actors."""

    begin: int
    end: int
    senses: Senses


class Gazetteer:
    """All forms of all curated actors, indexed by their first token."""

    def __init__(self, nlp: Language, knowledge: Knowledge) -> None:
        """Split every form as the model splits text (about 0.2 s for 5,000 forms)."""
        self.knowledge = knowledge
        senses: dict[tuple[str, ...], dict[FormKind, dict[str, None]]] = defaultdict(
            lambda: defaultdict(dict)
        )
        for phrase in knowledge.phrases():
            if phrase.kind is not FormKind.SURNAME:
                tokens = tuple(token.text for token in nlp.tokenizer(phrase.form))
                senses[tokens][phrase.kind][phrase.key] = None
                if tokens[0] == "the":  # "The Emirates" opens a sentence
                    senses["The", *tokens[1:]][phrase.kind][phrase.key] = None
        self._exact = _index({k: {f: tuple(v) for f, v in s.items()} for k, s in senses.items()})
        capital: dict[tuple[str, ...], Senses] = {}
        for tokens, found in senses.items():
            if len("".join(tokens)) > _SHORT:
                upper = tuple(token.upper() for token in tokens)
                capital.setdefault(upper, {form: tuple(keys) for form, keys in found.items()})
        self._capital = _index(capital)

    def hits(self, layout: Layout) -> list[Hit]:
        """Return the forms found, in order, none within another."""
        found: list[Hit] = []
        i = 0
        while i < len(layout):
            hit = self._at(layout, i)
            if hit is not None and layout.lower[i] == "the":
                behind = self._at(layout, i + 1)  # "the Baltic states" are not "the Baltic"
                hit = behind if behind is not None and behind.end > hit.end else hit
            if hit is None:
                i += 1
            else:
                found.append(hit)
                i = hit.end
        return found

    def _at(self, layout: Layout, i: int) -> Hit | None:
        """Return the longest form that begins at token `i`."""
        text = layout.text
        index = self._capital if text[i].isupper() and layout.shouted[i] else self._exact
        for tokens, senses in index.get(text[i], ()):
            end = i + len(tokens)
            if tuple(text[i:end]) == tokens and (len(tokens) > 1 or _may_be_name(layout, i, senses)):
                return Hit(i, end, senses)
        return self._unmarked(layout, i)

    def _unmarked(self, layout: Layout, i: int) -> Hit | None:
        """Return the name before a noun whose mark of possession was lost in copying: "*Germanys* plan"."""
        word = layout.text[i]
        owns = layout.dep[i] in _OWNING and layout.head[i] > i
        if not owns or len(word) < _UNMARKED or not word[0].isupper() or not word.endswith("s"):
            return None
        for tokens, senses in self._exact.get(word[:-1], ()):
            if tokens == (word[:-1],) and FormKind.NAME in senses:
                return Hit(i, i + 1, senses)
        return None

    def actor(self, key: str) -> KnownActor:
        """Return the curated actor of that key."""
        return self.knowledge.actors[key]


def _index(senses: dict[tuple[str, ...], Senses]) -> dict[str, list[tuple[tuple[str, ...], Senses]]]:
    """Group forms by their first token, longest first."""
    index: dict[str, list[tuple[tuple[str, ...], Senses]]] = defaultdict(list)
    for tokens in sorted(senses, key=lambda t: (-len(t), t)):
        index[tokens[0]].append((tokens, senses[tokens]))
    return dict(index)


def _may_be_name(layout: Layout, i: int, senses: Senses) -> bool:
    """Return whether the single token `i` can be the name it looks like: a capital, and no verb or particle."""
    if not layout.text[i][:1].isupper():
        return FormKind.ADJECTIVE in senses
    return layout.tag[i][:2] in {"NN", "JJ", "CD", "FW", "PR", "VB"} or layout.text[i].isupper()


@lru_cache(maxsize=4)
def gazetteer(nlp: Language, knowledge: Knowledge) -> Gazetteer:
    """Return the gazetteer for a model and a knowledge, made once per process."""
    return Gazetteer(nlp, knowledge)


def is_person(gaz: Gazetteer, keys: tuple[str, ...]) -> bool:
    """Return whether one of the actors is a person."""
    return any(gaz.actor(key).kind is Kind.PERSON for key in keys)
