"""Known vulnerabilities of Python packages: an export of the OSV database, which lies on this machine.

The records are those of https://ossf.github.io/osv-schema/, and a version is judged by the algorithm given there.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

ECOSYSTEM = "PyPI"
FIRST = "0"
"""The `introduced` that stands before every version."""
UNBOUNDED = "*"
"""The `limit` that bounds nothing."""
_EVENTS = ("fixed", "introduced", "last_affected")
"""In the order in which those of one version count."""


class DatabaseError(Exception):
    """The database cannot be read; in one line, what and where."""


@dataclass(frozen=True, slots=True)
class Advisory:
    """What is known of one vulnerability in one package."""

    ident: str
    aliases: frozenset[str]
    """Names that other databases have for it."""
    modified: str
    """When the record was last changed, as ISO 8601; empty where it does not say."""
    summary: str
    package: str
    """Normalised name."""
    versions: frozenset[str]
    """Versions that are affected, each named."""
    ranges: tuple[tuple[Mapping[str, str], ...], ...]
    """Events of each range of versions that is affected."""

    @property
    def names(self) -> frozenset[str]:
        """All names of the vulnerability."""
        return self.aliases | {self.ident}

    def affects(self, version: Version) -> bool:
        """Return whether a version is affected.

        Raises:
            InvalidVersion: If a range is bounded by what is no Python version, and the version is not among the named.
        """
        return any(_same(named, version) for named in self.versions) or any(
            _within(events, version) for events in self.ranges
        )

    @property
    def fixed(self) -> tuple[str, ...]:
        """The versions that fix it, in the order of the record."""
        return tuple(
            dict.fromkeys(event["fixed"] for events in self.ranges for event in events if "fixed" in event)
        )


def _same(named: str, version: Version) -> bool:
    try:
        return Version(named) == version
    except InvalidVersion:  # what was released before versions had rules
        return named == str(version)


def _within(events: Iterable[Mapping[str, str]], version: Version) -> bool:
    """Return whether a range holds a version: the last event at or before it says so."""
    steps: list[tuple[bool, Version, int]] = []
    limits: list[str] = []
    for event in events:
        for kind, bound in event.items():
            if kind in _EVENTS:
                steps.append((bound != FIRST, Version(bound), _EVENTS.index(kind)))
            elif kind == "limit":
                limits.append(bound)
    if limits and not any(limit == UNBOUNDED or version < Version(limit) for limit in limits):
        return False
    inside = False
    for bounded, bound_at, number in sorted(steps):
        kind = _EVENTS[number]
        if not bounded or (version > bound_at if kind == "last_affected" else version >= bound_at):
            inside = kind == "introduced"
    return inside


def advisories(database: Path, packages: Iterable[str]) -> Iterator[Advisory]:
    """Yield what a database knows of some packages, without what was withdrawn.

    Args:
        database: A folder of OSV records (`*.json`, at any depth), or a zip file of them.
        packages: Normalised names.

    Raises:
        DatabaseError: If it holds no record or one that cannot be read.
    """
    wanted = frozenset(packages)
    number = 0
    for name, content in _files(database):
        number += 1
        try:
            record = json.loads(content())
            if not record.get("withdrawn"):
                yield from _of(record, wanted)
        except (OSError, zipfile.BadZipFile, ValueError, KeyError, TypeError, AttributeError) as error:
            raise DatabaseError(f"{name}: no OSV record ({type(error).__name__}: {error})") from error
    if not number:
        raise DatabaseError(f"{database}: holds no OSV record (*.json)")


def _files(database: Path) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield name and content of each record, in the order of their names."""
    if database.is_dir():
        for path in sorted(database.rglob("*.json")):
            yield str(path), path.read_bytes
        return
    try:
        with zipfile.ZipFile(database) as packed:
            for name in sorted(packed.namelist()):
                if name.endswith(".json"):
                    yield f"{database}:{name}", lambda name=name: packed.read(name)  # type: ignore[misc]  # a default binds it
    except (OSError, zipfile.BadZipFile) as error:
        raise DatabaseError(
            f"{database}: neither a folder nor a zip file of OSV records ({error})"
        ) from error


def _of(record: Mapping[str, Any], wanted: frozenset[str]) -> Iterator[Advisory]:
    """Yield what a record says of each package that is wanted."""
    for affected in record.get("affected", ()):
        package = affected.get("package", {})
        if package.get("ecosystem", "").partition(":")[0] != ECOSYSTEM:
            continue
        name = canonicalize_name(package["name"])
        if name in wanted:
            yield Advisory(
                ident=record["id"],
                aliases=frozenset(record.get("aliases", ())),
                modified=record.get("modified", ""),
                summary=" ".join((record.get("summary") or record.get("details") or "").split())[:120],
                package=name,
                versions=frozenset(affected.get("versions", ())),
                ranges=tuple(tuple(r["events"]) for r in affected.get("ranges", ()) if r["type"] != "GIT"),
            )
