"""The encoder in a thread of its own: the same as without, bounded, and gone when it is left."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_pieces import Words

from kg.readers.ahead import AHEAD, RunningAhead, hearing
from kg.readers.encoder import Encoder
from kg.readers.tags import COUNT
from kg.readers.windows import LIMIT

WINDOW = "word " * LIMIT


class Network:
    """Stands in for the encoder's session: every number is the piece's own; notes in which thread it ran."""

    def __init__(self, broken_at: int = 0):
        self.threads = []
        self.broken_at = broken_at

    def run(self, _names, inputs):
        self.threads.append(threading.current_thread().name)
        ids = inputs["ids"].astype(np.float32)
        if self.broken_at and len(ids) == self.broken_at + 2:
            raise RuntimeError("no such text")
        return (
            np.repeat(ids[:, None], COUNT, 1),
            np.ones((2, len(ids), len(ids)), dtype=np.float32),
            ids[:, None],
        )


class Reader:
    """Stands in for the shipped reader: hears nothing but what is encoded."""

    def __init__(self, network):
        self.encoder = Encoder(network, Words())

    def hear(self, text):
        return self.heard(self.encoder.encode(text))

    def heard(self, encoded):
        return encoded


class Idle:
    """A pool that never begins, as on a busy machine."""

    def __init__(self):
        self.given = 0

    def submit(self, _work, *_arguments):
        self.given += 1
        return self

    def cancel(self):
        return True


def threads():
    return [t for t in threading.enumerate() if t.name.startswith("geostance-reader")]


def told(encoded):
    return encoded.pieces.text, encoded.windows, encoded.tags.tolist(), [s.tolist() for s in encoded.states]


@given(st.lists(st.integers(0, 3 * LIMIT), max_size=5))
def test_what_is_heard_of_each_text_is_the_same_as_without_running_ahead(lengths):
    texts = [f"{number} " + "word " * length for number, length in enumerate(lengths)]
    both = []
    for ahead in (False, True):
        with hearing(Reader(Network()), texts, ahead=ahead) as heard:
            both.append([told(one) for one in heard])
    assert both[0] == both[1]
    assert [text for text, *_ in both[0]] == texts


def test_the_first_texts_are_read_before_anybody_asks():
    network = Network()
    with hearing(Reader(network), ["a", "b"], ahead=True) as heard:
        (thread,) = threads()
        deadline = threading.Event()
        while len(network.threads) < 2 and not deadline.wait(0.01):
            assert thread.is_alive()
        assert len(list(heard)) == 2
    assert network.threads == [thread.name] * 2


def test_no_more_windows_are_under_way_than_a_few():
    pool = Idle()
    ahead = RunningAhead(Encoder(Network(), Words()), [WINDOW] * (3 * AHEAD), pool)
    assert pool.given == AHEAD
    next(ahead)
    assert pool.given == AHEAD + 1
    assert sum(1 for _ in ahead) == 3 * AHEAD - 1


def test_what_the_pool_has_not_come_to_is_read_here():
    network = Network()
    (encoded,) = RunningAhead(Encoder(network, Words()), [WINDOW * 3], Idle())
    assert network.threads == [threading.current_thread().name] * len(encoded.windows)
    assert told(encoded) == told(Encoder(Network(), Words()).encode(WINDOW * 3))


def test_what_a_text_cannot_be_read_for_is_raised_where_it_is_asked_for():
    with hearing(Reader(Network(broken_at=2)), ["one", "two words", "three"], ahead=True) as heard:
        assert next(heard).pieces.text == "one"
        with pytest.raises(RuntimeError, match="no such text"):
            next(heard)
        assert next(heard).pieces.text == "three"


def test_an_interrupt_drops_what_has_not_begun_and_leaves_no_thread():
    network, begun, go_on = Network(), threading.Event(), threading.Event()
    run = network.run

    def slow(*arguments):
        begun.set()
        go_on.wait()
        return run(*arguments)

    network.run = slow

    def interrupted():
        with hearing(Reader(network), [WINDOW] * 9, ahead=True):
            begun.wait()
            threading.Timer(0.05, go_on.set).start()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert len(network.threads) == 1
    assert not threads()


@pytest.mark.parametrize("reader", [None, Reader(Network())])
def test_without_a_reader_or_a_core_there_is_no_thread(reader):
    with hearing(reader, ["a", "b"], ahead=reader is None) as heard:
        assert len(list(heard)) == 2
        assert not threads()
