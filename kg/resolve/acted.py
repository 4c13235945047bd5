"""What was done, beside what was said before: the last word of each who acts for the same side.

Each word is set beside the first act after it only, so these links grow as the positions do.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from kg.model import ActedOn, Kind
from kg.resolve.tables import settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from kg.model import Ref
    from kg.resolve.acts import Act
    from kg.resolve.belonging import Belonging
    from kg.resolve.stances import Stance


def acted(
    taken: Iterable[Stance], done: Iterable[Act], event_of: Mapping[Ref, str], belonging: Belonging
) -> tuple[ActedOn, ...]:
    """Return the acts after positions on the same matter, sorted.

    Args:
        taken: The positions that take a side.
        done: Reports of acts on their matters, in order of time.
        event_of: Of each report its event.
        belonging: Who acts for whom.
    """
    by_matter: dict[str, list[Act]] = defaultdict(list)
    for act in done:
        by_matter[act.matter].append(act)
    said: dict[tuple[str, str], list[Stance]] = defaultdict(list)
    for stance in taken:
        if stance.on is not None and not stance.asserts and stance.proposition in by_matter:
            said[stance.proposition, stance.holder].append(stance)
    found = {
        ActedOn(
            last.ref,
            event_of[act.ref],
            last.supports is act.done,
            (act.ref[0], act.sentence),
            _reason(last, act),
        )
        for (matter, _), words in said.items()
        for last, act in _pairs(sorted(words, key=lambda s: s.order), by_matter[matter], belonging)
    }
    return tuple(sorted(found, key=lambda link: (link.position, link.event, link.reason)))


def _pairs(words: list[Stance], done: list[Act], belonging: Belonging) -> Iterator[tuple[Stance, Act]]:
    """Yield each word of a holder that is the last before an act of their side, with the first such act."""
    by_agent: dict[str, list[Act]] = defaultdict(list)
    for act in done:
        by_agent[act.agent].append(act)
    for place, stance in enumerate(words):
        on = _day(stance)
        agent = _acting(stance, belonging)
        theirs = by_agent.get(agent, []) if agent is not None else []
        after = theirs[bisect_right(theirs, on, key=lambda act: act.on) :]
        first = next((act for act in after if _is_later(act, on)), None)
        if first is None or (first.on - on).days > settings().say_do_days:
            continue
        later = words[place + 1] if place + 1 < len(words) else None
        if later is None or _day(later) >= first.on:
            yield stance, first


def _is_later(act: Act, on: date) -> bool:
    """Return whether an act is later than a word, not the same told on the next day: "agreed to it", "accepts it"."""
    return act.dated or (act.on - on).days > settings().same_utterance_days


def _acting(stance: Stance, belonging: Belonging) -> str | None:
    """Return whose acts a holder answers for; a group or a critic answers for nobody else's."""
    if belonging.kind(stance.holder) is Kind.GROUP:
        return stance.holder
    return belonging.acting(stance.holder, stance.on)


def _day(stance: Stance) -> date:
    if stance.on is None:
        raise ValueError("a position without a day is beside no act")
    return stance.on


def _reason(last: Stance, act: Act) -> tuple[str, str]:
    side = "supported" if last.supports else "opposed"
    return (f"{last.holder} {side} it on {last.on}", f'reported of {act.on}: "{act.words}"')
