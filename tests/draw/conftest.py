"""Fixtures of the page's tests."""

from __future__ import annotations

import pyoxigraph
import pytest
from dossier_maker import Maker, dossier


@pytest.fixture
def maker() -> Maker:
    return dossier()


@pytest.fixture(scope="session")
def store() -> pyoxigraph.Store:
    return dossier().store()
