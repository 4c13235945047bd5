"""The encoder runs ahead: in a thread of its own it reads the next texts while this thread works on earlier ones.

It needs nothing but plain text and computes without the interpreter's lock, so that on a second core it costs no
time. Each window is run by itself all the same, so nothing that is heard hangs on who runs it, or when.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.readers.encoder import Begun, Encoded, Encoder
    from kg.readers.store import Heard, Shipped

AHEAD = 48
"""Windows that are under way or wait to be taken, not counting the last text's: some 0.5 MB each."""


@contextmanager
def hearing(
    reader: Shipped | None, texts: Sequence[str], *, ahead: bool
) -> Iterator[Iterator[Heard] | Iterator[None]]:
    """Give what a reader says of each text, in order; work on the first ones begins at once.

    Args:
        reader: The learned reader; without one, nothing is heard of any text.
        texts: What to read.
        ahead: Whether a thread of its own may run ahead, for which there should be a core.

    On leaving, however it comes, what has not begun is dropped, and no more than one window is waited for.
    """
    if reader is None:
        yield repeat(None, len(texts))
    elif not ahead:
        yield map(reader.hear, texts)
    else:
        pool = ThreadPoolExecutor(1, "geostance-reader")
        try:
            yield map(reader.heard, RunningAhead(reader.encoder, texts, pool))
        finally:
            pool.shutdown(cancel_futures=True)


class RunningAhead(Iterator["Encoded"]):
    """Encodes texts in order, a few of them before they are asked for."""

    def __init__(self, encoder: Encoder, texts: Iterable[str], pool: Executor) -> None:
        """Begin with the first texts."""
        self._encoder = encoder
        self._texts = iter(texts)
        self._pool = pool
        self._begun: deque[Begun] = deque()
        self._begin_more()

    def __next__(self) -> Encoded:
        """Return the next text as the network reads it; what it could not be read for is raised here."""
        if not self._begun:
            raise StopIteration
        this = self._begun.popleft()
        self._begin_more()
        return this.encoded()

    def _begin_more(self) -> None:
        while sum(len(begun.windows) for begun in self._begun) < AHEAD:
            text = next(self._texts, None)
            if text is None:
                return
            self._begun.append(self._encoder.begin(text, self._pool))
