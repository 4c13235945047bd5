"""Tells father from son: "the elder Rao", "Lind's daughter, Ida Lind", "the younger Lind"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lang.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.annotate.board import Draft
    from kg.annotate.layout import Layout

ELDER, YOUNGER = word_set("elder of two"), word_set("younger of two")
SENIOR_KIN, JUNIOR_KIN = word_set("senior kin"), word_set("junior kin")
REACH = 8
"""Tokens before a name, or behind its comma, within which its bearer is called somebody's kin; editorial."""


def of_generation(
    layout: Layout, begin: int, drafts: list[Draft], seen: Mapping[int, list[int]]
) -> list[Draft]:
    """Return those of one surname whom "the elder" or "the younger" before it leaves, all where nothing tells.

    Args:
        layout: The document.
        begin: First token of the surname.
        drafts: Who has the surname.
        seen: id of a draft to the tokens where it was named.
    """
    word = layout.lower[begin - 1] if begin else ""
    if len(drafts) < 2 or word not in ELDER | YOUNGER:
        return drafts
    kin = {id(draft): _kin(layout, seen[id(draft)]) for draft in drafts}
    wanted, other = ("senior", "junior") if word in ELDER else ("junior", "senior")
    called = [draft for draft in drafts if kin[id(draft)] == wanted]
    left = [draft for draft in drafts if kin[id(draft)] != other]
    chosen = called if len(called) == 1 else left
    return chosen if len(chosen) == 1 else []


def _kin(layout: Layout, places: list[int]) -> str:
    """Return "senior" or "junior" where a person is called somebody's father or son at one of the names, else nothing."""
    for i in places:
        same = [j for j in range(max(0, i - REACH), i) if layout.sentence[j] == layout.sentence[i]]
        stop = max((j for j in same if layout.tag[j][:1] in {"V", "M"}), default=-1)
        for j in reversed([j for j in same if j > stop]):
            if layout.lemma[j] in SENIOR_KIN | JUNIOR_KIN:
                return "senior" if layout.lemma[j] in SENIOR_KIN else "junior"
    return ""
