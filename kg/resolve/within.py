"""Which claims of one document are one matter though worded shorter, emptier or by "the move".

Within one document a shorter wording is taken for the fuller one that it is part of; between documents
that would be too bold.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Polarity, SpeechAct
from kg.resolve.classes import classes
from kg.resolve.matter import Matter
from kg.resolve.names import words
from kg.resolve.tables import settings

if TYPE_CHECKING:
    from kg.model import Claim, Position, Reading
    from kg.resolve.actors import Cast

VERDICT = re.compile(
    r"(?:this|that) (?:is|was|would be|will be)\b|it (?:would|will) be (?!.*\b(?:to|that|if|when)\b)",
    re.IGNORECASE,
)
"""How a judgement on an act begins; "it is" mostly speaks of a state of things, "it … to" of what follows."""
STANDING = frozenset({"it", "this", "that", "so"})
POINTING = frozenset({"the", "this", "that", "these", "his", "her", "their", "its"})


def filled(found: list[Matter]) -> list[Matter]:
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
    return replace(_as(matter, chosen), words=told)


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


def _as(matter: Matter, other: Matter) -> Matter:
    """Return the claim as one of the other's matter."""
    return replace(other, ident=matter.ident, claim=matter.claim)


def contained(found: list[Matter]) -> list[Matter]:
    """Give each open claim the matter of the fullest one of the same action that holds nearly all its words."""
    ordered = sorted(
        (matter for matter in found if not matter.closed),
        key=lambda matter: (-len(matter.words), sorted(matter.words), matter.claim.wording),
    )
    by_action: dict[str, list[Matter]] = defaultdict(list)
    chosen: dict[Claim, Matter] = {}
    for matter in ordered:
        leader = next((other for other in by_action[matter.action] if _within(matter, other)), None)
        if leader is None:
            by_action[matter.action].append(matter)
        else:
            chosen[matter.claim] = leader
    return [_as(matter, chosen[matter.claim]) if matter.claim in chosen else matter for matter in found]


def _within(matter: Matter, other: Matter) -> bool:
    limits = settings()
    common = len(matter.words & other.words)
    if common < limits.contained_words or common < limits.contained_share * len(matter.words):
        return False
    if matter.agent not in (None, other.agent) or matter.patient not in (None, other.patient):
        return False
    lexicon, ours, theirs = classes(), matter.words - other.words, other.words - matter.words
    return not any(lexicon.opposed(one, another) for one in ours for another in theirs)


def unwrapped(found: list[Matter]) -> list[Matter]:
    """Give "X's proposal that the toll be halved" the matter of "the toll be halved", where that stands too."""
    lexicon = classes()
    by_verb: dict[str, list[Matter]] = defaultdict(list)
    for matter in found:
        if not matter.closed and len(matter.words) >= settings().vague_below:
            by_verb[matter.sense.verb].append(matter)
    kept = []
    for matter in found:
        wraps = not matter.closed and matter.sense.verb in lexicon.looked_through
        inner = [
            other
            for verb in sorted(matter.words if wraps else ())
            for other in by_verb.get(verb, ())
            if other.words <= matter.words
        ]
        fullest = max(inner, key=lambda other: (len(other.words), sorted(other.words)), default=None)
        kept.append(matter if fullest is None else _as(matter, fullest))
    return kept


def with_antecedents(found: list[Matter], ident: str, reading: Reading, cast: Cast) -> list[Matter]:
    """Give "the move" or "his decision" the act that another holder was last said to be for doing.

    Where the words name an owner, it is the owner's act; else it is the nearest before it, a few acts
    back at most.
    """
    on = reading.article.published
    by_claim = {matter.claim: matter for matter in found}
    acts: list[tuple[str, Matter]] = []
    last: tuple[Position, Matter] | None = None
    for position in reading.positions:
        holder = cast.key(ident, position.holder)
        if position.claim is None or holder is None:
            continue
        matter = by_claim[position.claim]
        if _is_it(matter):
            if last is not None and _follows(position, last[0], reading.article.text):
                by_claim[matter.claim] = _as(matter, last[1])
            continue
        last = (position, matter)
        near = acts[-1 : -settings().antecedent_reach - 1 : -1]
        if _is_verdict(position, matter):
            fitting = [act for by, act in near if by != holder and act.closed]
        elif _pointing(matter):
            owners = {word[1:] for word in matter.words if word.startswith("@")}
            fitting = [act for by, act in near if (by in owners if owners else by != holder)]
        else:
            fitting = []
        if fitting:
            by_claim[matter.claim] = _as(matter, fitting[0])
        elif not _pointing(matter) and _is_own_act(
            position, matter, (holder, cast.belonging.acting(holder, on))
        ):
            acts.append((holder, matter))
    return [by_claim[matter.claim] for matter in found]


def _is_own_act(position: Position, matter: Matter, own: tuple[str, str]) -> bool:
    """Return whether the holder is for doing something, not for something being so."""
    return position.polarity is Polarity.SUPPORT and bool(matter.sense.verb) and matter.agent in own


def _is_it(matter: Matter) -> bool:
    """Return whether a claim is nothing but "it" or "this"."""
    return matter.nominal and matter.told.casefold() in STANDING


def _is_verdict(position: Position, matter: Matter) -> bool:
    """Return whether a claim judges what "this" is: "this is a reckless way to rule", "it would be a disgrace"."""
    return (
        position.speech_act in (SpeechAct.CRITICISE, SpeechAct.PRAISE)
        and not position.conditions
        and VERDICT.match(matter.claim.label) is not None
    )


def _follows(later: Position, earlier: Position, text: str) -> bool:
    """Return whether a position is told in the sentence of an earlier one or in the next."""
    here, there = later.evidence[-1].begin, earlier.evidence[-1].end
    return earlier.content[0].begin < later.content[0].begin and len(text[there:here].split()) == 0


def _pointing(matter: Matter) -> bool:
    """Return whether a claim is nothing but a noun that points back."""
    told = words(matter.claim.wording)
    rest = {word for word in matter.words if not word.startswith("@")} | {matter.sense.verb}
    owned = any(word.startswith("@") for word in matter.words)
    return (
        rest - {""} <= classes().pointing
        and bool(told)
        and (told[0] in POINTING or owned)
        and bool(rest - {""})
    )
