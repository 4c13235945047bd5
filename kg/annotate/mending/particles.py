"""Mends the small word behind a verb: a particle of it, or a preposition that governs a noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.mending.moves import hang

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.lang.lexicon import Lexicon


def particle(word: Token, cues: Lexicon) -> None:
    """Mend what stands right behind its verb."""
    if word.dep_ == "prt" and any(c.dep_ == "pobj" for c in word.children):
        word.dep_ = "prep"  # "called *on* members to act": what governs a noun is no particle
    if word.dep_ in {"prep", "advmod"} and word.i == word.head.i + 1:
        _of_cue(word, cues)
        _governed(word, cues)


def _of_cue(word: Token, cues: Lexicon) -> None:
    """Mend "voted down the plan", "backed out of the purchase": the particle of a cue is no preposition."""
    frames = {f for c in cues.of("verb", f"{word.head.lemma_.lower()} {word.lower_}") for f in c.frames}
    for c in list(word.children) if frames else ():
        if c.dep_ == "pobj" and "obj" in frames:
            hang(c, word.head)
            c.dep_ = "dobj"
        elif c.dep_ == "prep" and f"p:{c.lower_}" in frames:
            hang(c, word.head)
        else:
            continue
        word.dep_ = "prt"


def _governed(preposition: Token, cues: Lexicon) -> None:
    """Mend "called on *members* to act": the preposition that a cue asks for governs the noun behind it."""
    verb = preposition.head
    if preposition.dep_ != "prep" or any(preposition.children):
        return
    noun = next((c for c in verb.children if c.dep_ == "dobj" and c.left_edge.i == preposition.i + 1), None)
    frames = {f for c in cues.of("verb", verb.lemma_.lower()) for f in c.frames}
    if noun is not None and {f"{preposition.lower_}-to", f"p:{preposition.lower_}"} & frames:
        hang(noun, preposition, "pobj")
