"""One claim of one document with its actors settled, and how the document uses it."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.resolve.classes import ANYTHING, classes

if TYPE_CHECKING:
    from kg.model import Claim, Condition, Polarity, SpeechAct
    from kg.resolve.wording import Sense

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Matter:
    """One claim of one document."""

    ident: str
    claim: Claim
    sense: Sense
    agent: str | None
    patient: str | None
    words: frozenset[str]
    told: str = ""
    """Its words made to be read alone: positive, names for pronouns."""
    sentence: str = ""
    """The sentence that it was read from."""
    points: bool = False
    """Whether it is a verdict on a bare "it", "this" or "that"."""
    nominal: bool = False
    """Whether it is a noun with what belongs to it, no clause."""
    infinitive: bool = False
    """Whether it begins with the infinitive of what someone is to do."""

    @property
    def action(self) -> str:
        """The class of the action, else the root of its verb."""
        return self.sense.act

    @property
    def thing(self) -> str:
        """The class of the thing, empty where there is none."""
        return self.sense.about

    @property
    def kind(self) -> str:
        """What kind of thing a noun is: its class, else its stem."""
        named = classes().thing_of.get(self.sense.verb)
        return named.name if named is not None else self.thing or self.sense.verb

    @property
    def closed(self) -> bool:
        """Return whether action, thing and actors say it all."""
        action, actors = self.sense.action, {f"@{self.agent}", f"@{self.patient}"}
        if action is None:
            return False
        if self.sense.thing is None and ANYTHING in action.things:
            return self.patient is not None and self.words <= actors
        if action.agent == "any" and self.agent is None:
            return self.words <= {f"={self.thing}"}  # "trade was part of the talks": the words tell what
        return self.sense.closed

    @property
    def signature(self) -> tuple[str | None, str, str, str | None]:
        """Agent, action, thing, patient."""
        return (self.agent, self.action, self.thing, self.patient)


@dataclass(frozen=True, slots=True)
class Lasting:
    """What all documents together ask of a settled claim; a corpus holds one of each, so it is kept small."""

    ident: str
    claim: Claim
    sense: Sense
    agent: str | None
    patient: str | None
    terms: tuple[str, ...]
    """Its words, sorted, once each."""
    closed: bool
    """Whether action, thing and actors say it all."""
    label: str = ""
    """Its own words, made readable."""
    says_little: bool = False
    """Whether its words say nothing by themselves."""

    @property
    def words(self) -> frozenset[str]:
        """Its words, to be compared."""
        return frozenset(self.terms)

    @property
    def action(self) -> str:
        """The class of the action, else the root of its verb."""
        return self.sense.act

    @property
    def thing(self) -> str:
        """The class of the thing, empty where there is none."""
        return self.sense.about


def lasting(matter: Matter, claim: Claim, label: str = "", *, says_little: bool = False) -> Lasting:
    """Return what lasts of a matter, said of a claim."""
    sense = replace(matter.sense, families=_NONE)
    return Lasting(
        matter.ident, claim, sense, matter.agent, matter.patient, tuple(map(sys.intern, sorted(matter.words))), matter.closed, label,
        says_little,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Use:
    """How a document uses a claim."""

    holder: str | None
    acts: frozenset[SpeechAct]
    conditions: tuple[Condition, ...]
    rules: frozenset[str] = frozenset()
    sides: frozenset[Polarity] = frozenset()
    target: str | None = None
    """At whom all of its positions are aimed."""
    prospect: bool = False
    """Whether all of its positions speak of what is the holder's own to do or leave."""
