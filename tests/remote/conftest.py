"""Somebody else's servers, each started once for the tests of a module."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import servers

from kg.graph import store
from kg.listener import Silence
from kg.publish import publish
from kg.remote import Server, connected

TINY = Path(__file__).parent.parent / "query" / "tiny.trig"


@pytest.fixture
def login(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the login in the environment, as a user does; servers that ask for none do not get it."""
    for name, value in servers.LOGIN.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def running(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[servers.Running]:
    """Return a running server of each kind."""
    if request.param == "virtuoso" and not servers.has_virtuoso():
        reason = "Virtuoso is not installed (make servers)"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{reason}, and in CI no test is skipped for that")
        pytest.skip(reason)
    with getattr(servers, request.param)(tmp_path_factory.mktemp(request.param)) as one:
        yield one


@pytest.fixture
def server(running: servers.Running, request: pytest.FixtureRequest) -> Server:
    """Return a client of the server, with its login in the environment."""
    request.getfixturevalue("login")
    return connected(running.url)


@pytest.fixture
def tiny() -> list[ox.Quad]:
    """Return the small graph made by hand of three documents."""
    return list(ox.parse(path=TINY, format=ox.RdfFormat.TRIG))


@pytest.fixture
def folder(tmp_path: Path, tiny: list[ox.Quad]) -> Path:
    """Return a folder that holds the small graph."""
    store.write(tmp_path / "build", tiny)
    return tmp_path / "build"


@pytest.fixture
def filled(server: Server, folder: Path) -> Server:
    """Return the server with the small graph on it, whatever it held before."""
    publish(folder, server, Silence(), fresh=True)
    return server
