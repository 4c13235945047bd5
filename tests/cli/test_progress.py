from __future__ import annotations

import io
import re
import threading

import pytest
from rich.console import Console

from kg.cli.console import Talk
from kg.cli.progress import Bar
from kg.ingest import Failure


@pytest.fixture
def screen(monkeypatch):
    """Return what a terminal of 120 columns is sent."""
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, width=120, legacy_windows=False)
    monkeypatch.setattr(Talk, "console", property(lambda _: console))
    return stream


def seen(screen: io.StringIO) -> str:
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", screen.getvalue())


def test_the_bar_shows_documents_and_words_a_second(screen):
    with Bar(Talk()) as bar:
        bar.doing("loading the language model")
        bar._progress.refresh()
        bar.reading(2, 900)
        bar.read(400)
        bar._progress.refresh()
        bar.failed(Failure("b.txt", "is empty"))
        bar.read(500)
        bar.doing("resolving")
        bar._progress.refresh()
    assert "loading the language model" in seen(screen)
    assert "1/2 documents" in seen(screen)
    assert re.search(r"[\d,]+ words/s", seen(screen))
    assert "not read: b.txt: is empty" in seen(screen)
    assert "resolving" in seen(screen)
    assert screen.getvalue().rstrip().endswith(("\x1b[2K", "\x1b[?25h"))  # the bar is taken away at the end


def test_a_bar_of_no_documents_is_no_problem(screen):
    with Bar(Talk()) as bar:
        bar.reading(0, 0)
        bar._progress.refresh()
    assert "documents" not in seen(screen)


def test_the_bar_runs_no_thread_so_that_processes_can_begin_as_copies(screen):
    before = threading.active_count()
    with Bar(Talk()) as bar:
        bar.reading(1, 10)
        bar.read(10)
        assert threading.active_count() == before
    assert "1/1 documents" in seen(screen)
