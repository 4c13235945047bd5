"""List the licences of everything that an installation brings along.

    python tools/licences.py            # print the table
    python tools/licences.py --write    # write it to docs/licences.md
    python tools/licences.py --check    # fail where one is unknown or not for a hard dependency (GPL, AGPL)

Read from the metadata of what is installed: its licence expression, else its classifiers, else its licence
field, else the first line of its licence file.
"""

from __future__ import annotations

import argparse
import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "licences.md"
STRICT = re.compile(r"(?<![L])\b(?:A?GPL|GNU (?:Affero )?General Public)", re.IGNORECASE)
_MIT = "Permission is hereby granted, free of charge"
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def closure(name: str) -> dict[str, str]:
    """Return the licence of a package and of all that it needs without extras, by normal name."""
    found: dict[str, str] = {}
    waiting = [name]
    while waiting:
        normal = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if normal in found:
            continue
        try:
            needed = distribution(normal).requires or []
        except PackageNotFoundError:  # for another system, or another Python
            continue
        found[normal] = licence(normal)
        waiting += [match[0] for line in needed if "extra ==" not in line and (match := _NAME.match(line))]
    return found


def licence(name: str) -> str:
    """Return what a package says of its licence, on one line; empty where it says nothing."""
    about = distribution(name).metadata
    expression = about.get("License-Expression")
    if expression:
        return str(expression)
    classified = [
        line.rpartition(" :: ")[2]
        for line in about.get_all("Classifier") or ()
        if line.startswith("License :: ") and not line.endswith("OSI Approved")
    ]
    said = str(about.get("License") or _file(name)).strip().splitlines()
    return ", ".join(classified) or (said[0][:80] if said else "")


def _file(name: str) -> str:
    """Return the text of the licence file that a package carries, "" where it has none."""
    for file in distribution(name).files or ():
        if file.name.upper().startswith("LICEN"):
            said = file.read_text(encoding="utf-8")
            return "MIT" if _MIT in said else said
    return ""


def is_strict(said: str) -> bool:
    """Return whether no choice that a licence leaves is one for a hard dependency."""
    return all(STRICT.search(choice) for choice in said.split(" OR "))


def main(arguments: list[str]) -> int:
    """Print, write or check the list."""
    parser = argparse.ArgumentParser(description="The licences of all that an installation brings along.")
    parser.add_argument("--write", action="store_true", help="write the table to docs/licences.md")
    parser.add_argument("--check", action="store_true", help="only fail where a licence is unknown or strict")
    chosen = parser.parse_args(arguments)
    found = closure("geostance")
    lines = ["| package | licence |", "|---|---|"]
    lines += [f"| {name} | {found[name] or 'unknown'} |" for name in sorted(found)]
    table = "\n".join(lines) + "\n"
    if chosen.write:
        TARGET.write_text(
            "# Licences\n\nOf all that `pip install geostance` brings along, as the packages themselves say "
            f"(`python tools/licences.py --write`).\n\n{table}",
            encoding="utf-8",
        )
    elif not chosen.check:
        print(table, end="")
    wrong = [f"{name}: {said or 'unknown'}" for name, said in found.items() if not said or is_strict(said)]
    for line in wrong:
        print(line, file=sys.stderr)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
