"""Kills builds, removals and mendings at random but seeded moments, and checks what they leave.

    python tests/faults/killing.py [RUNS] [SEED]

Each run begins with a folder of three documents and starts one change of it in a process of its own, which is killed
(-9): in one half of the runs before a random one of its calls to the system, in the other after a random time, which
may be in the middle of a write of the database engines. Meanwhile and afterwards the folder is opened for reading
again and again and must hold all of the graph before or all of the graph after. Then the same change is made once
more and must give the very bytes that it gives undisturbed.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
RESULTS = ("graph.trig", "graph.html", "documents.json")
TEXTS = {
    "north.txt": "Norway supports the common fishing agreement of all coastal states.",
    "east.txt": "Sweden opposes the common fishing agreement of all coastal states.",
    "south.txt": "France supports another package of sanctions against the navy. France visits the neighbours.",
    "west.txt": "Germany opposes another package of sanctions against the navy. Germany supports the common pact.",
}
CHANGED = "Norway opposes the common fishing agreement of all coastal states. Norway visits the neighbours."
CHANGES = ("add", "replace", "both", "remove", "mend", "fresh")

CHILD = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = [sys.argv[1]]
import stub_reading
import kg.annotate, kg.draw, kg.export, kg.extract, kg.rebuild, pyoxigraph
from kg import config, pipeline, workers
workers.language = lambda _model: None
workers._reader = lambda _kind: None
workers._TOGETHER = 1
kg.annotate.annotate = lambda _nlp, articles, _knowledge: iter(articles)
kg.extract.read = stub_reading.read

calls, last = 0, int(sys.argv[3])

def audit(event, args):
    global calls
    if event.startswith(("open", "os.", "shutil.", "sqlite3.", "pathlib.")):
        calls += 1
        if calls == last:
            os.kill(os.getpid(), signal.SIGKILL)

def build(*names, **options):
    task = pipeline.Task(names, config.load(), **options)
    pipeline.build(task, Path("build"))

what = sys.argv[2]
print("go", flush=True)
sys.addaudithook(audit)
if what == "begin":
    build("north.txt", "east.txt", "south.txt")
elif what == "add":
    build("west.txt")
elif what == "replace":
    build("north.txt")
elif what == "both":
    build("north.txt", "east.txt", "west.txt")
elif what == "fresh":
    build("north.txt", "west.txt", fresh=True)
elif what == "remove":
    pipeline.remove(["east.txt"], Path("build"))
else:
    pipeline.mend(Path("build"))
last = -1
print("calls", calls, flush=True)
"""


@dataclass
class Undisturbed:
    """What a change gives when nobody disturbs it."""

    results: dict[str, bytes]
    calls: int
    seconds: float


def prepare(folder: Path) -> None:
    """Write the articles and build the first three."""
    for name, text in TEXTS.items():
        (folder / name).write_text(f"Report\n\n{text}\n", encoding="utf-8")
    change(folder, "begin")
    (folder / "north.txt").write_text(f"Report\n\n{CHANGED}\n", encoding="utf-8")


def start(folder: Path, what: str, last: int = 0) -> subprocess.Popen[str]:
    """Start a change in a process of its own and return when it begins to work."""
    command = [sys.executable, "-W", "ignore", "-c", CHILD, str(HERE.parent), what, str(last)]
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "go\n", process.communicate()[1]
    return process


def change(folder: Path, what: str) -> Undisturbed:
    """Make a change to its end."""
    process = start(folder, what)
    begun = time.monotonic()
    out, errors = process.communicate(timeout=120)
    if process.returncode:
        raise AssertionError(f"{what}: {errors}")
    return Undisturbed(results(folder / "build"), int(out.split()[-1]), time.monotonic() - begun)


def results(folder: Path) -> dict[str, bytes]:
    """Return what must be the same bytes."""
    return {name: (folder / name).read_bytes() for name in RESULTS}


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

    def __init__(self, place: Path) -> None:
        """Prepare in an empty folder."""
        self.place = place
        self.begin = place / "begin"
        self.begin.mkdir()
        prepare(self.begin)
        self.before = statements(self.begin / "build")
        self.after: dict[str, tuple[Undisturbed, frozenset[str]]] = {}

    def undisturbed(self, what: str) -> tuple[Undisturbed, frozenset[str]]:
        """Return what a change gives."""
        if what not in self.after:
            folder = self._copy(f"undisturbed-{what}")
            done = change(folder, what)
            self.after[what] = done, statements(folder / "build")
        return self.after[what]

    def run(self, seed: int) -> tuple[str, bool]:
        """Kill one change, check, make it again; return which, and whether it was killed before its end."""
        draw = random.Random(seed)  # noqa: S311  # to choose a moment
        what = draw.choice(CHANGES)
        expected, after = self.undisturbed(what)
        folder = self._copy(f"run-{seed}")
        by_call = draw.random() < 0.5
        process = start(folder, what, draw.randint(1, expected.calls) if by_call else 0)
        end = time.monotonic() + (120 if by_call else draw.uniform(0, expected.seconds))
        while process.poll() is None and time.monotonic() < end:
            assert statements(folder / "build") in (self.before, after), f"{seed} {what}: seen half done"
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert statements(folder / "build") in (self.before, after), f"{seed} {what}: left half done"
        assert not ill(folder / "build"), (seed, what, ill(folder / "build"))
        self._again(folder, what, seed)
        assert results(folder / "build") == expected.results, f"{seed} {what}: other bytes"
        left = sorted(path.name for path in (folder / "build").iterdir())
        assert left == sorted((*RESULTS, "readings.db", "store")), left
        assert not ill(folder / "build"), (seed, what, ill(folder / "build"))
        shutil.rmtree(folder)
        return what, process.returncode == -signal.SIGKILL

    def _again(self, folder: Path, what: str, seed: int) -> None:
        process = start(folder, what)
        errors = process.communicate(timeout=120)[1]
        done = what == "remove" and "no document is called" in errors
        assert process.returncode == 0 or done, (seed, what, errors)

    def _copy(self, name: str) -> Path:
        return Path(shutil.copytree(self.begin, self.place / name))


def main(arguments: list[str]) -> int:
    """Make RUNS runs and print how many of each change were killed on the way."""
    runs, first = (int(x) for x in (*arguments, *("60", "0")[len(arguments) :]))
    killed: dict[str, list[bool]] = {what: [] for what in CHANGES}
    with tempfile.TemporaryDirectory() as place:
        trial = Trial(Path(place))
        for seed in range(first, first + runs):
            what, early = trial.run(seed)
            killed[what].append(early)
    for what, early in killed.items():
        sys.stdout.write(f"{what:8} {len(early):4} runs, {sum(early):4} killed on the way\n")
    sys.stdout.write(
        f"{runs} runs: never seen or left half done, all whole after the change was made again\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
