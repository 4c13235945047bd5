"""Compare a build by one process with one by two, and the bare parse likewise.

    python benchmarks/processes.py [ARTICLES] [rules|full]

Articles are generated (`corpus.py`; default 200). Times are those on the clock, with the start of the processes and
their loading of the model in them, so that few articles gain little; the machine should have nothing else to do.
"""

from __future__ import annotations

import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import corpus
import spacy

from kg import config, pipeline
from kg.annotate.model import DEFAULT
from kg.crew import Crew


def clocked(work: Callable[[int], object], processes: int) -> float:
    """Return the seconds that some work takes by so many processes."""
    begun = time.perf_counter()
    work(processes)
    return time.perf_counter() - begun


def parse(texts: list[str], processes: int) -> None:
    """Parse texts by the bare pipeline, which is loaded anew."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # W095, as in `load_model`
        nlp = spacy.load(DEFAULT)
    for _doc in nlp.pipe(texts, n_process=processes, batch_size=16):
        pass


def main(arguments: list[str]) -> int:
    """Print the times and their ratios."""
    number, reader = (*arguments, *("200", pipeline.RULES)[len(arguments) :])
    texts = [made.text for made in corpus.articles(int(number))]
    words = sum(len(text.split()) for text in texts)
    print(f"{number} articles, {words:,} words, reader: {reader}")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "texts"
        corpus.write(folder, int(number))

        def build(processes: int) -> None:
            task = pipeline.Task(
                (folder,),
                config.load(),
                reader=reader,
                meta=folder / "meta.csv",
                crew=Crew(processes),
            )
            pipeline.build(task, Path(place) / f"by-{processes}")

        for name, work in (
            ("bare parse", lambda processes: parse(texts, processes)),
            ("whole build", build),
        ):
            one, two = clocked(work, 1), clocked(work, 2)
            print(f"{name:12} 1 process {one:6.1f} s   2 processes {two:6.1f} s   ratio {one / two:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
