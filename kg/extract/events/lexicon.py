"""The event types of `ontology/events/`: their triggers, frames and word classes, read once per process.

`ontology/events/frames.ttl` tells how a trigger is written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.errors import OntologyError
from kg.model import Kind
from kg.paths import ontology_files, ontology_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

EVT = "https://w3id.org/geostance/event-types#"
GS = "https://w3id.org/geostance/ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
NOUN_LINKS = frozenset({"of", "with", "between", "for", "from", "against", "in"})
"""Prepositions that may follow the head noun of a trigger: "call with", "cessation of hostility"."""
PRECISION_FILE = "precision.tsv"
UNREAL, ASIDE = "unreal", "aside"
"""Rows of that file: factors for what has not happened, and for what is told in passing, in a clause below another act."""
_TRIGGER = re.compile(r"(?P<words>[^\[\]|]+?)\s*(?:\[(?P<objects>[^\]]*)\])?\s*(?:\|(?P<frame>.*))?")
_SLOT = re.compile(r"(?P<role>[<>])(?P<place>[a-z]+)(?::(?P<kinds>[A-Za-z,]+))?")


@dataclass(frozen=True, slots=True)
class Slot:
    """One place where an actor may stand."""

    place: str
    """`subj`, `obj`, `dative`, `poss`, `mod`, `comp`, or a preposition."""
    kinds: frozenset[Kind] = frozenset()
    """The kinds of actor that fit; empty: any."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A verb, noun, adjective or modal that names an event of one type."""

    type: str
    words: tuple[str, ...]
    """Lemmas: a verb with its particles, or a noun phrase."""
    wanted: frozenset[str] = frozenset()
    """Lemmas of which the object must be one; it then belongs to the trigger."""
    barred: frozenset[str] = frozenset()
    """Lemmas which the object must not be."""
    needs_object: bool = False
    bars_object: bool = False
    needs_clause: bool = False
    """Whether a clause completes it: "ruled that the ban is void"."""
    initiators: tuple[Slot, ...] = ()
    recipients: tuple[Slot, ...] = ()

    @property
    def limits_object(self) -> bool:
        """Whether it asks for an object or a clause of any kind, or for none."""
        return self.needs_object or self.bars_object or self.needs_clause

    @property
    def rank(self) -> tuple[int, bool, bool, bool, bool]:
        """How specific it is: a more specific trigger wins over one that matches the same words."""
        limited = any(slot.kinds for slot in self.recipients)
        narrower = self.type != self.type.upper()
        return len(self.words), limited, bool(self.wanted) or self.needs_clause, narrower, bool(self.barred)


@dataclass(frozen=True, slots=True)
class EventType:
    """A category or a narrower kind of event."""

    name: str
    category: str
    """The category that it belongs to: itself for a category."""
    reciprocal: bool
    """Whether all who take part do the same: "A and B met"."""
    promised: str | None
    """Category of the act of announcing it: announced aid is AGREE."""
    refused: str | None
    """Category of the act of refusing it."""


@dataclass(frozen=True, slots=True)
class EventLexicon:
    """Everything the extractor knows of event types."""

    types: dict[str, EventType]
    verbs: dict[str, tuple[Trigger, ...]]
    """First word to triggers, the most specific first."""
    nouns: dict[str, tuple[Trigger, ...]]
    """Head noun to triggers, the most specific first."""
    adjectives: dict[str, tuple[Trigger, ...]]
    modals: dict[str, tuple[Trigger, ...]]
    classes: dict[str, frozenset[str]]
    """Word classes of `frames.ttl`, by local name."""
    precision: dict[tuple[str, str], float]
    """(category, rule) to the share that was right on training data."""

    def confidence(self, category: str, rule: str, *, happened: bool = True, aside: bool = False) -> float:
        """Return the measured precision of a rule in a category, of the rule alone where too few were seen."""
        share = (
            self.precision.get((category, rule))
            or self.precision.get(("*", rule))
            or self.precision["*", "*"]
        )
        share *= 1 if happened else self.precision["*", UNREAL]
        return round(share * (self.precision["*", ASIDE] if aside else 1), 2)


def _slots(text: str, where: str) -> tuple[tuple[Slot, ...], tuple[Slot, ...]]:
    """Read a frame into the places of initiator and recipient.

    Raises:
        OntologyError: If it is not written as `frames.ttl` tells.
    """
    found: dict[str, list[Slot]] = {"<": [], ">": []}
    for word in text.split():
        match = _SLOT.fullmatch(word)
        if match is None:
            raise OntologyError(f"event types: {where}: {word!r} is not a place in a frame")
        names = (match["kinds"] or "").split(",") if match["kinds"] else []
        if unknown := sorted(set(names) - {kind.value for kind in Kind}):
            raise OntologyError(f"event types: {where}: no kind of actor: {', '.join(unknown)}")
        found[match["role"]].append(Slot(match["place"], frozenset(Kind(name) for name in names)))
    return tuple(found["<"]), tuple(found[">"])


