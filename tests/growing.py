"""Folders that grow by short articles, read by the stub."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Store
from stub_reading import read as read_stub

from kg import config, pipeline
from kg.graph.finished import Finished, tables_of
from kg.listener import Silence
from kg.output import PAGE_MARK
from kg.pipeline import Task

NAMES = ("north.txt", "east.txt", "south.txt", "west.txt")
SENTENCES = (
    "Norway supports the common fishing agreement of all coastal states.",
    "Sweden opposes the common fishing agreement of all coastal states.",
    "Norway opposes the common fishing agreement of all coastal states.",
    "France supports another package of sanctions against the navy.",
    "Germany visits the neighbours. Germany supports another package of sanctions against the navy.",
)
META = "file,published,outlet\nnorth.txt,2025-03-01,Coast Herald\neast.txt,2025-03-09,\nsouth.txt,2025-04-02,Inland Post\n"
RESULTS = ("graph.trig", "graph.html", "documents.json")


class Ear(Silence):
    """Hears how many documents are read."""

    def __init__(self) -> None:
        self.documents = 0

    def reading(self, documents: int, words: int) -> None:
        assert words >= 0
        self.documents += documents


def page(graph) -> str:
    said = sorted(set(stated(graph)))
    return f"{PAGE_MARK} {hashlib.sha256(repr(said).encode()).hexdigest()}\n"


def stated(graph) -> Iterator[tuple[str, str, str]]:
    """Yield what a store, or its statements, say."""
    if isinstance(graph, Store):
        yield from ((quad.subject.value, quad.predicate.value, quad.object.value) for quad in graph)
        return
    for part in graph:
        for predicate, table in (part.tables if isinstance(part, Finished) else tables_of((part,))).items():
            yield from ((subject, predicate[1:-1], value) for subject in table for value in table[subject])


def task(*paths: str, **options) -> Task:
    return Task(tuple(paths), options.pop("settings", config.load()), meta=Path("meta.csv"), **options)


def build(folder: str, files: dict[str, int], **options) -> int:
    """Write the files, build them, and return how many were read."""
    for name, number in files.items():
        Path(name).write_text(f"Report\n\n{SENTENCES[number]}\n", encoding="utf-8")
    ear = Ear()
    pipeline.build(task(*files, **options), Path(folder), ear)
    return ear.documents


def results(folder: str) -> dict[str, bytes]:
    return {name: (Path(folder) / name).read_bytes() for name in RESULTS}


def fresh(files: dict[str, int], **options) -> dict[str, bytes]:
    shutil.rmtree("fresh", ignore_errors=True)
    build("fresh", files, **options)
    return results("fresh")


def prepare(stand_ins, place: Path, monkeypatch) -> None:
    """Read by the stub, have a page that says all that its graph says, and go to a folder with metadata."""
    stand_ins.setattr("kg.extract.read", read_stub)
    stand_ins.setattr("kg.draw.draw", page)
    monkeypatch.chdir(place)
    Path("meta.csv").write_text(META, encoding="utf-8")
