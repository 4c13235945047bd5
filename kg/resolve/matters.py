"""Claims with their actors settled: what `propositions` compares."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.model import Kind, SpeechAct
from kg.resolve.bodies import group_head
from kg.resolve.classes import classes
from kg.resolve.tables import settings
from kg.resolve.wording import TOWARD, Sense, Spotter, sense

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kg.knowledge import Knowledge
    from kg.model import Claim, Condition, Position, Reading
    from kg.resolve.actors import Cast
    from kg.resolve.classes import ActionClass
    from kg.resolve.corpus import Corpus

OWN_ACTS = frozenset({SpeechAct.PROMISE, SpeechAct.THREATEN, SpeechAct.INTEND})
LIKELY_OWN_ACTS = OWN_ACTS | {SpeechAct.REJECT, SpeechAct.DENY, SpeechAct.ASSERT, SpeechAct.WARN}
HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT"})


@dataclass(frozen=True, slots=True)
class Matter:
    """One claim of one document."""

    ident: str
    claim: Claim
    sense: Sense
    agent: str | None
    patient: str | None
    words: frozenset[str]

    @property
    def action(self) -> str:
        """The class of the action, else the stem of its verb."""
        return self.sense.action.name if self.sense.action is not None else self.sense.verb

    @property
    def thing(self) -> str:
        """The class of the thing, empty where there is none."""
        return self.sense.thing.name if self.sense.thing is not None else ""

    @property
    def closed(self) -> bool:
        """Return whether action, thing and actors say it all."""
        return self.sense.closed

    @property
    def signature(self) -> tuple[str | None, str, str, str | None]:
        """Agent, action, thing, patient."""
        return (self.agent, self.action, self.thing, self.patient)


@dataclass(frozen=True, slots=True)
class Use:
    """How a document uses a claim."""

    holder: str | None
    acts: frozenset[SpeechAct]
    conditions: tuple[Condition, ...]


def matters(corpus: Corpus, cast: Cast, knowledge: Knowledge) -> Iterator[list[Matter]]:
    """Yield the claims of each document with their actors settled, documents in order, claims once each."""
    for reading in corpus.readings.values():
        yield _of_document(reading, cast, knowledge)


def _of_document(reading: Reading, cast: Cast, knowledge: Knowledge) -> list[Matter]:
    ident, on = reading.article.ident, reading.article.published
    spotter = Spotter.of(reading, cast.of, knowledge)
    settler = _Settler(ident, on, cast, knowledge, spotter)
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


@dataclass(frozen=True, slots=True)
class _Settler:
    """Settles who acts and on whom, for the claims of one document."""

    ident: str
    on: date | None
    cast: Cast
    knowledge: Knowledge
    spotter: Spotter

    def matter(self, claim: Claim) -> Matter:
        """Return the claim with what it says itself of agent and patient."""
        meant = sense(claim, self.spotter)
        agent, patient = self.cast.key(self.ident, claim.agent), self.cast.key(self.ident, claim.patient)
        if meant.action is not None:
            agent, patient = self._arguments(claim, meant, agent, patient)
        return self._made(claim, meant, agent, patient)

    def _made(self, claim: Claim, meant: Sense, agent: str | None, patient: str | None) -> Matter:
        agent, patient = _through(agent), _through(patient)
        if agent == patient and meant.action is not None and meant.action.agent == "state":
            patient = None
        if meant.action is not None and meant.action.mutual and agent and patient:
            agent, patient = sorted((agent, patient))
        words = set(meant.content(classes()))
        words |= {f"@{key}" for key in (agent, patient) if key is not None}
        return Matter(self.ident, claim, meant, agent, patient, frozenset(_through_word(word) for word in words))

    def _arguments(
        self, claim: Claim, meant: Sense, agent: str | None, patient: str | None
    ) -> tuple[str | None, str | None]:
        """Return agent and patient of a classed action, from the wording where the claim leaves them out."""
        action = meant.action
        assert action is not None  # noqa: S101 - called for classed claims only; for the type checker
        named = [item for item in meant.items if item.actor]
        toward = [item.actor for item in named if item.before in TOWARD]
        other = [item.actor for item in named if item.before not in TOWARD]
        if action.agent == "any":
            whoever = agent or patient or (other or toward or [None])[0]
            return self._acting(whoever), None
        if action.name == "join":
            patient = patient or next((key for key in (*other, *toward) if key != agent and self._is_body(key)), None)
        if agent is None:
            agent = next((key for key in other if key != patient), None)
        if patient is None:
            patient = next((key for key in toward if key not in (agent, self._acting(agent))), None)
        return self._agent(claim, action, agent), self._acting(patient) if action.mutual else patient

    def _agent(self, claim: Claim, action: ActionClass, agent: str | None) -> str | None:
        if agent is None or action.agent == "actor":
            return agent
        entity = claim.agent
        if entity is not None and entity.kind is Kind.GROUP and entity.state is not None:
            if action.agent == "force" or "troops" in group_head(entity, self.knowledge):
                return entity.state
        return self._acting(agent)

    def _acting(self, key: str | None) -> str | None:
        return None if key is None else self.cast.belonging.acting(key, self.on)

    def _is_body(self, key: str) -> bool:
        return self.cast.belonging.kind(key) in (Kind.BLOC, Kind.ORGANISATION)

    def with_patient_of_threat(self, matter: Matter, use: Use) -> Matter:
        """Add whom a hostile act is aimed at: whoever is to meet the condition of the threat."""
        action = matter.sense.action
        if action is None or action.event not in HOSTILE or not matter.closed or matter.patient is not None:
            return matter
        meant = {self._acting(self.cast.key(self.ident, condition.claim.agent)) for condition in use.conditions}
        meant -= {None, matter.agent}
        if len(meant) != 1:
            return matter
        return self._made(matter.claim, matter.sense, matter.agent, meant.pop())

    def with_holder(self, matter: Matter, use: Use, acts: frozenset[SpeechAct]) -> Matter:
        """Add the holder's state as agent of an act of state that the holder speaks of as of an own one."""
        action = matter.sense.action
        if action is None or action.agent != "state" or matter.agent is not None or not matter.closed:
            return matter
        if use.holder is None or not use.acts or not use.acts <= acts:
            return matter
        acting = self._acting(use.holder)
        if acting is None or self.cast.belonging.kind(acting) not in (Kind.STATE, Kind.BLOC) or acting == matter.patient:
            return matter
        return self._made(matter.claim, matter.sense, acting, matter.patient)


def _through(key: str | None) -> str | None:
    """Return whom a region acts through in propositions, else the actor itself."""
    return dict(settings().stands_for).get(key, key) if key is not None else None


def _through_word(word: str) -> str:
    return f"@{_through(word[1:])}" if word.startswith("@") else word


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
    words = chosen.words if not matter.closed else matter.words | chosen.words
    return replace(matter, sense=chosen.sense, agent=chosen.agent, patient=chosen.patient, words=words)


def _less(matter: Matter, other: Matter) -> bool:
    """Return whether `other` says the same and more of who acts on whom."""
    return (
        matter.thing == other.thing
        and matter.agent in (None, other.agent)
        and matter.patient in (None, other.patient)
        and matter.signature != other.signature
    )


def _bare_of(matter: Matter, other: Matter) -> bool:
    """Return whether a noun such as "the withdrawal" may be the whole of a fuller claim."""
    rest = {word for word in matter.words if not word.startswith("@")} - set(other.sense.action.lemmas if other.sense.action else ())
    actors = {word[1:] for word in matter.words if word.startswith("@")}
    return not rest and actors <= {other.agent, other.patient}



