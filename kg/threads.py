"""Products of matrices in one thread: they are small, the cores are for --jobs, and the last bits stay the same."""

from __future__ import annotations

import functools
from contextlib import AbstractContextManager

from threadpoolctl import ThreadpoolController


def one_thread() -> AbstractContextManager[object]:
    """Return a context in which the libraries that multiply matrices use one thread."""
    limited: AbstractContextManager[object] = _libraries().limit(limits=1, user_api="blas")
    return limited


@functools.cache  # looking for the libraries takes longer than a short text
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()
