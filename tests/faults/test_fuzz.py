"""The short form of `fuzzing.py`: few inputs, always the same ones."""

from __future__ import annotations

import pytest
from fuzz_bench import Bench, without_model
from fuzz_readers import readers
from fuzz_server import requests
from fuzzing import fuzz

INPUTS = 16
NAMES = (
    "text", "page", "records", "web archive", "packed", "table of articles", "actors", "settings", "corrections", "gold",
    "RDF file", "foreign graph, asked", "foreign graph, drawn", "foreign graph, exported", "list of documents",
    "kept corrections", "one reading", "readings", "folder", "SPARQL", "parameter", "words", "name",
)  # fmt: skip


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    with without_model():
        yield Bench(tmp_path_factory.mktemp("bench"))


@pytest.fixture(scope="module")
def known(bench):
    return {reader.name: reader for reader in readers(bench)}


def test_every_reader_is_fuzzed(known):
    assert tuple(known) == NAMES


@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
@pytest.mark.parametrize("name", NAMES)
def test_foreign_input_is_taken_or_refused_in_one_clear_line(bench, known, name):
    count = fuzz(known[name], bench, INPUTS)
    assert count.taken + count.refused > 0


@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
def test_any_request_has_a_proper_answer(bench):
    with requests(bench.tiny) as reader:
        count = fuzz(reader, bench, 10 * INPUTS)
    assert count.taken > 0
    assert count.refused > 0
