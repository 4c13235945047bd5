"""Reads the gold corpus (`tests/gold/`) and finds its rows again in what the tool read."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.model import Ref, Span
from kg.pipeline import Outcome

GOLD = Path(__file__).resolve().parent.parent / "tests" / "gold"
LEAST_SHARE = 0.4
"""Share of the characters of two contents together that must be common for them to be one."""

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """Return the rows of one table of the gold."""
    with (GOLD / f"{name}.tsv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def place(text: str, words: str) -> Span:
    """Return where words stand in a text; brackets mark them where more is needed to find them.

    Raises:
        ValueError: If they stand there not exactly once.
    """
    plain = words.replace("[", "").replace("]", "")
    if text.count(plain) != 1:
        raise ValueError(f"{words!r} stands {text.count(plain)} times in the text")
    begin = text.index(plain)
    if "[" not in words:
        return Span(begin, begin + len(plain))
    return Span(begin + words.index("["), begin + words.index("]") - 1)


def share(one: tuple[Span, ...], other: Span) -> float:
    """Return the share of the characters of both that are common."""
    covered = {c for span in one for c in range(span.begin, span.end)}
    wanted = set(range(other.begin, other.end))
    return len(covered & wanted) / len(covered | wanted)


@dataclass
class Aligned:
    """What the tool read, beside the gold."""

    outcome: Outcome
    idents: dict[str, str] = field(default_factory=dict)
    """Name of an article to the ident of its document."""
    mentions: list[tuple[str, str | None]] = field(default_factory=list)
    """Actor of the gold and key of the tool, for each row of `actors.tsv`."""
    positions: dict[str, Ref] = field(default_factory=dict)
    """Position of the gold to that of the tool."""
    told: dict[Ref, str] = field(default_factory=dict)
    """The same, the other way round; several of the tool may be one of the gold."""
    wrong: dict[str, str] = field(default_factory=dict)
    """Position of the gold that has no match, to what is there instead."""
    reports: dict[tuple[str, str], Ref] = field(default_factory=dict)
    """Event and article of the gold to the report of the tool."""

    def __post_init__(self) -> None:
        """Find every row of the gold again."""
        self.readings = {Path(r.article.source).stem: r for r in self.outcome.readings}
        self.idents = {name: reading.article.ident for name, reading in self.readings.items()}
        self.gold = {row["id"]: row for row in rows("positions")}
        self._mentions()
        self.keys = self._keys()
        self._positions()
        self._reports()

    def article(self, ident: str) -> str:
        """Return the name of a document's article."""
        return next(name for name, known in self.idents.items() if known == ident)

    def _mentions(self) -> None:
        for row in rows("actors"):
            reading = self.readings[row["article"]]
            wanted = place(reading.article.text, row["words"])
            fitting = [m for m in reading.mentions if m.span.overlaps(wanted)]
            best = max(fitting, key=lambda m: share((m.head or m.span,), wanted), default=None)
            key = (
                self.outcome.resolution.actor_of.get((reading.article.ident, best.entity.number))
                if best
                else None
            )
            self.mentions.append((row["actor"], key))

    def _keys(self) -> dict[str, str]:
        """Return for each actor of the gold the tool's key for most of its mentions."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for actor, key in self.mentions:
            if key is not None:
                found[actor][key] += 1
        return {actor: max(sorted(counts), key=lambda k: counts[k]) for actor, counts in found.items()}

    def _positions(self) -> None:
        """Match each position of the gold with the one of the tool that shares most of its words, holder and side."""
        for name, row in self.gold.items():
            reading = self.readings[row["article"]]
            ident, wanted = reading.article.ident, place(reading.article.text, row["words"])
            near = []
            for index, position in enumerate(reading.positions):
                common = share(position.content, wanted)
                holder = self.outcome.resolution.actor_of[ident, position.holder.number]
                if common >= LEAST_SHARE or position.content[0].begin == wanted.begin:
                    of_holder = self.keys.get(row["holder"], holder) == holder
                    right = of_holder and position.polarity.value in row["side"].split("/")
                    near.append((right, common, -index))
                    if right:
                        self.told.setdefault((ident, index), name)
                    told = f"{holder}, {position.polarity.value}, {position.modality.value}"
                    self.wrong.setdefault(name, told)
            if near and max(near)[0]:
                self.positions[name] = (ident, -max(near)[2])
                self.wrong.pop(name, None)
            else:
                self.wrong.setdefault(name, "nothing")

    def _reports(self) -> None:
        for row in rows("events"):
            reading = self.readings[row["article"]]
            wanted = place(reading.article.text, row["words"])
            for index, mention in enumerate(reading.events):
                if mention.trigger.overlaps(wanted):
                    self.reports.setdefault((row["event"], row["article"]), (reading.article.ident, index))

    def condition_at(self, article: str, spans: list[Span]) -> str:
        """Return the position of the gold whose condition has these words, an empty text if there is none."""
        text = self.readings[article].article.text
        for name, row in self.gold.items():
            if row["article"] == article and row["condition"]:
                wanted = place(text, row["condition"])
                if any(span.overlaps(wanted) for span in spans):
                    return name
        return ""

    def extra(self) -> Iterator[tuple[str, str]]:
        """Yield article and words of each position of the tool that is none of the gold's."""
        for name, reading in self.readings.items():
            for index, position in enumerate(reading.positions):
                ident = reading.article.ident
                if (ident, index) not in self.told:
                    holder = self.outcome.resolution.actor_of[ident, position.holder.number]
                    words = " … ".join(span.of(reading.article.text) for span in position.content)
                    yield name, f"{holder} {position.polarity.value} “{words}” [{position.rule}]"
