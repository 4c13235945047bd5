"""Disks that are full or cannot be written, and files that were damaged: one clear line, and nothing lost."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from stub_reading import read as read_stub
from typer.testing import CliRunner

from kg.cli import app
from kg.graph.store import open_store
from kg.ledger import DOCUMENTS_FILE, READINGS_FILE

NORTH = "Norway supports the common fishing agreement of all coastal states.\n"
EAST = "Sweden opposes the common fishing agreement of all coastal states.\n"


@pytest.fixture(autouse=True)
def _quick(stand_ins, tmp_path, monkeypatch):
    stand_ins.setattr("kg.extract.read", read_stub)
    monkeypatch.chdir(tmp_path)
    Path("north.txt").write_text(NORTH, encoding="utf-8")
    Path("east.txt").write_text(EAST, encoding="utf-8")


def run(*arguments: str) -> tuple[int, list[str]]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.stderr.splitlines()


def built(folder: str = "b") -> dict[str, bytes]:
    assert run("build", "north.txt", "-o", folder)[0] == 0
    return {name: Path(folder, name).read_bytes() for name in ("graph.trig", "graph.html", DOCUMENTS_FILE)}


def now(folder: str = "b") -> dict[str, bytes]:
    return {name: Path(folder, name).read_bytes() for name in ("graph.trig", "graph.html", DOCUMENTS_FILE)}


@contextlib.contextmanager
def disk(place: Path, size: str):
    """Mount a small disk in memory."""
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place], check=False, capture_output=True
    )
    if done.returncode:
        pytest.skip("this needs the right to mount a disk in memory")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", place], check=True)


@pytest.mark.parametrize("left", [0, 20_000, 200_000, 700_000])
def test_a_full_disk_is_one_line_and_the_result_before_stays(left, tmp_path):
    with disk(tmp_path / "disk", "12m"):
        before = built("disk/b")
        room = os.statvfs("disk").f_bavail * os.statvfs("disk").f_frsize
        Path("disk/ballast").write_bytes(b"x" * max(0, room - left))
        code, lines = run("build", "east.txt", "-o", "disk/b")
        assert code == 1
        assert [line for line in lines if line.startswith("error: ")] == lines[-1:]
        assert "disk/b" in lines[-1]
        assert now("disk/b") == before
        assert len({q.graph_name for q in open_store(Path("disk/b"))}) == 2
        Path("disk/ballast").unlink()
        assert run("build", "east.txt", "-o", "disk/b")[0] == 0
        assert run("build", "north.txt", "east.txt", "-o", "fresh")[0] == 0
        assert now("disk/b") == now("fresh")
        assert run("doctor", "-g", "disk/b")[0] == 0


def test_a_disk_that_cannot_be_written_can_be_read_and_is_one_line_for_a_build(tmp_path):
    with disk(tmp_path / "disk", "12m"):
        built("disk/b")
        subprocess.run(["mount", "-o", "remount,ro", tmp_path / "disk"], check=True)
        for arguments in (
            ("build", "east.txt", "-o", "disk/b"),
            ("remove", "north.txt", "-g", "disk/b"),
            ("doctor", "--mend", "-g", "disk/b"),
        ):
            code, lines = run(*arguments)
            assert (code, len(lines)) == (1, 1)
            assert "disk/b" in lines[0]
            assert "cannot be written" in lines[0]
        assert run("query", "ASK { ?d a gs:Document }", "-g", "disk/b")[0] == 0
        assert run("doctor", "-g", "disk/b")[0] == 0


@pytest.mark.parametrize("name", ["CURRENT", "MANIFEST", "sst"])
@pytest.mark.parametrize("how", ["cut", "changed", "gone"])
def test_a_damaged_store_is_found_and_mended_from_the_readings(name, how):
    whole = built()
    (file, *_) = [f for f in sorted(Path("b/store").iterdir()) if name in f.name and f.stat().st_size]
    damage(file, how)
    code, lines = run("doctor", "-g", "b")
    assert code == 1
    assert any(line.startswith("wrong ") for line in lines)
    assert run("doctor", "--mend", "-g", "b")[0] == 0
    assert now() == whole
    assert run("doctor", "-g", "b")[0] == 0


def test_a_build_over_a_damaged_store_says_how_to_mend_it_and_changes_nothing():
    whole = built()
    for file in Path("b/store").glob("*.sst"):
        damage(file, "changed")
    code, lines = run("build", "east.txt", "-o", "b")
    assert code == 1
    assert "kg doctor" in lines[-1]
    assert now() == whole


@pytest.mark.parametrize("how", ["cut", "changed", "gone"])
def test_a_damaged_list_of_documents_is_found_and_mended(how):
    whole = built()
    damage(Path("b", DOCUMENTS_FILE), how)
    assert run("doctor", "-g", "b")[0] == 1
    assert run("doctor", "--mend", "-g", "b")[0] == 0
    assert now() == whole


@pytest.mark.parametrize("how", ["cut", "changed", "gone"])
def test_damaged_readings_are_found_and_made_again_from_the_texts_of_the_graph(how):
    whole = built()
    damage(Path("b", READINGS_FILE), how)
    assert run("doctor", "-g", "b")[0] == 1
    assert run("doctor", "--mend", "-g", "b")[0] == 0
    assert now() == whole
    assert sorted(p.name for p in Path("b").iterdir()) == sorted((*whole, READINGS_FILE, "store"))


def test_a_changed_file_and_a_foreign_graph_are_found():
    built()
    path = Path("b/graph.trig")
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert run("doctor", "-g", "b")[0] == 1
    path.unlink()
    assert run("doctor", "-g", "b")[0] == 1
    assert run("doctor", "--mend", "-g", "b")[0] == 0
    assert run("build", "north.txt", "east.txt", "-o", "c")[0] == 0
    shutil.rmtree("b/store")
    shutil.copytree("c/store", "b/store")
    code, lines = run("doctor", "-g", "b")
    assert code == 1
    assert any("of no document in the list" in line for line in lines)


def test_a_folder_without_a_graph_is_told():
    code, lines = run("doctor", "-g", "none")
    assert (code, lines) == (1, ["error: none does not exist; make a graph with `kg build … --output none`"])
    Path("empty").mkdir()
    assert run("doctor", "-g", "empty")[0] == 1
    assert list(Path("empty").iterdir()) == []


def damage(path: Path, how: str) -> None:
    """Cut a file, change bytes of it all over, or remove it."""
    data = bytearray(path.read_bytes())
    if how == "gone":
        path.unlink()
    elif how == "cut":
        path.write_bytes(data[: len(data) // 2])
    else:
        for place in range(0, len(data), 7):
            data[place] ^= 0x55
        path.write_bytes(data)
