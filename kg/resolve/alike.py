"""Which claims of one action are one matter by their words: each joins the leader that it fits best, or becomes one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.model import NamedClaim
from kg.resolve.classes import classes
from kg.resolve.shuffle import Common, Lot, Shuffle, Stage, elsewhere
from kg.resolve.similar import grouped
from kg.resolve.tables import settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.resolve.belonging import Belonging
    from kg.resolve.matter import Lasting

Alike = Iterator[tuple[list["Lasting"], list[list[int]]]]
"""Claims of one action, and the places of those that are one matter."""


class Worded(NamedTuple):
    """What is compared of a claim with others of its action."""

    agent: str | None
    thing: str
    patient: str | None
    terms: tuple[str, ...]

    @property
    def words(self) -> frozenset[str]:
        """Its words, to be compared."""
        return frozenset(self.terms)


def wordings(claims: Iterable[Lasting], shuffle: Shuffle) -> Alike:
    """Return what yields the claims of each action whose words are compared, and which of them are one matter."""
    return shuffle.made(_WORDINGS, lambda: _of_one_action(claims))


def _of_one_action(claims: Iterable[Lasting]) -> list[list[Lasting]]:
    """Return the claims that are compared, by action; of each the fullest first."""
    buckets: defaultdict[str, list[Lasting]] = defaultdict(list)
    for matter in claims:
        if is_compared(matter):
            buckets[matter.action].append(matter)
    return [sorted(buckets[action], key=fullness) for action in sorted(buckets)]


def is_compared(matter: Lasting) -> bool:
    """Return whether a claim's words tell whether it is another's matter."""
    return not matter.closed and len(matter.terms) >= settings().vague_below and not is_named(matter)


def is_named(matter: Lasting) -> bool:
    """Return whether a person named the matter."""
    return isinstance(matter.claim, NamedClaim)


def fullness(matter: Lasting) -> tuple[bool, int, int, tuple[str, ...], str, str]:
    """Order claims so that the one that says most comes first and leads; one that a person named comes last."""
    unsaid = (matter.agent is None) + (matter.patient is None)
    return (
        is_named(matter),
        unsaid,
        -len(matter.terms),
        matter.terms,
        matter.claim.label,
        matter.ident,
    )


def of_one_matter(_belonging: Belonging, claims: Sequence[Worded]) -> list[list[int]]:
    """Return the places of the claims of one action that are one matter; the first of each is its leader's.

    Args:
        claims: The fullest first.
    """
    found = grouped(enumerate(claims), _words, _joins, settings().same_wording)
    return [[place for place, _ in matter] for matter in found]


def matters_elsewhere(common: Common, lot: Lot[list[Worded]]) -> tuple[list[list[int]], ...]:
    """Return what `of_one_matter` makes of each group of a lot, away from the corpus."""
    return elsewhere(of_one_matter, common, lot)


def _worded(claims: list[Lasting]) -> list[Worded]:
    return [Worded(claim.agent, claim.thing, claim.patient, claim.terms) for claim in claims]


_WORDINGS: Final[Stage[list[Lasting], list[Worded], list[list[int]]]] = Stage(
    of_one_matter, matters_elsewhere, _worded, len
)


def _words(claim: tuple[int, Worded]) -> frozenset[str]:
    return claim[1].words


def _joins(one: tuple[int, Worded], first: tuple[int, Worded]) -> bool:
    """Return whether a claim may be the leader's matter: no other actors, thing, numbers, no opposite words."""
    matter, leader = one[1], first[1]
    if matter.thing and leader.thing and matter.thing != leader.thing:
        return False  # a wall and a railway to one border
    for own, other in ((matter.agent, leader.agent), (matter.patient, leader.patient)):
        if own is not None and own != other:
            return False
    said, led = matter.words, leader.words
    ours, theirs = sorted(said - led), sorted(led - said)
    if any(word.startswith("@") for word in ours) and any(word.startswith("@") for word in theirs):
        return False
    if any(word[:1].isdigit() for word in (*ours, *theirs)):
        return False
    lexicon = classes()
    return not any(lexicon.opposed(one, other) for one in ours for other in theirs)
