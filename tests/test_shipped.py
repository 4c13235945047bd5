from __future__ import annotations

import hashlib
from importlib.metadata import PackagePath
from pathlib import Path

import pytest

from kg import shipped


class Installed:
    """A distribution of a few files."""

    def __init__(self, folder: Path, **files: bytes) -> None:
        self.files = []
        for name, content in files.items():
            path = folder / "model" / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
            entry = PackagePath(f"model/{name}")
            entry.dist = self
            self.files.append(entry)
        self.folder = folder

    def locate_file(self, path: PackagePath) -> Path:
        return self.folder / path


@pytest.fixture
def recorded(tmp_path, monkeypatch):
    line = f"{hashlib.sha256(b'weights').hexdigest()}  model/ner\n"
    (tmp_path / shipped.DIGESTS).write_text(line, encoding="ascii")
    monkeypatch.setattr(shipped.resources, "files", lambda _package: tmp_path)
    shipped.altered.cache_clear()
    yield tmp_path
    shipped.altered.cache_clear()


def test_the_model_that_is_installed_is_the_one_that_was_measured():
    assert shipped.altered() is None


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"ner": b"weights"}, None),
        ({"ner": b"other weights"}, "such as model/ner"),
        ({}, "such as model/ner"),
        ({"ner": b"weights", "more": b"x"}, "such as model/more"),
    ],
)
def test_a_model_of_other_files_is_told_of(recorded, monkeypatch, files, told):
    monkeypatch.setattr(shipped, "distribution", lambda _wheel: Installed(recorded, **files))
    found = shipped.altered()
    assert found is None if told is None else told in found


def test_a_model_that_is_not_installed_is_told_of_elsewhere():
    assert shipped.altered("no-such-wheel") is None
