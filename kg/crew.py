"""Who reads the articles: this process, several of this machine, or a Dask cluster; the readings are the same."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Final

from kg import cluster, workers
from kg.ingest import Failure
from kg.model import Article, Reading
from kg.workers import Means

LOCAL: Final = "local"
DASK: Final = "dask"


@dataclass(frozen=True, slots=True)
class Crew:
    """Who reads."""

    jobs: int = 1
    """Processes of this machine; where a scheduler is named, its cluster has its own."""
    engine: str = LOCAL
    """`local` or `dask`."""
    scheduler: str | None = None
    """Address of a Dask cluster that runs already; without it, one of `jobs` processes is started."""

    @property
    def is_this_process(self) -> bool:
        """Whether no other process reads."""
        return self.engine == LOCAL and self.jobs == 1

    def results(self, articles: Sequence[Article], means: Means) -> Generator[Reading | Failure]:
        """Yield the reading of each article, in order, or why it failed; close it to end all processes.

        Raises:
            WorkerError: If a process dies, or the cluster is lost. What was yielded before stands.
        """
        if self.engine == DASK:
            return cluster.results(articles, means, self.jobs, self.scheduler)
        return workers.results(articles, means, self.jobs)


ALONE: Final = Crew()
"""This process."""
