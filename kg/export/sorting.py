"""Lines in order, however many there are: what is more than memory should hold waits in files."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from pathlib import Path
from typing import Final

TOGETHER: Final = 200_000
"""Lines that are held in memory at once: of statements some 60 MB."""


def ordered(lines: Iterable[str], together: int = TOGETHER) -> Iterator[str]:
    """Yield lines by code points, repeats left out.

    Args:
        lines: Without line breaks.
        together: How many are held in memory at once.
    """
    waiting = iter(lines)
    held = sorted(islice(waiting, together))
    if len(held) < together:
        yield from _once(held)
        return
    with tempfile.TemporaryDirectory(prefix="geostance-") as folder, ExitStack() as files:
        runs: list[Iterator[str]] = []
        while held:
            path = Path(folder, str(len(runs)))
            with path.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(f"{line}\n" for line in held)
            run = files.enter_context(path.open(encoding="utf-8", newline="\n"))
            runs.append(line.removesuffix("\n") for line in run)
            held = sorted(islice(waiting, together))
        yield from _once(heapq.merge(*runs))


def _once(lines: Iterable[str]) -> Iterator[str]:
    return (line for line, _ in groupby(lines))
