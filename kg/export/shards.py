"""The graph as many sorted files, each of the documents whose names begin alike: what never meets need not lie together.

Statements of documents are most of a graph, and those of one document stand in no other's. So the files of documents
can be loaded on different machines or given to others in part, those of two graphs are merged line by line, and one
document more changes one of them, and the file of what the documents say together.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.export.base import EXPORTS, MANIFEST, Choice, Files
from kg.export.sorting import ordered
from kg.graph.vocab import BASE

_DIGITS: Final = 2
"""First digits of a document's name by which it is put to a file: 256 files, of 40 documents where there are 10,000."""
_DOCUMENT: Final = re.compile(rf"{re.escape(BASE)}doc/([0-9a-f]{{{_DIGITS}}})[0-9a-f]*")
_TOGETHER: Final = "together.nq"


@EXPORTS.add("shards")
def shards(store: ox.Store, _choice: Choice) -> Files:
    """Sorted N-Quads in a file for each two digits that documents begin with, one for the rest, and their hashes."""
    graphs: defaultdict[str, list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]] = defaultdict(list)
    graphs[_TOGETHER].append(ox.DefaultGraph())
    for graph in sorted(store.named_graphs(), key=str):
        digits = _DOCUMENT.fullmatch(graph.value) if isinstance(graph, ox.NamedNode) else None
        graphs[f"documents-{digits[1]}.nq" if digits else _TOGETHER].append(graph)
    counts = {name: _Counted(store, graphs[name]) for name in sorted(graphs)}
    return {**counts, MANIFEST: _manifest(counts)}


class _Counted:
    """The lines of a file; once they were read, their number and hash are known."""

    def __init__(
        self, store: ox.Store, graphs: Iterable[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]
    ) -> None:
        self._store, self._graphs = store, graphs
        self.told: dict[str, str | int] = {}

    def __iter__(self) -> Iterator[str]:
        """Yield the lines, sorted by code points."""
        digest, number, size = hashlib.sha256(), 0, 0
        for line in ordered(self._lines()):
            written = f"{line}\n"
            encoded = written.encode("utf-8")
            digest.update(encoded)
            number += 1
            size += len(encoded)
            yield written
        self.told = {"bytes": size, "sha256": digest.hexdigest(), "statements": number}

    def _lines(self) -> Iterator[str]:
        """Yield the lines of one graph after another, as the engine writes them to a file."""
        with tempfile.TemporaryDirectory(prefix="geostance-") as folder:
            path = Path(folder, "graph.nt")
            for graph in self._graphs:
                self._store.dump(str(path), format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
                end = "." if isinstance(graph, ox.DefaultGraph) else f"{graph} ."
                with path.open(encoding="utf-8", newline="\n") as file:
                    for line in file:
                        yield f"{line[:-2]}{end}"


def _manifest(counts: dict[str, _Counted]) -> Iterator[str]:
    """Yield the list of files, best after these."""
    for counted in counts.values():
        if not counted.told:
            deque(counted, maxlen=0)
    told = {name: counted.told for name, counted in counts.items()}
    yield json.dumps({"files": told, "format": "application/n-quads"}, indent=2, sort_keys=True) + "\n"
