"""Where a server answers: found below one address (`servers.toml`), or said in a user's file.

A file of one's own is for servers that are not in the table::

    query = "https://host/ds/sparql"
    update = "https://host/ds/update"
    graphs = "https://host/ds/data"
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import RemoteError

_PARTS = ("query", "update", "graphs", "read")


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one server."""

    query: str
    update: str | None = None
    graphs: str | None = None
    read: str | None = None
    """Where graphs are read, if not at `graphs`."""


def candidates(given: str) -> Iterator[Addresses]:
    """Yield where a server may answer that a user names by address or file.

    Raises:
        RemoteError: If it is neither.
    """
    if given.endswith(".toml"):
        yield _of_file(Path(given))
        return
    base = checked(given).rstrip("/")
    for row in _table():
        below = base.removesuffix("/" + row["query"])
        yield Addresses(**{part: f"{below}/{row[part]}" for part in _PARTS if part in row})


def checked(url: str) -> str:
    """Return an address that can be asked.

    Raises:
        RemoteError: If it is none, or holds a password: others could read it in the list of processes.
    """
    try:
        parts = urlsplit(url)
        fits = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:  # a port that is no number, an open bracket
        fits = False
    if not fits:
        raise RemoteError(
            f"“{url}” is no address of a server; write it as http://host:port, or name a .toml file"
        )
    if parts.username is not None:
        raise RemoteError(
            f"{parts.scheme}://…@{parts.hostname}: no login in an address; set KG_STORE_USER and KG_STORE_PASSWORD"
        )
    if parts.query or parts.fragment:
        raise RemoteError(f"{url}: an address has neither “?” nor “#”")
    return url


def _of_file(file: Path) -> Addresses:
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise RemoteError(f"{file}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RemoteError(f"{file}: is not TOML: {error}") from error
    unknown = sorted(set(found) - set(_PARTS))
    if unknown or "query" not in found:
        what = f"{unknown[0]} is unknown" if unknown else "query is missing"
        raise RemoteError(f"{file}: {what}; it has: {', '.join(_PARTS)}")
    if not all(isinstance(value, str) for value in found.values()):
        raise RemoteError(f"{file}: each address is a text in quotes")
    return Addresses(**{part: checked(url) for part, url in found.items()})


@functools.cache
def _table() -> tuple[dict[str, str], ...]:
    text = resources.files("kg.remote").joinpath("servers.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["server"])
