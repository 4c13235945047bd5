"""Several processes of this machine, which do the work of one stage after the other."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import connection, get_context, parent_process
from typing import Final, Self

from kg.errors import WorkerError
from kg.hands import OWN, Common, Group, Made
from kg.workers import RARELY

_AHEAD: Final = 4
"""Groups for each process that are handed out before the first is done: more only fill the memory."""

_ENDS: Final = (signal.SIGINT, signal.SIGTERM)
"""Signals that end a build."""


class Pool:
    """Processes of this machine, which stay from one stage to the next. A context manager; use it from one thread."""

    here: Final = False

    def __init__(self, jobs: int) -> None:
        """Have at most so many processes; none is started before there is work for two."""
        self.number = jobs
        self._pool: ProcessPoolExecutor | None = None

    @property
    def shares(self) -> bool:
        """Whether the processes are still to begin, as copies of this one: what it loads before is loaded once."""
        return self._pool is None and _may_fork()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def map(
        self,
        stage: Callable[[Common, Group], Made],
        common: Common,
        groups: Iterable[Group],
        lost: Callable[[Group], Made] | None = None,  # noqa: ARG002  # it cannot be told which group ended one
    ) -> Generator[Made]:
        """Return what yields what a stage makes of each group, in order, as `kg.hands` says; it is begun at once."""
        coming = iter(groups)
        first = list(islice(coming, 2))
        if self._pool is None and len(first) < 2:
            return OWN.map(stage, common, first)
        handed = self._handed(stage, common, chain(first, coming))
        return self._made(handed, deque(islice(handed, _AHEAD * self.number)))

    def _handed(
        self, stage: Callable[[Common, Group], Made], common: Common, groups: Iterable[Group]
    ) -> Iterator[Future[Made]]:
        """Hand out one group after the other."""
        for group in groups:
            with _telling():
                yield self._running().submit(stage, common, group)

    def _made(self, handed: Iterator[Future[Made]], waiting: deque[Future[Made]]) -> Generator[Made]:
        """Yield what is made of groups, of which so many are handed out ahead."""
        try:
            while waiting:
                waiting.extend(islice(handed, 1))
                with _telling():
                    made = waiting.popleft().result()
                yield made
        finally:
            for future in waiting:
                future.cancel()

    def _running(self) -> ProcessPoolExecutor:
        if self._pool is None:
            way = get_context("fork" if _may_fork() else "spawn")
            with _undisturbed():
                self._pool = ProcessPoolExecutor(self.number, way, initializer=_begin_work)
                self._pool.submit(os.getpid)  # they are started by the first thing to do
        return self._pool


@contextmanager
def _telling() -> Iterator[None]:
    """Say in one line that a process has died."""
    try:
        yield
    except BrokenProcessPool as error:
        raise WorkerError(
            "a worker process died, perhaps for want of memory (each takes about 0.5 GB); try fewer --jobs"
        ) from error


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Put off being interrupted: processes that are half started would be waited for, and wait themselves."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _may_fork() -> bool:
    """Return whether this process may be copied: a thread, as a notebook has some, would be cut off in its midst."""
    return sys.platform == "linux" and threading.active_count() == 1


def _begin_work() -> None:
    """Set up a worker process: Ctrl-C, which the terminal sends to all, is left to the main one, which ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDS)
    atexit.register(os._exit, 0)  # to take a model apart piece by piece is a waste of time
    gc.set_threshold(*RARELY)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    """End this process when the main one is killed: it would wait for work for ever, with the model in its memory."""
    connection.wait([sentinel])
    os._exit(1)
