"""Compare a whole build with the bare parse of the same texts by the same model, in one run and one process.

    python benchmarks/parse_ratio.py [COPIES] [ROUNDS]

Nobody can read faster than the parser, so the ratio says what everything else costs: names, pronouns,
attributions, positions, events, resolution, the graph, its files and the page. The texts are the sample
articles, each COPIES times (default 6) with another first line, so that no two are the same. The two are timed in
turn for ROUNDS rounds (default 3), and medians are compared; loading the model is left out of both.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from kg import config, knowledge, pipeline
from kg.annotate.model import load_model

SAMPLES = Path(__file__).resolve().parent.parent / "kg" / "samples"


def main(arguments: list[str]) -> int:
    """Print words a second of both and their ratio."""
    copies, rounds = (int(a) for a in (*arguments, *("6", "3")[len(arguments) :]))
    sources = [p for p in sorted(SAMPLES.glob("*.txt")) if p.name != "README.txt"]
    texts = [f"Dispatch {n + 1}\n\n{p.read_text(encoding='utf-8')}" for p in sources for n in range(copies)]
    words = sum(len(text.split()) for text in texts)
    nlp = load_model()
    knowledge.load()
    parsed, built = [], []
    with tempfile.TemporaryDirectory() as folder:
        places = []
        for number, text in enumerate(texts):
            places.append(Path(folder) / f"{number:05}.txt")
            places[-1].write_text(text, encoding="utf-8")
        task = pipeline.Task(tuple(places), config.load())
        pipeline.build(task, Path(folder) / "warm")
        for _ in range(rounds):
            begun = time.perf_counter()
            for _doc in nlp.pipe(texts):
                pass
            parsed.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            pipeline.build(task, Path(folder) / "build")
            built.append(time.perf_counter() - begun)
    parse, build = statistics.median(parsed), statistics.median(built)
    print(f"{len(texts)} articles, {words:,} words, {rounds} rounds")
    print(f"bare parse   {words / parse:8,.0f} words a second")
    print(f"whole build  {words / build:8,.0f} words a second")
    print(f"ratio        {build / parse:8.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
