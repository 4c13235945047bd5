"""Fixtures over the parses of `handmade_parses.py`."""

from __future__ import annotations

import pytest
from handmade_parses import annotated, parse

from kg.extract import read
from kg.knowledge import Knowledge


@pytest.fixture(scope="session")
def tree():
    return parse


@pytest.fixture(scope="session")
def reading():
    """Return a function from the notation to everything that is read from it."""

    def run(notation: str):
        return read(annotated(parse(notation)), Knowledge({}, []))

    return run
