"""A brief: what is held on a matter, by an actor, or newly since a day, each with its words and its source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from kg.errors import ExportError
from kg.export.base import EXPORTS, Choice, Files
from kg.export.markup import Block, Piece, block, markdown, page
from kg.export.stances import Named, Source, Stance, stances
from kg.graph.vocab import GS, RDF
from kg.query import matters, names
from kg.query.look import Look

_WARNING = (
    "These are machine readings of what named persons are reported to have said. Some are wrong. "
    "Check each in its source before you rely on it."
)
_SIDES = {"support": "for", "oppose": "against", "mixed": "for and against", "neutral": "no side taken"}
"""Words that fit one holder as well as many."""
_DEGREES = {"probable": "probably", "possible": "possibly"}
_CHANGES = {
    "reversal": "changed sides",
    "softening": "softened",
    "hardening": "hardened",
    "conditionAdded": "added a condition",
    "conditionDropped": "dropped a condition",
}


@dataclass(frozen=True, slots=True)
class _Turn:
    """A position that stands against an earlier one."""

    earlier: Stance
    later: Stance
    kind: str
    """A value of `gs:shiftKind`, "" for a contradiction."""


class _Sources:
    """Numbers the articles in the order in which they are referred to."""

    def __init__(self) -> None:
        self.listed: dict[Source, int] = {}

    def number(self, stance: Stance) -> Piece:
        return Piece(str(self.listed.setdefault(stance.source, len(self.listed) + 1)), "source")


@EXPORTS.add("brief")
def brief(store: ox.Store, choice: Choice) -> Files:
    """A text to read, with quotations and sources: --actor, --about or --since (Markdown, or a page with --html)."""
    if choice.everything:
        raise ExportError("say what the brief is of: --actor NAME, --about WORDS or --since DAY")
    everyone = list(stances(store))
    chosen = _chosen(store, choice, everyone)
    look = Look(store)
    title = _title(look, choice)
    blocks = list(_blocks(look, title, everyone, chosen, choice))
    if choice.html:
        return {"brief.html": page(title, blocks)}
    return {"brief.md": markdown(blocks)}


def _chosen(store: ox.Store, choice: Choice, everyone: list[Stance]) -> list[Stance]:
    """Return the positions that the brief is about.

    Raises:
        QueryError: If an actor or a matter is not in the graph.
    """
    tests: list[Callable[[Stance], bool]] = []
    if choice.actor is not None:
        actors = {node.value for node in names.find(store, choice.actor, "actor")}
        tests.append(lambda stance: stance.holder.iri in actors)
    if choice.about is not None:
        things = {node.value for node in matters.find(store, choice.about)}
        tests.append(lambda stance: not things.isdisjoint(thing.iri for thing in _things(stance)))
    if choice.since is not None:
        first = choice.since.isoformat()
        tests.append(lambda stance: stance.day >= first)
        said = _said_before(everyone, first)
        tests.append(lambda stance: (stance.holder, stance.concept, stance.side) not in said)
    return [stance for stance in everyone if all(test(stance) for test in tests)]


def _said_before(everyone: Iterable[Stance], first: str) -> set[tuple[Named, Named, str]]:
    return {(s.holder, s.concept, s.side) for s in everyone if s.day and s.day < first}


def _things(stance: Stance) -> tuple[Named, ...]:
    return (*stance.targets, *([stance.matter] if stance.matter else []))


def _title(look: Look, choice: Choice) -> str:
    """Return what the brief is of; an actor by its own name, whatever it was asked for by."""
    actors = names.find(look.store, choice.actor, "actor") if choice.actor else ()
    actor = look.label(actors[0]) if len(actors) == 1 else choice.actor
    parts = [part for part in (actor, choice.about) if part]
    since = f"since {_day(choice.since.isoformat())}" if choice.since else ""
    return f"Brief: {' on '.join(parts) or 'what is new'}{', ' * bool(parts and since)}{' ' * (not parts)}{since}".rstrip()


# ------------------------------------------------------------------ the text


def _blocks(
    look: Look, title: str, everyone: list[Stance], chosen: list[Stance], choice: Choice
) -> Iterator[Block]:
    yield block("h1", title)
    yield block("note", _WARNING)
    yield block("p", _summary(chosen))
    sources = _Sources()
    turns = _turns(look, everyone, {stance.iri for stance in chosen})
    yield from _changes(turns, sources)
    grouped: defaultdict[Named, list[Stance]] = defaultdict(list)
    for stance in chosen:
        grouped[stance.concept].append(stance)
    yield from _matters(grouped, everyone, sources, named=choice.actor is None)
    yield from _contradictions(turns, sources)
    if sources.listed:
        yield block("h2", "Sources")
    for source in sources.listed:
        words = [source.outlet, _day(source.day), f"“{source.title}”" if source.title else "", source.place]
        yield block("src", ", ".join(part for part in words if part))


def _summary(chosen: list[Stance]) -> str:
    if not chosen:
        return "No position was found."
    days = sorted(stance.day for stance in chosen if stance.day)
    span = (
        "" if not days else _day(days[0]) if days[0] == days[-1] else f"{_day(days[0])} to {_day(days[-1])}"
    )
    parts = [
        _number(len(chosen), "position"),
        _number(len({stance.holder for stance in chosen}), "holder"),
        _number(len({stance.concept for stance in chosen}), "matter"),
        _number(len({stance.source.iri for stance in chosen}), "article"),
        _number(len({stance.source.outlet for stance in chosen} - {""}), "outlet"),
    ]
    return ", ".join(part for part in (*parts, span) if part) + "."


def _matters(
    grouped: dict[Named, list[Stance]], everyone: list[Stance], sources: _Sources, *, named: bool
) -> Iterator[Block]:
    if grouped:
        yield block("h2", "Positions, by matter")
    for matter in sorted(grouped, key=lambda matter: (-len(grouped[matter]), matter.label, matter.iri)):
        yield block("h3", matter.label[:1].upper() + matter.label[1:])
        for stance in grouped[matter]:
            yield block("li", *_line(stance, sources, named=named))
        shown = {stance.holder for stance in grouped[matter]}
        others = [s for s in everyone if s.concept == matter and s.holder not in shown]
        if others:
            yield block("li", Piece("Others:", "quiet"), *_others(others, sources))


def _line(stance: Stance, sources: _Sources, *, named: bool) -> Iterator[Piece]:
    degree = _DEGREES.get(stance.modality, "")
    side = _SIDES.get(stance.side, stance.side)
    yield Piece(f"{stance.holder.label}: {side}" if named else side, "strong")
    details = [degree, *stance.conditions, _day(stance.day)]
    if stance.status:
        details.append(f"the condition is {stance.status}")
    if stance.tellers:
        details.append(f"on the word of {', then '.join(teller.label for teller in stance.tellers)}")
    told = ", ".join(part for part in details if part)
    yield Piece(f" ({told}): " if told else ": ")
    yield from _quoted(stance)
    yield sources.number(stance)


def _quoted(stance: Stance) -> Iterator[Piece]:
    """Yield the sentence with the words that state the matter set off."""
    before, found, after = stance.sentence.partition(stance.words or "\0")
    if not found:
        yield Piece(f"“{stance.sentence}”")
        return
    yield Piece(f"“{before}")
    yield Piece(stance.words, "quiet")
    yield Piece(f"{after}”")


def _others(others: list[Stance], sources: _Sources) -> Iterator[Piece]:
    """Yield each side that another has taken, by the last position that takes it."""
    gap = " "
    for stance in {(stance.holder, stance.side): stance for stance in others}.values():
        yield Piece(f"{gap}{stance.holder.label} {_SIDES.get(stance.side, stance.side)}")
        yield sources.number(stance)
        gap = "; "
    yield Piece(".")


def _changes(turns: list[_Turn], sources: _Sources) -> Iterator[Block]:
    changes = [turn for turn in turns if turn.kind]
    if changes:
        yield block("h2", "What changed")
    for turn in changes:
        yield block(
            "li",
            Piece(f"{turn.later.holder.label} {_CHANGES.get(turn.kind, turn.kind)}", "strong"),
            f" on {turn.later.concept.label}: {_when(turn.earlier)}",
            *_quoted(turn.earlier),
            sources.number(turn.earlier),
            f" then {_when(turn.later)}",
            *_quoted(turn.later),
            sources.number(turn.later),
        )


def _contradictions(turns: list[_Turn], sources: _Sources) -> Iterator[Block]:
    """Yield each pair of holders once a matter: by the first two positions that stand against each other."""
    against = {
        (turn.earlier.holder, turn.later.holder, turn.earlier.concept): turn
        for turn in reversed(turns)
        if not turn.kind
    }
    if against:
        yield block("h2", "What contradicts")
    for turn in reversed(against.values()):
        yield block(
            "li",
            Piece(f"{turn.earlier.holder.label} against {turn.later.holder.label}", "strong"),
            f" on {turn.earlier.concept.label}: ",
            *_quoted(turn.earlier),
            sources.number(turn.earlier),
            " — ",
            *_quoted(turn.later),
            sources.number(turn.later),
        )


def _turns(look: Look, everyone: list[Stance], chosen: set[str]) -> list[_Turn]:
    """Return the contradictions and changes that a chosen position is part of, in the order of days."""
    known = {stance.iri: stance for stance in everyone}
    found = []
    for node in look.of_class("PositionLink"):
        classes = look.nodes(node, RDF.type)
        kind = look.read(node, GS.shiftKind)
        ends = [known.get(other.value) for term in (GS["from"], GS.to) for other in look.nodes(node, term)]
        if (
            len(ends) != 2
            or ends[0] is None
            or ends[1] is None
            or chosen.isdisjoint({ends[0].iri, ends[1].iri})
        ):
            continue
        if (GS.Shift in classes and kind) or GS.Contradiction in classes:
            found.append(_Turn(ends[0], ends[1], kind if GS.Shift in classes else ""))
    return sorted(
        found,
        key=lambda turn: (turn.later.day, turn.earlier.day, turn.earlier.iri, turn.later.iri, turn.kind),
    )


def _when(stance: Stance) -> str:
    return f"{_day(stance.day)}, " if stance.day else ""


def _day(day: str) -> str:
    """Return a day as people write it: 2025-07-10 as "10 July 2025"."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{found.day} {found:%B %Y}"


def _number(count: int, thing: str) -> str:
    return "" if count == 0 else f"{count} {thing}{'s' * (count != 1)}"
