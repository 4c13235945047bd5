"""Makes somebody's server hold the graph of a folder, at the cost of what differs.

The server keeps a graph that says which graphs of ours it holds, each with a hash of its statements. A graph that is to
change is taken off that list before it is written, and put on it again afterwards; so whatever ends a run, the next
one writes what is not known to be whole. The graph of each document is replaced in one request, the one of all
together last.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, cast

import pyoxigraph as ox

from kg import output
from kg.errors import RemoteError, one_line
from kg.graph import store
from kg.graph.iri import RESOLVED
from kg.graph.vocab import BASE
from kg.listener import Listener
from kg.rebuild import holding
from kg.remote import Server

PUBLISHED_FILE: Final = "published.json"
"""In a folder: which graphs of it may be on which server."""
HELD: Final = ox.NamedNode(BASE + "graph/published")
"""On a server: the graphs of ours that it holds whole."""
_HASH: Final = ox.NamedNode("http://spdx.org/rdf/terms#checksumValue")
_TOGETHER: Final = 100
"""Graphs that are put on the list at a time."""
_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a server."""

    written: int
    removed: int
    kept: int
    """Graphs that it held already."""


def publish(folder: Path, server: Server, told: Listener, *, fresh: bool = False) -> Published:
    """Make a server hold the graph in a folder.

    Args:
        folder: What a build wrote; nobody else writes to it meanwhile.
        server: Where it goes. Graphs that are not ours stay as they are.
        told: Who hears of it.
        fresh: Whether documents that another folder has put there are taken out, and all is written again.

    Raises:
        GraphError: If the folder holds no graph.
        OutputError: If the folder cannot be written, or another process is writing to it.
        RemoteError: If the server holds another folder's documents, does not answer, or refuses.
    """
    graph = store.open_store(folder)
    with holding(folder):
        return _published(folder, graph, server, told, fresh=fresh)


def _published(folder: Path, graph: ox.Store, server: Server, told: Listener, *, fresh: bool) -> Published:
    told.doing(f"comparing with {server.at.query}")
    wanted = {name: _hash(_dumped(graph, name)) for name in _names(graph)}
    listed = _listed(server)
    there = set(listed) | {name for name in server.graphs() if name not in wanted and server.read(name)}
    _refuse_foreign(folder, server, there - set(wanted), fresh=fresh)
    _note(folder, server, there | set(wanted))
    changed = [name for name, digest in wanted.items() if fresh or listed.get(name) != digest]
    gone = sorted(there - set(wanted), key=str)
    _unlist(server, {name: listed[name] for name in (*changed, *gone) if name in listed})
    for name in gone:
        server.drop(name)
    _write(server, graph, changed, wanted, told)
    _note(folder, server, set(wanted))
    return Published(len(changed), len(gone), len(wanted) - len(changed))


def _names(graph: ox.Store) -> list[ox.NamedNode]:
    """Return the graphs that hold something: of each document by name, then of all together."""
    names = [name for name in graph.named_graphs() if isinstance(name, ox.NamedNode)]
    full = [name for name in names if next(graph.quads_for_pattern(None, None, None, name), None)]
    return sorted(full, key=lambda name: (name == RESOLVED, name.value))


def _dumped(graph: ox.Store, name: ox.NamedNode) -> bytes:
    lines = cast("bytes", graph.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=name)).splitlines(
        keepends=True
    )
    return b"".join(sorted(lines))


def _hash(statements: bytes) -> str:
    return hashlib.sha256(statements).hexdigest()


def _write(
    server: Server,
    graph: ox.Store,
    names: Iterable[ox.NamedNode],
    hashes: dict[ox.NamedNode, str],
    told: Listener,
) -> None:
    """Write graphs, and list each as whole once it is."""
    waiting, done = iter(names), 0
    while some := list(islice(waiting, _TOGETHER)):
        for name in some:
            try:
                server.put(name, _dumped(graph, name))
            except RemoteError as error:
                raise RemoteError(f"{error.message}; the same command goes on from {name.value}") from error
            done += 1
        told.doing(f"writing to {server.at.query}: {done:,} graphs")
        server.update(f"INSERT DATA {{ {_entries({name: hashes[name] for name in some})} }}")


# ------------------------------------------------------------------ the list on the server


def _listed(server: Server) -> dict[ox.NamedNode, str]:
    """Return the graphs that a server holds whole, with their hashes."""
    found = {}
    try:
        for quad in ox.parse(server.read(HELD), format=ox.RdfFormat.N_TRIPLES):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                found[quad.subject] = quad.object.value
    except SyntaxError as error:
        raise RemoteError(f"{server.at.graphs}: gives no N-Triples: {one_line(error, 120)}") from error
    return found


def _unlist(server: Server, entries: dict[ox.NamedNode, str]) -> None:
    waiting = iter(entries.items())
    while some := dict(islice(waiting, _TOGETHER)):
        server.update(f"DELETE DATA {{ {_entries(some)} }}")


def _entries(entries: dict[ox.NamedNode, str]) -> str:
    lines = " ".join(f"{name} {_HASH} {ox.Literal(digest)} ." for name, digest in entries.items())
    return f"GRAPH {HELD} {{ {lines} }}"


# ------------------------------------------------------------------ whose documents


def _refuse_foreign(folder: Path, server: Server, others: set[ox.NamedNode], *, fresh: bool) -> None:
    """Take out no document that this folder has not put there: a server holds one folder's graph.

    Raises:
        RemoteError: If there are such, and `fresh` does not allow it.
    """
    foreign = sorted(name.value for name in others - _noted(folder, server))
    if foreign and not fresh:
        more = f" and {len(foreign) - _SHOWN:,} more" if len(foreign) > _SHOWN else ""
        raise RemoteError(
            f"{server.at.query} holds what {folder} does not know: {', '.join(foreign[:_SHOWN])}{more}; "
            "name another server, or replace it with --fresh"
        )


def _noted(folder: Path, server: Server) -> set[ox.NamedNode]:
    return {ox.NamedNode(name) for name in _notes(folder).get(server.at.query, ())}


def _note(folder: Path, server: Server, names: Iterable[ox.NamedNode]) -> None:
    notes = _notes(folder) | {server.at.query: sorted(name.value for name in names)}
    output.write_text(folder / PUBLISHED_FILE, json.dumps(notes, indent=1, sort_keys=True) + "\n")


def is_sound(folder: Path) -> bool:
    """Return whether the folder's note of servers can be read, or there is none."""
    try:
        return isinstance(json.loads((folder / PUBLISHED_FILE).read_text(encoding="utf-8")), dict)
    except FileNotFoundError:
        return True
    except (OSError, ValueError):
        return False


def _notes(folder: Path) -> dict[str, list[str]]:
    """Return what the folder remembers; a file that is damaged says nothing, and the check above is only stricter."""
    try:
        found = json.loads((folder / PUBLISHED_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return dict(_sound(found))


def _sound(found: object) -> Iterator[tuple[str, list[str]]]:
    for server, names in found.items() if isinstance(found, dict) else ():
        if isinstance(names, list):
            yield server, [name for name in names if isinstance(name, str) and name.startswith(BASE)]
