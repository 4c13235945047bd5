"""Kills builds, removals, merges, corrections, mendings and servers at random but seeded moments; checks what they leave.

    python tests/faults/killing.py [RUNS] [SEED] [folder|store|serve]

Each run begins with a folder of three documents and starts one change of it, a whole command of `kg` in a process of
its own, which is killed (-9): in one half of the runs before a random one of its calls to the system, in the other after a
random time, which may be in the middle of a write of the database engines. Meanwhile and afterwards the folder is
opened for reading again and again and must hold all of the graph before or all of the graph after. Then the same
change is made once more and must give the very bytes that it gives undisturbed.

With `store` the change goes to a server as well (`--store`): what the server's list says to be whole must be so, and after
the change was made again it must hold what the folder holds. With `serve` it is `kg serve` that is killed, while it
answers and, in one half of the runs, a change goes on beside it (`killing_serve.py`).
"""

from __future__ import annotations

import contextlib
import hashlib
import random
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from killing_child import Command

HERE = Path(__file__).resolve().parent
RESULTS = ("graph.trig", "graph.html", "documents.json", "corrections.json")
TEXTS = {
    "north.txt": "Norway supports the common fishing agreement of all coastal states.",
    "east.txt": "Sweden opposes the common fishing agreement of all coastal states.",
    "south.txt": "France supports another package of sanctions against the navy. France visits the neighbours.",
    "west.txt": "Germany opposes another package of sanctions against the navy. Germany supports the common pact.",
}
CHANGED = "Norway opposes the common fishing agreement of all coastal states. Norway visits the neighbours."
SHEET = (
    "correction,document,words,holder,polarity,by,on\n"
    "missing position,south.txt,visits the neighbours,France,oppose,Eva Novak,2025-08-01\n"
)
COMMANDS = {
    "begin": ("build", "north.txt", "east.txt", "south.txt", "-o", "build"),
    "other": ("build", "west.txt", "-o", "other"),
    "add": ("build", "west.txt", "-o", "build"),
    "replace": ("build", "north.txt", "-o", "build"),
    "both": ("build", "north.txt", "east.txt", "west.txt", "-o", "build"),
    "fresh": ("build", "north.txt", "west.txt", "-o", "build", "--fresh"),
    "remove": ("remove", "east.txt", "-g", "build"),
    "merge": ("merge", "other", "-o", "build"),
    "correct": ("import", "sheet.csv", "-g", "build"),
    "mend": ("doctor", "--mend", "-g", "build"),
}
CHANGES = ("add", "replace", "both", "fresh", "remove", "merge", "correct", "mend")
TO_SERVERS = CHANGES[:-1]
"""`kg doctor` writes to no server."""


@dataclass
class Undisturbed:
    """What a change gives when nobody disturbs it."""

    results: dict[str, bytes]
    calls: int
    seconds: float


def prepare(folder: Path, url: str | None) -> None:
    """Write the articles and build the first three, and the last in a folder of its own."""
    for name, text in TEXTS.items():
        (folder / name).write_text(f"Report\n\n{text}\n", encoding="utf-8")
    (folder / "sheet.csv").write_text(SHEET, encoding="utf-8")
    change(folder, "other")
    change(folder, "begin", url)
    (folder / "north.txt").write_text(f"Report\n\n{CHANGED}\n", encoding="utf-8")


def start(folder: Path, what: str, url: str | None = None, last: int = 0) -> Command:
    """Start a change and return when it begins to work."""
    return Command(folder, (*COMMANDS[what], *(() if url is None else ("--store", url))), last)


def change(folder: Path, what: str, url: str | None = None) -> Undisturbed:
    """Make a change to its end."""
    command = start(folder, what, url)
    if command.wait():
        raise AssertionError(f"{what}: {command.errors}")
    seconds = time.monotonic() - command.begun
    return Undisturbed(results(folder / ("other" if what == "other" else "build")), command.calls, seconds)


def results(folder: Path) -> dict[str, bytes]:
    """Return what must be the same bytes."""
    return {name: (folder / name).read_bytes() for name in RESULTS if (folder / name).is_file()}


def statements(folder: Path) -> frozenset[str]:
    """Open the folder as any reader does and return all that it says."""
    from kg.graph.store import open_store  # noqa: PLC0415  # the long form starts without it

    return frozenset(map(str, open_store(folder)))


def ill(folder: Path) -> list[str]:
    """Return what `kg doctor` finds wrong, except what a stopped build has left."""
    from kg.doctor import examine  # noqa: PLC0415

    return [f.what for f in examine(folder) if not f.ok and "a stopped build has left" not in f.what]


