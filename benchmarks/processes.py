"""Compare a build by one process with one by two, and the bare parse likewise.

    python benchmarks/processes.py [ARTICLES] [rules|full] [ROUNDS]

Articles are generated (`corpus.py`; default 200). All four are timed in turn for ROUNDS rounds (default 3), and of each the
shortest time on the clock counts, since whatever else the machine does only adds to it. The start of the processes and the
loading of the model are in them, so that few articles gain little. Processor time is that of all processes of the
same run: what two spend more than one is what sharing the work costs.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import corpus
import spacy

from kg import config, pipeline, workers
from kg.annotate.model import DEFAULT
from kg.crew import Crew
from kg.draw import layout


class Spent(NamedTuple):
    """Seconds that some work took."""

    clock: float
    processor: float
    """Of this process and those that it started."""


def spent(work: Callable[[int], object], processes: int) -> Spent:
    """Return what some work takes by so many processes."""
    clock, processor = time.perf_counter(), _processor()
    work(processes)
    return Spent(time.perf_counter() - clock, _processor() - processor)


def _processor() -> float:
    every = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in every)


def parse(texts: list[str], processes: int) -> None:
    """Parse texts by the bare pipeline, which is loaded anew."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # W095, as in `load_model`
        nlp = spacy.load(DEFAULT)
    for _doc in nlp.pipe(texts, n_process=processes, batch_size=16):
        pass


def chosen(arguments: list[str]) -> tuple[int, str, int]:
    """Return how many articles, who reads, and how many rounds."""
    parser = argparse.ArgumentParser(description="A build by one process beside one by two.")
    parser.add_argument("articles", type=int, nargs="?", default=200, help="that are generated (200)")
    readers = (pipeline.RULES, pipeline.FULL)
    parser.add_argument(
        "reader", nargs="?", default=pipeline.RULES, choices=readers, help="who reads (rules)"
    )
    parser.add_argument("rounds", type=int, nargs="?", default=3, help="of which the shortest counts (3)")
    found = parser.parse_args(arguments)
    return found.articles, found.reader, found.rounds


def main(arguments: list[str]) -> int:
    """Print the times and their ratios."""
    number, reader, rounds = chosen(arguments)
    texts = [made.text for made in corpus.articles(number)]
    words = sum(len(text.split()) for text in texts)
    print(f"{number} articles, {words:,} words, reader: {reader}")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "texts"
        corpus.write(folder, number)

        def build(processes: int) -> None:
            workers.let_go()
            layout.forget()
            task = pipeline.Task(
                (folder,),
                config.load(),
                reader=reader,
                meta=folder / "meta.csv",
                crew=Crew(processes),
                fresh=True,
            )
            pipeline.build(task, Path(place) / f"by-{processes}")

        works = {"bare parse": lambda processes: parse(texts, processes), "whole build": build}
        times = [
            {
                (name, processes): spent(work, processes)
                for name, work in works.items()
                for processes in (1, 2)
            }
            for _ in range(rounds)
        ]
        for name in works:
            one, two = (min(time[name, processes] for time in times) for processes in (1, 2))
            print(
                f"{name:12} 1 process {one.clock:6.1f} s (processor {one.processor:.1f})   "
                f"2 processes {two.clock:6.1f} s (processor {two.processor:.1f})   ratio {one.clock / two.clock:.2f}"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
