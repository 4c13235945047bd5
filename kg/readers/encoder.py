"""One pass of the network over a text: tags and link vectors of every piece, for all readers to use.

Each window is run by itself, so that what is read in one text never depends on another text in the batch
(dynamic quantisation takes its scales from everything that it sees at once).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kg.readers.pieces import Ints, Pieces, special, split
from kg.readers.tags import COUNT, Floats, Run
from kg.readers.windows import Window, windows

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Output = tuple[Floats, Floats, Floats]
"""Tags, links and states of one window."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the network says of one text."""

    pieces: Pieces
    windows: tuple[Window, ...]
    tags: Floats
    """Logarithms of the tags' probabilities (pieces, `COUNT`)."""
    links: tuple[Floats, ...]
    """For each window how probably a piece points at another (2, 1 + pieces, 1 + pieces): at the cue and at the
    source of the content that it belongs to; the first place stands for "nothing"."""
    states: tuple[Floats, ...] = ()
    """For each window the last states of its pieces (1 + pieces, width)."""
    scored: dict[tuple[Run, ...], tuple[Floats, Floats] | None] = field(default_factory=dict, compare=False)
    """What the head for pairs has said already of a sentence and its two sides: positions share their holders."""

    def states_of(self, run: Run) -> tuple[int, Floats] | None:
        """Return the first piece and the states of a span, cut to the one window that shows most of it."""
        shown = [min(run[1], w.end) - max(run[0], w.begin) for w in self.windows]
        best = max(range(len(shown)), key=shown.__getitem__, default=-1)
        if best < 0 or shown[best] <= 0:
            return None
        window = self.windows[best]
        begin, end = max(run[0], window.begin), min(run[1], window.end)
        return begin, self.states[best][1 + begin - window.begin : 1 + end - window.begin]

    def pointed(self, run: Run, kind: int) -> tuple[Floats, float]:
        """Return with what probability the pieces of a span point at each piece of the text, and at nothing.

        Args:
            run: The span.
            kind: 0 for its cue, 1 for its source.
        """
        weight = np.zeros(len(self.pieces), dtype=np.float32)
        nothing, rows = 0.0, 0
        first = bisect_right(self.windows, run[0], key=lambda w: w.body) - 1
        for window, shares in zip(self.windows[first:], self.links[first:], strict=True):
            begin, end = max(run[0], window.body), min(run[1], window.end)
            if begin >= end:
                break
            places = shares[kind, 1 + begin - window.begin : 1 + end - window.begin].sum(axis=0)
            weight[window.begin : window.end] += places[1:]
            nothing += float(places[0])
            rows += end - begin
        return weight / np.float32(max(rows, 1)), nothing / max(rows, 1)


class Encoder:
    """The loaded network with its tokenizer; one thread, so that processes share the machine evenly."""

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer) -> None:
        """Keep what `kg.readers.store.load` has opened."""
        self._session = session
        self._tokenizer = tokenizer
        self._edges = special(tokenizer)

    def encode(self, text: str) -> Encoded:
        """Return what the network says of `text`."""
        pieces, laid = self._laid(text)
        return _assembled(pieces, laid, (self._output(pieces, window) for window in laid))

    def begin(self, text: str, pool: Executor) -> Begun:
        """Hand the windows of `text` to a pool, in order, and return without waiting for them."""
        pieces, laid = self._laid(text)
        outputs = tuple(pool.submit(self._output, pieces, window) for window in laid)
        return Begun(pieces, laid, self._output, outputs)

    def _laid(self, text: str) -> tuple[Pieces, tuple[Window, ...]]:
        pieces = split(text, self._tokenizer)
        return pieces, tuple(windows(pieces))

    def _output(self, pieces: Pieces, window: Window) -> Output:
        """Return what the network says of one window, without the special piece behind it."""
        part = slice(window.begin, window.end)
        ids: Ints = np.concatenate([self._edges[:1], pieces.ids[part], self._edges[1:]])
        features: Ints = np.concatenate([[0], pieces.features[part], [0]])
        tags, links, states = self._session.run(None, {"ids": ids, "features": features})
        return tags, links[:, :-1, :-1], states[:-1]


@dataclass(frozen=True, slots=True)
class Begun:
    """A text whose windows wait in a pool."""

    pieces: Pieces
    windows: tuple[Window, ...]
    read: Callable[[Pieces, Window], Output]
    outputs: tuple[Future[Output], ...]
    """One for each window."""

    def encoded(self) -> Encoded:
        """Return what the network says of the text, as soon as all its windows are read.

        What the pool has not come to is read here, the last window first, so that nobody waits for a busy pool.

        Raises:
            Exception: Whatever a window could not be read for.
        """
        backward = [
            self.read(self.pieces, window) if output.cancel() else output.result()
            for window, output in zip(reversed(self.windows), reversed(self.outputs), strict=True)
        ]
        return _assembled(self.pieces, self.windows, reversed(backward))


def _assembled(pieces: Pieces, laid: tuple[Window, ...], outputs: Iterable[Output]) -> Encoded:
    """Return one text of the outputs of its windows."""
    tags = np.zeros((len(pieces), COUNT), dtype=np.float32)
    links, states = [], []
    for window, (logs, shares, last) in zip(laid, outputs, strict=True):
        body = slice(1 + window.body - window.begin, 1 + window.end - window.begin)
        tags[window.body : window.end] = logs[body]
        links.append(shares)
        states.append(last)
    return Encoded(pieces, laid, tags, tuple(links), tuple(states))


def open_session(model: Path | bytes) -> InferenceSession:
    """Return a session that computes on one thread."""
    import onnxruntime  # noqa: PLC0415  (a heavy library that `--reader rules` does without)

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    source = model if isinstance(model, bytes) else str(model)
    return onnxruntime.InferenceSession(
        source,
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=[
            "SkipLayerNormFusion"
        ],  # its fused kernel is slower than the parts (1.32, AVX-512)
    )
