"""Compare a build with the bare parse of the same texts by the same spaCy model, in one process.

    python benchmarks/parse_ratio.py [COPIES] [ROUNDS] [rules|full]

The last word is who reads: the rules alone, or with the learned reader (default: rules).

Nobody can read faster than the parser, so the ratio says what everything else costs: names, pronouns,
attributions, positions, events, resolution, the graph, its files and the page. The bare parse is spaCy's own, by the
model as it was installed. The texts are the sample articles, each COPIES times (default 6) with another first line,
so that no two are the same. The two are timed in turn for ROUNDS rounds (default 3), by the processor time that this
process spends and by the clock, and medians are compared; loading the model is left out of both. On a second core
the learned reader runs ahead of the rules, which spares time on the clock and no processor time.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import spacy

from kg import config, knowledge, pipeline
from kg.annotate.model import DEFAULT
from kg.draw import layout
from kg.listener import Silence

SAMPLES = Path(__file__).resolve().parent.parent / "kg" / "samples"


class Spent(NamedTuple):
    """Seconds that something took."""

    processor: float
    """Of processor time, in this process's own code."""
    clock: float

    @classmethod
    def until_now(cls) -> Spent:
        """Return what was spent since the process began, or some fixed moment."""
        return cls(resource.getrusage(resource.RUSAGE_SELF).ru_utime, time.perf_counter())

    def since(self, begun: Spent) -> Spent:
        """Return what was spent since then."""
        return Spent(self.processor - begun.processor, self.clock - begun.clock)


def median(spent: Sequence[Spent]) -> Spent:
    """Return the median of each measure."""
    return Spent(*(statistics.median(column) for column in zip(*spent, strict=True)))


class Stages(Silence):
    """Keeps how long a build was at each thing that it said it was doing."""

    def __init__(self) -> None:
        """Begin with the reading."""
        self.spent: dict[str, Spent] = {}
        self._now, self._since = "reading", Spent.until_now()

    def doing(self, what: str) -> None:
        """Close a stage and begin the next."""
        now = Spent.until_now()
        before = self.spent.get(self._now, Spent(0, 0))
        self.spent[self._now] = Spent(*map(sum, zip(before, now.since(self._since), strict=True)))
        self._now, self._since = what, now

    def reading(self, documents: int, words: int) -> None:
        """Begin the reading."""
        del documents, words
        self.doing("reading")


def chosen(arguments: Sequence[str]) -> tuple[int, int, str]:
    """Return how many copies of the texts, how many rounds, and who reads."""
    parser = argparse.ArgumentParser(description="What a build costs beside the bare parse of its texts.")
    parser.add_argument("copies", type=int, nargs="?", default=6, help="of each sample article (6)")
    parser.add_argument("rounds", type=int, nargs="?", default=3, help="of which the medians count (3)")
    readers = (pipeline.RULES, pipeline.FULL)
    parser.add_argument(
        "reader", nargs="?", default=pipeline.RULES, choices=readers, help="who reads (rules)"
    )
    found = parser.parse_args(arguments)
    return found.copies, found.rounds, found.reader


def main(arguments: list[str]) -> int:
    """Print words a second of both, their ratio, and what each stage costs in parses."""
    copies, rounds, reader = chosen(arguments)
    sources = [p for p in sorted(SAMPLES.glob("*.txt")) if p.name != "README.txt"]
    texts = [f"Dispatch {n + 1}\n\n{p.read_text(encoding='utf-8')}" for p in sources for n in range(copies)]
    words = sum(len(text.split()) for text in texts)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # W095, as in `load_model`
        bare = spacy.load(DEFAULT)
    knowledge.load()
    parsed, built = [], []
    stages = []
    with tempfile.TemporaryDirectory() as folder:
        places = []
        for number, text in enumerate(texts):
            places.append(Path(folder) / f"{number:05}.txt")
            places[-1].write_text(text, encoding="utf-8")
        settings = config.load()
        pipeline.build(pipeline.Task(tuple(places[:2]), settings, reader=reader), Path(folder) / "warm")
        for number in range(rounds):
            begun = Spent.until_now()
            for _doc in bare.pipe(texts):
                pass
            parsed.append(Spent.until_now().since(begun))
            task = pipeline.Task(tuple(places), settings, reader=reader)
            layout.forget()  # each round draws the same picture
            begun = Spent.until_now()
            stages.append(Stages())
            pipeline.build(task, Path(folder) / f"build-{number}", stages[-1])  # none knows what another read
            built.append(Spent.until_now().since(begun))
            stages[-1].doing("")
    parse, build = median(parsed), median(built)
    print(f"{len(texts)} articles, {words:,} words, {rounds} rounds, reader: {reader}")
    print(f"{'':26} processor  clock")
    print(f"bare parse, words a second {words / parse.processor:9,.0f} {words / parse.clock:6,.0f}")
    print(f"whole build                {words / build.processor:9,.0f} {words / build.clock:6,.0f}")
    shares = {stage: median([each.spent[stage] for each in stages]) for stage in stages[0].spent}
    for name, spent in {"ratio": build, **shares}.items():
        indent = "" if name == "ratio" else "  "
        print(f"{indent + name:26} {spent.processor / parse.processor:9.2f} {spent.clock / parse.clock:6.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
