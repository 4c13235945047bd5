"""How one holder's position, or one state's, changed over time.

A reversal is linked at each turn; other changes between a holder's first and latest position only. Of
a state's several voices only reversals are linked: one minister's milder tone is no change of policy.
Positions of one day are in no order of time, so none is a shift from another.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.model import Kind, Link, LinkKind, ShiftKind
from kg.resolve.tables import settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.resolve.belonging import Belonging
    from kg.resolve.stances import Stance

SHIFT = "Shift"


def shifts(stances: Iterable[Stance], belonging: Belonging, against: Iterable[Stance] = ()) -> Iterator[Link]:
    """Yield the shifts of each holder and of each state.

    Args:
        stances: Positions on one proposition.
        belonging: Who speaks for which state.
        against: Positions on a proposition that excludes it; then only turns from wanting one to
            wanting the other are yielded.
    """
    dated = [stance for stance in stances if stance.on is not None]
    opposite = [stance for stance in against if stance.on is not None and stance.supports]
    crossing = bool(opposite)
    if crossing:
        dated = [stance for stance in dated if stance.supports]
    by_holder: dict[str, list[Stance]] = defaultdict(list)
    by_state: dict[str, list[Stance]] = defaultdict(list)
    for stance in sorted((*dated, *opposite), key=lambda s: s.order):
        by_holder[stance.holder].append(stance)
        state = belonging.state(stance.holder, stance.on)
        if state is not None and _speaks(stance.holder, state, belonging, stance):
            by_state[state].append(stance)
    for holder in sorted(by_holder):
        turned = [pair for pair in _turns(by_holder[holder]) if _two_utterances(*pair)]
        yield from (_reversal(earlier, later, None) for earlier, later in turned)
        if not turned and not crossing:
            yield from _changed(by_holder[holder])
    for state in sorted(by_state):
        for earlier, later in _turns(by_state[state]):
            if earlier.holder != later.holder:
                yield _reversal(earlier, later, state)


def _speaks(holder: str, state: str, belonging: Belonging, stance: Stance) -> bool:
    """Return whether the holder is the state or speaks for it; a critic is only of it."""
    return holder == state or (
        belonging.acting(holder, stance.on) == state and belonging.kind(holder) is not Kind.GROUP
    )


def _turns(ordered: Sequence[Stance]) -> Iterator[tuple[Stance, Stance]]:
    """Yield each pair of neighbours in time, a day or more apart, that take opposite sides.

    On a day on which both sides are reported, the extractor or the outlets are at odds: such a day is
    no turn.
    """
    sides: dict[str, set[tuple[bool, str]]] = defaultdict(set)
    for stance in ordered:
        sides[stance.order[0]].add((stance.supports, stance.proposition))
    clear = [stance for stance in ordered if len(sides[stance.order[0]]) == 1]
    for earlier, later in pairwise(clear):
        turned = earlier.order[0] != later.order[0] and sides[earlier.order[0]] != sides[later.order[0]]
        if turned and not same_but_for_words(earlier, later):
            yield earlier, later


def same_but_for_words(one: Stance, other: Stance) -> bool:
    """Return whether "no, unless" and "yes, if" stand side by side: both would do it under a condition only."""
    no, yes = sorted((one, other), key=lambda stance: stance.supports)
    return no.excepts and yes.requires


def _two_utterances(earlier: Stance, later: Stance) -> bool:
    """Return whether a holder said two things on two days, not one thing that is reported twice.

    Two outlets may report one thing on neighbouring days; one article only tells two days apart where
    its words do.
    """
    if earlier.on is None or later.on is None:
        return False
    if earlier.ref[0] == later.ref[0]:
        return earlier.told_when and later.told_when
    return earlier.outlet == later.outlet or (later.on - earlier.on).days > settings().same_utterance_days


def _reversal(earlier: Stance, later: Stance, state: str | None) -> Link:
    told = ("supported", "opposed") if earlier.supports else ("opposed", "supported")
    if earlier.supports and later.supports:
        told = ("supported the one", "supports what excludes it")
    between = LinkKind.SAME_HOLDER_OVER_TIME if state is None else LinkKind.BETWEEN_HOLDERS
    reason = (f"{earlier.holder} {told[0]} it on {earlier.on}", f"{later.holder} {told[1]} it on {later.on}")
    return Link(SHIFT, earlier.ref, later.ref, between, reason, state, ShiftKind.REVERSAL)


def _changed(ordered: Sequence[Stance]) -> Iterator[Link]:
    """Yield how the latest of a holder's positions differs from the first, when days lie between."""
    if not ordered or ordered[0].order[0] == ordered[-1].order[0]:
        return
    earlier, later = ordered[0], ordered[-1]
    if not _two_utterances(earlier, later):
        return
    kind, reason = _difference(earlier, later)
    if kind is not None:
        yield Link(SHIFT, earlier.ref, later.ref, LinkKind.SAME_HOLDER_OVER_TIME, reason, None, kind)


def _difference(earlier: Stance, later: Stance) -> tuple[ShiftKind | None, tuple[str, ...]]:
    """Return how a holder's later position on the same side differs, and the words that show it."""
    if earlier.supports is not later.supports:
        return None, ()
    if bool(earlier.depends) != bool(later.depends):
        if later.depends:
            return ShiftKind.CONDITION_ADDED, tuple(f'now on condition: "{words}"' for words in later.depends)
        return ShiftKind.CONDITION_DROPPED, tuple(
            f'no longer on condition: "{words}"' for words in earlier.depends
        )
    if earlier.firmness != later.firmness:
        reason = f"{earlier.modality.value} on {earlier.on}, {later.modality.value} on {later.on}"
        return (ShiftKind.SOFTENING if later.firmness < earlier.firmness else ShiftKind.HARDENING), (reason,)
    step = round(later.strength - earlier.strength, 6)
    if abs(step) >= settings().strength_step:
        words = f'"{earlier.words}" on {earlier.on}, "{later.words}" on {later.on}'
        return (ShiftKind.HARDENING if step > 0 else ShiftKind.SOFTENING), (words,)
    return None, ()
