"""The small graph made by hand that all tests of questions share."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest


@pytest.fixture(scope="session")
def tiny() -> ox.Store:
    store = ox.Store()
    store.load(path=Path(__file__).parent / "tiny.trig", format=ox.RdfFormat.TRIG)
    return store
