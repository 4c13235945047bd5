"""What was done about the matters of a corpus: reports of events, read as claims are.

"Finland imposed sanctions on Belarus on Tuesday" reports the very act that a position was about, so its words are settled
as a claim's are, and then looked up among the matters: the same one, or one that it undoes.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from kg.lang.tables import table, words
from kg.model import Claim, EventStatus, Span
from kg.resolve.classes import classes
from kg.resolve.names import plain, stem
from kg.resolve.settling import Settler
from kg.resolve.tables import settings
from kg.resolve.wording import Spotter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from kg.knowledge import Knowledge
    from kg.model import EventMention, Reading, Ref
    from kg.resolve.actors import Cast
    from kg.resolve.corpus import Corpus
    from kg.resolve.matter import Matter

BOUND = re.compile(
    r"[;:!?\n\"“”]|[.,](?=\s|$)|\s[—–-]\s|\s(?:after|before|when|while|because|although|but)\s"
)
"""Where the words about an event begin and end."""
STOP = re.compile(r"(?<!\b[A-Z])[.!?][”’\"')]*\s+|\n\s*")
"""Where a sentence ends: not behind an initial ("J. Kent", "U.S. troops")."""
AHEAD = re.compile(r"\b(?:will|would|shall|should|may|might|could|must|not|never|to)\b")
"""Before the word for an event: it is not told as done ("will not supply", "ready to sign")."""


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


@cache
def _outcomes(use: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words("outcome_words", "word", use=use))


@cache
def _irregular() -> dict[str, str]:
    return {row["form"]: row["verb"] for row in table("irregular_verbs", ("form", "verb"))}


def acts(
    corpus: Corpus,
    cast: Cast,
    knowledge: Knowledge,
    leaders: Mapping[str, Matter],
    label_of: Callable[[str], str],
) -> tuple[Act, ...]:
    """Return the reports of acts on the matters of a corpus, in order of time.

    Args:
        corpus: The readings.
        cast: Their actors.
        knowledge: The curated actors.
        leaders: Of each proposition by its key, the claim that says most.
        label_of: Key of an actor to its label.
    """
    index = _Index(leaders, cast)
    found = [
        act
        for ident, reading in corpus.readings.items()
        for act in _of_document(ident, reading, cast, knowledge, index, label_of)
    ]
    return tuple(sorted(found, key=_order))


def _order(act: Act) -> tuple[date, int, Ref, str]:
    """Order by day; of one day the report that says most comes first, not a headline."""
    return (act.on, -len(act.words), act.ref, act.matter)


def _of_document(
    ident: str,
    reading: Reading,
    cast: Cast,
    knowledge: Knowledge,
    index: _Index,
    label_of: Callable[[str], str],
) -> Iterator[Act]:
    published = reading.article.published
    settler = None
    for number, mention in enumerate(reading.events):
        on, agent = mention.begins or published, _agent(ident, mention, cast, published)
        if on is None or agent is None or agent not in index.agents:
            continue
        if not _is_fact(ident, mention, cast, published, agent):
            continue
        settler = settler or Settler(
            ident, published, cast, knowledge, Spotter.of(ident, reading, cast.of, knowledge, label_of)
        )
        told, sentence = _told(mention, reading.article.text), _sentence(mention, reading.article.text)
        matter, refused = _settled(mention, told, reading.article.text, settler)
        for key, same in index.found(matter, agent, refused=refused) if matter is not None else ():
            yield Act((ident, number), agent, on, told, sentence, key, same is not refused)


def _agent(ident: str, mention: EventMention, cast: Cast, on: date | None) -> str | None:
    key = cast.key(ident, mention.initiator)
    return None if key is None else cast.belonging.acting(key, on)


def _is_fact(ident: str, mention: EventMention, cast: Cast, on: date | None, agent: str) -> bool:
    """Return whether a report is the narrator's, or of one who tells of their own side; an accusation is none."""
    if mention.status is not EventStatus.HAPPENED:
        return False
    if mention.attribution is None:
        return True
    source = cast.key(ident, mention.attribution.source)
    return source is not None and cast.belonging.acting(source, on) == agent


