"""Score the readings of the corpora beside the checkout; fail where one falls below its floor.

    python .ci/floors.py

`tests/baseline.json` holds for each corpus where it lies, its hash, and the floors. A floor is the name
of a number in the scorer's report ("holder+content / F1"). The hash covers articles, metadata and gold
data, so that nobody compares with other ground unseen. Floors are raised by hand, with the change that
earned it.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
BASELINE = ROOT / "tests" / "baseline.json"
SLACK = 1e-9
"""What rounding may take away from a floor that is met exactly."""


def main() -> int:
    """Score each corpus and return the exit code."""
    failures = 0
    for name, corpus in json.loads(BASELINE.read_text(encoding="utf-8")).items():
        if (
            "articles" not in corpus
        ):  # the table of constructions, which the tests themselves hold to its floor
            continue
        articles = sorted((SHARED / corpus["articles"]).glob("*.txt"))
        found = digest([*articles, SHARED / corpus["meta"], SHARED / corpus["gold"]])
        if found != corpus["sha256"]:
            print(f"{name}: the corpus is not the one of the baseline (SHA-256 {found})")
            failures += 1
            continue
        report = score(articles, corpus)
        for measure, floor in corpus["floors"].items():
            value = number(report, measure)
            failures += value < floor - SLACK
            print(
                f"{name}: {measure} {value:.3f}, floor {floor:.3f}{'' if value >= floor - SLACK else '  BELOW'}"
            )
    return 1 if failures else 0


def digest(files: list[Path]) -> str:
    """Return the SHA-256 over the names and contents of `files`."""
    total = hashlib.sha256()
    for file in files:
        total.update(f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def score(articles: list[Path], corpus: dict[str, Any]) -> dict[str, Any]:
    """Build the graph of `articles` and return what the scorer says of it."""
    with tempfile.TemporaryDirectory() as folder:
        build = [
            sys.executable,
            "-m",
            "kg",
            "build",
            *articles,
            "--meta",
            SHARED / corpus["meta"],
            "-o",
            folder,
        ]
        subprocess.run(build, check=True, stderr=subprocess.DEVNULL)
        scorer = [sys.executable, SHARED / "bench" / "score.py", corpus["measure"], "--json"]
        gold = ["--gold", SHARED / corpus["gold"], "--graph", f"{folder}/graph.trig"]
        done = subprocess.run([*scorer, *gold], check=True, stdout=subprocess.PIPE)
        return json.loads(done.stdout)


def number(report: dict[str, Any], measure: str) -> float:
    """Return a number of the report by its path ("strict (everything right) / F1")."""
    value: Any = report
    for key in measure.split(" / "):
        value = value[key]
    return float(value)


if __name__ == "__main__":
    sys.exit(main())
