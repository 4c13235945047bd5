from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg import output
from kg.errors import OutputError


def result(folder: Path, name: str) -> None:
    (folder / "graph.trig").write_text(f"{name} graph", encoding="utf-8")
    (folder / "store").mkdir()
    (folder / "store" / f"{name}.sst").write_text(name, encoding="utf-8")


def files(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8")
        for p in folder.rglob("*")
        if p.is_file()
    }


OLD = {"graph.trig": "old graph", "store/old.sst": "old"}
NEW = {"graph.trig": "new graph", "store/new.sst": "new"}


@pytest.fixture
def folder(tmp_path):
    with output.staged(tmp_path / "deep" / "build") as stage:
        result(stage, "old")
    return tmp_path / "deep" / "build"


def test_a_result_replaces_the_one_before_and_leaves_other_files(folder):
    (folder / "notes.md").write_text("mine", encoding="utf-8")
    with output.staged(folder) as stage:
        result(stage, "new")
        assert files(folder).items() > OLD.items()
    assert files(folder) == NEW | {"notes.md": "mine"}


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, RuntimeError])
def test_whatever_goes_wrong_the_result_before_is_whole(folder, error):
    with pytest.raises(error), output.staged(folder) as stage:
        result(stage, "new")
        raise error
    assert files(folder) == OLD


@pytest.mark.parametrize("renames", range(5))
def test_a_process_killed_between_any_two_renames_leaves_a_result_that_is_finished_later(
    folder, monkeypatch, renames
):
    class Killed(BaseException):
        pass

    done = 0

    def counted(real):
        def rename(self, target):
            nonlocal done
            if done == renames:
                raise Killed
            done += 1
            return real(self, target)

        return rename

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", counted(Path.rename))
        patch.setattr(Path, "replace", counted(Path.replace))
        patch.setattr(output.shutil, "rmtree", lambda *_, **__: None)  # the dead do not tidy up
        try:
            with output.staged(folder) as stage:
                result(stage, "new")
        except Killed:
            pass
    output.finish(folder)
    whole = {name: text for name, text in files(folder).items() if not name.startswith(".")}
    assert whole == (OLD if renames == 0 else NEW)


def test_what_a_killed_build_left_is_swept_by_the_next(folder):
    dead = folder / ".building-999999999"
    dead.mkdir()
    alive = folder / f".building-{os.getppid()}"
    alive.mkdir()
    with output.staged(folder) as stage:
        result(stage, "new")
    assert not dead.exists()
    assert alive.exists()


@pytest.mark.parametrize("below", ["file", "file/build"])
def test_a_folder_that_cannot_be_written_is_named(tmp_path, below):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written: "), output.staged(tmp_path / below):
        pytest.fail("there is nothing to write to")


def test_a_file_is_replaced_in_one_step_and_nothing_else_is_left(tmp_path):
    file = tmp_path / "new" / "page.html"
    output.write_text(file, "one\r\n")
    output.write_text(file, "two\r\nø")
    assert file.read_bytes() == "two\r\nø".encode()
    assert [p.name for p in file.parent.iterdir()] == ["page.html"]
    assert file.stat().st_mode & 0o777 == 0o666 & ~output._umask()


def test_a_file_stays_as_it_was_when_the_new_text_cannot_be_written(tmp_path):
    file = tmp_path / "page.html"
    output.write_text(file, "one")
    with pytest.raises(UnicodeEncodeError):
        output.write_text(file, "half \ud83d")
    assert file.read_text(encoding="utf-8") == "one"
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_a_folder_is_not_taken_for_a_file(tmp_path):
    with pytest.raises(OutputError, match="is a folder"):
        output.write_text(tmp_path, "one")
