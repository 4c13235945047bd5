"""Put SPARQL endpoints to the same trials: `kg serve`, `oxigraph serve-read-only` and rdflib-endpoint.

    pip install -e '.[test,bench]'
    python benchmarks/endpoints.py            # print the table
    python benchmarks/endpoints.py --readme   # write it into the README

Each server gets the graph of the sample articles on a free port of the loopback interface, and a deadline of five
seconds where it knows one. The cases of the W3C need `../shared/w3c`; without it that row is left out.
"""

from __future__ import annotations

import argparse
import contextlib
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph as ox

from kg import config, pipeline
from kg.graph import store

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "serve"), str(ROOT / "tools")]

import readme_part  # noqa: E402
import w3c  # noqa: E402  # the cases are read by the tests' own module
from server import Reply, Server  # noqa: E402

SAMPLES = ROOT / "kg" / "samples"
DEADLINE = 5
PRODUCT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a ?b ?c . ?d ?e ?f . ?h ?i ?j } }"
SORT = "SELECT * { GRAPH ?g { ?a ?b ?c . ?d ?e ?f } } ORDER BY ?c ?f"
HONEST = "SELECT ?s { GRAPH ?g { ?s a <https://w3id.org/geostance/ns#Person> } } LIMIT 1"


@dataclass(frozen=True)
class Contender:
    """A server to try: how it is started on a folder, and where it is asked."""

    name: str
    command: Callable[[Path, int], list[str]]
    path: str


def tool(name: str) -> str:
    """Return the program `name` of this environment."""
    return str(Path(sys.executable).parent / name)


CONTENDERS = (
    Contender(
        "kg serve",
        lambda folder, port: [
            *(sys.executable, "-m", "kg", "serve", "-g", str(folder), "--port", str(port)),
            *("--config", str(folder / "serve.toml")),
        ],
        "/sparql",
    ),
    Contender(
        "oxigraph serve-read-only 0.5.13",
        lambda folder, port: [
            *(tool("oxigraph"), "serve-read-only", "-l", str(folder / "store"), "-b", f"127.0.0.1:{port}"),
            *("--timeout-s", str(DEADLINE), "--union-default-graph"),
        ],
        "/query",
    ),
    Contender(
        "rdflib-endpoint 0.6.3 (Oxigraph store)",
        lambda folder, port: [
            *(tool("rdflib-endpoint"), "serve", "--host", "127.0.0.1", "--port", str(port)),
            *("--store", "Oxigraph", str(folder / "graph.trig")),
        ],
        "/",
    ),
)


@contextlib.contextmanager
def running(contender: Contender, folder: Path) -> Iterator[Server]:
    """Run a server on the graph in `folder`."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(contender.command(folder, port), text=True, **quiet)
    try:
        for _ in range(300):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield Server(port, process)
    finally:
        process.kill()
        process.wait()


def ask(server: Server, path: str, query: str, timeout: float) -> Reply | None:
    """Return the reply; None where none comes in time, or it breaks off."""
    address = f"{path}?{urlencode({'query': query})}"
    try:
        return server.send(
            "GET", address, headers={"Accept": "application/sparql-results+json"}, timeout=timeout
        )
    except OSError:
        return None


# ------------------------------------------------------------------ the trials


def conformance(server: Server, path: str) -> str:
    """Return how many of the W3C's query cases of the protocol it passes."""
    right = 0
    cases = list(w3c.cases())
    for _, exchanges in cases:
        with contextlib.suppress(AssertionError, OSError, ValueError, KeyError, SyntaxError):
            for wanted in exchanges:
                address = path + wanted.path.removeprefix("/sparql/")
                w3c.check(wanted, server.send(wanted.method, address, wanted.body, wanted.headers, 20))
            right += 1
    return f"{right} of {len(cases)}"


def fetches(server: Server, path: str, query: str) -> str:
    """Return whether a query makes the server call another one."""
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)

        def listen() -> None:
            with contextlib.suppress(OSError):
                while True:
                    try:
                        connection, _ = listening.accept()
                    except TimeoutError:
                        if done.is_set():
                            return
                        continue
                    calls.append(1)
                    connection.close()

        done = threading.Event()
        listener = threading.Thread(target=listen)
        listener.start()
        ask(server, path, query.replace("URL", f"http://127.0.0.1:{listening.getsockname()[1]}/x.ttl"), 15)
        done.set()
        listener.join()
    return "yes" if calls else "no"


