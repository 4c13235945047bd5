"""What became of conditions: whether a later report says that they were met, or cannot be met any more."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from kg.model import ConditionStatus, LedgerEntry
from kg.resolve.tables import settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from kg.model import Claim, Position
    from kg.resolve.acts import Act
    from kg.resolve.corpus import Corpus


def ledger(
    corpus: Corpus, proposition_of: Mapping[tuple[str, Claim], str], done: Iterable[Act]
) -> tuple[LedgerEntry, ...]:
    """Return an entry for each position with a condition, in the order of the corpus.

    The latest report on a condition counts: a mandate that was rejected may be adopted in the end. Of
    several conditions one that failed settles all; they are met when each is.

    Args:
        corpus: The readings.
        proposition_of: What each claim of a document is about.
        done: Reports of acts on these matters, in order of time.
    """
    by_matter: dict[str, list[Act]] = defaultdict(list)
    for act in done:
        by_matter[act.matter].append(act)
    return tuple(
        _entry((ident, index), on, [by_matter[proposition_of[ident, c.claim]] for c in position.conditions])
        for ident, reading in corpus.readings.items()
        for index, position in enumerate(reading.positions)
        if position.conditions
        for on in (_said_on(position, reading.article.published),)
    )


def _said_on(position: Position, published: date | None) -> date | None:
    return position.asserted_on or published


def _entry(ref: tuple[str, int], on: date | None, told: Sequence[Sequence[Act]]) -> LedgerEntry:
    if on is None:
        return LedgerEntry(ref, ConditionStatus.OPEN)
    until = on + timedelta(days=settings().ledger_days)
    latest = [max((a for a in acts if on < a.on <= until), key=_lateness, default=None) for acts in told]
    known = [act for act in latest if act is not None]
    failed = next((act for act in known if not act.done), None)
    if failed is not None:
        return LedgerEntry(ref, ConditionStatus.FAILED, failed.ref, failed.sentence)
    if known and len(known) == len(latest):
        last = max(known, key=_lateness)
        return LedgerEntry(ref, ConditionStatus.MET, last.ref, last.sentence)
    return LedgerEntry(ref, ConditionStatus.OPEN)


def _lateness(act: Act) -> tuple[date, int]:
    """Order by day; of one day the report that says most comes last."""
    return (act.on, len(act.words))
