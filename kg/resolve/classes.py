"""The word classes that tell when two wordings mean one matter: actions, things, light words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from kg.lang.tables import table, words
from kg.resolve.names import root, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ANYTHING = "*"
NEGATING = ("un", "in", "im", "il", "ir", "dis", "non", "anti")


@dataclass(frozen=True, slots=True)
class ActionClass:
    """A row of `action_classes.tsv`: lemmas that do the same to the same things."""

    name: str
    things: frozenset[str]
    lemmas: frozenset[str]
    """Stems; a stem with + is several words that must all stand in the wording."""
    opposites: tuple[str, ...]
    event: str
    agent: str
    """Who counts as agent: `state`, `actor`, `force` (whose troops) or `any` (whoever takes part)."""
    third: str
    preposition: str
    converse: str = ""
    """The class of what the patient does then: expelled troops withdraw. Empty where there is none."""
    phrases: tuple[frozenset[str], ...] = field(init=False, compare=False, repr=False)
    """The lemmas that are several words."""

    def __post_init__(self) -> None:
        """Take the phrases out of the lemmas once: they are asked for at every claim."""
        found = tuple(frozenset(lemma.split("+")) for lemma in sorted(self.lemmas) if "+" in lemma)
        object.__setattr__(self, "phrases", found)

    @property
    def mutual(self) -> bool:
        """Return whether agent and patient do it with each other."""
        return self.preposition == "with"


@dataclass(frozen=True, slots=True)
class ThingClass:
    """A row of `thing_classes.tsv`."""

    name: str
    label: str
    default: str
    """The action that the bare noun implies ("economic sanctions": to impose them); may be empty."""
    closed: bool
    """Whether what else is said of it leaves the matter the same."""


@dataclass(frozen=True, slots=True)
class Classes:
    """The tables of one language, indexed."""

    actions: Mapping[str, ActionClass]
    things: Mapping[str, ThingClass]
    by_lemma: Mapping[tuple[str, str], ActionClass]
    thing_of: Mapping[str, ThingClass]
    families: Mapping[str, frozenset[str]]
    """Stem to the names of all action classes that it can belong to."""
    phrases: tuple[tuple[frozenset[str], ActionClass], ...]
    light: frozenset[str]
    copula: frozenset[str]
    transparent: frozenset[str]
    reversing: frozenset[str]
    pointing: frozenset[str]
    backing: frozenset[str]
    judging: frozenset[str]
    anaphors: frozenset[str]
    sayings: frozenset[str]
    asking: frozenset[str]
    ability: frozenset[str]
    deciding: frozenset[str]
    arranging: frozenset[str]
    own_acts: frozenset[str]
    sure_acts: frozenset[str]
    texts: frozenset[str]

    empty: frozenset[str] = field(init=False)
    """The stems that carry no meaning of their own."""
    referring: frozenset[str] = field(init=False)
    """The stems of nouns that with a determiner point back at a matter told before."""
    looked_through: frozenset[str] = field(init=False)
    """The stems of verbs and nouns whose matter stands in what they govern, not in a predicate."""

    def __post_init__(self) -> None:
        """Join the lists once: they are asked for at every word."""
        object.__setattr__(self, "empty", self.light | self.copula)
        object.__setattr__(self, "referring", self.pointing | self.anaphors | self.sayings)
        through = (self.light | self.transparent | self.pointing) - self.copula
        object.__setattr__(self, "looked_through", through)

    def action(self, lemmas: Iterable[str], thing: str) -> ActionClass | None:
        """Return the class of the first lemma that does something to this thing."""
        for lemma in lemmas:
            found = self.by_lemma.get((lemma, thing))
            if found is not None:
                return found
        return None

    def opposed(self, one: str, other: str) -> bool:
        """Return whether two stems are opposites by class or by a negating prefix."""
        for short, long in ((one, other), (other, one)):
            if any(long == prefix + short for prefix in NEGATING):
                return True
        ours, theirs = self.families.get(one, frozenset()), self.families.get(other, frozenset())
        return any(set(self.actions[name].opposites) & theirs for name in ours - theirs)


@cache
def classes(language: str = "en") -> Classes:
    """Return the word classes of a language, read once per process.

    Raises:
        LexiconError: If a table cannot be read, or names a class that does not exist.
    """
    things = {row["class"]: row for row in table("thing_classes", ("class", "lemmas", "label"), language)}
    actions = _actions(frozenset(things), language)
    by_lemma: dict[tuple[str, str], ActionClass] = {}
    families: dict[str, set[str]] = defaultdict(set)
    for action in actions.values():
        for lemma in sorted(action.lemmas):
            families[lemma].add(action.name)
            families[root(lemma)].add(action.name)
            for thing in sorted(action.things):
                by_lemma.setdefault((lemma, thing), action)
    for row in things.values():
        if row["default"] and row["default"] not in actions:
            raise row.error(f"there is no class {row['default']!r}")
    kinds = {
        name: ThingClass(name, row["label"], row["default"], row["scope"] == "closed")
        for name, row in things.items()
    }
    return Classes(
        actions,
        kinds,
        by_lemma,
        {stem(lemma): kinds[name] for name, row in things.items() for lemma in row.several("lemmas")},
        {lemma: frozenset(found) for lemma, found in families.items()},
        tuple((phrase, action) for action in actions.values() for phrase in action.phrases),
        *(
            _stems(use, language)
            for use in (
                "light",
                "copula",
                "transparent",
                "reversing",
                "pointing",
                "backing",
                "judging",
                "anaphor",
                "saying",
                "asking",
                "ability",
                "deciding",
                "arranging",
                "own-act",
                "sure-act",
                "text",
            )
        ),
    )


def _actions(things: frozenset[str], language: str) -> dict[str, ActionClass]:
    """Return the action classes by name.

    Raises:
        LexiconError: If a table cannot be read, or names a class that does not exist.
    """
    rows = table("action_classes", ("class", "things", "lemmas", "agent", "third"), language)
    names = {row["class"] for row in rows}
    actions = {}
    for row in rows:
        others = (*row.several("opposite"), *row.several("converse"))
        for wanted, known in ((row.several("things"), {*things, ANYTHING}), (others, names)):
            if missing := sorted(set(wanted) - known):
                raise row.error(f"there is no class {missing[0]!r}")
        lemmas = frozenset(
            "+".join(stem(part) for part in lemma.split("+")) for lemma in row.several("lemmas")
        )
        actions[row["class"]] = ActionClass(
            row["class"], frozenset(row.several("things")), lemmas, row.several("opposite"),
            row["event"], row["agent"], row["third"], row["preposition"], row["converse"],
        )  # fmt: skip
    return actions


def _stems(use: str, language: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words("light_words", "word", language, use=use))


@cache
def outcomes(use: str) -> frozenset[str]:
    """Return the stems of the words of one use in `outcome_words.tsv`."""
    return frozenset(stem(word) for word in words("outcome_words", "word", use=use))
