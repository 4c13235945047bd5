"""The small graph made by hand, written to a folder and served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from server import Server, serving

from kg.graph import store

TINY = Path(__file__).parent.parent / "query" / "tiny.trig"
BOUNDS = """
[serve]
deadline_seconds = 4
patience_seconds = 0.5
slow_questions = 4
memory_mb = 600
most_rows = 5000
request_seconds = 2
queue_seconds = 60
"""


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tiny") / "build"
    store.write(folder, list(ox.parse(path=str(TINY), format=ox.RdfFormat.TRIG)))
    return folder


@pytest.fixture(scope="session")
def bounds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Settings with a short deadline, so that tests need not wait for the usual one."""
    file = tmp_path_factory.mktemp("settings") / "kg.toml"
    file.write_text(BOUNDS, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def server(tiny_folder: Path, bounds: Path) -> Iterator[Server]:
    with serving(tiny_folder, "--config", str(bounds)) as running:
        yield running
