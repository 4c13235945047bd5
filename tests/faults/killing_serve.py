"""Kills `kg serve` (-9) while it answers, with or without a change of its folder beside it."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from http.client import HTTPException
from pathlib import Path

from killing import CHANGES, HERE, Trial, start, statements

sys.path.insert(0, str(HERE.parent / "serve"))
from server import Server, serving  # found by the line above

COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
SECONDS = 1.5
"""After which a server is killed at the latest."""
ANSWERING = 0.8
"""Share of the runs in which it has begun to answer by then."""
GONE = 20
"""Seconds within which the processes of a killed server must have ended."""
BOUNDS = "[serve]\ndeadline_seconds = 4\npatience_seconds = 0.5\n"


class Clients(threading.Thread):
    """Asks a server again and again, and keeps the numbers that it gives."""

    def __init__(self, server: Server) -> None:
        """Begin at once."""
        super().__init__(daemon=True)
        self.server = server
        self.numbers: list[int] = []
        self.ended = threading.Event()
        self.start()

    def run(self) -> None:
        """Ask until told to end, or nobody answers."""
        while not self.ended.is_set():
            try:
                reply = self.server.get(COUNT)
            except (OSError, HTTPException):
                return
            if reply.status == 200:
                self.numbers.append(int(json.loads(reply.body)["results"]["bindings"][0]["n"]["value"]))


class Served(Trial):
    """A folder that is served."""

    def __init__(self, place: Path) -> None:
        """Prepare in an empty folder."""
        super().__init__(place)
        self.bounds = place / "kg.toml"
        self.bounds.write_text(BOUNDS, encoding="utf-8")

    def run(self, seed: int) -> tuple[str, bool]:
        """Kill one server, check, serve again; return what went on beside it, and whether it had answered."""
        draw = random.Random(seed)  # noqa: S311  # to choose a moment
        what = draw.choice(CHANGES) if draw.random() < 0.5 else ""
        folder = self.copy(f"run-{seed}")
        after = self.undisturbed(what)[1] if what else self.before
        with serving(folder / "build", "--config", str(self.bounds)) as server:
            clients = [Clients(server) for _ in range(2)]
            beside = start(folder, what) if what else None
            if draw.random() < 0.3:
                threading.Thread(target=_asks_endlessly, args=(server,), daemon=True).start()
            answering, end = draw.random() < ANSWERING, time.monotonic() + 30
            while answering and not clients[0].numbers and time.monotonic() < end:
                time.sleep(0.01)
            time.sleep(draw.uniform(0, SECONDS))
            workers = server.workers()
            server.process.send_signal(signal.SIGKILL)
            server.process.wait()
            for client in clients:
                client.ended.set()
                client.join(30)
        assert statements(folder / "build") in (self.before, after), f"{seed} {what}: left half done"
        _must_end(workers)
        if beside is not None:
            assert beside.wait() == 0, (seed, what, beside.errors)
            self.check(folder, what, seed)
        numbers = {number for client in clients for number in client.numbers}
        assert numbers <= {len(self.before), len(after)}, (
            f"{seed} {what}: answered of a graph half done: {numbers}"
        )
        with serving(folder / "build") as server:
            found = int(json.loads(server.get(COUNT).body)["results"]["bindings"][0]["n"]["value"])
        assert found == len(after), f"{seed} {what}: served again, but {found} of {len(after)}"
        shutil.rmtree(folder)
        return f"serve, {what or 'nothing'} beside", bool(numbers)


def _asks_endlessly(server: Server) -> None:
    try:
        server.get(ENDLESS)
    except (OSError, HTTPException):
        return


def _must_end(processes: list[int]) -> None:
    end = time.monotonic() + GONE
    while time.monotonic() < end:
        left = subprocess.run(
            ["ps", "-o", "pid=,stat=", "-p", ",".join(map(str, processes)) or "0"],
            capture_output=True, text=True, check=False,
        ).stdout.split()  # fmt: skip
        if not any(state[0] not in "Z0123456789" for state in left):
            return
        time.sleep(0.05)
    raise AssertionError(f"the processes of a killed server go on: {processes}")
