"""Positions as links see them: who, when, in which outlet, on which proposition, how firmly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from kg.model import DatePrecision, Kind, Modality, Polarity, SpeechAct
from kg.resolve.classes import classes
from kg.resolve.matters import NOUN_FRAMES
from kg.resolve.names import MOST_KEPT, stem
from kg.resolve.tables import settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kg.model import Claim, Position, Ref
    from kg.resolve.actors import Cast
    from kg.resolve.corpus import Corpus

NO_COPIES: Mapping[str, str] = MappingProxyType({})
PROSPECT = re.compile(r"\b(?:will|would|may|might|shall|going to)\b", re.IGNORECASE)
"""Words of what is still to be done."""
ASKED = ("-obj-to", "-on-to")
"""Endings of the rules whose content somebody is asked to do."""
FIRMNESS = {Modality.POSSIBLE: 0, Modality.PROBABLE: 1, Modality.CERTAIN: 2}
TOLD = frozenset({DatePrecision.STATED, DatePrecision.RESOLVED})


class Stance(NamedTuple):
    """One position that takes a side on a proposition, without its words but the cue: it may go to another process."""

    order: tuple[str, Ref]
    """Order by day (unknown first), then by place in the corpus; here since stances are sorted again and again."""
    holder: str
    outlet: str | None
    """Whose report it is: of a copy that of the original."""
    on: date | None
    """The day it was said; None also where the text only tells that it was said before the article appeared."""
    proposition: str
    polarity: Polarity
    modality: Modality
    speech_act: SpeechAct
    strength: float
    begin: int
    """Where its content begins in the text."""
    words: str
    """The cue, as the text has it; may be empty."""
    depends: tuple[str, ...]
    """The words of its conditions."""
    told_when: bool
    """Whether the text itself says when it was said."""
    by_need: bool
    """Whether the rule reads a thing that is spoken of as what is so or needed."""
    excepts: bool
    """Whether one of its conditions is what would undo it: "unless"."""
    requires: bool
    """Whether one of its conditions is none such: "if"."""
    copied: bool = False
    """Whether it stands in a copy of another document."""
    own: bool = False
    """Whether it says, with no side taken, what the holder's own state or body will or may do."""

    @property
    def ref(self) -> Ref:
        """Its place in the corpus."""
        return self.order[1]

    @property
    def supports(self) -> bool:
        """Return whether it takes the proposition's side, or claims that it is so."""
        return self.polarity is not Polarity.OPPOSE

    @property
    def asserts(self) -> bool:
        """Return whether it claims that something is so, and takes no side on it."""
        return self.polarity is Polarity.NEUTRAL and not self.own

    @property
    def stresses(self) -> bool:
        """Return whether it names something as what is so or needed: "emphasised the need for a permit"."""
        act = self.speech_act in (SpeechAct.ASSERT, SpeechAct.DEMAND)
        return self.by_need and act and self.polarity is Polarity.SUPPORT

    @property
    def denies(self) -> bool:
        """Return whether it claims that something is not so."""
        return self.speech_act is SpeechAct.DENY

    @property
    def firmness(self) -> int:
        """Return 2 for certain, 1 for probable, 0 for possible."""
        return FIRMNESS[self.modality]


def stances(
    corpus: Corpus,
    cast: Cast,
    proposition_of: Mapping[tuple[str, Claim], str],
    original_of: Mapping[str, str] = NO_COPIES,
) -> Iterator[Stance]:
    """Yield the positions that take a side or claim a fact, in the order of the corpus; unsure ones are left out.

    Args:
        corpus: The readings.
        cast: Their actors.
        proposition_of: What each claim of a document is about.
        original_of: Of each document that is a copy its original.
    """
    for ident, reading in corpus.readings.items():
        text = reading.article.text
        for index, position in enumerate(reading.positions):
            holder = cast.key(ident, position.holder)
            if position.claim is None or holder is None or position.confidence < settings().least_confidence:
                continue
            own = _is_own(position, ident, cast, reading.article.published)
            sided = own or position.polarity in (Polarity.SUPPORT, Polarity.OPPOSE)
            if not sided and not _is_claim(position):
                continue
            yield Stance(
                (_day(position.asserted_on), (ident, index)),
                holder,
                cast.outlets.get(original_of.get(ident, ident)),
                position.asserted_on,
                proposition_of[ident, position.claim],
                position.polarity,
                position.modality,
                position.speech_act,
                position.strength,
                position.content[0].begin,
                position.cue.of(text) if position.cue is not None else "",
                tuple(dict.fromkeys(condition.span.of(text) for condition in position.conditions)),
                position.date_precision in TOLD,
                position.rule.endswith("-obj-say"),
                any(condition.unless for condition in position.conditions),
                any(not condition.unless for condition in position.conditions),
                ident in original_of,
                own,
            )


@lru_cache(maxsize=MOST_KEPT)
def _day(on: date | None) -> str:
    """Return the day as it is sorted: one text for all stances of the day."""
    return "" if on is None else on.isoformat()


def _is_own(position: Position, ident: str, cast: Cast, on: date | None) -> bool:
    """Return whether a minister, whom the text alone does not show to be one, says what his state will do."""
    claim, holder = position.claim, cast.key(ident, position.holder)
    if claim is None or holder is None or position.polarity is not Polarity.NEUTRAL:
        return False
    agent = cast.key(ident, claim.agent)
    if agent is None or position.speech_act is not SpeechAct.ASSERT or not PROSPECT.search(claim.wording):
        return False
    acting = cast.belonging.acting(holder, on)
    return acting == cast.belonging.acting(agent, on) and cast.belonging.kind(acting) in (
        Kind.STATE,
        Kind.BLOC,
    )


def _is_claim(position: Position) -> bool:
    """Return whether a position claims in so many words that something is so: neither hedged nor a mere mention."""
    claim = position.claim
    if claim is None or position.polarity is not Polarity.NEUTRAL or position.modality is Modality.POSSIBLE:
        return False
    told = position.speech_act is SpeechAct.ASSERT and not position.conditions and claim.judged is None
    asked = position.rule.endswith(ASKED)  # "has not asked Oslo to leave" claims nothing of Oslo
    clause = (
        not (asked or position.rule.endswith(NOUN_FRAMES))
        and stem(claim.action) not in classes().looked_through
    )
    return told and clause and bool(claim.action)
