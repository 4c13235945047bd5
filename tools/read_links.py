"""Count how many of the links between documents and positions are right, as a person judged who read both ends.

    python tools/read_links.py                 # count the links of our own articles (samples, gold corpus)
    python tools/read_links.py --list          # and print each with both sentences and what was judged
    python tools/read_links.py --check         # fail where too few are right, or too many were never read
    python tools/read_links.py --rules …       # without the learned reader
    python tools/read_links.py --list FOLDER   # those of any folder of articles with a meta.csv, to be read

Judgements on our own articles stand in `tests/gold/read_links.tsv`: kind, both ends, verdict, and why it is wrong. An end
is the article, the holder and side, and the words; one that is read otherwise is another link, to be judged anew.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg import config
from kg.listener import Silence
from kg.model import ConditionStatus, Reading, Ref, Span
from kg.pipeline import FULL, RULES, Outcome, Task, read

ROOT = Path(__file__).resolve().parent.parent
JUDGED = ROOT / "tests" / "gold" / "read_links.tsv"
OWN = (ROOT / "kg" / "samples", ROOT / "tests" / "gold" / "articles")
LEAST_RIGHT = 0.97
"""Share of the links judged that must be right."""
MOST_UNREAD = 0.15
"""Share of the links that may be other ones than were judged: each better reading makes some."""


@dataclass(frozen=True, slots=True)
class Told:
    """One link as a person judges it."""

    kind: str
    one: str
    """The end that is named first: article, holder and side, words."""
    other: str
    sentences: tuple[str, str]

    @property
    def key(self) -> tuple[str, str, str]:
        """What a judgement is kept under."""
        return (self.kind, self.one, self.other)


class Links:
    """All links of a corpus, worded."""

    def __init__(self, outcome: Outcome) -> None:
        """Index what the readings and the resolution say."""
        self.resolution = outcome.resolution
        self.readings = {reading.article.ident: reading for reading in outcome.readings}
        self.labels = {actor.key: actor.label for actor in self.resolution.actors}

    def __iter__(self) -> Iterator[Told]:
        """Yield each link once."""
        yield from self._between_positions()
        yield from self._acted()
        yield from self._copies()
        yield from self._events()
        yield from self._conditions()

    def _between_positions(self) -> Iterator[Told]:
        for link in self.resolution.links:
            kind = f"{link.kind.lower()}{f' ({link.shift.value})' if link.shift else ''}"
            ends = (self._position(link.earlier), self._position(link.later))
            yield Told(kind, ends[0][0], ends[1][0], (ends[0][1], ends[1][1]))

    def _acted(self) -> Iterator[Told]:
        for deed in self.resolution.acted:
            one, said = self._position(deed.position)
            reading = self.readings[deed.report[0]]
            report = deed.report[1].of(reading.article.text)
            told = f"{_name(reading)}: {_words(report)}"
            yield Told(f"acted on ({'fits' if deed.consistent else 'against'})", one, told, (said, report))

    def _copies(self) -> Iterator[Told]:
        for copy in self.resolution.copies:
            ends = (self.readings[copy.copy], self.readings[copy.original])
            texts = [reading.article.text[:300] for reading in ends]
            yield Told("copy", _name(ends[0]), _name(ends[1]), (texts[0], texts[1]))

    def _events(self) -> Iterator[Told]:
        """Yield the report of each further document beside that of the first."""
        reports: dict[str, dict[str, Ref]] = defaultdict(dict)
        for ref, event in sorted(self.resolution.event_of.items()):
            reports[event].setdefault(ref[0], ref)
        for event in sorted(reports):
            told = sorted(self._report(ref) for ref in reports[event].values())
            for one, sentence in told[1:]:
                yield Told("same event", told[0][0], one, (told[0][1], sentence))

    def _conditions(self) -> Iterator[Told]:
        for entry in self.resolution.ledger:
            if entry.status is ConditionStatus.OPEN or entry.report is None or entry.sentence is None:
                continue
            one, said = self._position(entry.position)
            reading = self.readings[entry.report[0]]
            report = entry.sentence.of(reading.article.text)
            told = f"{_name(reading)}: {_words(report)}"
            yield Told(f"condition ({entry.status.value})", one, told, (said, report))

    def _position(self, ref: Ref) -> tuple[str, str]:
        reading = self.readings[ref[0]]
        position, text = reading.positions[ref[1]], reading.article.text
        holder = self.labels[self.resolution.actor_of[ref[0], position.holder.number]]
        words = _words(" … ".join(span.of(text) for span in position.content))
        sentence = " ".join(span.of(text) for span in position.evidence)
        return f"{_name(reading)}: {holder}, {position.polarity.value}: {words}", sentence

    def _report(self, ref: Ref) -> tuple[str, str]:
        reading = self.readings[ref[0]]
        mention, text = reading.events[ref[1]], reading.article.text
        around = Span(max(0, mention.trigger.begin - 150), min(len(text), mention.trigger.end + 150))
        return f"{_name(reading)}: {mention.type}, {mention.trigger.of(text)}", around.of(text)


def _name(reading: Reading) -> str:
    return Path(reading.article.source).stem


def _words(told: str) -> str:
    return " ".join(told.split())


def links_of(folder: Path, reader: str) -> list[Told]:
    """Return the links of a folder's articles, sorted."""
    task = Task((folder,), config.load(), reader=reader, meta=folder / "meta.csv")
    return sorted(Links(read(task, Silence())), key=lambda told: told.key)


def judged() -> dict[tuple[str, str, str], tuple[str, str]]:
    """Return verdict ("right" or "wrong") and reason of each link that was read."""
    with JUDGED.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {(row["kind"], row["one"], row["other"]): (row["verdict"], row["why"]) for row in rows}


def main(arguments: list[str]) -> int:
    """Count, print, and return the exit code."""
    parser = argparse.ArgumentParser(
        description="How many of the links are right, as judged by reading both ends."
    )
    parser.add_argument("--rules", action="store_true", help="without the learned reader")
    parser.add_argument("--list", action="store_true", help="print each with both sentences and the verdict")
    parser.add_argument(
        "--check", action="store_true", help="fail where too few are right or too many unread"
    )
    parser.add_argument(
        "folders", nargs="*", type=Path, default=OWN, help="of articles with a meta.csv (our own)"
    )
    chosen = parser.parse_args(arguments)
    reader = RULES if chosen.rules else FULL
    known, counts = judged(), defaultdict[str, Counter[str]](Counter)
    for told in (link for folder in chosen.folders for link in links_of(folder, reader)):
        verdict, why = known.get(told.key, ("unread", ""))
        counts[told.kind.partition(" (")[0]][verdict] += 1
        if chosen.list or verdict != "right":
            print("\t".join((*told.key, verdict, why)))
        if chosen.list:
            print(*(f"    {_words(sentence)}" for sentence in told.sentences), sep="\n")
    for kind, count in sorted(counts.items()):
        told_of = ", ".join(f"{verdict} {count[verdict]:3}" for verdict in ("right", "wrong", "unread"))
        print(f"{kind:14} given {count.total():3}, {told_of}")
    return int(chosen.check and not holds(sum(counts.values(), Counter())))


def holds(count: Counter[str]) -> bool:
    """Return whether enough of what was judged is right, and enough was judged."""
    read_by_us = count["right"] + count["wrong"]
    right, unread = count["right"] / max(read_by_us, 1), count["unread"] / max(count.total(), 1)
    print(f"right {right:.3f} of those judged, never read {unread:.3f} of all")
    return right >= LEAST_RIGHT and unread <= MOST_UNREAD


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
