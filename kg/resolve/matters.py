"""Claims with their actors settled, document by document: what `propositions` compares."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import SpeechAct
from kg.resolve.matter import Matter, Use
from kg.resolve.settling import Settler
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
    for reading in corpus.readings.values():
        yield _of_document(reading, cast, knowledge)


def _of_document(reading: Reading, cast: Cast, knowledge: Knowledge) -> list[Matter]:
    ident, on = reading.article.ident, reading.article.published
    spotter = Spotter.of(reading, cast.of, knowledge)
    settler = Settler(ident, on, cast, knowledge, spotter)
    found = [settler.matter(claim) for claim in dict.fromkeys(reading.claims())]
    uses = _uses(reading, cast)
    found = [settler.with_patient_of_threat(matter, uses[matter.claim]) for matter in found]
    found = [settler.with_holder(matter, uses[matter.claim], OWN_ACTS) for matter in found]
    found = _filled(found)
    found = [settler.with_holder(matter, uses[matter.claim], LIKELY_OWN_ACTS) for matter in found]
    return _filled(found)


def _uses(reading: Reading, cast: Cast) -> dict[Claim, Use]:
    """Return, for each claim, its one holder (None where several differ), acts and conditions."""
    by_claim: dict[Claim, list[Position]] = defaultdict(list)
    for position in reading.positions:
        if position.claim is not None:
            by_claim[position.claim].append(position)
    uses = {claim: Use(None, frozenset(), ()) for claim in reading.claims()}
    for claim, positions in by_claim.items():
        holders = {cast.key(reading.article.ident, position.holder) for position in positions}
        uses[claim] = Use(
            holders.pop() if len(holders) == 1 else None,
            frozenset(position.speech_act for position in positions),
            tuple(condition for position in positions for condition in position.conditions),
        )
    return uses


def _filled(found: list[Matter]) -> list[Matter]:
    """Fill the gaps of a document's closed claims from the one fuller claim that says the rest.

    "Any US troop deployment" is to Ukraine where the document speaks of no other US deployment; "the
    withdrawal" is the one withdrawal that it speaks of.
    """
    full = {matter.signature: matter for matter in found if matter.closed}
    by_class: dict[str, list[Matter]] = defaultdict(list)
    for matter in full.values():
        by_class[matter.action].append(matter)
    return [_fill(matter, by_class) for matter in found]


def _fill(matter: Matter, by_class: dict[str, list[Matter]]) -> Matter:
    if matter.closed:
        fuller = [other for other in by_class[matter.action] if _less(matter, other)]
    elif matter.sense.action is None and matter.sense.families:
        fuller = [
            other
            for name in sorted(matter.sense.families)
            for other in by_class.get(name, ())
            if _bare_of(matter, other)
        ]
    else:
        return matter
    widest = [other for other in fuller if not any(_less(other, wider) for wider in fuller)]
    if len(widest) != 1:
        return matter
    chosen = widest[0]
    told = chosen.words if not matter.closed else matter.words | chosen.words
    return replace(matter, sense=chosen.sense, agent=chosen.agent, patient=chosen.patient, words=told)


def _less(matter: Matter, other: Matter) -> bool:
    """Return whether `other` says the same and more of who acts on whom."""
    return (
        matter.thing == other.thing and matter.signature != other.signature and _actors_within(matter, other)
    )


def _actors_within(matter: Matter, other: Matter) -> bool:
    action = other.sense.action
    if action is not None and action.mutual:
        return {matter.agent, matter.patient} - {None} <= {other.agent, other.patient}
    return matter.agent in (None, other.agent) and matter.patient in (None, other.patient)


def _bare_of(matter: Matter, other: Matter) -> bool:
    """Return whether a noun such as "the withdrawal" may be the whole of a fuller claim."""
    rest = {word for word in matter.words if not word.startswith("@")} - set(
        other.sense.action.lemmas if other.sense.action else ()
    )
    actors = {word[1:] for word in matter.words if word.startswith("@")}
    return not rest and actors <= {other.agent, other.patient}
