"""Findings of all documents become one set of actors, propositions, events and links.

Nothing here depends on the order of the readings, on randomness or on the clock: the same readings
give the same `Resolution`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Resolution
from kg.resolve.acted import acted
from kg.resolve.actors import cast, records
from kg.resolve.acts import acts
from kg.resolve.alike import wordings
from kg.resolve.copies import copies
from kg.resolve.corpus import Corpus
from kg.resolve.documents import settled
from kg.resolve.events import events, happenings
from kg.resolve.ledger import ledger
from kg.resolve.links import links, ordered
from kg.resolve.memory import FORGETFUL, Memory
from kg.resolve.propositions import propositions
from kg.resolve.shuffle import Shuffle
from kg.resolve.stances import stances
from kg.resolve.stated import stated, with_stated
from kg.resolve.tables import using
from kg.resolve.tenures import tenures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg import config
    from kg.knowledge import Knowledge
    from kg.model import Proposition, Reading

__all__ = ["Memory", "resolve"]


def resolve(
    readings: Sequence[Reading],
    knowledge: Knowledge,
    limits: config.Resolve | None = None,
    memory: Memory | None = None,
) -> Resolution:
    """Return what the readings say together.

    Every actor that a proposition, event, link or tenure names, and all that it belongs to or speaks
    for, is among the actors. Of several readings of one text only one is used.

    Args:
        readings: In any order.
        knowledge: The curated actors.
        limits: Thresholds; None for those of `defaults.toml`.
        memory: What was settled of the documents before; it changes nothing but the time that this takes.
    """
    with using(limits):
        return _resolved(readings, knowledge, memory or FORGETFUL)


def _resolved(readings: Sequence[Reading], knowledge: Knowledge, memory: Memory) -> Resolution:
    corpus = Corpus.of(readings)
    reprinted = copies(corpus, memory)  # first what takes memory for itself, while little else is held
    who = cast(corpus, knowledge)
    held = tenures(corpus, who, knowledge)
    bodies = {tenure.organisation for tenure in held if tenure.organisation is not None}
    people = {tenure.person for tenure in held}
    met = records(who, knowledge, bodies | people)
    labels = {actor.key: actor.label for actor in met}

    def label_of(key: str) -> str:
        return labels[key] if key in labels else knowledge.actors[key].label

    claims, told = settled(corpus, who, knowledge, label_of, memory)
    shuffle = Shuffle(memory.hands, memory.share.records, who.belonging)
    alike, reported = wordings(claims, shuffle), happenings(corpus, who, shuffle)
    matters, issues, proposition_of, leaders = propositions(corpus, who, knowledge, label_of, claims, alike)
    del claims, alike  # most of what is held by now; of each matter the leader stays
    done = acts(corpus, who, told, leaders)
    del told, leaders
    happened, event_of = events(reported, label_of)
    taken = tuple(stances(corpus, who, proposition_of, {copy.copy: copy.original for copy in reprinted}))
    related = links(taken, matters, shuffle)
    linked = ordered(with_stated(ordered(related), stated(corpus, who, taken)))
    also = bodies | people | _named_by(matters) | {link.within for link in linked if link.within is not None}
    also |= {key for issue in issues for key in issue.concerns}
    return Resolution(
        actors=records(who, knowledge, also, met),
        tenures=held,
        propositions=matters,
        issues=issues,
        events=happened,
        links=linked,
        acted=acted(taken, done, event_of, who.belonging),
        ledger=ledger(corpus, proposition_of, done),
        copies=reprinted,
        actor_of=who.of,
        proposition_of=proposition_of,
        event_of=event_of,
        corrected=who.told,
    )


def _named_by(matters: Sequence[Proposition]) -> set[str]:
    return {key for matter in matters for key in (matter.agent, matter.patient) if key is not None}
