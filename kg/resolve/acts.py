"""What was done about the matters of a corpus: reports of events, read as claims are.

"Finland imposed sanctions on Belarus on Tuesday" reports the very act that a position was about, so its words are settled
as a claim's are, and then looked up among the matters: the same one, or one that it undoes.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.model import Span
from kg.resolve.classes import classes, outcomes
from kg.resolve.tables import settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from kg.model import Reading, Ref
    from kg.resolve.act_words import Told
    from kg.resolve.actors import Cast
    from kg.resolve.corpus import Corpus
    from kg.resolve.matter import Lasting


@dataclass(frozen=True, slots=True)
class Act:
    """One report that somebody did, or refused to do, what a matter of the corpus is about."""

    ref: Ref
    """Document and index of the event mention."""
    agent: str
    """Key of the state or body whose act it is."""
    on: date
    """The first day on which it can lie, else the day of the report."""
    words: str
    sentence: Span
    matter: str
    """Key of the proposition."""
    done: bool
    """Whether the proposition came true by it; False where it was refused or undone."""
    dated: bool = True
    """Whether the text says when it was; else it is known only to be no later than the report."""


def acts(
    corpus: Corpus, cast: Cast, reported: Iterable[tuple[str, Told]], leaders: Mapping[str, Lasting]
) -> tuple[Act, ...]:
    """Return the reports of acts on the matters of a corpus, in order of time.

    Args:
        corpus: The readings.
        cast: Their actors.
        reported: What the words about events say, with their documents.
        leaders: Of each proposition by its key, the claim that says most.
    """
    index = _Index(leaders, cast)
    found = [
        act
        for ident, told in reported
        if told.agent in index.agents
        for act in _acts(corpus.readings[ident], told, index)
    ]
    return tuple(sorted(found, key=_order))


def _order(act: Act) -> tuple[date, int, Ref, str]:
    """Order by day; of one day the report that says most comes first, not a headline."""
    return (act.on, -len(act.words), act.ref, act.matter)


def _acts(reading: Reading, told: Told, index: _Index) -> Iterator[Act]:
    """Yield what a report tells as done about matters of the corpus."""
    begins, ref = reading.events[told.number].begins, (reading.article.ident, told.number)
    on = begins or reading.article.published
    if on is None:
        return
    for key, same in index.found(told.matter, told.agent, refused=told.refused):
        done = same is not told.refused
        yield Act(ref, told.agent, on, told.words, told.sentence, key, done, begins is not None)


class _Index:
    """The matters of a corpus by what tells an act on them; nothing is compared with everything."""

    def __init__(self, leaders: Mapping[str, Lasting], cast: Cast) -> None:
        """Index the matters that have an agent."""
        self._leaders = leaders
        self._closed: dict[tuple[str, str, str], dict[str | None, str]] = defaultdict(dict)
        self._open: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._counts = Counter(word for leader in leaders.values() for word in leader.terms)
        self.agents: set[str | None] = set()
        """Keys of all who could act."""
        for key, leader in leaders.items():
            if leader.agent is None:
                continue
            agent = cast.belonging.acting(leader.agent, None)
            self.agents.add(agent)
            if leader.closed:
                self._closed[agent, leader.action, leader.thing][leader.patient] = key
            for word in self._rare(leader):
                self._open[agent, word].append(key)

    def _rare(self, leader: Lasting) -> list[str]:
        """Return words of which one at least stands in whatever holds enough of the matter's words."""
        told = sorted(_content(leader), key=lambda word: (self._counts[word], word))
        return told[: len(told) - math.ceil(settings().contained_share * len(told)) + 1] if told else []

    def found(self, act: Lasting, agent: str, *, refused: bool) -> Iterator[tuple[str, bool]]:
        """Yield the matters that an act is about, and whether it is the matter itself or what undoes it."""
        if act.closed and act.sense.action is not None:
            for name in (act.action, *act.sense.action.opposites):
                known = self._closed.get((agent, name, act.thing), {})
                key = known.get(act.patient)
                if key is None and act.patient is None and len(known) == 1:
                    key = next(
                        iter(known.values())
                    )  # "deployed 300 soldiers" where it could only be one place
                if key is not None:
                    yield key, name == act.action
            return
        keys = {key for word in act.terms for key in self._open.get((agent, word), ())}
        for key in sorted(keys):
            leader = self._leaders[key]
            if not self._within(leader, act):
                continue
            if refused or _same_verb(leader, act):
                yield key, True
            elif act.action in _opposites(leader):
                yield key, False

    def _within(self, leader: Lasting, act: Lasting) -> bool:
        """Return whether an act's words say all or nearly all that a matter's say, and nothing that excludes it."""
        wanted = _content(leader)
        if len(wanted & act.words) < settings().contained_share * len(wanted):
            return False
        return leader.patient is None or act.patient in (None, leader.patient)


def _content(leader: Lasting) -> frozenset[str]:
    """Return the words of a matter without its agent."""
    return leader.words - {f"@{leader.agent}"}


def _same_verb(leader: Lasting, act: Lasting) -> bool:
    endorsing = outcomes("endorse")
    return leader.action == act.action or (leader.sense.verb in endorsing and act.sense.verb in endorsing)


def _opposites(leader: Lasting) -> Iterable[str]:
    """Return the action classes that undo a matter."""
    action = leader.sense.action
    return action.opposites if action is not None else _undone(leader.sense.verb)


@cache
def _undone(verb: str) -> frozenset[str]:
    lexicon = classes()
    return frozenset(
        opposite for name in lexicon.families.get(verb, ()) for opposite in lexicon.actions[name].opposites
    )
