"""A folder with two short articles, and the graph that stand-ins for the reading make of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import NORWAY, PERU, run


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "norway.txt").write_text(NORWAY, encoding="utf-8")
    (tmp_path / "peru.txt").write_text(PERU, encoding="utf-8")


@pytest.fixture
def built(stand_ins) -> Path:  # noqa: ARG001  # a fixture can ask for another only by name
    assert run("build", "norway.txt", "peru.txt").exit_code == 0
    return Path("build")
