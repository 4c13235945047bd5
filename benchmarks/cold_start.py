"""What each command costs before it works: `kg` on the graph of the sample articles, each time a new process.

    python benchmarks/cold_start.py [ROUNDS]

Prints the processor time of the quickest of ROUNDS runs (default 5), the time on the clock, and the former in units of
a Python that does nothing but load pyoxigraph: the least that any answer from the store can cost.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent / "kg" / "samples"
KG = (sys.executable, "-m", "kg")
POSITION = "SELECT ?p { ?p a gs:Position } ORDER BY ?p LIMIT 1"


def once(command: Sequence[str]) -> tuple[float, float]:
    """Run a command to its end and return its processor time and the time on the clock, in seconds."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    with process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said = process.stderr.read().decode() if process.stderr else ""
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed: {said[-500:]}")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - begun


def quickest(command: Sequence[str], rounds: int) -> tuple[float, float]:
    """Return the least processor time and the least time on the clock of some runs."""
    spent, waited = zip(*(once(command) for _ in range(rounds)), strict=True)
    return min(spent), min(waited)


def main(arguments: list[str]) -> int:
    """Print a row for each command."""
    parser = argparse.ArgumentParser(description="What each command costs before it works.")
    parser.add_argument("rounds", type=int, nargs="?", default=5, help="of each, the quickest counts (5)")
    rounds = parser.parse_args(arguments).rounds
    with tempfile.TemporaryDirectory() as place:
        folder, page = f"{place}/build", f"{place}/page.html"
        given = [str(SAMPLES), "--meta", str(SAMPLES / "meta.csv"), "-o", folder, "--reader", "rules"]
        subprocess.run([*KG, "build", *given], check=True, capture_output=True)
        asked = [*KG, "query", POSITION, "--graph", folder, "--format", "csv"]
        found = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split()[-1]
        commands = {
            "kg --version": ["--version"],
            "kg --help": ["--help"],
            "kg query --list": ["query", "--list"],
            "kg query, a saved question": ["query", "supporters-and-opponents", "--graph", folder],
            "kg query, SPARQL": ["query", POSITION, "--graph", folder],
            "kg explain": ["explain", found, "--graph", folder],
            "kg draw": ["draw", "--graph", folder, "-o", page],
            "kg build, nothing new": ["build", *given],
        }
        least, _ = quickest([sys.executable, "-c", "import pyoxigraph"], rounds)
        print(f"{'':28} processor   clock   x pyoxigraph ({least:.2f} s)")
        for name, command in commands.items():
            spent, waited = quickest([*KG, *command], rounds)
            print(f"{name:28} {spent:7.2f} s {waited:6.2f} s {spent / least:6.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
