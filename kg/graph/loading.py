"""A store in the making: its engine takes statements while the next ones, and the files beside it, are made."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from pyoxigraph import RdfFormat, Store

from kg.errors import GraphError

from .finished import Finished
from .statements import Statements
from .trig import head

_TOGETHER: Final = 12_000_000
"""Bytes of N-Quads that are given to the engine at a time, some 50,000 statements, for which it takes 40 MB."""
_LINE: Final = 220
"""Bytes of a statement as a line of N-Quads, about."""
_WAITING: Final = 2
"""Parts at most that the engine has not finished with."""


class _Waiting:
    """Statements of one format that are to be given to the engine together."""

    def __init__(self, form: RdfFormat, begin: bytes = b"") -> None:
        """Begin with nothing but what stands before all statements."""
        self.form = form
        self.size = 0
        """Bytes that they take as N-Quads, about."""
        self._begin, self._parts = begin, [begin]

    def add(self, part: bytes, size: int | None = None) -> Self:
        """Add some."""
        self._parts.append(part)
        self.size += len(part) if size is None else size
        return self

    def taken(self) -> bytes:
        """Return all, which wait no longer."""
        found = b"".join(self._parts)
        self._parts, self.size = [self._begin], 0
        return found


class Loading:
    """An open store. A context manager, which waits for the engine and closes the store.

    The engine reads statements as text, in a thread of its own, which needs no lock of the interpreter.
    """

    __slots__ = ("_called", "_engine", "_store", "_under_way")

    def __init__(self, place: Path, called: Path) -> None:
        """Open the store in a folder; make one where there is none.

        Args:
            place: The folder.
            called: How an error names it.

        Raises:
            GraphError: If what is there is damaged.
        """
        self._called = called
        self._under_way: deque[Future[None]] = deque()
        with self.telling():
            self._store: Store | None = Store(str(place))
        self._engine = ThreadPoolExecutor(1)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait for what the engine has taken, and close the store: moved while open, it would write to its old place."""
        try:
            if error is None:
                graph = self.whole()
                with self.telling():
                    graph.flush()
        finally:
            self._engine.shutdown(cancel_futures=True)
            self._under_way.clear()
            self._store = None

    def take(self, parts: Iterable[Statements | Finished]) -> None:
        """Add statements, of which the engine may have some still to do afterwards.

        Raises:
            GraphError, OSError: If the store cannot be written, as on a full disk.
        """
        lines, graphs = _Waiting(RdfFormat.N_QUADS), _Waiting(RdfFormat.TRIG, "".join(head()).encode())
        for part in parts:
            if isinstance(part, Statements):
                added = lines.add(part.encoded())
            elif part.trig:
                added = graphs.add(part.trig.encode("utf-8"), part.number * _LINE)
            else:
                added = lines.add(part.lines)
            if added.size >= _TOGETHER:
                self._hand_over(added)
        for some in (lines, graphs):
            if some.size:
                self._hand_over(some)

    def whole(self) -> Store:
        """Return the store when it holds all that was added.

        Raises:
            GraphError, OSError: As `take`.
        """
        self._wait(0)
        if self._store is None:
            raise ValueError("the store is closed")
        return self._store

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Say in one line what the engine complains about.

        Raises:
            GraphError: In place of it; what the system says of a file or the disk stays as it is.
        """
        try:
            yield
        except (OSError, RuntimeError) as error:  # the latter is how Oxigraph reports a damaged store
            if isinstance(error, OSError) and error.errno is not None:
                raise
            raise GraphError(
                f"{self._called} cannot be read or written: {error}; `kg doctor` says how to mend it"
            ) from error

    def _hand_over(self, some: _Waiting) -> None:
        self._wait(_WAITING - 1)
        self._under_way.append(self._engine.submit(self._load, some.taken(), some.form))

    def _load(self, some: bytes, form: RdfFormat) -> None:
        # valid by what they are made of: `written` escapes, `iri` encodes
        if self._store is not None:
            self._store.bulk_load(some, format=form, lenient=True)

    def _wait(self, most: int) -> None:
        """Wait until the engine has at most so many parts to do."""
        while len(self._under_way) > most:
            with self.telling():
                self._under_way.popleft().result()
