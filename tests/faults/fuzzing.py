"""Gives every reader of foreign input what is nearly right, and says how much was taken, refused, or broke something.

    python tests/faults/fuzzing.py [INPUTS] [SEED] [READER…]

Each reader gets so many inputs (those that are slow fewer), drawn by Hypothesis. Another seed draws others.
"""

from __future__ import annotations

import sys
import tempfile
import time
import traceback
import warnings
from contextlib import ExitStack
from pathlib import Path

from fuzz_bench import Bench, Reader, without_model
from fuzz_readers import readers
from fuzz_server import requests
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import HypothesisWarning


class Count:
    """What became of the inputs of one reader."""

    def __init__(self) -> None:
        """Begin with none."""
        self.taken = self.refused = 0
        self.slowest = 0.0


def fuzz(reader: Reader, bench: Bench, inputs: int, drawn: int | None = None) -> Count:
    """Give a reader so many inputs, of a seed or always the same.

    Raises:
        Exception: Whatever an input that is neither taken nor refused causes, with the input as a note.
    """
    count = Count()

    @settings(
        max_examples=max(inputs // reader.slow, 1), database=None, deadline=None, derandomize=drawn is None,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(reader.inputs)
    def take(data: bytes) -> None:
        begun = time.process_time()
        if reader.take(bench, data):
            count.taken += 1
        else:
            count.refused += 1
        count.slowest = max(count.slowest, time.process_time() - begun)

    (take if drawn is None else seed(drawn)(take))()
    return count


def main(arguments: list[str]) -> int:
    """Fuzz all readers, or those named, and print a table."""
    inputs, drawn = (int(x) for x in (*arguments[:2], *("500", "1")[len(arguments[:2]) :]))
    warnings.simplefilter("error")
    warnings.simplefilter("ignore", HypothesisWarning)  # that what is drawn is long
    broken = total = 0
    sys.stdout.write("| reader | inputs | taken | refused | slowest, s |\n|---|--:|--:|--:|--:|\n")
    with without_model(), tempfile.TemporaryDirectory() as place, ExitStack() as stack:
        bench = Bench(Path(place))
        every = [*readers(bench), stack.enter_context(requests(bench.tiny))]
        for reader in every:
            if arguments[2:] and reader.name not in arguments[2:]:
                continue
            try:
                count = fuzz(reader, bench, inputs, drawn)
            except Exception as error:  # noqa: BLE001  # whatever it is, it is what is looked for
                broken += 1
                several = error.exceptions if isinstance(error, BaseExceptionGroup) else (error,)
                for one in several:
                    sys.stdout.write(f"| {reader.name} | broke: {one!s:.300} {one.__cause__!r:.300} |\n")
                sys.stderr.write("".join(line[:300] for line in traceback.format_exception(error)))
                continue
            number = count.taken + count.refused
            total += number
            sys.stdout.write(
                f"| {reader.name} | {number:,} | {count.taken:,} | {count.refused:,} | {count.slowest:.1f} |\n"
            )
            sys.stdout.flush()
    sys.stdout.write(f"\n{total:,} inputs, {broken} readers broken\n")
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
