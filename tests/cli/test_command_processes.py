"""The program as a process: streams, signals, and what stays when it is stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import pipeline
from kg.config import load
from kg.graph import store

KG = (sys.executable, "-m", "kg")
SENTENCE = "Norway rejected the agreement with Iceland on Monday, and its prime minister warned Denmark, {n} days later. "


def run(*arguments: str, **options) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*KG, *arguments], capture_output=True, check=False, timeout=120, **options)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--version"], 0),
        (["build", "none.txt"], 1),
        (["draw", "-g", "none"], 1),
        (["build"], 2),
        (["nonsense"], 2),
    ],
)
def test_the_exit_code_reaches_the_shell(tmp_path, arguments, code):
    assert run(*arguments, cwd=tmp_path).returncode == code


def test_colours_are_left_out_where_nobody_wants_them(tmp_path):
    wanted = run("build", "none.txt", cwd=tmp_path, env=os.environ | {"FORCE_COLOR": "1"})
    assert b"\x1b[" in wanted.stderr
    for variables in ({}, {"FORCE_COLOR": "1", "NO_COLOR": "1", "TERM": "dumb"}):
        result = run("build", "none.txt", cwd=tmp_path, env=os.environ | variables)
        assert b"\x1b[3" not in result.stderr


def test_output_is_utf8_whatever_the_locale_says(tmp_path):
    (tmp_path / "Tromsø.txt").touch()
    result = run("build", ".", cwd=tmp_path, env=os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0"})
    assert "not read: Tromsø.txt: is empty" in result.stderr.decode("utf-8")


def test_a_reader_that_goes_away_is_no_mistake(tmp_path):
    with subprocess.Popen(
        [*KG, "query", "--list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""


def test_a_mistake_of_ours_is_one_line(tmp_path):
    code = (
        "import kg.query.saved as saved\n"
        "def broken(*_): raise TypeError('no head')\n"
        "saved.listing = broken\n"
        "from kg.cli import main\n"
        "main()"
    )
    command = [sys.executable, "-c", code, "query", "--list"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, timeout=120)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error: geostance made a mistake (TypeError: no head); please report it")
    assert done.stderr.count("\n") == 1


@pytest.fixture
def hears_interrupts():
    """Let processes started here hear SIGINT, also where the tests run in the background and it is ignored."""
    old = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, old)


@pytest.fixture
def half_done(tmp_path):
    """Return a folder with a result, and an input that takes far longer to read than any test waits."""
    (tmp_path / "short.txt").write_text(SENTENCE.format(n=0), encoding="utf-8")
    many = tmp_path / "many"
    many.mkdir()
    for number in range(400):
        text = "".join(SENTENCE.format(n=number * 1000 + n) for n in range(40))
        (many / f"{number}.txt").write_text(text, encoding="utf-8")
    pipeline.build(pipeline.Task((tmp_path / "short.txt",), load()), tmp_path / "build")
    return tmp_path


def stop(folder: Path, number: signal.Signals, *arguments: str) -> tuple[int, str]:
    """Start a build, send the signal once it reads, and return exit code and what it said."""
    command = [*KG, "build", "many", *arguments]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, cwd=folder, start_new_session=True
    ) as process:
        killer = threading.Timer(100, process.kill)
        killer.start()
        try:
            assert process.stderr is not None
            assert process.stderr.readline().startswith("reading 400 documents")
            os.killpg(process.pid, number)  # as a terminal does: to the program and its workers
            rest = process.stderr.read()
        finally:
            killer.cancel()
    return process.returncode, rest


@pytest.mark.model
@pytest.mark.usefixtures("hears_interrupts")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_build_leaves_the_result_before_whole(half_done, jobs):
    before = {p.name: p.read_bytes() for p in (half_done / "build").glob("graph.*")}
    code, said = stop(half_done, signal.SIGINT, "--jobs", jobs)
    assert code == 130
    assert "Traceback" not in said
    assert said.splitlines()[-1] == "interrupted; earlier results are as they were"
    assert {p.name: p.read_bytes() for p in (half_done / "build").glob("graph.*")} == before
    assert run("query", "ASK { ?d a gs:Document }", "--format", "csv", cwd=half_done).returncode == 0


@pytest.mark.model
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_killed_build_leaves_the_result_before_and_the_next_one_works(half_done, number):
    before = {p.name: p.read_bytes() for p in (half_done / "build").glob("graph.*")}
    code, _ = stop(half_done, number)
    assert code == (128 + number if number == signal.SIGTERM else -number)
    assert {p.name: p.read_bytes() for p in (half_done / "build").glob("graph.*")} == before
    assert run("build", str(half_done / "short.txt"), cwd=half_done).returncode == 0
    assert {p.name: p.read_bytes() for p in (half_done / "build").glob("graph.*")} == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_question_without_end_can_be_stopped(tmp_path, number):
    graph = ox.NamedNode("urn:g")
    quads = [ox.Quad(ox.NamedNode(f"urn:s{n}"), ox.NamedNode("urn:p"), graph, graph) for n in range(300)]
    store.write(tmp_path / "graph", quads)
    endless = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with subprocess.Popen([*KG, "query", endless, "-g", "graph"], cwd=tmp_path) as process:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(3)  # the engine is at work
        process.send_signal(number)
        assert process.wait(10) in {-number, 128 + number}
