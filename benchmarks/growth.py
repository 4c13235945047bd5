"""Measure how a build grows with its articles, and what one article more costs.

    python benchmarks/growth.py FOLDER [N…] [--reader rules|full]

For each N (default 100 1000), in a process of its own each, on the first N articles of the corpus that `corpus.py`
makes: reading what was not read for a smaller N; then all the rest of a build of N articles whose readings are kept
(resolving, writing the store and its files); then a build that adds one article to them, in all and without loading
the model and reading it. Times are seconds of this machine's processor, memory is the most that the process held.
Below the table stands, for each step from one N to the next, with which power of the number of articles a time grows:
1 is a fixed cost an article.

Readings stay in FOLDER/readings.db, so a stopped measurement goes on where it stood.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import shutil
import subprocess
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from corpus import write as write_corpus

from kg import config, knowledge, pipeline
from kg.growth import Growth
from kg.ingest import Failure, read_articles
from kg.ingest.meta import read as read_meta
from kg.ledger import READINGS_FILE, Readings
from kg.listener import Silence

COLUMNS = (
    ("reading", "read, s an article"),
    ("resolving", "resolve, s"),
    ("writing the graph", "write, s"),
    ("article", "resolve and write, ms an article"),
    ("add", "add one, s"),
    ("beside", "beside reading it, s"),
    ("memory", "peak, MB"),
    ("quads", "statements"),
)


class Stages(Silence):
    """Adds up processor time between what a build says that it is doing."""

    def __init__(self) -> None:
        """Begin before the first stage."""
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._now, self._since = "begin", spent()

    def doing(self, what: str) -> None:
        """Close a stage and begin the next."""
        self.seconds[self._now] += spent() - self._since
        self._now, self._since = what, spent()


def spent() -> float:
    """Return the seconds of processor time that this process has spent."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def task(folder: Path, reader: str, *paths: Path) -> pipeline.Task:
    """Return a build of articles of the corpus in a folder."""
    return pipeline.Task(paths, config.load(), reader=reader, meta=folder / "articles" / "meta.csv")


def files(folder: Path, number: int) -> list[Path]:
    """Return the first articles of the corpus."""
    return sorted((folder / "articles").glob("*.txt"))[:number]


def read(folder: Path, number: int, reader: str) -> dict[str, float]:
    """Read those of the first articles that were not read before."""
    job = task(folder, reader, *files(folder, number))
    meta = read_meta(folder / "articles" / "meta.csv")
    found = [a for a in read_articles(job.paths, job.settings.ingest, meta) if not isinstance(a, Failure)]
    knowledge.load()
    with Readings(folder) as shelf:
        begun = spent()
        stock = Growth(shelf, job.means, Silence(), _no_text).grown((), found)
        seconds = spent() - begun
        fresh = len(stock.read)
    return {"reading": seconds / fresh if fresh > number / 20 else math.nan}


def _no_text(_ident: str) -> None:
    return None


def build(folder: Path, number: int, reader: str) -> dict[str, float]:
    """Build the first articles, whose readings are kept, in a new folder."""
    out = folder / f"built-{number}"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    shutil.copyfile(folder / READINGS_FILE, out / READINGS_FILE)
    stages = Stages()
    built = pipeline.build(task(folder, reader, *files(folder, number)), out, stages)
    stages.doing("end")
    from kg.graph.store import open_store  # noqa: PLC0415  # only here

    seconds = stages.seconds["resolving"] + stages.seconds["writing the graph"]
    return {
        "resolving": stages.seconds["resolving"],
        "writing the graph": stages.seconds["writing the graph"] + stages.seconds["drawing the page"],
        "article": 1000 * seconds / built.counts.documents,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
        "quads": len(open_store(out)),
    }


def add(folder: Path, number: int, reader: str) -> dict[str, float]:
    """Add one article to the first ones."""
    begun, stages = spent(), Stages()
    pipeline.build(task(folder, reader, files(folder, number + 1)[-1]), folder / f"built-{number}", stages)
    seconds = spent() - begun
    return {"add": seconds, "beside": seconds - stages.seconds["loading the language model"]}


STEPS = {"read": read, "build": build, "add": add}


def main(arguments: list[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description="How a build grows.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("numbers", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--reader", default=pipeline.RULES, choices=(pipeline.RULES, pipeline.FULL))
    parser.add_argument("--step", choices=tuple(STEPS), help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.step:
        print(json.dumps(STEPS[chosen.step](chosen.folder, chosen.numbers[0], chosen.reader)))
        return 0
    numbers = sorted(chosen.numbers)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    if len(files(chosen.folder, numbers[-1] + 1)) <= numbers[-1]:
        write_corpus(chosen.folder / "articles", numbers[-1] + 1)
    rows = []
    for number in numbers:
        rows.append({"articles": float(number)})
        for step in STEPS:
            command = [sys.executable, "-W", "ignore", __file__, str(chosen.folder), str(number)]
            done = subprocess.run(
                [*command, "--reader", chosen.reader, "--step", step],
                check=True, stdout=subprocess.PIPE, text=True,
            )  # fmt: skip
            rows[-1] |= json.loads(done.stdout.splitlines()[-1])
            print(rows[-1], file=sys.stderr)
    print("\n".join(table(rows)))
    return 0


def table(rows: list[dict[str, float]]) -> list[str]:
    """Return the figures, and with which power they grow."""
    lines = [
        "| articles | " + " | ".join(title for _, title in COLUMNS) + " |",
        "|--:" * (len(COLUMNS) + 1) + "|",
    ]
    for row in rows:
        cells = [f"{row[key]:,.0f}" if row[key] >= 100 else f"{row[key]:.2g}" for key, _ in COLUMNS]
        lines.append(f"| {row['articles']:,.0f} | {' | '.join(cell.replace('nan', '') for cell in cells)} |")
    for one, other in pairwise(rows):
        step = math.log(other["articles"] / one["articles"])
        powers = [f"{math.log(other[key] / one[key]) / step:.2f}".replace("nan", "") for key, _ in COLUMNS]
        lines.append(f"| power, {one['articles']:,.0f} to {other['articles']:,.0f} | {' | '.join(powers)} |")
    return lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
