"""Claims with their actors settled, document by document: what `propositions` compares."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.model import SpeechAct
from kg.resolve.matter import Matter, Use
from kg.resolve.settling import Settler
from kg.resolve.within import contained, filled, unwrapped, with_antecedents
from kg.resolve.wording import Spotter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.knowledge import Knowledge
    from kg.model import Claim, Position, Reading
    from kg.resolve.actors import Cast
    from kg.resolve.corpus import Corpus

OWN_ACTS = frozenset({SpeechAct.PROMISE, SpeechAct.THREATEN, SpeechAct.INTEND})
LIKELY_OWN_ACTS = OWN_ACTS | {SpeechAct.REJECT, SpeechAct.DENY, SpeechAct.ASSERT, SpeechAct.WARN}


def matters(corpus: Corpus, cast: Cast, knowledge: Knowledge) -> Iterator[list[Matter]]:
    """Yield the claims of each document with their actors settled, documents in order, claims once each."""
    for ident, reading in corpus.readings.items():
        yield _of_document(ident, reading, cast, knowledge)


def _of_document(ident: str, reading: Reading, cast: Cast, knowledge: Knowledge) -> list[Matter]:
    on = reading.article.published
    spotter = Spotter.of(ident, reading, cast.of, knowledge)
    settler = Settler(ident, on, cast, knowledge, spotter)
    found = [settler.matter(claim) for claim in dict.fromkeys(reading.claims())]
    uses = _uses(ident, reading, cast)
    found = [settler.with_patient_of_threat(matter, uses[matter.claim]) for matter in found]
    found = [settler.with_holder(matter, uses[matter.claim], OWN_ACTS) for matter in found]
    found = filled(found)
    found = [settler.with_holder(matter, uses[matter.claim], LIKELY_OWN_ACTS) for matter in found]
    return with_antecedents(unwrapped(contained(filled(found))), ident, reading, cast)


def _uses(ident: str, reading: Reading, cast: Cast) -> dict[Claim, Use]:
    """Return, for each claim, its one holder (None where several differ), acts and conditions."""
    by_claim: dict[Claim, list[Position]] = defaultdict(list)
    for position in reading.positions:
        if position.claim is not None:
            by_claim[position.claim].append(position)
    uses = {claim: Use(None, frozenset(), ()) for claim in reading.claims()}
    for claim, positions in by_claim.items():
        holders = {cast.key(ident, position.holder) for position in positions}
        uses[claim] = Use(
            holders.pop() if len(holders) == 1 else None,
            frozenset(position.speech_act for position in positions),
            tuple(condition for position in positions for condition in position.conditions),
        )
    return uses
