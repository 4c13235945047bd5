"""Whoever does the work of a stage: the same results, in order."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from itertools import count, islice
from pathlib import Path

import pytest

from kg.crew import Crew
from kg.errors import WorkerError
from kg.graph.swap import locked
from kg.hands import OWN
from kg.pool import Pool


def told(common: str, group: int) -> str:
    return f"{common}{group * group}"


def where(_common: None, group: int) -> tuple[int, int]:
    return group, os.getpid()


def dying(_common: None, group: int) -> int:
    if group == 5:
        os._exit(1)
    return group


@pytest.fixture
def pool():
    with Pool(2) as hands:
        yield hands


def test_several_processes_yield_what_one_does_in_order(pool):
    assert list(pool.map(told, "n", range(50))) == list(OWN.map(told, "n", range(50)))


def test_the_processes_stay_from_one_stage_to_the_next(pool):
    pids = [{pid for _, pid in pool.map(where, None, range(20))} for _ in range(2)]
    assert os.getpid() not in pids[0]
    assert len(pids[0] | pids[1]) <= pool.number


def test_groups_are_taken_as_they_are_needed(pool):
    coming = count()
    assert list(islice(pool.map(told, "", coming), 3)) == ["0", "1", "4"]
    assert next(coming) < 50


def test_one_group_alone_starts_no_process():
    with Crew(2).at_work() as hands:
        assert list(hands.map(where, None, [3])) == [(3, os.getpid())]
        assert not list(hands.map(where, None, []))


def test_a_process_that_dies_is_told_in_one_line_after_what_was_done_before():
    found = []
    with Pool(2) as hands, pytest.raises(WorkerError, match="a worker process died"):
        found.extend(hands.map(dying, None, range(50)))  # keeps what came before the error
    assert found == list(range(len(found)))
    assert len(found) <= 5


COPIES = """
import sys
import threading

from kg.pool import Pool

LOADED = []


def loaded(_common, _group):
    return LOADED


if __name__ == "__main__":
    LOADED.append("model")
    done = threading.Event()
    for _ in range(int(sys.argv[1])):
        threading.Thread(target=done.wait).start()
    with Pool(2) as hands:
        before = hands.shares
        found = list(hands.map(loaded, None, range(4)))
        print(before, hands.shares, *map(len, found))  # too late for those that have begun
    done.set()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a copy of a process cannot be relied on")
@pytest.mark.parametrize(("threads", "told"), [(0, "True False 1 1 1 1"), (1, "False False 0 0 0 0")])
def test_processes_begin_with_what_is_loaded_unless_a_thread_would_be_cut_off(tmp_path, threads, told):
    script = tmp_path / "copies.py"
    script.write_text(COPIES, encoding="utf-8")
    command = [sys.executable, str(script), str(threads)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == told


def test_no_process_keeps_the_lock_of_a_folder(tmp_path):
    with locked(tmp_path), Pool(2) as hands:
        lock = (tmp_path / ".kg-lock").stat()
        for files in hands.map(open_files, None, range(4)):
            assert (lock.st_dev, lock.st_ino) not in files


def open_files(_common: None, _group: int) -> list[tuple[int, int]]:
    found = [os.stat(int(file.name)) for file in Path("/proc/self/fd").iterdir() if file.exists()]  # noqa: PTH116
    return [(one.st_dev, one.st_ino) for one in found]


WORKING = """
import test_hands, time
from kg.pool import Pool

if __name__ == "__main__":
    with Pool(2) as hands:
        print(*{pid for _, pid in hands.map(test_hands.where, None, range(20))}, flush=True)
        time.sleep(60)
"""


def test_no_process_stays_when_the_main_one_is_killed(tmp_path):
    script = tmp_path / "working.py"
    script.write_text(WORKING)
    places = os.pathsep.join((str(Path(__file__).parent), *sys.path))
    main = subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env=os.environ | {"PYTHONPATH": places},
    )  # fmt: skip
    with main:
        workers = [int(pid) for pid in main.stdout.readline().split()]
        main.kill()
    assert workers
    until = time.monotonic() + 30
    while any(map(is_running, workers)):
        assert time.monotonic() < until, "they wait for work that nobody gives them"
        time.sleep(0.2)


INTERRUPTED = """
import os, signal, test_hands
from kg.pool import Pool

signal.signal(signal.SIGINT, signal.default_int_handler)
fork, begun = os.fork, []

def interrupted():
    if begun:
        os.kill(os.getpid(), signal.SIGINT)
    begun.append(fork())
    return begun[-1]

os.fork = interrupted
try:
    with Pool(2) as hands:
        list(hands.map(test_hands.where, None, range(20)))
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is copied")
def test_an_interrupt_while_processes_begin_ends_them_all(tmp_path):
    script = tmp_path / "interrupted.py"
    script.write_text(INTERRUPTED)
    places = os.pathsep.join((str(Path(__file__).parent), *sys.path))
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, check=False, timeout=50,
        env=os.environ | {"PYTHONPATH": places},
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "interrupted\n", "")


def is_running(pid: int) -> bool:
    """Return whether a process is there and no mere entry of one that has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
