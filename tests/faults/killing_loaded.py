"""Loads all of `kg` that a command may need, and puts a stub in the place of the reading."""

from __future__ import annotations

import pyoxigraph as ox
import stub_reading

import kg.annotate
import kg.cli
import kg.doctor
import kg.draw
import kg.evaluate
import kg.export
import kg.extract
import kg.knowledge
import kg.publish
import kg.resolve
from kg import workers

assert ox
kg.knowledge.load()
workers.language = lambda _model: None
workers._reader = lambda _kind: None
workers._TOGETHER = 1
kg.annotate.annotate = lambda _nlp, articles, _knowledge: iter(articles)
kg.extract.read = stub_reading.read


def run(arguments: tuple[str, ...]) -> int:
    """Run `kg` and return its exit code."""
    try:
        kg.cli.main(arguments)
    except SystemExit as end:
        return int(end.code or 0)
