"""The query cases of the W3C tests of the SPARQL 1.1 Protocol, sent to a real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import w3c
from server import Server, serving

from kg.graph import store

CASES = list(w3c.cases())

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("w3c") / "build"
    store.write(folder, w3c.quads(shared / "w3c" / "sparql11-protocol"))
    with serving(folder) as running:
        yield running


@pytest.mark.usefixtures("shared")
def test_the_cases_are_there():
    assert len(CASES) == 21


@pytest.mark.parametrize("exchanges", [exchanges for _, exchanges in CASES], ids=[name for name, _ in CASES])
def test_a_case_of_the_w3c(endpoint: Server, exchanges: list[w3c.Exchange]):
    for wanted in exchanges:
        w3c.check(wanted, endpoint.send(wanted.method, wanted.path, wanted.body, wanted.headers))