def _told(mention: EventMention, text: str) -> str:
    """Return the words about an event: its clause, as far as commas and the like show it."""
    begin = max((m.end() for m in BOUND.finditer(text, 0, mention.trigger.begin)), default=0)
    end = BOUND.search(text, mention.trigger.end)
    return " ".join(text[begin : end.start() if end else len(text)].split())


def _sentence(mention: EventMention, text: str) -> Span:
    """Return the sentence of a report, as far as full stops and paragraphs show it."""
    begin = max((m.end() for m in STOP.finditer(text, 0, mention.trigger.begin)), default=0)
    end = STOP.search(text, mention.trigger.end)
    whole = text[begin : end.end() if end else len(text)]
    return Span(begin, begin + len(whole.rstrip()))


def _settled(mention: EventMention, told: str, text: str, settler: Settler) -> tuple[Matter | None, bool]:
    """Return the matter of an event's words, and whether they say that it will not be: "refused to change it".

    None where the event is another than the matter: "promised to send troops" sends none.
    """
    words_of_trigger = mention.trigger.of(text)
    if AHEAD.search(told.partition(words_of_trigger)[0]) or AHEAD.match(words_of_trigger):
        return None, False
    verb = plain(words_of_trigger.split()[0])
    verb = _irregular().get(verb, verb)
    claim = Claim(told, told, mention.initiator, verb, "", mention.recipient)
    if stem(verb) in _outcomes("refuse"):
        after = told[told.find(words_of_trigger) + len(words_of_trigger.split()[0]) :].strip()
        return settler.matter(replace(claim, wording=after, label=after, action=""), after), True
    matter = settler.matter(claim, told)
    action = matter.sense.action
    if action is not None and stem(verb) not in action.lemmas:
        return None, False
    return matter, False


class _Index:
    """The matters of a corpus by what tells an act on them; nothing is compared with everything."""

    def __init__(self, leaders: Mapping[str, Matter], cast: Cast) -> None:
        """Index the matters that have an agent."""
        self._leaders = leaders
        self._closed: dict[tuple[str, str, str], dict[str | None, str]] = defaultdict(dict)
        self._open: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._counts = Counter(word for leader in leaders.values() for word in leader.words)
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

    def _rare(self, leader: Matter) -> list[str]:
        """Return words of which one at least stands in whatever holds enough of the matter's words."""
        told = sorted(_content(leader), key=lambda word: (self._counts[word], word))
        return told[: len(told) - math.ceil(settings().contained_share * len(told)) + 1] if told else []

    def found(self, act: Matter, agent: str, *, refused: bool) -> Iterator[tuple[str, bool]]:
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
        keys = {key for word in act.words for key in self._open.get((agent, word), ())}
        for key in sorted(keys):
            leader = self._leaders[key]
            if not self._within(leader, act):
                continue
            if refused or _same_verb(leader, act):
                yield key, True
            elif act.action in _opposites(leader):
                yield key, False

    def _within(self, leader: Matter, act: Matter) -> bool:
        """Return whether an act's words say all or nearly all that a matter's say, and nothing that excludes it."""
        wanted = _content(leader)
        if len(wanted & act.words) < settings().contained_share * len(wanted):
            return False
        return leader.patient is None or act.patient in (None, leader.patient)


def _content(leader: Matter) -> frozenset[str]:
    """Return the words of a matter without its agent."""
    return leader.words - {f"@{leader.agent}"}


def _same_verb(leader: Matter, act: Matter) -> bool:
    endorsing = _outcomes("endorse")
    return leader.action == act.action or (leader.sense.verb in endorsing and act.sense.verb in endorsing)


def _opposites(leader: Matter) -> Iterable[str]:
    """Return the action classes that undo a matter."""
    action = leader.sense.action
    return action.opposites if action is not None else _undone(leader.sense.verb)


@cache
def _undone(verb: str) -> frozenset[str]:
    lexicon = classes()
    return frozenset(
        opposite for name in lexicon.families.get(verb, ()) for opposite in lexicon.actions[name].opposites
    )
