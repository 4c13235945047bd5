"""Check what is locked: each pin with hashes, installed as it is locked, and without a known vulnerability.

    python tools/audit.py                          # requirements.lock against itself and what is installed
    python tools/audit.py --database all.zip       # also against known vulnerabilities; asks no network
    python tools/audit.py --database DIR --accept CVE-2026-1 --accept …   # known and accepted

The database is OSV's export for PyPI, as a zip file or a folder of its records; whoever runs this has fetched it. One
line is printed for each thing that is wrong. The exit code is 0 if nothing is, 1 if something is, 2 if the lock or the
database cannot be read.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from advisories import Advisory, DatabaseError, advisories
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"
_HASH = re.compile(r"\s--hash=sha256:[0-9a-f]{64}(?=\s|$)")
_EXACT = re.compile(r"==[^*,;\s]+")


class LockError(Exception):
    """The lock cannot be read; in one line, what and where."""


@dataclass(frozen=True, slots=True)
class Pin:
    """One package as it is locked."""

    name: str
    """Normalised."""
    version: Version
    hashes: int
    """Number of files that may be installed."""
    here: bool
    """Whether it is meant for this system and this Python."""


def pins(lock: Path) -> tuple[Pin, ...]:
    """Return what a file of requirements pins.

    Raises:
        LockError: If it cannot be read, or a line pins nothing.
    """
    try:
        lines = lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    except (OSError, ValueError) as error:
        raise LockError(f"{lock}: cannot be read ({error})") from error
    return tuple(_pin(lock, line) for line in lines if line.strip() and not line.lstrip().startswith("#"))


def _pin(lock: Path, line: str) -> Pin:
    said = line.partition(" --")[0].partition(" #")[0].strip()
    try:
        wanted = Requirement(said)
        if not _EXACT.fullmatch(str(wanted.specifier)):
            raise LockError(f"{lock}: {said!r} pins no version (name==version)")
        pinned = Version(str(wanted.specifier).removeprefix("=="))
    except (InvalidRequirement, InvalidVersion) as error:
        raise LockError(f"{lock}: {said!r} is no requirement of a package") from error
    here = wanted.marker is None or wanted.marker.evaluate()
    return Pin(canonicalize_name(wanted.name), pinned, len(_HASH.findall(line)), here)


def unfit(locked: Sequence[Pin]) -> Iterator[str]:
    """Yield a line for each pin that has no hash, stands twice, or is not what is installed."""
    seen: set[str] = set()
    for pin in locked:
        if not pin.hashes:
            yield f"{pin.name}=={pin.version}: no hash, so any file would be taken for it"
        if not pin.here:
            continue
        if pin.name in seen:
            yield f"{pin.name}: pinned twice"
        seen.add(pin.name)
        try:
            there = version(pin.name)
        except PackageNotFoundError:
            yield f"{pin.name}=={pin.version}: locked, but not installed"
        else:
            if Version(there) != pin.version:
                yield f"{pin.name}=={pin.version}: locked, but {there} is installed"


def vulnerable(locked: Sequence[Pin], known: Sequence[Advisory], accepted: frozenset[str]) -> Iterator[str]:
    """Yield a line for each vulnerability of a pin, however many records tell of it."""
    for pin in locked:
        doubts: dict[str, str] = {}
        telling = []
        for advisory in sorted((a for a in known if a.package == pin.name), key=_ident):
            try:
                if advisory.affects(pin.version):
                    telling.append(advisory)
            except InvalidVersion as error:
                telling.append(advisory)
                doubts[advisory.ident] = f"; judge by hand, as its range cannot be compared ({error})"
        for same in _of_one(telling):
            if any(advisory.names & accepted for advisory in same):
                continue
            doubt = doubts[same[0].ident] if all(a.ident in doubts for a in same) else ""
            yield f"{pin.name}=={pin.version}: {_told(same)}{doubt}"


def _of_one(telling: Sequence[Advisory]) -> list[list[Advisory]]:
    """Return the records by vulnerability: those that share a name, or are linked by others that do."""
    groups: list[list[Advisory]] = []
    for advisory in telling:
        linked = [group for group in groups if any(a.names & advisory.names for a in group)]
        groups = [group for group in groups if group not in linked]
        groups.append([*(a for group in linked for a in group), advisory])
    return sorted((sorted(group, key=_ident) for group in groups), key=lambda group: _ident(group[0]))


def _ident(advisory: Advisory) -> str:
    return advisory.ident


def _told(same: Sequence[Advisory]) -> str:
    """Return names and summary of one vulnerability, and what fixes it."""
    first = same[0]
    others = sorted({name for advisory in same for name in advisory.names} - {first.ident})
    fixed = dict.fromkeys(version for advisory in same for version in advisory.fixed)
    called = f"{first.ident} ({', '.join(others)})" if others else first.ident
    advice = f"fixed in {', '.join(fixed)}" if fixed else "no version fixes it"
    return f"{called}: {first.summary or 'no summary'}; {advice}"


def main(arguments: list[str]) -> int:
    """Print what is wrong, and what was looked at."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--lock", type=Path, default=LOCK, help="file of pins (default: requirements.lock)")
    parser.add_argument("--database", type=Path, help="OSV's export for PyPI: zip file or folder of records")
    parser.add_argument(
        "--accept", action="append", default=[], metavar="ID", help="a vulnerability that is known"
    )
    given = parser.parse_args(arguments)
    try:
        locked = pins(given.lock)
        known = (
            () if given.database is None else tuple(advisories(given.database, {pin.name for pin in locked}))
        )
    except (LockError, DatabaseError) as error:
        print(error, file=sys.stderr)
        return 2
    wrong = [*unfit(locked), *vulnerable(locked, known, frozenset(given.accept))]
    for line in wrong:
        print(line, file=sys.stderr)
    latest = max((advisory.modified for advisory in known), default="")
    against = "no database given, so not against known vulnerabilities"
    if given.database is not None:
        against = (
            f"against {len(known)} advisories of these packages, the latest of {latest[:10] or 'unknown day'}"
        )
    print(f"{len(locked)} pins, {len(wrong)} findings; {against}")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
