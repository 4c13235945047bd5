"""Harsh words that are blows: "Iran attacked Peru", "rebels attacked the judge", "Sudanese attacks on bridges"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.lang.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.annotate.parsed import Token

BLOWS: Final = word_set("blows")
FIGHTERS: Final = word_set("fighters")
STATES: Final = frozenset({"GPE", "NORP"})
GROUND: Final = frozenset({"GPE", "NORP", "LOC", "FAC"})
"""Named entities that a state strikes rather than scolds, if it is said to attack them."""


def is_blow(
    word: Token, doers: Iterable[Token], struck: Iterable[Token] = (), *, armed: Callable[[Token], bool]
) -> bool:
    """Return whether a word of attack is an act of war.

    Args:
        word: The verb or noun.
        doers: Who attacks.
        struck: Who or what is attacked, if a verb says so.
        armed: Tells whether a word names an organisation that fights: "the Taliban attacked the school".
    """
    if word.lemma_.lower() not in BLOWS:
        return False
    doers = tuple(doers)
    if any(doer.lemma_.lower() in FIGHTERS or armed(doer) for doer in doers):
        return True
    states = any(doer.ent_type_ in STATES for doer in doers)
    if word.pos_ == "NOUN":
        return states and word.tag_ == "NNS"  # one attack of a state may be in words
    return states and any(one.ent_type_ in GROUND for one in struck)
