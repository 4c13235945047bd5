"""Groups sets of words that overlap enough, without comparing each with each.

Sets are taken the fullest first; each joins the leader it overlaps most, or becomes a leader. Two sets can
only reach the threshold when they share one of their rarest words, so only those are looked up.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Member = TypeVar("Member")


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share in [0, 1] of the words of both that both have."""
    return len(one & other) / len(one | other) if one or other else 1.0


def grouped(
    members: Iterable[Member],
    words: Callable[[Member], frozenset[str]],
    joins: Callable[[Member, Member], bool],
    least: float,
) -> list[list[Member]]:
    """Group members whose words overlap by `least` or more; the first of each group is its leader.

    Args:
        members: In the order in which they may become leaders.
        words: The words of a member.
        joins: Whether a member may join a leader, given that their words overlap enough.
        least: Jaccard overlap in (0, 1].
    """
    listed = [(member, words(member)) for member in members]
    counts = Counter(word for _, own in listed for word in own)
    groups: list[list[Member]] = []
    leading: list[frozenset[str]] = []
    by_word: dict[str, list[int]] = defaultdict(list)
    for member, own in listed:
        rare = sorted(own, key=lambda word: (counts[word], word))
        prefix = rare[: len(rare) - math.ceil(least * len(rare)) + 1]
        places = sorted({place for word in prefix for place in by_word[word]})
        fitting = [
            (share, -place)
            for place in places
            if (share := jaccard(own, leading[place])) >= least and joins(member, groups[place][0])
        ]
        if fitting:
            groups[-max(fitting)[1]].append(member)
            continue
        groups.append([member])
        leading.append(own)
        for word in prefix:
            by_word[word].append(len(groups) - 1)
    return groups
