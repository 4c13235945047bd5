"""One cue in one sentence, with the heads of its source and content.

Attributions and positions are both made from hits, so that they never disagree on who holds what.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.lang.lexicon import Cue
from kg.model import Attribution, SpeechAct

if TYPE_CHECKING:
    from kg.annotate.parsed import Token


REFUSING = frozenset({SpeechAct.DENY, SpeechAct.REJECT})
"""Acts of saying no: that something is so, or shall be."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One cue in one sentence."""

    cue: Cue
    frame: str
    head: Token
    words: tuple[Token, ...]
    """The cue's tokens: verb with particle and preposition, noun with its light verb."""
    sources: tuple[Token, ...]
    """Heads of the noun phrases that hold the content; empty where the clause names nobody."""
    contents: tuple[Token, ...]
    """Heads of the content, coordination not unfolded."""
    object: Token | None = None
    """Who would act (`obj-to`), is accused (`obj-of`) or is spoken to."""
    bounds: tuple[tuple[int, int], ...] = ()
    """Tokens [begin, end) that the content may not leave: those of its quotations; none for other contents."""
    shown: tuple[Token, ...] = ()
    """The words that stand for the sources in the clause itself: "who", "he"; the sources where it has none."""

    @property
    def outside(self) -> frozenset[int]:
        """Indices of the sources, with their prepositions, that the parser hung below the content.

        As in "*Lavrov*: Kyiv must yield", "were denied visas *by Oslo*", "a toll *Oslo is* opposed to".
        """
        if self.frame == "according" or (self.frame, self.cue.pos) == ("to", "prep"):  # "*Oslo* to join"
            return frozenset(s.i for s in self.sources)
        if self.frame == "received":  # "the group *receiving support from Oslo*"
            return frozenset({self.head.head.i})
        heads = {c.i for c in self.contents}
        about = {a.i for a in self.head.ancestors if a.dep_ == "relcl" and a.head.i in heads}
        return frozenset(
            about
            | {s.head.i for s in self.sources if s.head.lower_ in {"by", "from"} and s.head.head.i in heads}
        )


@dataclass(frozen=True, slots=True)
class Utterance:
    """A hit with the attribution made of it (None for an act that is attributed to nobody)."""

    hit: Hit
    attribution: Attribution | None
    holds: bool = True
    """Whether a position may be read of it."""
