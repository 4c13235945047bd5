"""Who works: this process, several of this machine, or a Dask cluster; the results are the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from kg.cluster import Cluster
from kg.hands import OWN, Hands
from kg.pool import Pool

LOCAL: Final = "local"
DASK: Final = "dask"


@dataclass(frozen=True, slots=True)
class Crew:
    """Who works."""

    jobs: int = 1
    """Processes of this machine; where a scheduler is named, its cluster has its own."""
    engine: str = LOCAL
    """`local` or `dask`."""
    scheduler: str | None = None
    """Address of a Dask cluster that runs already; without it, one of `jobs` processes is started."""

    @contextmanager
    def at_work(self) -> Iterator[Hands]:
        """Have them work within the block: each process is started when it is first needed, and ended at the end."""
        if self.engine == DASK:
            with Cluster(self.jobs, self.scheduler) as hands:
                yield hands
        elif self.jobs > 1:
            with Pool(self.jobs) as pool:
                yield pool
        else:
            yield OWN


ALONE: Final = Crew()
"""This process."""
