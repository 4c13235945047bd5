from __future__ import annotations

from pathlib import Path

import pytest
from correcting import TEXT, build
from stub_reading import read as read_stub


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def built(stand_ins) -> Path:
    stand_ins.setattr("kg.extract.read", read_stub)
    Path("north.txt").write_text(TEXT, encoding="utf-8")
    Path("east.txt").write_text(
        "Report\n\nPeru opposes the fishing pact. Peru visits Chile.\n", encoding="utf-8"
    )
    build("north.txt", "east.txt")
    return Path("build")