def at_rest(pid: int) -> bool:
    """Return whether a process and its children come to rest within fifteen seconds."""
    for _ in range(15):
        before = spent(pid)
        time.sleep(1)
        if spent(pid) - before < 0.2:
            return True
    return False


def spent(pid: int) -> float:
    """Return the seconds of processor time of a process and its living children."""
    listed = subprocess.run(
        ["ps", "-o", "cputimes=,pid=", "--pid", str(pid), "--ppid", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    # cputimes counts whole seconds; the ticks of /proc are finer
    ticks = 0
    for line in listed.stdout.splitlines():
        with contextlib.suppress(FileNotFoundError):
            stat = Path(f"/proc/{line.split()[1]}/stat").read_text("ascii").rpartition(")")[2].split()
            ticks += int(stat[11]) + int(stat[12])
    return ticks / 100


def runaway(server: Server, path: str, query: str) -> str:
    """Return how a question without end is answered, and whether the engine stops."""
    reply = ask(server, path, query, 3 * DEADLINE)
    if reply is None:
        told = f"no answer in {3 * DEADLINE} s"
    else:
        whole = reply.status == 200 and reply.body.rstrip().endswith(b"}")
        told = f"{reply.status}" + ("" if reply.status != 200 or whole else ", cut off")
    return f"{told}; {'stopped' if at_rest(server.process.pid) else 'still busy after 15 s'}"


def beside(server: Server, path: str) -> str:
    """Return how many of twenty honest questions are answered within ten seconds beside four endless ones."""
    with ThreadPoolExecutor(24) as together:
        hostile = [together.submit(ask, server, path, PRODUCT, 2 * DEADLINE) for _ in range(4)]
        time.sleep(0.5)
        honest = [together.submit(ask, server, path, HONEST, 10) for _ in range(20)]
        answers = [each.result() for each in honest]
        for each in hostile:
            each.result()
    right = sum(reply is not None and reply.status == 200 and b"uri" in reply.body for reply in answers)
    return f"{right} of 20"


def trials(contender: Contender, folder: Path, w3c_folder: Path | None) -> list[str]:
    """Return what becomes of each trial, in the order of the rows."""
    column = []
    if w3c_folder is not None:
        with running(contender, w3c_folder) as server:
            column.append(conformance(server, contender.path))
    for query in ("SELECT * { SERVICE <URL> { ?s ?p ?o } }", "SELECT * FROM <URL> { ?s ?p ?o }"):
        with running(contender, folder) as server:
            column.append(fetches(server, contender.path, query))
    for query in (PRODUCT, SORT):
        with running(contender, folder) as server:
            column.append(runaway(server, contender.path, query))
    with running(contender, folder) as server:
        column.append(beside(server, contender.path))
    return column


def made(place: Path, quads: Iterator[ox.Quad] | None) -> Path:
    """Make a folder with the graph of the samples, or of `quads`."""
    if quads is None:
        pipeline.build(
            pipeline.Task((SAMPLES,), config.load(), meta=SAMPLES / "meta.csv", reader=pipeline.RULES), place
        )
    else:
        store.write(place, quads)
    (place / "serve.toml").write_text(f"[serve]\ndeadline_seconds = {DEADLINE}\n", encoding="utf-8")
    return place


def main(arguments: list[str]) -> int:
    """Print the table, or write it into the README."""
    parser = argparse.ArgumentParser(description="SPARQL endpoints at the same trials.")
    parser.add_argument("--readme", action="store_true", help="write the table into the README")
    chosen = parser.parse_args(arguments)
    rows = ["`SERVICE` calls other servers", "`FROM <url>` fetches", "endless product", "endless sort"]
    rows.append("honest questions answered beside four endless ones")
    with tempfile.TemporaryDirectory() as place:
        folder = made(Path(place) / "samples", None)
        cases = w3c.FOLDER if w3c.FOLDER.is_dir() else None
        conform = made(Path(place) / "w3c", w3c.quads(cases)) if cases else None
        if cases:
            rows.insert(0, "W3C query cases of the protocol passed")
        columns = [trials(contender, folder, conform) for contender in CONTENDERS]
    table = "| trial | " + " | ".join(f"`{each.name}`" for each in CONTENDERS) + " |\n|---|---|---|---|\n"
    table += "".join(f"| {row} | {' | '.join(cells)} |\n" for row, *cells in zip(rows, *columns, strict=True))
    if chosen.readme:
        readme_part.write("endpoints", table)
    else:
        print(table, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
