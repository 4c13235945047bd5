"""What one document says, with its actors settled: its claims, and what its reports tell as done.

A document is settled from its reading and from answers about its actors that hang on the whole corpus. So it goes, with
those answers, to whoever works (`kg.hands`); one that asks for more is settled here.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from kg import knowledge as tables
from kg.ledger import unpacked
from kg.resolve.act_words import Told, packed_told, told_acts, unpacked_told
from kg.resolve.actors import Cast
from kg.resolve.labels import says_little, worded
from kg.resolve.matter import lasting
from kg.resolve.matters import claims
from kg.resolve.memory import ACTING, KIND, LABEL, Answers, Asked, Given, Memory, UnansweredError, read, told
from kg.resolve.packing import packed
from kg.resolve.packing import unpacked as unpacked_matter
from kg.resolve.settling import Settler
from kg.resolve.shuffle import Common
from kg.resolve.tables import settings, using
from kg.resolve.telling import Teller
from kg.resolve.wording import Spotter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kg.knowledge import Knowledge
    from kg.model import Reading
    from kg.resolve.corpus import Corpus
    from kg.resolve.matter import Lasting

SORT = "document"
_TOGETHER = 16
"""Documents that go to another process at a time."""
_WORTH = 4 * _TOGETHER
"""Documents from which on it is worth while to have others work."""


class Settled(NamedTuple):
    """What a document says."""

    claims: list[Lasting]
    """Each once, in the order of the reading."""
    acts: list[Told]


class Sent(NamedTuple):
    """A document as it goes to another process."""

    revision: str
    reading: bytes
    keys: tuple[str, ...]
    """Of each entity who it is."""
    answers: Answers


def settled(
    corpus: Corpus, cast: Cast, knowledge: Knowledge, label_of: Callable[[str], str], memory: Memory
) -> tuple[list[Lasting], list[tuple[str, Told]]]:
    """Return the claims of all documents of a corpus, and what their reports tell as done, each with its document.

    Args:
        corpus: The readings.
        cast: Their actors.
        knowledge: The curated actors.
        label_of: Key of an actor to its label.
        memory: What was settled before.
    """
    room = _Room(cast, knowledge, label_of, memory)
    found = {ident: room.recalled(reading) for ident, reading in corpus.readings.items()}
    missing = [reading for ident, reading in corpus.readings.items() if found[ident] is None]
    for reading, made in zip(missing, room.anew(missing), strict=True):
        found[reading.article.ident] = made
    each = [(ident, document) for ident, document in found.items() if document is not None]
    return (
        [matter for _, document in each for matter in document.claims],
        [(ident, one) for ident, document in each for one in document.acts],
    )


class _Room(NamedTuple):
    """Settles the documents of a corpus."""

    cast: Cast
    knowledge: Knowledge
    label_of: Callable[[str], str]
    memory: Memory

    def recalled(self, reading: Reading) -> Settled | None:
        """Return what was settled of a document before, None where it has to be anew."""
        ident = reading.article.ident
        if not self.memory.keeps:
            return None
        hangs_on = _hangs_on(self.memory.revision(ident), self._keys(reading))
        plain = self.memory.recalled(SORT, ident, hangs_on, self.cast, self.label_of)
        return None if plain is None else _made(plain, reading)

    def anew(self, missing: Sequence[Reading]) -> Iterator[Settled]:
        """Settle documents."""
        hands = self.memory.hands
        if hands.here or len(missing) < _WORTH:
            yield from map(self._here, missing)
            return
        common = Common(self.knowledge.own, settings())
        groups = (tuple(map(self._sent, group)) for group in _batched(missing))
        sent = (one for group in hands.map(settled_elsewhere, common, groups) for one in group)
        for reading, data in zip(missing, sent, strict=True):
            if data is None:
                yield self._here(reading)
            else:
                self.memory.keep(SORT, reading.article.ident, data)
                yield _made(read(data)[2], reading)

    def _here(self, reading: Reading) -> Settled:
        ident = reading.article.ident
        asked = Asked(self.cast, self.label_of)
        found = settle(reading, self.knowledge, asked)
        if self.memory.keeps:
            hangs_on = _hangs_on(self.memory.revision(ident), self._keys(reading))
            self.memory.keep(SORT, ident, told(hangs_on, asked.answers, _plain(found, reading)))
        return found

    def _keys(self, reading: Reading) -> tuple[str, ...]:
        ident = reading.article.ident
        return tuple(self.cast.of[ident, entity.number] for entity in reading.entities)

    def _sent(self, reading: Reading) -> Sent:
        """Return a document with the answers to all that it is likely to ask."""
        on = reading.article.published
        day = None if on is None else on.isoformat()
        keys, belonging = self._keys(reading), self.cast.belonging
        acting = {key: belonging.acting(key, on) for key in dict.fromkeys(keys)}
        answers: Answers = {(ACTING, key, day): state for key, state in acting.items()}
        through = settings().europe_acts_through
        for key in {*acting, *acting.values(), *({through} & self.knowledge.actors.keys())}:
            kind = belonging.kind(key)
            answers[KIND, key, None] = None if kind is None else kind.value
            answers[LABEL, key, None] = self.label_of(key)
        ident = reading.article.ident
        return Sent(self.memory.revision(ident), self.memory.packed(reading), keys, answers)


def settled_elsewhere(common: Common, group: Iterable[Sent]) -> tuple[bytes | None, ...]:
    """Settle documents away from their corpus; None stands for one that asks for more than went along with it."""
    knowledge = tables.load(common.own)
    with using(common.limits):
        return tuple(_elsewhere(sent, knowledge) for sent in group)


def _elsewhere(sent: Sent, knowledge: Knowledge) -> bytes | None:
    reading, given = unpacked(sent.reading), Given(sent.answers)
    ident = reading.article.ident
    of = {(ident, entity.number): key for entity, key in zip(reading.entities, sent.keys, strict=True)}
    asked = Asked(Cast(of, {}, given, {}), given.label_of)
    try:
        found = settle(reading, knowledge, asked)
    except UnansweredError:
        return None
    return told(_hangs_on(sent.revision, sent.keys), asked.answers, _plain(found, reading))


def settle(reading: Reading, knowledge: Knowledge, asked: Asked) -> Settled:
    """Settle one document; of the corpus it asks only who its entities are, and what `asked` answers."""
    article = reading.article
    teller = Teller.of(article.ident, reading, asked.cast, asked.label_of)
    spotter = Spotter.of(article.ident, reading, asked.cast.of, knowledge, asked.label_of)
    settler = Settler(article.ident, article.published, asked.cast, knowledge, spotter)
    found = [
        lasting(one, one.claim, worded(one, asked.label_of), says_little=says_little(one.told))
        for one in claims(reading, teller, settler)
    ]
    return Settled(found, list(told_acts(reading, settler)))


def _hangs_on(revision: str, keys: Iterable[str]) -> list[Any]:
    """Return what a settled document hangs on beside the answers to what it asks."""
    return [revision, list(keys)]


def _plain(found: Settled, reading: Reading) -> Any:
    """Return what a document says as JSON holds it, each claim by its place in the reading."""
    places = {claim: place for place, claim in enumerate(dict.fromkeys(reading.claims()))}
    return [
        [(places[matter.claim], packed(matter)) for matter in found.claims],
        [packed_told(one) for one in found.acts],
    ]


def _made(plain: Any, reading: Reading) -> Settled:
    listed, ident = list(dict.fromkeys(reading.claims())), reading.article.ident
    return Settled(
        [unpacked_matter(matter, ident, listed[place]) for place, matter in plain[0]],
        [unpacked_told(one, ident) for one in plain[1]],
    )


def _batched(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    coming = iter(readings)
    while group := list(islice(coming, _TOGETHER)):
        yield group
