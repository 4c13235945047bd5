"""Contradictions, agreements and shifts between positions, each with its reason in words.

A link never rests on likeness of words: it needs one proposition, or two that exclude each other, two
sides taken, and times that fit. Repeats are not linked: only the first and the latest position of each
holder in each outlet on each proposition take part, so the links grow as the positions do.

Stances on one matter, and on what excludes it, and so on, are one debate: by that they go to whoever works.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from networkx.utils import UnionFind

from kg.model import Link, LinkKind, SpeechAct
from kg.resolve.shifts import same_but_for_words, shifts
from kg.resolve.shuffle import Common, Lot, Shuffle, Stage, elsewhere, whole
from kg.resolve.stances import Stance
from kg.resolve.tables import settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.model import Proposition
    from kg.resolve.belonging import Belonging

CONTRADICTION = "Contradiction"
AGREEMENT = "Agreement"
OWN_WORD = frozenset({SpeechAct.ASSERT, SpeechAct.PROMISE, SpeechAct.THREATEN, SpeechAct.INTEND})
"""Acts that say what is or will be so."""


class Debate(NamedTuple):
    """Matters that exclude each other, or one alone."""

    stances: dict[str, list[Stance]]
    """Those on each matter, by its key, in the order of the keys; of each in that of the corpus."""
    labels: dict[str, str]
    excluded: dict[str, tuple[str, ...]]
    """Of a matter those with a greater key that it excludes."""


def links(taken: Iterable[Stance], propositions: Sequence[Proposition], shuffle: Shuffle) -> Iterator[Link]:
    """Return what yields the links between the stances of a corpus."""
    found = shuffle.made(_DEBATES, lambda: list(_debates(taken, propositions)))
    return (link for _, each in found for link in each)


def _debates(taken: Iterable[Stance], propositions: Sequence[Proposition]) -> Iterator[Debate]:
    """Yield the debates of a corpus in which stances can meet: most matters are spoken of once."""
    by_matter: dict[str, list[Stance]] = defaultdict(list)
    for stance in taken:
        by_matter[stance.proposition].append(stance)
    labels = {one.key: one.label for one in propositions if one.key in by_matter}
    excluded: dict[str, tuple[str, ...]] = {}
    tied: UnionFind[str] = UnionFind()
    for one in propositions:
        others = tuple(other for other in one.incompatible if one.key < other and other in by_matter)
        if others and one.key in by_matter:
            excluded[one.key] = others
            tied.union(one.key, *others)
    debates: dict[str, list[str]] = defaultdict(list)
    for key in sorted(by_matter):
        if key in tied.parents:
            debates[tied[key]].append(key)
        elif len(by_matter[key]) > 1:
            debates[key].append(key)
    for keys in debates.values():
        yield Debate(
            {key: by_matter[key] for key in keys},
            {key: labels[key] for key in keys},
            {key: excluded[key] for key in keys if key in excluded},
        )


def of_one_debate(belonging: Belonging, debate: Debate) -> list[Link]:
    """Return the links between the stances of a debate, in a fixed order."""
    by_matter = debate.stances
    found: set[Link] = set()
    linker = _Linker(debate.labels, belonging)
    for key in by_matter:
        ends = _first_and_latest(by_matter[key])
        sided = [stance for stance in by_matter[key] if not stance.asserts]
        found.update(linker.between_holders(ends, ends))
        found.update(linker.between_outlets(sided))
        found.update(shifts(sided, belonging))
        for other in debate.excluded.get(key, ()):
            against = [stance for stance in by_matter[other] if not stance.asserts]
            found.update(linker.between_holders(ends, _first_and_latest(against)))
            found.update(linker.between_holders(_first_and_latest(against), ends))
            found.update(shifts(sided, belonging, against))
    return sorted(found, key=_order)


def links_elsewhere(common: Common, lot: Lot[Debate]) -> tuple[list[Link], ...]:
    """Return what `of_one_debate` makes of each debate of a lot, away from the corpus."""
    return elsewhere(of_one_debate, common, lot)


def _size(debate: Debate) -> int:
    return sum(map(len, debate.stances.values()))


def _holders(debate: Debate) -> Iterator[str]:
    return (stance.holder for stances in debate.stances.values() for stance in stances)


_DEBATES: Final[Stage[Debate, Debate, list[Link]]] = Stage(
    of_one_debate, links_elsewhere, whole, _size, _holders
)


def ordered(found: Iterable[Link]) -> tuple[Link, ...]:
    """Return links in a fixed order."""
    return tuple(sorted(found, key=_order))


def _order(link: Link) -> tuple[str, str, str, object, object]:
    return (link.kind, link.between.value, link.shift.value if link.shift else "", link.earlier, link.later)


def _first_and_latest(stances: Iterable[Stance]) -> list[Stance]:
    """Return the first and the latest stance of each holder, outlet and side, in order of time.

    What a copy repeats of its original is no further stance.
    """
    ends: dict[tuple[str, str | None, bool, bool], list[Stance]] = {}
    for stance in sorted(stances, key=lambda s: (s.copied, s.order)):
        fact = stance.asserts or stance.denies
        group = ends.setdefault((stance.holder, stance.outlet, stance.supports, fact), [])
        if not (stance.copied and group):
            group[1:] = [stance]
    return sorted((stance for group in ends.values() for stance in group), key=lambda s: s.order)


@dataclass(frozen=True, slots=True)
class _Linker:
    """Compares stances on one proposition, or on two that exclude each other."""

    labels: Mapping[str, str]
    belonging: Belonging

    def between_holders(self, ours: Sequence[Stance], theirs: Sequence[Stance]) -> Iterator[Link]:
        """Yield what different holders agree and differ on; each stance with a bounded number of later ones."""
        for side in (True, False):
            rows = _by_state(theirs, side, self.belonging)
            for stance in ours:
                state = self.belonging.state(stance.holder, stance.on)
                near = {other.ref: other for other in _nearest(stance, rows[None])}
                near |= {other.ref: other for other in _nearest(stance, rows.get(state, ()))}
                for other in near.values():
                    link = self._link(stance, other)
                    if link is not None:
                        yield link

    def _link(self, one: Stance, other: Stance) -> Link | None:
        """Return the link between stances of two holders, None where they say nothing of each other."""
        first, second = sorted((one, other), key=lambda s: s.order)
        same = first.proposition == second.proposition
        alike = (first.supports is second.supports) is same
        if not _in_one_debate(first, second) or not _comparable(first, second, alike=alike):
            return None
        if not same and not (first.supports or second.supports):
            return None  # who wants neither of two that exclude each other
        within = self.belonging.common(first.holder, second.holder, second.on or first.on)
        if alike:
            reason = self._agreed(first, second)
            return Link(AGREEMENT, first.ref, second.ref, LinkKind.BETWEEN_HOLDERS, reason, within)
        if first.firmness == second.firmness == 0:
            return None  # that something may be done, and that it may not, are both open
        if same and same_but_for_words(first, second):
            return None
        reason = self._opposed(first, second)
        return Link(CONTRADICTION, first.ref, second.ref, LinkKind.BETWEEN_HOLDERS, reason, within)

    def _agreed(self, first: Stance, second: Stance) -> tuple[str, ...]:
        if first.proposition != second.proposition:
            wanted, other = (first, second) if first.supports else (second, first)
            one, two = (self.labels[s.proposition] for s in (wanted, other))
            return (
                f"one supports what excludes the thing that the other opposes: {one} / {two}",
                *weaker(first, second),
            )
        if first.asserts or first.denies:
            return ("both say that it is so" if first.supports else "both say that it is not so",)
        return ("both support it" if first.supports else "both oppose it", *weaker(first, second))

    def _opposed(self, first: Stance, second: Stance) -> tuple[str, ...]:
        if first.asserts or second.asserts:
            told = f"one says that it is so and the other that it is not: {self.labels[first.proposition]}"
        elif first.proposition == second.proposition:
            told = f"one supports and the other opposes: {self.labels[first.proposition]}"
        else:
            one, other = (self.labels[stance.proposition] for stance in (first, second))
            told = f"what they support excludes each other: {one} / {other}"
        return (told, *weaker(first, second))

    def between_outlets(self, stances: Iterable[Stance]) -> Iterator[Link]:
        """Yield where two outlets report one holder alike or differently, outlet after outlet."""
        ends: dict[str, list[Stance]] = defaultdict(list)
        for stance in sorted(stances, key=lambda s: s.order):
            if stance.outlet is not None:
                told = {(s.outlet, s.supports) for s in ends[stance.holder]}
                if (stance.outlet, stance.supports) not in told:
                    ends[stance.holder].append(stance)
        for holder in sorted(ends):
            seen: dict[bool, Stance] = {}
            for stance in ends[holder]:
                for side, earlier in sorted(seen.items()):
                    if earlier.outlet != stance.outlet and _one_utterance(earlier, stance):
                        yield self._reported(earlier, stance, alike=side is stance.supports)
                seen[stance.supports] = stance

    def _reported(self, earlier: Stance, later: Stance, *, alike: bool) -> Link:
        if alike:
            reason = ("two outlets report the holder on the same side", *weaker(earlier, later))
            return Link(AGREEMENT, earlier.ref, later.ref, LinkKind.BETWEEN_OUTLETS, reason)
        reason = ("two outlets report the holder on opposite sides at the same time", *weaker(earlier, later))
        return Link(CONTRADICTION, earlier.ref, later.ref, LinkKind.BETWEEN_OUTLETS, reason)


def _comparable(first: Stance, second: Stance, *, alike: bool) -> bool:
    """Return whether two stances are of one sort: claims of fact meet claims of fact, wishes meet wishes.

    Who denies that something is done contradicts who promises it, not who asks for it.
    """
    if first.asserts or second.asserts:
        fact = all(s.asserts or s.denies or s.stresses for s in (first, second))
        return fact and first.proposition == second.proposition
    if first.denies or second.denies:
        if alike:
            return first.denies and second.denies and first.proposition == second.proposition
        other = second if first.denies else first
        return other.speech_act in OWN_WORD
    return True


def _in_one_debate(first: Stance, second: Stance) -> bool:
    if first.on is None or second.on is None:
        return True
    return abs((second.on - first.on).days) <= settings().contradiction_window_days


def _one_utterance(first: Stance, second: Stance) -> bool:
    """Return whether two outlets may be reporting the same words."""
    if first.on is None or second.on is None:
        return False
    return abs((second.on - first.on).days) <= settings().same_utterance_days


def _by_state(stances: Iterable[Stance], side: bool, belonging: Belonging) -> dict[str | None, list[Stance]]:
    """Return the stances of one side in order of time: all under None, and those of each state."""
    rows: dict[str | None, list[Stance]] = {None: []}
    for stance in sorted((s for s in stances if s.supports is side), key=lambda s: s.order):
        rows[None].append(stance)
        state = belonging.state(stance.holder, stance.on)
        if state is not None:
            rows.setdefault(state, []).append(stance)
    return rows


def _nearest(stance: Stance, rows: Sequence[Stance]) -> Iterator[Stance]:
    """Yield the next stances of other holders in time, as many as the settings allow."""
    left = settings().holders_linked
    for place in range(bisect_right(rows, stance.order, key=lambda s: s.order), len(rows)):
        if left == 0:
            break
        if rows[place].holder != stance.holder:
            left -= 1
            yield rows[place]


def weaker(first: Stance, second: Stance) -> tuple[str, ...]:
    """Return which words make one of two stances weaker than the other."""
    told = []
    for stance, other in ((first, second), (second, first)):
        if stance.firmness < other.firmness:
            cue = f' ("{stance.words}")' if stance.words else ""
            told.append(f"{stance.holder} is only {stance.modality.value}{cue}")
        told.extend(f'{stance.holder} on condition: "{words}"' for words in stance.depends)
    return tuple(dict.fromkeys(told))
