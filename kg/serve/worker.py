"""The process that answers questions: `python -m kg.serve.worker FOLDER MEMORY SECONDS ROWS BYTES`.

It reads frames from standard input and writes frames to standard output until the input ends. It holds the store
read-only, opens it anew when a build has written to it, and is killed from outside when a question takes too
long: the engine itself cannot be told to stop. Beyond `MEMORY` MB the system refuses it more.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KgError
from kg.graph.store import GRAPH_FILE, open_store
from kg.graph.swap import STORE_FOLDER
from kg.serve import formats
from kg.serve.answer import answer
from kg.serve.frames import Answer, Question, answer_head, question_of

Mark = tuple[tuple[str, int, int, int], ...]


class Graph:
    """The store in a folder, as it was last written."""

    def __init__(self, folder: Path) -> None:
        """Open nothing yet."""
        self._folder = folder
        self._mark: Mark | None = None
        self._store: ox.Store | None = None

    def store(self) -> ox.Store:
        """Return the store, opened anew if its files are others than before.

        Raises:
            GraphError: If there is none.
        """
        mark = self._marked()
        if self._store is None or mark != self._mark:
            self._store = None
            self._store, self._mark = open_store(self._folder), mark
        return self._store

    def _marked(self) -> Mark:
        """Return names, numbers, sizes and times of the store's files, which change with whatever is written.

        The number (inode) is new in each build, so that a clock that was set back hides none.
        """
        places = (self._folder / STORE_FOLDER, self._folder / GRAPH_FILE, self._folder)
        place = next((place for place in places if place.exists()), self._folder)
        try:
            files = list(os.scandir(place)) if place.is_dir() else [place]
            stats = [(file.name, file.stat()) for file in files]
        except FileNotFoundError:  # between two moves of a build
            return ()
        return tuple(sorted((name, stat.st_ino, stat.st_size, stat.st_mtime_ns) for name, stat in stats))


def reply(graph: Graph, question: Question, rows: int, size: int) -> Answer:
    """Answer one question, or say why the graph cannot be opened."""
    try:
        store = graph.store()
    except KgError as error:
        return Answer(503, formats.TEXT, f"{error}\n".encode())
    try:
        return answer(store, question, rows, size)
    except MemoryError:
        return Answer(503, formats.TEXT, b"the question needs more memory than the server gives\n")


def main(arguments: list[str]) -> int:
    """Answer until standard input ends."""
    folder, memory, seconds, rows, size = Path(arguments[0]), *map(int, arguments[1:])
    graph = Graph(folder)
    _bound_memory(memory)
    source, target = sys.stdin.buffer, sys.stdout.buffer
    target.write(b"ready\n")
    target.flush()
    for line in iter(source.readline, b""):
        _bound_time(2 * seconds + 1)
        found = reply(graph, question_of(line), rows, size)
        target.write(answer_head(found))
        target.write(found.body)
        target.flush()
        _bound_time(0)
    return 0


if sys.platform == "win32":

    def _bound_memory(megabytes: int) -> None:
        """This system has no such bound."""

    def _bound_time(seconds: int) -> None:
        """This system has no such bound; the server's deadline remains."""

else:
    import resource

    def _bound_memory(megabytes: int) -> None:
        """Let the system refuse what goes beyond what the process has now and `megabytes` more."""
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0]) if sys.platform == "linux" else 0
        most = pages * resource.getpagesize() + megabytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))

    def _bound_time(seconds: int) -> None:
        """Let the system end this process after so long: a server that was killed no longer does. 0 calls it off.

        No count of processor time, of which a slow question gets little on a busy machine.
        """
        signal.alarm(seconds)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
