"""A `kg serve` of its own for a test: a real process on a free port of the loopback interface."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlencode

import rdflib

_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")
NOTHING: Mapping[str, str] = MappingProxyType({})
ROWS = "application/sparql-results+json"


def triples(data: bytes, form: str) -> rdflib.Graph:
    """Return what rdflib reads of a serialized graph."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # its own, within its JSON-LD reader
        return rdflib.Graph().parse(data=data, format=form)


@dataclass(frozen=True)
class Reply:
    status: int
    type: str
    body: bytes
    headers: Mapping[str, str]

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Server:
    port: int
    process: subprocess.Popen[str]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def send(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] = NOTHING,
        timeout: float = 60,
    ) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body, dict(headers))
            got = connection.getresponse()
            found = {name.lower(): value for name, value in got.getheaders()}
            return Reply(got.status, found.get("content-type", "").partition(";")[0], got.read(), found)
        finally:
            connection.close()

    def get(self, query: str, accept: str = ROWS, **fields: str) -> Reply:
        return self.send(
            "GET", f"/sparql?{urlencode({'query': query, **fields})}", headers={"Accept": accept}
        )

    def workers(self) -> list[int]:
        """Return the processes that the server has started."""
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True, text=True, check=False
        )
        return [int(line) for line in listed.stdout.split()]


@contextmanager
def serving(folder: Path, *options: str, **environment: str) -> Iterator[Server]:
    """Serve `folder` until the block ends."""
    command = [sys.executable, "-m", "kg", "serve", "--graph", str(folder), "--port", "0", *options]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env={**os.environ, "NO_COLOR": "1", **environment}
    )
    assert process.stderr is not None
    try:
        said = ""
        while (line := process.stderr.readline()) and not (match := _ADDRESS.search(line)):
            said += line
        assert line, f"the server ended: {said}"
        assert match is not None
        yield Server(int(match[1]), process)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stderr.close()
