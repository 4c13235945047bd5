"""Reads articles on a Dask cluster: the same batches by the same function as on one machine, so the same bytes.

The cluster is one that runs already (its scheduler's address) or is started here of some processes. Each task is
named by a hash of what it reads and by what means, so that one which a lost worker leaves behind is simply done
again, and one that is asked for twice is done once.
"""

from __future__ import annotations

import hashlib
import threading
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from kg import workers
from kg.errors import WorkerError
from kg.ingest import Failure
from kg.model import Article, Reading
from kg.workers import Means

if TYPE_CHECKING:
    from distributed import Client, Future

Batch = tuple[Article, ...]
Readings = tuple[Reading | Failure, ...]

_TOGETHER: Final = 16
"""Articles of one task."""
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


def results(
    articles: Sequence[Article], means: Means, jobs: int, scheduler: str | None = None
) -> Generator[Reading | Failure]:
    """Yield the reading of each article, in order, or why it failed.

    Args:
        articles: What to read.
        means: What reads.
        jobs: Processes to start, where there is no scheduler.
        scheduler: Address of a cluster on which geostance is installed ("tcp://host:8786").

    Raises:
        WorkerError: If the cluster cannot be reached or is lost. What was yielded before stands.
    """
    with _client(jobs, scheduler) as client:
        for batch, readings in _in_order(client, means, workers.batches(articles, _TOGETHER)):
            yield from readings if readings is not None else _one_by_one(client, means, batch)


@contextmanager
def _client(jobs: int, scheduler: str | None) -> Iterator[Client]:
    try:
        import dask  # noqa: PLC0415  # an extra
        from distributed import Client, LocalCluster  # noqa: PLC0415
        from distributed.scheduler import NoWorkerError  # noqa: PLC0415
    except ImportError:
        raise WorkerError("a Dask cluster needs dask: pip install 'geostance[cluster]'") from None
    where = f"the scheduler at {scheduler}" if scheduler else "a cluster of local processes"
    try:
        if scheduler is None:
            with (
                dask.config.set(dict.fromkeys(_WAITS, _PATIENCE)),
                LocalCluster(  # type: ignore[no-untyped-call]  # its own types are few
                    n_workers=jobs, threads_per_worker=1, processes=True, dashboard_address=":0"
                ) as cluster,
                Client(cluster) as client,  # type: ignore[no-untyped-call]
            ):
                yield client
        else:
            with Client(scheduler, timeout=_CONNECT) as client:  # type: ignore[no-untyped-call]
                yield client
    except (OSError, TimeoutError, ValueError, NoWorkerError) as error:
        raise WorkerError(
            f"{where} cannot be reached or was lost ({error}); what was read is kept, so build again"
        ) from error


def _in_order(
    client: Client, means: Means, batches: Iterator[Batch]
) -> Iterator[tuple[Batch, Readings | None]]:
    """Yield each batch with its readings; None for one whose reading has ended several workers."""
    from distributed import KilledWorker  # noqa: PLC0415

    waiting: deque[tuple[Batch, Future[Readings]]] = deque()
    for batch in batches:
        waiting.append((batch, _handed(client, means, batch)))
        if len(waiting) > _AHEAD * max(1, len(client.nthreads())):  # type: ignore[no-untyped-call]
            yield _awaited(*waiting.popleft(), KilledWorker)
    while waiting:
        yield _awaited(*waiting.popleft(), KilledWorker)


def _handed(client: Client, means: Means, batch: Batch) -> Future[Readings]:
    named = hashlib.sha256(repr((means, batch)).encode()).hexdigest()
    return client.submit(_read, means, batch, key=f"geostance-{named}")


def _awaited(
    batch: Batch, future: Future[Readings], killed: type[Exception]
) -> tuple[Batch, Readings | None]:
    try:
        return batch, future.result()
    except killed:
        return batch, None


def _one_by_one(client: Client, means: Means, batch: Batch) -> Iterator[Reading | Failure]:
    """Read the articles of a batch that ended its workers each in a task of its own, to find out which it was."""
    for (article,), readings in _in_order(client, means, iter([(article,) for article in batch])):
        if readings is None:
            yield Failure(
                article.source, "ended each worker process that read it; read it alone, with --jobs 1"
            )
        else:
            yield from readings


def _read(means: Means, batch: Batch) -> Readings:
    """Read a batch, on a worker."""
    with _ONE_AT_A_TIME:
        return workers.read(means, batch)
