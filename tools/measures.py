"""Measure how well the tool reads the annotated corpora beside the checkout.

    python tools/measures.py                 # print the table that stands in the README
    python tools/measures.py --readme        # write it there
    python tools/measures.py --check         # fail where a number falls below its floor
    python tools/measures.py --raise         # raise the floors to what is reached now (never lowers one)
    python tools/measures.py --lower REASON  # lower those that are not reached, and note the reason in CHANGELOG.md
    python tools/measures.py seeds events    # only these corpora, with any of the above

`tests/baseline.json` holds for each corpus where it lies, its hash, and its floors. A floor is the name of a number
in the scorer's report ("holder+content / F1"), with one number for the rules alone and one for the rules with the
learned reader. The hash covers articles, metadata and gold data, so that nobody
compares with another ground unseen.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import readme_part
from floors import SLACK, parser, settled

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
BENCH = SHARED / "bench"
BASELINE = ROOT / "tests" / "baseline.json"
READERS = ("rules", "full")


def digest(corpus: dict[str, Any]) -> str:
    """Return the SHA-256 over names and contents of a corpus's files."""
    files = sorted((SHARED / corpus["articles"]).glob("*.txt")) if "articles" in corpus else []
    files += [SHARED / corpus[key] for key in ("meta", "gold") if key in corpus]
    total = hashlib.sha256()
    for file in files:
        total.update(f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def score(corpus: dict[str, Any], reader: str) -> dict[str, Any]:
    """Build the graph of a corpus as a user would, and return what the scorer says of it."""
    gold = SHARED / corpus["gold"]
    with tempfile.TemporaryDirectory() as folder:
        if "articles" in corpus:
            sources = [
                *sorted((SHARED / corpus["articles"]).glob("*.txt")),
                "--meta",
                SHARED / corpus["meta"],
            ]
        else:
            texts = Path(folder) / "texts"
            unpack = [sys.executable, BENCH / "unpack.py", gold, texts]
            subprocess.run(unpack, check=True, stdout=subprocess.DEVNULL)
            sources = [texts]
        build = [
            sys.executable,
            "-m",
            "kg",
            "build",
            *sources,
            "-o",
            f"{folder}/build",
            "--jobs",
            "2",
            "--no-texts",
            "--reader",
            reader,
        ]
        done = subprocess.run(build, check=False, capture_output=True, text=True)
        if done.returncode not in {0, 3}:  # 3: sentences too short to be English
            raise SystemExit(f"kg build failed: {done.stderr[-500:]}")
        scorer = [sys.executable, BENCH / "score.py", corpus["measure"], "--json", "--gold", gold]
        ontology = ["--ontology", *sorted((ROOT / "ontology" / "events").glob("*.ttl"))]
        scored = subprocess.run(
            [*scorer, "--graph", f"{folder}/build/graph.trig", *ontology], check=True, stdout=subprocess.PIPE
        )
        return dict(json.loads(scored.stdout))


def number(report: dict[str, Any], path: str) -> float:
    """Return a number of the report by its path ("strict (everything right) / F1")."""
    value: Any = report
    for key in path.split(" / "):
        value = value[key]
    return float(value)


def table(rows: list[tuple[str, str, list[float], str]]) -> str:
    """Return the Markdown table of the README."""
    head = "| corpus | measure | rules alone | with the reader | other tools, same scorer |\n|---|---|--:|--:|---|\n"
    return head + "".join(
        f"| {corpus} | {name} | {' | '.join(f'{value:.2f}' for value in values)} | {others} |\n"
        for corpus, name, values, others in rows
    )


def held(name: str, path: str, reader: str, value: float, floor: float) -> bool:
    """Say how a number stands to its floor, and return whether it holds it."""
    holds = value >= floor - SLACK
    print(
        f"{name}, {reader}: {path} {value:.3f}, floor {floor:.3f}{'' if holds else '  BELOW'}",
        file=sys.stderr,
    )
    return holds


def main(arguments: list[str]) -> int:
    """Measure the corpora that are named, or all, and return the exit code."""
    baseline = json.loads(BASELINE.read_text(encoding="utf-8"))
    options = parser("How well the annotated corpora beside the checkout are read.")
    options.add_argument("--readme", action="store_true", help="write the table into the README")
    corpora = sorted(name for name, corpus in baseline.items() if "gold" in corpus)
    options.add_argument("corpora", nargs="*", metavar="CORPUS", help=f"only these of {', '.join(corpora)}")
    chosen = options.parse_args(arguments)
    if unknown := set(chosen.corpora) - set(corpora):
        options.error(f"no such corpus: {', '.join(sorted(unknown))}")
    failures = 0
    rows: list[tuple[str, str, list[float], str]] = []
    for name, corpus in baseline.items():
        if "gold" not in corpus or (chosen.corpora and name not in chosen.corpora):
            continue
        if (found := digest(corpus)) != corpus["sha256"]:
            print(f"{name}: the corpus is not the one of the baseline (SHA-256 {found})", file=sys.stderr)
            failures += 1
            continue
        reports = {reader: score(corpus, reader) for reader in READERS}
        for path, floors in corpus["floors"].items():
            values = {reader: number(report, path) for reader, report in reports.items()}
            failures += sum(not held(name, path, r, values[r], floors[r]) for r in READERS)
            corpus["floors"][path] = {
                r: settled(f"{name}, {r}: {path}", values[r], floors[r], rise=chosen.rise, why=chosen.why)
                for r in READERS
            }
            if path in corpus["shown"]:
                label, others = corpus["shown"][path]
                rows.append((corpus["title"], label, [*values.values()], others))
    if chosen.rise or chosen.why is not None:
        BASELINE.write_text(json.dumps(baseline, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    if chosen.readme:
        readme_part.write("measures", table(rows))
    elif not chosen.check:
        print(table(rows), end="")
    return int(bool(failures) and chosen.check)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
