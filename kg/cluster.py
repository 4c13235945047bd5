"""Works on a Dask cluster: the same groups by the same functions as on one machine, so the same bytes.

The cluster is one that runs already (its scheduler's address) or is started here of some processes. Each task is
named by a hash of what it does, to what, and by what means, so that one which a lost worker leaves behind is simply done
again, and one that is asked for twice is done once.
"""

from __future__ import annotations

import hashlib
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Final, Self

from kg.errors import WorkerError
from kg.hands import Common, Group, Made

if TYPE_CHECKING:
    from distributed import Client, Future

_AHEAD: Final = 4
"""Tasks for each worker that are handed out before the first is done: more only fill the scheduler's memory."""
_CONNECT: Final = "20s"
"""How long the scheduler may take to answer."""
_WAITS: Final = ("distributed.deploy.lost-worker-timeout", "distributed.scheduler.no-workers-timeout")
_PATIENCE: Final = "2 minutes"
"""How long processes of our own may take to start again before the build ends. Dask gives up on one after 15 s, which
a busy machine exceeds, and then waits for another for ever."""
_ONE_AT_A_TIME: Final = threading.Lock()
"""The language model of a process serves one thread; a cluster's workers may have several."""


class Cluster:
    """A Dask cluster. A context manager; use it from one thread."""

    here: Final = False
    shares: Final = False

    def __init__(self, jobs: int, scheduler: str | None = None) -> None:
        """Prepare to work; nothing is started or spoken to before there is work.

        Args:
            jobs: Processes to start, where there is no scheduler.
            scheduler: Address of a cluster on which geostance is installed ("tcp://host:8786").
        """
        self._jobs, self._scheduler = jobs, scheduler
        self._open = ExitStack()
        self._client: Client | None = None

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the cluster, and end it if it was started here."""
        self._open.close()

    @property
    def number(self) -> int:
        """How many groups are worked on at once, as far as it is known."""
        if self._client is None:
            return self._jobs
        return max(1, len(self._client.nthreads()))  # type: ignore[no-untyped-call]  # its own types are few

    def map(
        self,
        stage: Callable[[Common, Group], Made],
        common: Common,
        groups: Iterable[Group],
        lost: Callable[[Group], Made] | None = None,
    ) -> Generator[Made]:
        """Return what yields what a stage makes of each group, in order, as `kg.hands` says; it is begun at once."""
        with _telling(self._scheduler):
            if self._client is None:
                self._client = self._open.enter_context(_client(self._jobs, self._scheduler))
            client = self._client
            handed = ((group, _handed(client, stage, common, group)) for group in groups)
            waiting = deque(islice(handed, _AHEAD * self.number))
        return self._made(handed, waiting, lost)

    def _made(
        self,
        handed: Iterator[tuple[Group, Future[Made]]],
        waiting: deque[tuple[Group, Future[Made]]],
        lost: Callable[[Group], Made] | None,
    ) -> Generator[Made]:
        """Yield what is made of groups, of which so many are handed out ahead."""
        with _telling(self._scheduler) as killed:
            while waiting:
                waiting.extend(islice(handed, 1))
                yield _awaited(*waiting.popleft(), killed, lost)


@contextmanager
def _telling(scheduler: str | None) -> Iterator[type[Exception]]:
    """Say in one line what a cluster cannot do; gives the error of a task that has ended several workers."""
    try:
        from distributed import KilledWorker  # noqa: PLC0415  # an extra
        from distributed.scheduler import NoWorkerError  # noqa: PLC0415
    except ImportError:
        raise WorkerError("a Dask cluster needs dask: pip install 'geostance[cluster]'") from None
    try:
        yield KilledWorker
    except (OSError, TimeoutError, ValueError, NoWorkerError) as error:
        where = f"the scheduler at {scheduler}" if scheduler else "a cluster of local processes"
        raise WorkerError(
            f"{where} cannot be reached or was lost ({error}); what was read is kept, so build again"
        ) from error


@contextmanager
def _client(jobs: int, scheduler: str | None) -> Iterator[Client]:
    import dask  # noqa: PLC0415  # as above
    from distributed import Client, LocalCluster  # noqa: PLC0415

    if scheduler is not None:
        with Client(scheduler, timeout=_CONNECT) as client:  # type: ignore[no-untyped-call]
            yield client
        return
    with (
        dask.config.set(dict.fromkeys(_WAITS, _PATIENCE)),
        LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=jobs, threads_per_worker=1, processes=True, dashboard_address=":0"
        ) as cluster,
        Client(cluster) as client,  # type: ignore[no-untyped-call]
    ):
        yield client


def _handed(
    client: Client, stage: Callable[[Common, Group], Made], common: Common, group: Group
) -> Future[Made]:
    told = repr((stage.__module__, stage.__qualname__, common, group))
    named = hashlib.sha256(told.encode("utf-8", "backslashreplace")).hexdigest()
    return client.submit(_done, stage, common, group, key=f"geostance-{named}")


def _awaited(
    group: Group,
    future: Future[Made],
    killed: type[Exception],
    lost: Callable[[Group], Made] | None,
) -> Made:
    try:
        return future.result()
    except killed as error:
        if lost is None:
            raise WorkerError(
                "a task ended each worker process that had it, perhaps for want of memory"
            ) from error
        return lost(group)


def _done(stage: Callable[[Common, Group], Made], common: Common, group: Group) -> Made:
    """Do the work on one group, on a worker."""
    with _ONE_AT_A_TIME:
        return stage(common, group)
