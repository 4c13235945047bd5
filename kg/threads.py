"""How many threads may compute: those that multiply matrices one, as the cores are for --jobs and last bits stay so."""

from __future__ import annotations

import functools
import os
from contextlib import AbstractContextManager

from threadpoolctl import ThreadpoolController


def one_thread() -> AbstractContextManager[object]:
    """Return a context in which the libraries that multiply matrices use one thread."""
    limited: AbstractContextManager[object] = _libraries().limit(limits=1, user_api="blas")
    return limited


@functools.cache  # looking for the libraries takes longer than a short text
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()


def cores() -> int:
    """Return the number of processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on every system
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
