"""Compare a build with the bare parse of the same texts by the same spaCy model, in one process.

    python benchmarks/parse_ratio.py [COPIES] [ROUNDS] [rules|full]

The last word is who reads: the rules alone, or with the learned reader (default: rules).

Nobody can read faster than the parser, so the ratio says what everything else costs: names, pronouns,
attributions, positions, events, resolution, the graph, its files and the page. The bare parse is spaCy's own, by the
model as it was installed. The texts are the sample articles, each COPIES times (default 6) with another first line,
so that no two are the same. The two are timed in turn for ROUNDS rounds (default 3) by the processor time that
this process spends, and medians are compared; loading the model is left out of both.
"""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
import warnings
from collections import defaultdict
from pathlib import Path

import spacy

from kg import config, knowledge, pipeline
from kg.annotate.model import DEFAULT
from kg.listener import Silence

SAMPLES = Path(__file__).resolve().parent.parent / "kg" / "samples"


def spent() -> float:
    """Return the seconds of processor time that this process has spent in its own code."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


class Stages(Silence):
    """Adds up the time between what a build says that it is doing."""

    def __init__(self) -> None:
        """Begin with the reading."""
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._now, self._since = "reading", spent()

    def doing(self, what: str) -> None:
        """Close a stage and begin the next."""
        self.seconds[self._now] += spent() - self._since
        self._now, self._since = what, spent()

    def reading(self, documents: int, words: int) -> None:
        """Begin the reading."""
        del documents, words
        self.doing("reading")


def main(arguments: list[str]) -> int:
    """Print words a second of both, their ratio, and what each stage costs in parses."""
    usual = ("6", "3", pipeline.RULES)
    first, second, reader = (*arguments, *usual[len(arguments) :])
    copies, rounds = int(first), int(second)
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
            begun = spent()
            for _doc in bare.pipe(texts):
                pass
            parsed.append(spent() - begun)
            begun = spent()
            stages.append(Stages())
            task = pipeline.Task(tuple(places), settings, reader=reader)
            pipeline.build(task, Path(folder) / f"build-{number}", stages[-1])  # none knows what another read
            built.append(spent() - begun)
            stages[-1].doing("")
    parse, build = statistics.median(parsed), statistics.median(built)
    print(f"{len(texts)} articles, {words:,} words, {rounds} rounds, reader: {reader}")
    print(f"bare parse   {words / parse:8,.0f} words a second")
    print(f"whole build  {words / build:8,.0f} words a second")
    print(f"ratio        {build / parse:8.2f}")
    for stage in stages[0].seconds:
        seconds = statistics.median(each.seconds[stage] for each in stages)
        print(f"  {stage:24} {seconds / parse:5.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
