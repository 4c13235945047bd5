"""The debates above propositions: "Sanctions on Russia" holds imposing and lifting, by whomever.

An issue is told by the class of action, the class of thing and the states concerned (`issues.tsv`). What has no
such class belongs to the one named place or body that it speaks of; where there is none, to no issue.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.lang.tables import table
from kg.model import Issue, Kind
from kg.resolve.wording import TOWARD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from kg.knowledge import Knowledge
    from kg.resolve.belonging import Belonging
    from kg.resolve.matter import Lasting

ANY = "*"
SLOT = re.compile(r"\{(of )?(agent|patient|parties)\}")
PARTIES = frozenset({Kind.STATE, Kind.BLOC, Kind.ORGANISATION, Kind.GOVERNMENT, Kind.PLACE})
"""Kinds that an issue can be named by; persons stand for their state, other groups for nobody."""
TOPIC = "about--"
TOPICS = frozenset({Kind.ORGANISATION, Kind.PLACE})


@dataclass(frozen=True, slots=True)
class _Row:
    issue: str
    actions: frozenset[str]
    things: frozenset[str]
    label: str

    def fits(self, action: str, thing: str) -> bool:
        """Return whether the row is for this action and thing."""
        return (ANY in self.actions or action in self.actions) and (
            ANY in self.things or thing in self.things
        )


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(
        _Row(row["issue"], frozenset(row.several("actions")), frozenset(row.several("things")), row["label"])
        for row in table("issues", ("issue", "actions", "things", "label"))
    )


@cache
def _fitting(action: str, thing: str) -> tuple[_Row, ...]:
    """Return the rows that are for an action and a thing."""
    return tuple(row for row in _rows() if row.fits(action, thing))


@dataclass(frozen=True, slots=True)
class Debates:
    """Names the issue of a proposition from the claim that leads it."""

    belonging: Belonging
    knowledge: Knowledge
    label_of: Callable[[str], str]
    published: Mapping[str, date | None]

    def issue(self, leader: Lasting) -> Issue | None:
        """Return the issue that a proposition is part of, None where nothing tells."""
        on = self.published.get(leader.ident)
        agent, patient = self._party(leader.agent, on), self._party(leader.patient, on)
        action = leader.sense.action
        if action is not None:
            found = self._told(action.name, leader.thing, agent, patient)
            if found is not None:
                return found
        toward = [self._party(i.actor, on) for i in leader.sense.items if i.actor and i.before in TOWARD]
        led = patient or next((key for key in toward if key is not None and key != agent), None)
        for word in leader.terms:
            if word.startswith("="):
                found = self._told("", word[1:], agent, led)
                if found is not None:
                    return found
        return self._topic(leader)

    def _party(self, key: str | None, on: date | None) -> str | None:
        acting = None if key is None else self.belonging.acting(key, on)
        return acting if acting is not None and self.belonging.kind(acting) in PARTIES else None

    def _told(self, action: str, thing: str, agent: str | None, patient: str | None) -> Issue | None:
        """Return the issue of the first row whose slots these fill; of a mere thing, both parties are needed."""
        parties = tuple(sorted({key for key in (agent, patient) if key is not None}))
        filling: dict[str, tuple[str, ...]]
        filling = {"agent": (agent,) if agent else (), "patient": (patient,) if patient else ()}
        filling["parties"] = parties
        for row in _fitting(action, thing):
            slots = [slot for _, slot in SLOT.findall(row.label)]
            both = len(parties) > 1 or "parties" not in slots or (bool(action) and "between" not in row.label)
            if both and all(filling[slot] for slot in slots):
                concerned = tuple(dict.fromkeys(key for slot in slots for key in filling[slot]))
                label = SLOT.sub(lambda found: self._filled(filling[found[2]], of=bool(found[1])), row.label)
                return Issue("--".join((row.issue, *concerned)), label[:1].upper() + label[1:], concerned)
        return None

    def _filled(self, keys: Iterable[str], *, of: bool) -> str:
        labels = []
        for key in keys:
            known = self.knowledge.actors.get(key)
            adjective = known.adjectives[0] if of and known is not None and known.adjectives else None
            labels.append(adjective or self.label_of(key))
        return " and ".join(sorted(labels))

    def _topic(self, leader: Lasting) -> Issue | None:
        """Return the issue of the one place or body that the words name, states and blocs left out."""
        named = {item.actor for item in leader.sense.items if item.actor}
        topics = sorted(key for key in named if self.belonging.kind(key) in TOPICS)
        if len(topics) != 1 or not self.label_of(topics[0])[:1].isupper():
            return None
        return Issue(f"{TOPIC}{topics[0]}", self.label_of(topics[0]), (topics[0],))


def shared(issues: Iterable[Issue | None]) -> dict[str, Issue]:
    """Return the issues by key; a mere topic counts where several propositions have it."""
    found = [issue for issue in issues if issue is not None]
    times = Counter(issue.key for issue in found)
    return {i.key: i for i in found if times[i.key] > 1 or not i.key.startswith(TOPIC)}
