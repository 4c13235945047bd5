"""How words are looked up among the triggers and word classes of events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.events.lexicon import NOUN_LINKS
from kg.extract.object_frames import called
from kg.lang.lexicon import lexicon

if TYPE_CHECKING:
    from kg.annotate.parsed import Token

PARTICLES = frozenset(
    {
        "prt",
        "prep",
        "advmod",
        "dative",
        "acomp",
        "oprd",
        "dobj",
        "pobj",
        "agent",
        "xcomp",
        "ccomp",
        "amod",
        "attr",
        "advcl",
    }
)
"""Labels of what may belong to a trigger below its verb."""
ADVERBIAL = frozenset({"out", "back", "off", "down", "up", "away", "together", "forward"})
"""Particles, whatever the parser takes them for."""


def lemma(token: Token) -> str:
    """Return the lemma in lower case; plural names ("Talks") lose their s."""
    word: str = token.lemma_.lower()
    if token.pos_ == "PROPN" and token.tag_ == "NNPS":
        return word.removesuffix("s")
    return word


def is_naming(verb: Token) -> bool:
    """Return whether a verb says what somebody is: "called the envoy a liar"."""
    cues = (c for c in lexicon().of("verb", verb.lemma_) if "call" in c.frames)
    return any(True for cue in cues for _ in called(verb, cue))


def noun_words(head: Token, words: tuple[str, ...]) -> tuple[int, ...] | None:
    """Return where the words of a noun trigger stand around its head."""
    link = next((i for i, word in enumerate(words) if i and word in NOUN_LINKS), len(words))
    before, after = words[: link - 1], words[link:]
    found = [head.i]
    position = head.i
    for word in reversed(before):
        position -= 1
        if word != "-" and position >= 0 and head.doc[position].text == "-":
            position -= 1
        if position < 0 or lemma(head.doc[position]) != word:
            return None
        found.append(position)
    if after:
        objects = clause.object_of(head, after[0])
        if not objects:
            return None
        if len(after) > 1:
            named = next((o for o in objects if lemma(o) == after[-1]), None)
            if named is None:
                return None
            found.append(named.i)
    return tuple(sorted(found))
