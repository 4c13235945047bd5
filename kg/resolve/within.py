"""Which claims of one document are one matter though worded shorter, emptier or by "the move".

Within one document a shorter wording is taken for the fuller one that it is part of; between documents
that would be too bold.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.resolve.antecedents import points_back
from kg.resolve.classes import classes
from kg.resolve.matter import Matter
from kg.resolve.names import root, stem, words
from kg.resolve.tables import settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.model import Claim


PLACE = "-place"
"""How the key of a place ends that no table knows."""
DEFINITE = frozenset({"the ", "this", "that", "thes", "thos", "his ", "her ", "its ", "thei", "our "})
"""First four letters of a noun phrase that speaks of a thing known already."""


def filled(found: list[Matter], done: Sequence[Matter] = ()) -> list[Matter]:
    """Fill the gaps of a document's closed claims from the one fuller claim that says the rest.

    "Any US troop deployment" is to Ukraine where the document speaks of no other US deployment; "the
    withdrawal" is the one withdrawal that it speaks of, first of all one that it reports as done.

    Args:
        found: The claims.
        done: What the document reports as done, read as claims are.
    """
    full = {matter.signature: matter for matter in found if matter.closed}
    by_class: dict[str, list[Matter]] = defaultdict(list)
    for matter in full.values():
        by_class[matter.action].append(matter)
    acts = {matter.signature: matter for matter in done}
    return [_fill(matter, by_class, acts.values()) for matter in found]


def bare_acts(found: Iterable[Matter]) -> frozenset[str]:
    """Return the classes of action that nouns such as "the withdrawal" may name."""
    nouns = (matter for matter in found if matter.sense.action is None and matter.nominal)
    return frozenset(name for matter in nouns for name in matter.sense.families)


def _fill(matter: Matter, by_class: dict[str, list[Matter]], done: Iterable[Matter]) -> Matter:
    if matter.closed:
        fuller = [other for other in by_class[matter.action] if _less(matter, other)]
    elif matter.sense.action is None and matter.sense.families:
        reported = [other for other in done if other.action in matter.sense.families]
        known = [other for name in sorted(matter.sense.families) for other in by_class.get(name, ())]
        fuller = [other for other in reported if _bare_of(matter, other)] if matter.nominal else []
        fuller = fuller or [other for other in known if _bare_of(matter, other)]
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


def fulfilled(found: list[Matter]) -> list[Matter]:
    """Fill open claims of a known act as `filled` does closed ones: "sign the accord" is the one accord told in full.

    What is open is told by its words, too: all that the shorter one says the fuller one must say.
    """
    by_act: dict[tuple[str, str], list[Matter]] = defaultdict(list)
    for matter in found:
        if matter.sense.action is not None and not matter.closed:
            by_act[matter.action, matter.thing].append(matter)
    return [_fulfilled(matter, by_act.get((matter.action, matter.thing), [])) for matter in found]


def _fulfilled(matter: Matter, acts: list[Matter]) -> Matter:
    said = {word for word in matter.words if word[:1] != "@"}
    if matter.closed or not (matter.thing or (said and matter.sense.action is not None)):
        return matter
    fuller = {(other.signature, other.words): other for other in acts if _says_less(matter, other)}
    widest = [
        other for other in fuller.values() if not any(_says_less(other, wider) for wider in fuller.values())
    ]
    return _as(matter, widest[0]) if len(widest) == 1 else matter


def _says_less(matter: Matter, other: Matter) -> bool:
    """Return whether `other` says all that an open claim says, and more."""
    own, more = ({word for word in one.words if word[:1] != "@"} for one in (matter, other))
    differs = (matter.signature, own) != (other.signature, more)
    return differs and own <= more and _actors_within(matter, other)


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


def spelled(words: frozenset[str]) -> frozenset[str]:
    """Return words with the names of places that no table knows word by word: "Lake Nasser", "Nasser"."""
    whole = {word for word in words if word.endswith(PLACE)}
    return words - whole | {part for word in whole for part in word[1:].removesuffix(PLACE).split("-")}


def _within(matter: Matter, other: Matter) -> bool:
    limits, verb = settings(), bool(matter.action)  # the same of both
    ours, theirs = spelled(matter.words), spelled(other.words)
    common = len(ours & theirs) + verb
    if common < limits.contained_words or common < limits.contained_share * (len(ours) + verb):
        return False
    if matter.agent not in (None, other.agent):
        return False
    if (
        matter.patient not in (None, other.patient)
        and not spelled(frozenset({f"@{matter.patient}"})) <= theirs
    ):
        return False
    lexicon = classes()
    return not any(lexicon.opposed(one, another) for one in ours - theirs for another in theirs - ours)


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


def named(found: list[Matter]) -> list[Matter]:
    """Give "the accord" the matter of "the accord on fishing between Oslo and Bern", the fullest noun of its kind.

    Nouns are of one kind by their class of thing ("deal", "accord"), else by the same word.
    """
    by_kind: dict[str, list[Matter]] = defaultdict(list)
    for matter in found:
        if matter.nominal and not matter.closed and matter.kind:
            by_kind[matter.kind].append(matter)
    chosen: dict[Claim, Matter] = {}
    for group in by_kind.values():
        leaders: list[Matter] = []
        for matter in sorted(group, key=lambda m: (-len(m.words), sorted(m.words), m.claim.wording)):
            fitting = [leader for leader in leaders if _names_same(matter, leader)]
            if len(fitting) == 1 or (fitting and matter.claim.wording[:4].casefold() in DEFINITE):
                spoken = Counter(leader.claim for leader in chosen.values())
                chosen[matter.claim] = max(fitting, key=lambda leader: spoken[leader.claim])
            elif not fitting and (whole := _whole(matter, found)) is not None:
                chosen[matter.claim] = whole
            elif not fitting and not points_back(matter):
                leaders.append(matter)
    return [_as(matter, chosen[matter.claim]) if matter.claim in chosen else matter for matter in found]


def _whole(matter: Matter, found: list[Matter]) -> Matter | None:
    """Return the one act that a bare "the package" names: "the package of sanctions on Oslo".

    Not one in whose words it merely stands: "the wall" is not an emergency that is called to pay for a wall.
    """
    if matter.claim.wording[:4].casefold() not in DEFINITE or matter.words - {
        matter.sense.verb,
        root(matter.sense.verb),
    }:
        return None
    within = {
        other.signature: other
        for other in found
        if other.closed and matter.sense.verb in {stem(other.claim.thing), stem(other.claim.action)}
    }
    return next(iter(within.values())) if len(within) == 1 else None


def _is_plural(matter: Matter) -> bool:
    """Return whether the noun of a matter is told in the plural."""
    told = next((w for w in words(matter.claim.wording) if stem(w) == matter.sense.verb), "")
    return told.endswith("s") and not told.endswith("ss")


def _names_same(matter: Matter, other: Matter) -> bool:
    """Return whether the shorter of two nouns of a kind may be the fuller: most of its words, no other parties."""
    own = {word for word in matter.words if word not in (matter.kind, f"={matter.kind}")}
    rest = own - other.words
    if any(word.startswith("@") or word[:1].isdigit() for word in rest):
        return False
    bare = not own
    if bare and (
        matter.claim.wording[:4].casefold() not in DEFINITE or _is_plural(matter) < _is_plural(other)
    ):
        return False  # "the rule" is not the "common rules" of others
    lexicon = classes()
    if any(lexicon.opposed(one, another) for one in rest for another in other.words - own):
        return False
    return len(own) - len(rest) >= settings().contained_share * len(own)
