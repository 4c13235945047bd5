"""Settles who acts and on whom in a claim, from its record, its words, its holder and its conditions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.model import Kind, Polarity, SpeechAct
from kg.resolve.arguments import LEADING, askers, is_brought, is_patient, owners_before
from kg.resolve.classes import ANYTHING, classes
from kg.resolve.groups import group_head
from kg.resolve.labels import has_no_subject
from kg.resolve.matter import Matter, Use
from kg.resolve.names import stem
from kg.resolve.tables import settings
from kg.resolve.wording import TOWARD, Sense, Spotter, sense

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kg.knowledge import Knowledge
    from kg.model import Claim
    from kg.resolve.actors import Cast
    from kg.resolve.classes import ActionClass

OWN_ACTS = frozenset({SpeechAct.PROMISE, SpeechAct.THREATEN, SpeechAct.INTEND})
OWN_RULES = frozenset({"verb-to", "adj-to", "noun-to"})
OF_BODIES = frozenset({"join", "leave-body"})
"""Actions whose patient is a bloc or another body."""
OF_ANYTHING = frozenset({"ban", "allow", "discuss"})
"""Actions that mean the same whatever they are done to."""
BY = " by "
HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT"})


@dataclass(frozen=True, slots=True)
class Settler:
    """Settles who acts and on whom, for the claims of one document."""

    ident: str
    on: date | None
    cast: Cast
    knowledge: Knowledge
    spotter: Spotter

    def matter(self, claim: Claim, told: str) -> Matter:
        """Return the claim with what it says itself of agent and patient.

        Args:
            claim: What a document says.
            told: Its words with names for pronouns.
        """
        meant = sense(claim, self.spotter, told)
        agent, patient = self.cast.key(self.ident, claim.agent), self.cast.key(self.ident, claim.patient)
        backer = None
        if meant.action is not None and _is_backing(claim, meant.action):
            agent, backer = None, agent
        if meant.action is not None:
            agent, patient = self._arguments(claim, meant, meant.action, agent, patient, backer)
            bare = meant.action.name not in OF_ANYTHING
            meant, patient = self._of_body(meant, patient)
            meant, agent, patient = _turned(meant, agent, patient)
            if bare and meant.thing is None and patient is None:
                meant = replace(meant, action=None)  # "abandon" without whom is no class
        return self._made(claim, meant, agent, patient)

    def _of_body(self, meant: Sense, patient: str | None) -> tuple[Sense, str | None]:
        """Return sense and patient of joining and leaving: it is a membership where the patient is a body."""
        action = meant.action
        if action is None or action.name not in OF_BODIES:
            return meant, patient
        if patient is None or not self._is_body(patient):
            return meant, None
        named = sorted(action.things - {ANYTHING})
        return replace(meant, thing=meant.thing or classes().things[named[0]]), patient

    def _made(
        self, claim: Claim, meant: Sense, agent: str | None, patient: str | None, like: Matter | None = None
    ) -> Matter:
        """Return a matter of these actors, with all else as in `like`."""
        agent, patient = _through(agent), _through(patient)
        if agent == patient and meant.action is not None and meant.action.agent == "state":
            patient = None
        if meant.action is not None and meant.action.mutual and agent and patient:
            agent, patient = sorted((agent, patient))
        content = set(meant.content(classes()))
        hands = {f"@{k}" for k in (w[1:] for w in content if w[:7] == "@group-") if self._acting(k) == agent}
        content = content - hands | {f"@{key}" for key in (agent, patient) if key is not None}
        told = frozenset(_through_word(word) for word in content)
        if like is not None:
            return replace(like, sense=meant, agent=agent, patient=patient, words=told)
        return Matter(self.ident, claim, meant, agent, patient, told)

    def _arguments(
        self, claim: Claim, meant: Sense, action: ActionClass, agent: str | None, patient: str | None,
        backer: str | None,
    ) -> tuple[str | None, str | None]:  # fmt: skip
        """Return agent and patient of a classed action, from the wording where the claim leaves them out.

        Who only backs the act is neither.
        """
        asking = askers(meant, action)
        named = [item for item in meant.items if item.actor and item.actor not in (backer, *asking)]
        toward = [item.actor for item in named if item.before in TOWARD]
        other = [item.actor for item in named if item.before not in TOWARD]
        if action.agent == "any":
            led = [item.actor for item in named if item.before in TOWARD and item.before != "with"]
            everyone = [key for key in (*other, agent, *led) if key is not None]
            whoever = next((key for key in everyone if self._is_actor(key)), None)
            return self._acting(whoever), None
        agent, patient = (None if key in asking else key for key in (agent, patient))
        if agent is None and patient is not None and patient in owners_before(meant, action):
            agent, patient = patient, None
        acted = (
            self.spotter.called(claim.thing) if claim.agent is None and ANYTHING in action.things else None
        )
        if acted is not None and acted in other and BY not in claim.wording:  # "the militia is defeated"
            agent, patient = agent if agent != acted else None, acted
            other = [key for key in other if key != acted]
        if not is_patient(patient, claim, meant, action):
            patient = None
        if action.name in OF_BODIES:
            patient = patient or next(
                (key for key in (*other, *toward) if key != agent and self._is_body(key)), None
            )
        if patient is not None and patient.startswith("group-") and self._acting(patient) != patient:
            patient = (
                self._acting(patient) if action.preposition == "of" else None
            )  # the thing itself: "US troops"
        if agent is None and not is_brought(meant):
            agent = next((key for key in other if patient not in (key, self._acting(key))), None)
        if patient is None and (action.preposition or ANYTHING in action.things):
            exact = [item.actor for item in named if item.before == action.preposition]
            led = exact + [
                item.actor for item in named if item.before in LEADING.get(action.preposition, TOWARD)
            ]
            led += self._whose(other) if action.preposition == "of" else []
            patient = next((key for key in led if key not in (agent, self._acting(agent))), None)
        elif agent is None and not action.preposition:
            agent = next((item.actor for item in named if item.before == "for"), None)
        return self._agent(claim, action, agent), self._acting(patient) if action.mutual else patient

    def _agent(self, claim: Claim, action: ActionClass, agent: str | None) -> str | None:
        if agent is None or action.agent == "actor":
            return agent
        entity = claim.agent
        troops = entity is not None and (
            action.agent == "force" or "troops" in group_head(entity, self.knowledge)
        )
        if entity is not None and troops and entity.kind is Kind.GROUP and entity.state is not None:
            return entity.state
        return self._acting(agent)

    def _is_actor(self, key: str) -> bool:
        return self.cast.belonging.kind(key) is not Kind.PLACE

    def _acting(self, key: str | None) -> str | None:
        return None if key is None else self.cast.belonging.acting(key, self.on)

    def _whose(self, named: Sequence[str]) -> list[str]:
        """Return whose people are named: Russia in "expelled two Russian diplomats"."""
        return [self._acting(key) or key for key in named if key[:6] == "group-" and self._acting(key) != key]

    def _is_body(self, key: str) -> bool:
        return self.cast.belonging.kind(key) in (Kind.BLOC, Kind.ORGANISATION)

    def with_patient_of_threat(self, matter: Matter, use: Use) -> Matter:
        """Add whom a hostile act is aimed at: whoever is to meet the condition of the threat."""
        action = matter.sense.action
        if action is None or action.event not in HOSTILE or not matter.closed or matter.patient is not None:
            return matter
        meant = {
            self._acting(self.cast.key(self.ident, condition.claim.agent)) for condition in use.conditions
        }
        meant -= {None, matter.agent}
        if len(meant) != 1:
            return matter
        return self._made(matter.claim, matter.sense, matter.agent, meant.pop(), matter)

    def with_holder(self, matter: Matter, use: Use) -> Matter:
        """Add the holder's state as agent of an act of state that the holder means to do.

        Only one's own prospect: who rejects, welcomes or criticises an act is seldom who does it.
        """
        action = matter.sense.action
        if action is None or action.agent != "state" or not matter.closed:
            return matter
        known = {matter.agent, matter.patient} - {None} if action.mutual else {matter.agent} - {None}
        if known and not (action.mutual and len(known) == 1):
            return matter
        if use.holder is None or not use.acts or not (use.acts <= OWN_ACTS or _is_own_doing(use)):
            return matter
        if action.mutual and matter.patient is None and stem(matter.claim.action) in classes().arranging:
            return matter  # "offered to arrange talks": not who talks
        acting = self._acting(use.holder)
        if (
            acting is None
            or self.cast.belonging.kind(acting) not in (Kind.STATE, Kind.BLOC)
            or acting in (matter.agent, matter.patient)
        ):
            return matter
        return self._made(matter.claim, matter.sense, acting, matter.patient or matter.agent, matter)

    def with_target(self, matter: Matter, use: Use) -> Matter:
        """Add whom a demand is made of as the agent of what is demanded: "urged Iran to stop"."""
        if matter.agent is not None or use.target is None or not has_no_subject(matter):
            return matter
        if matter.sense.action is not None and matter.sense.action.agent == "any":
            return matter
        agent = use.target if matter.sense.action is None else self._acting(use.target)
        return self._made(matter.claim, matter.sense, agent, matter.patient, matter)


def _turned(meant: Sense, agent: str | None, patient: str | None) -> tuple[Sense, str | None, str | None]:
    """Return an act upon troops as their own: "Chad expels French troops" is France withdrawing from Chad."""
    action = meant.action
    if action is None or not action.converse:
        return meant, agent, patient
    return replace(meant, action=classes().actions[action.converse]), patient, agent


def _is_own_doing(use: Use) -> bool:
    """Return whether all positions say what the holder does: "refused to send troops", "voted for an embargo"."""
    if use.prospect:
        return True
    if use.acts <= {SpeechAct.ASSERT} and use.sides == {Polarity.SUPPORT} and use.rules <= {"verb-p"}:
        return True
    return bool(use.rules) and use.rules <= OWN_RULES


def _is_backing(claim: Claim, action: ActionClass) -> bool:
    """Return whether the claim's own verb only takes a side on the act: "support sanctions"."""
    verbs = {stem(word) for word in claim.action.split()}
    return bool(verbs) and verbs <= classes().backing and not verbs & action.lemmas


def _through(key: str | None) -> str | None:
    """Return whom a region acts through in propositions, else the actor itself."""
    return settings().europe_acts_through if key == "europe" else key


def _through_word(word: str) -> str:
    return f"@{_through(word[1:])}" if word.startswith("@") else word