class Trial:
    """One folder as it begins, and what each change makes of it undisturbed."""

    def __init__(self, place: Path, server: Copy | None = None) -> None:
        """Prepare in an empty folder.

        Args:
            place: The folder.
            server: Where the changes go as well, if anywhere.
        """
        self.place = place
        self.server = server
        self.url = None if server is None else server.url
        self.changes = CHANGES if server is None else TO_SERVERS
        self.begin = place / "begin"
        self.begin.mkdir()
        prepare(self.begin, self.url)
        self.before = statements(self.begin / "build")
        self.after: dict[str, tuple[Undisturbed, frozenset[str]]] = {}

    def undisturbed(self, what: str) -> tuple[Undisturbed, frozenset[str]]:
        """Return what a change gives."""
        if what not in self.after:
            folder = self.copy(f"undisturbed-{what}")
            done = change(folder, what, self.url)
            self.after[what] = done, statements(folder / "build")
        return self.after[what]

    def run(self, seed: int) -> tuple[str, bool]:
        """Kill one change, check, make it again; return which, and whether it was killed before its end."""
        draw = random.Random(seed)  # noqa: S311  # to choose a moment
        what = draw.choice(self.changes)
        expected, after = self.undisturbed(what)
        folder = self.copy(f"run-{seed}")
        by_call = draw.random() < 0.5
        command = start(folder, what, self.url, draw.randint(1, expected.calls) if by_call else 0)
        end = time.monotonic() + (120 if by_call else draw.uniform(0, expected.seconds))
        while command.alive and time.monotonic() < end:
            assert statements(folder / "build") in (self.before, after), f"{seed} {what}: seen half done"
        killed = command.kill()
        assert statements(folder / "build") in (self.before, after), f"{seed} {what}: left half done"
        assert not ill(folder / "build"), (seed, what, ill(folder / "build"))
        if self.server is not None:
            assert self.server.torn() == [], (seed, what)
        self.again(folder, what, seed)
        self.check(folder, what, seed)
        if self.server is not None:
            assert self.server.statements() == statements(folder / "build"), (seed, what)
        shutil.rmtree(folder)
        return what, killed

    def again(self, folder: Path, what: str, seed: int) -> None:
        """Make a change that was killed once more."""
        command = start(folder, what, self.url)
        code = command.wait()
        done = what == "remove" and "no document is called" in command.errors
        assert code == 0 or done, (seed, what, command.errors)

    def check(self, folder: Path, what: str, seed: int) -> None:
        """Make sure that a folder is as the change leaves it undisturbed."""
        expected = self.undisturbed(what)[0].results
        assert results(folder / "build") == expected, f"{seed} {what}: other bytes"
        left = {path.name for path in (folder / "build").iterdir()} - {"published.json"}
        assert left == {*expected, "readings.db", "store"}, left
        assert not ill(folder / "build"), (seed, what, ill(folder / "build"))

    def copy(self, name: str) -> Path:
        """Return a folder as it begins, with the server as it begins too."""
        folder = Path(shutil.copytree(self.begin, self.place / name))
        if self.server is not None:
            self.server.reset(folder / "build")
        return folder


class Copy:
    """A server of SPARQL that holds a copy of a folder's graph."""

    def __init__(self, url: str) -> None:
        """Wrap a server that runs there."""
        from kg.remote import connected  # noqa: PLC0415  # as above

        self.url = url
        self._server = connected(url)

    def reset(self, folder: Path) -> None:
        """Let the server hold the graph of a folder, whatever it held."""
        from kg.listener import Silence  # noqa: PLC0415
        from kg.publish import publish  # noqa: PLC0415

        publish(folder, self._server, Silence(), fresh=True)

    def torn(self) -> list[str]:
        """Return the graphs that the server's list says to be whole, and that are not."""
        from kg.publish import HELD  # noqa: PLC0415

        found = []
        for line in self._server.read(HELD).decode().splitlines():
            graph, _, digest, *_ = line.replace("<", "").replace(">", "").replace('"', "").split(" ")
            lines = self._server.read(ox.NamedNode(graph)).splitlines(keepends=True)
            if hashlib.sha256(b"".join(sorted(lines))).hexdigest() != digest:
                found.append(graph)
        return found

    def statements(self) -> frozenset[str]:
        """Return all that the server says."""
        from kg.remote import fetched  # noqa: PLC0415

        return frozenset(map(str, fetched(self._server)))


@contextlib.contextmanager
def trial(place: Path, kind: str) -> Iterator[Trial]:
    """Prepare a trial of one kind in an empty folder."""
    if kind == "folder":
        yield Trial(place)
    elif kind == "serve":
        from killing_serve import Served  # noqa: PLC0415  # which is made of this module

        yield Served(place)
    else:
        sys.path.insert(0, str(HERE.parent / "remote"))
        import servers  # noqa: PLC0415  # found by the line above

        (place / "server").mkdir()
        with servers.oxigraph(place / "server") as running:
            yield Trial(place, Copy(running.url))


def main(arguments: list[str]) -> int:
    """Make RUNS runs and print how many of each change were killed on the way."""
    runs, first = (int(x) for x in (*arguments[:2], *("60", "0")[len(arguments) :]))
    killed: defaultdict[str, list[bool]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as place, trial(Path(place), (*arguments[2:], "folder")[0]) as one:
        for seed in range(first, first + runs):
            what, early = one.run(seed)
            killed[what].append(early)
            sys.stderr.write(f"{seed} {what} {'killed' if early else 'done before'}\n")
    for what, early in sorted(killed.items()):
        sys.stdout.write(f"{what:24} {len(early):4} runs, {sum(early):4} killed on the way\n")
    sys.stdout.write(
        f"{runs} runs: never seen or left half done, all whole after the change was made again\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
