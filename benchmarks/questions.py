"""Time each saved question against the same SPARQL given to pyoxigraph directly, in one run.

    python benchmarks/questions.py                      # 2 million statements, print the table
    python benchmarks/questions.py --quads 200000       # fewer

The graph is that of the sample articles, copied: each copy has documents, matters, events and links of its own and
shares the actors, as a corpus does. Processor time, the least of some rounds; on both sides the answer is read to its last
cell, as Python objects. Without `--memory` the store is on the disk, as `kg query` opens it.
"""

from __future__ import annotations

import argparse
import gc
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg import config, pipeline
from kg.graph import store as stores
from kg.graph.vocab import BASE, PREFIXES
from kg.query import bind, run, saved

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import readme_part  # noqa: E402

SAMPLES = ROOT / "kg" / "samples"
OWN = re.compile(rf"(<{re.escape(BASE)}(?:doc|proposition|issue|event|link|stance|tenure)/[^>#]*)".encode())
"""What each copy has of its own, as N-Quads write it."""
BOUND = 1.3
SHORT = 0.01
"""Seconds below which a question is too quick for a ratio: reading its text and parameters takes as long."""


def samples(place: Path) -> ox.Store:
    """Return the graph of the sample articles."""
    task = pipeline.Task((SAMPLES,), config.load(), meta=SAMPLES / "meta.csv", reader=pipeline.RULES)
    pipeline.build(task, place)
    return stores.open_store(place)


def filled(place: Path | None, graph: ox.Store, wanted: int) -> ox.Store:
    """Return a store, on the disk or in memory, with copies of the graph until it has as many statements as wanted."""
    store = ox.Store() if place is None else ox.Store(str(place))
    text = graph.dump(format=ox.RdfFormat.N_QUADS) or b""
    number = 0
    while len(store) < wanted:
        store.bulk_load(OWN.sub(rb"\1-%d" % number, text), format=ox.RdfFormat.N_QUADS)
        number += 1
    if place is None:
        return store
    store.flush()
    del store
    return ox.Store.read_only(str(place))


def least(ask: Callable[[], int], rounds: int) -> tuple[float, int]:
    """Return the least processor time of some calls in seconds, and what they return."""
    spent, answer = [], 0
    for _ in range(rounds):
        gc.collect()
        begun = time.process_time()
        answer = ask()
        spent.append(time.process_time() - begun)
        if spent[-1] > 5:
            break
    return min(spent), answer


def directly(store: ox.Store, text: str) -> int:
    """Return the number of rows that the library itself gives."""
    found = store.query(text, base_iri=BASE, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
    return len([tuple(row) for row in found])


def by_us(store: ox.Store, name: str, params: dict[str, str]) -> int:
    """Return the number of rows that `kg query` gives."""
    return len(run.run(store, name, params).rows)


def rows(store: ox.Store, rounds: int) -> Iterator[tuple[str, int, float, float]]:
    """Yield each question with its rows, the seconds of the library and ours."""
    for question in saved.catalogue():
        params = {p.name: p.example for p in question.parameters if p.default == saved.REQUIRED}
        text = bind.bound(store, question, params)
        direct, count = least(lambda text=text: directly(store, text), rounds)
        own, same = least(lambda name=question.name, params=params: by_us(store, name, params), rounds)
        if count != same:
            raise SystemExit(f"{question.name}: {count} rows directly, {same} by kg")
        yield question.name, count, direct, own


def main(arguments: list[str]) -> int:
    """Print a row for each question, slowest ratio last; end with 1 where one is over the bound."""
    parser = argparse.ArgumentParser(description="Saved questions against pyoxigraph called directly.")
    parser.add_argument("--quads", type=int, default=2_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--readme", action="store_true")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        graph = samples(Path(place) / "samples")
        store = filled(None if given.memory else Path(place) / "store", graph, given.quads)
        print(f"{len(store):,} statements\n{'':34}{'rows':>9}  pyoxigraph       kg  ratio")
        found = []
        for name, count, direct, own in rows(store, given.rounds):
            found.append((name, count, direct, own))
            print(f"{name:34}{count:9,} {direct:9.3f} s {own:7.3f} s {own / direct:6.2f}", flush=True)
        size = len(store)
        del store
    long = [(own / direct, name) for name, _, direct, own in found if direct >= SHORT]
    worst, slowest = max(long)
    quick = max((own - direct for _, _, direct, own in found if direct < SHORT), default=0.0)
    said = (
        f"At {size:,} statements {'in memory' if given.memory else 'on the disk'} the {len(found)} saved questions take {sum(own for *_, own in found):.0f} s of processor "
        f"time through `kg` and {sum(direct for *_, direct, _ in found):.0f} s asked of pyoxigraph directly; the worst "
        f"ratio is {worst:.2f} (`{slowest}`)"
    )
    said += (
        f", and those under {SHORT * 1000:.0f} ms take at most {quick * 1000:.0f} ms more." if quick else "."
    )
    print(said)
    if given.readme:
        readme_part.write("questions", said + "\n")
    return int(worst > BOUND)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
