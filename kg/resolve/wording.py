"""What a claim says, word by word: its actors, its class of action and thing, its content words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kg.model import Form, Kind
from kg.resolve.classes import ANYTHING, ActionClass, Classes, ThingClass, classes
from kg.resolve.names import MOST_KEPT, WORD, plain, root, stem, words
from kg.resolve.tables import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kg.knowledge import Knowledge
    from kg.model import Claim, Reading, Ref

MOST_WORDS = 6
ADAPTED = re.compile(r"\[(\w)\](?=\w)|(?<!\w)\w\](?=\w)")
"""A first letter that a quotation changed: "[T]his", cut to "T]his" where the quotation begins."""
LEAST_ALIKE = 3
"""Letters that an irregular form shares with its verb."""
TOWARD = frozenset(
    {"to", "in", "on", "against", "from", "with", "for", "into", "at", "towards", "toward", "over", "inside"}
)


class Item(NamedTuple):
    """A word of a wording, or an actor that words of it name."""

    stem: str
    """Empty for an actor."""
    actor: str
    """Key; empty for a word."""
    before: str
    """The word before it, lower case."""


item = lru_cache(maxsize=MOST_KEPT)(Item)
"""Equal items are kept once: a corpus says the same few words again and again."""


@dataclass(frozen=True, slots=True)
class Spotter:
    """Finds the actors that the words of one document's claims name."""

    names: Mapping[tuple[str, ...], tuple[str, ...]]
    """The words of a name to the keys of whom it denotes, several for "Oslo and Bern"."""
    knowledge: Knowledge
    _reach: Mapping[str, int] = field(init=False)
    """First word of a name to the number of words of the longest that begins with it."""
    _seen: dict[str, tuple[Item, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the names: most words of a text begin none."""
        reach: dict[str, int] = {}
        for told in self.names:
            reach[told[0]] = max(len(told), reach.get(told[0], 0))
        object.__setattr__(self, "_reach", reach)

    @classmethod
    def of(
        cls, ident: str, reading: Reading, actor_of: Mapping[Ref, str], knowledge: Knowledge,
        label_of: Callable[[str], str],
    ) -> Spotter:  # fmt: skip
        """Learn the names that the reading's entities go by, and the labels of those whom they denote."""
        names: dict[tuple[str, ...], tuple[str, ...]] = {}
        # "Moscow rejected it" where others met in Moscow: who acts goes before the place of that name
        for entity in sorted(reading.entities, key=lambda entity: entity.kind is Kind.PLACE):
            each = [actor_of.get((ident, number)) for number in entity.members or (entity.number,)]
            keys = tuple(key for key in each if key is not None)
            labels = (label_of(keys[0]),) if len(keys) == 1 else ()
            for form in (entity.name, *entity.names, *labels):
                told = tuple(_plain_words(form))
                if keys and told and any(char.isupper() for char in form):
                    names.setdefault(told, keys)
        pronouns = {
            tuple(_plain_words(mention.span.of(reading.article.text)))
            for mention in reading.mentions
            if mention.form is Form.PRONOUN
        }
        return cls({told: keys for told, keys in names.items() if told not in pronouns}, knowledge)

    def called(self, word: str) -> str | None:
        """Return the one actor whose name ends in a word, None where there is none or there are several."""
        last = _plain(word)
        keys = {keys for told, keys in self.names.items() if told[-1] == last} if last else set()
        return next(iter(keys))[0] if len(keys) == 1 and all(len(k) == 1 for k in keys) else None

    def items(self, wording: str) -> tuple[Item, ...]:
        """Return the words and actors of a wording, in order."""
        if wording not in self._seen:
            self._seen[wording] = tuple(self._items(wording))
        return self._seen[wording]

    def _items(self, wording: str) -> Iterator[Item]:
        raw = [match.group() for match in WORD.finditer(ADAPTED.sub(r"\1", wording))]
        told = [_plain(word) for word in raw]
        place = 0
        while place < len(raw):
            before = told[place - 1] if place else ""
            size = next(
                (
                    n
                    for n in range(min(MOST_WORDS, len(raw) - place, self._reach.get(told[place], 0)), 0, -1)
                    if tuple(told[place : place + n]) in self.names
                ),
                0,
            )
            if size and any(word[:1].isupper() for word in raw[place : place + size]):
                for key in self.names[tuple(told[place : place + size])]:
                    yield item("", key, before)
                place += size
                continue
            word = raw[place].removesuffix("'s").removesuffix("’s")
            states = [_described(self.knowledge, part) for part in word.split("-")]
            if all(states):  # "Greek", "Greek-Cypriot"
                yield from (item("", state, before) for state in states)
            else:
                yield item(stem(raw[place]), "", before)
            place += 1


@lru_cache(maxsize=MOST_KEPT)
def _described(knowledge: Knowledge, word: str) -> str:
    """Return the key of the state that an adjective or the name of a people is of, else an empty text."""
    found = knowledge.adjective(word)
    return "" if found is None else found.key


def _plain(word: str) -> str:
    return plain(word).removesuffix("'s").removesuffix("’s")


def _plain_words(text: str) -> list[str]:
    return [
        _plain(match.group())
        for match in WORD.finditer(text)
        if match.group().lower() not in ("the", "a", "an")
    ]


@dataclass(frozen=True, slots=True)
class Sense:
    """What a claim's words say, before its actors are settled."""

    action: ActionClass | None
    thing: ThingClass | None
    verb: str
    """Stem of an action without a class; empty for a light one."""
    items: tuple[Item, ...]
    families: frozenset[str]
    """Action classes that the words can mean when something else tells which thing."""

    @property
    def act(self) -> str:
        """The name of the class of action, else the root of the verb."""
        return self.action.name if self.action is not None else root(self.verb)

    @property
    def about(self) -> str:
        """The name of the class of thing, empty where there is none."""
        return self.thing.name if self.thing is not None else ""

    @property
    def closed(self) -> bool:
        """Return whether action, thing and actors say it all."""
        if self.action is None:
            return False
        return self.thing.closed if self.thing is not None else False

    def content(self, lexicon: Classes) -> frozenset[str]:
        """Return the stems that carry meaning, things by their class, actors by @key, the action left out."""
        found = set()
        stems = {item.stem for item in self.items}
        phrases = self.action.phrases if self.action is not None else ()
        wrapping = lexicon.asking if self.action is not None else frozenset()
        acting = {word for phrase in phrases if phrase <= stems for word in phrase} - lexicon.thing_of.keys()
        for item in self.items:
            if item.stem in acting or item.stem in wrapping:
                continue
            if item.actor:
                found.add(f"@{item.actor}")
            elif item.stem not in lexicon.empty and root(item.stem) != root(self.verb):
                thing = lexicon.thing_of.get(item.stem)
                if thing is not None:
                    found.add(f"={thing.name}")
                elif self.action is None or item.stem not in self.action.lemmas:
                    found.add(root(item.stem))
        return frozenset(found)


def sense(claim: Claim, spotter: Spotter, named: str) -> Sense:
    """Classify the words of a claim.

    Args:
        claim: What a document says.
        spotter: Finds its actors.
        named: Its words with names for pronouns.
    """
    lexicon = classes()
    items = spotter.items(named)
    verbs = [stem(word) for word in words(claim.action)]
    told = words(claim.wording)
    within = [stem(word) for word in told]
    place = _place(verbs, within)
    reach = settings().act_reach
    near = within[max(0, place - reach) : place + reach + 1] if place is not None else within
    acts = [
        stem(word) for number, word in enumerate(told) if not word.endswith("ed") and number >= (place or 0)
    ]  # no participles: "agreed"
    through = all(verb in lexicon.looked_through or verb in lexicon.thing_of for verb in verbs)
    through = through and not any(word in lexicon.reversing for word in within)
    bare = through and not any(verb in lexicon.light for verb in verbs)
    candidates = verbs + (acts if through else [])
    things = _things(claim, verbs, near, lexicon)
    action, thing = _classed(candidates, things, {*verbs, *within}, lexicon, bare=bare)
    families = frozenset(name for word in candidates for name in lexicon.families.get(word, ()))
    heavy = [v for v in verbs if v not in lexicon.empty]
    return Sense(action, thing, heavy[-1] if heavy else "", items, families)


def is_the_thing(claim: Claim, meant: Sense) -> bool:
    """Return whether whom a claim gives as acted on is the thing of its act itself: "contribute *troops*"; "expel Omani troops" says whose."""
    acted = claim.patient
    if (
        acted is None
        or acted.kind is not Kind.GROUP
        or acted.state is not None
        or classes().thing_of.get(stem(claim.thing)) != meant.thing
    ):
        return False
    return meant.thing is not None and stem(words(acted.name)[-1]) == stem(claim.thing)


def _place(verbs: list[str], within: list[str]) -> int | None:
    """Return where the verb stands in the wording; irregular forms by how they begin."""
    for verb in verbs:
        if verb in within:
            return within.index(verb)
        alike = [
            n
            for n, word in enumerate(within)
            if len(verb) >= LEAST_ALIKE and word[:LEAST_ALIKE] == verb[:LEAST_ALIKE]
        ]
        if alike:
            return alike[0]
    return None


def _things(claim: Claim, verbs: list[str], within: list[str], lexicon: Classes) -> list[ThingClass]:
    """Return the classes of thing in the claim: of its object, its verb, its agent, then of any of its words."""
    agent = claim.agent.name if claim.agent is not None and claim.agent.kind is Kind.GROUP else ""
    stems = [
        *(stem(word) for word in reversed(words(claim.thing))),
        *verbs,
        *(stem(word) for word in reversed(words(agent))),
        *within,
    ]
    return list(dict.fromkeys(lexicon.thing_of[word] for word in stems if word in lexicon.thing_of))


def _classed(
    candidates: list[str], things: list[ThingClass], stems: set[str], lexicon: Classes, *, bare: bool
) -> tuple[ActionClass | None, ThingClass | None]:
    """Return action and thing class: by phrase, by verb and thing, by the thing alone, by the verb alone."""
    for phrase, action in lexicon.phrases:
        if phrase <= stems:
            fitting = [thing for thing in things if thing.name in action.things]
            return action, fitting[0] if fitting else _only_thing(action, lexicon)
    for thing in things:
        found = lexicon.action(candidates, thing.name)
        if found is not None:
            return found, thing
    for thing in things:
        if bare and thing.default:
            return lexicon.actions[thing.default], thing
    return lexicon.action(candidates[:1], ANYTHING), None


def _only_thing(action: ActionClass, lexicon: Classes) -> ThingClass | None:
    named = sorted(action.things - {ANYTHING})
    return lexicon.things[named[0]] if named else None