def parse_trigger(
    text: str, type_name: str, default: str, classes: Mapping[str, frozenset[str]] | None = None
) -> Trigger:
    """Read a trigger literal.

    Args:
        text: The literal.
        type_name: Name of the event type.
        default: The frame of its category.
        classes: Word classes that may stand among the objects as "@Name".

    Raises:
        OntologyError: If it is not written as `frames.ttl` tells.
    """
    match = _TRIGGER.fullmatch(text)
    if match is None:
        raise OntologyError(f"event types: {type_name}: {text!r} is not a trigger")
    usual = _slots(default, type_name)
    own = _slots(match["frame"] or "", type_name)
    objects = (match["objects"] or "").split()
    barred = bool(objects) and objects[0].startswith("^")
    names = _objects([o.removeprefix("^") for o in objects], classes or {}, type_name)
    return Trigger(
        type=type_name,
        words=tuple(match["words"].split()),
        wanted=frozenset() if barred else names,
        barred=names if barred else frozenset(),
        needs_object="*" in objects,
        bars_object="-" in objects,
        needs_clause="+" in objects,
        initiators=own[0] + tuple(s for s in usual[0] if s.place not in {o.place for o in own[0] + own[1]}),
        recipients=own[1] or usual[1],
    )


def _objects(words: Iterable[str], classes: Mapping[str, frozenset[str]], where: str) -> frozenset[str]:
    """Return the lemmas of an object list, word classes ("@Name") unfolded.

    Raises:
        OntologyError: If there is no such class.
    """
    found: set[str] = set()
    for word in words:
        if not word.startswith("@"):
            found |= {word} - {"*", "-", "+"}
        elif word[1:] in classes:
            found |= classes[word[1:]]
        else:
            raise OntologyError(f"event types: {where}: no word class {word}")
    return frozenset(found)


class _Facts:
    """The triples of the files, by subject and predicate, values sorted."""

    def __init__(self, files: Iterable[Path]) -> None:
        # the extension module is loaded here so that importing the package stays fast
        from pyoxigraph import Literal, NamedNode, RdfFormat, parse  # noqa: PLC0415

        self._values: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.subjects: set[str] = set()
        for file in files:
            try:
                for triple in parse(path=file, format=RdfFormat.TURTLE):
                    subject, value = triple.subject, triple.object
                    if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                        self._values[subject.value, triple.predicate.value].append(value.value)
                        self.subjects.add(subject.value)
            except (SyntaxError, OSError) as error:
                raise OntologyError(f"{file}: {error}") from error

    def all(self, subject: str, predicate: str) -> list[str]:
        return sorted(self._values.get((subject, predicate), ()))

    def one(self, subject: str, predicate: str) -> str | None:
        return next(iter(self.all(subject, predicate)), None)


def _types(facts: _Facts) -> dict[str, EventType]:
    """Read the concepts.

    Raises:
        OntologyError: If one does not lead up to a category.
    """
    concepts = {s for s in facts.subjects if facts.one(s, SKOS + "inScheme")}
    found: dict[str, EventType] = {}
    for concept in sorted(concepts):
        top, seen = concept, {concept}
        while (above := facts.one(top, SKOS + "broader")) is not None:
            if above in seen or above not in concepts:
                raise OntologyError(f"event types: {concept} does not lead up to a category")
            seen.add(above)
            top = above
        own = facts.one(concept, GS + "reciprocal") or facts.one(top, GS + "reciprocal")
        promised, refused = facts.one(top, GS + "whenPromised"), facts.one(top, GS + "whenRefused")
        found[concept.removeprefix(EVT)] = EventType(
            concept.removeprefix(EVT),
            top.removeprefix(EVT),
            own == "true",
            promised.removeprefix(EVT) if promised else None,
            refused.removeprefix(EVT) if refused else None,
        )
    return found


def _triggers(
    facts: _Facts, types: dict[str, EventType], classes: dict[str, frozenset[str]], word_class: str
) -> dict[str, tuple[Trigger, ...]]:
    """Return the triggers of a word class by their main word, the most specific first."""
    frame = "nounFrame" if word_class == "noun" else "verbFrame"
    found: dict[str, list[Trigger]] = defaultdict(list)
    for name, kind in sorted(types.items()):
        default = facts.one(EVT + kind.category, GS + frame) or ""
        for literal in facts.all(EVT + name, f"{GS}{word_class}Trigger"):
            trigger = parse_trigger(literal, name, default, classes)
            found[_main_word(trigger.words, word_class)].append(trigger)
    return {word: tuple(sorted(found[word], key=lambda t: t.rank, reverse=True)) for word in sorted(found)}


def _main_word(words: tuple[str, ...], word_class: str) -> str:
    if word_class != "noun":
        return words[0]
    link = next((i for i, word in enumerate(words) if i and word in NOUN_LINKS), len(words))
    return words[link - 1]


def _precision(file: Path) -> dict[tuple[str, str], float]:
    """Read the measured precision: category, rule, share."""
    rows = (
        line.split("\t") for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#")
    )
    return {(row[0], row[1]): float(row[2]) for row in rows}


@lru_cache(maxsize=1)
def load() -> EventLexicon:
    """Return the event types and their triggers.

    Raises:
        OntologyError: If a file is missing, is no Turtle, or holds a trigger that is wrongly written.
    """
    facts = _Facts(ontology_files("events"))
    types = _types(facts)
    classes = {
        subject.removeprefix(GS): frozenset(facts.all(subject, GS + "lemma"))
        for subject in sorted(facts.subjects)
        if facts.all(subject, GS + "lemma")
    }
    return EventLexicon(
        types,
        _triggers(facts, types, classes, "verb"),
        _triggers(facts, types, classes, "noun"),
        _triggers(facts, types, classes, "adjective"),
        _triggers(facts, types, classes, "modal"),
        classes,
        _precision(ontology_folder() / "events" / PRECISION_FILE),
    )
