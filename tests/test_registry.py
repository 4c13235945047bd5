from __future__ import annotations

import sys

import pytest

from kg.ingest.base import READERS
from kg.registry import Registry


@pytest.fixture
def package(tmp_path, monkeypatch):
    folder = tmp_path / "plugged"
    folder.mkdir()
    (folder / "__init__.py").write_text(
        "from kg.registry import Registry\nTHINGS = Registry('plugged')\n", encoding="utf-8"
    )
    (folder / "one.py").write_text(
        "from plugged import THINGS\n\n@THINGS.add('a', 'b')\ndef f(): ...\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(tmp_path)
    yield folder
    for name in [n for n in sys.modules if n.partition(".")[0] == "plugged"]:
        del sys.modules[name]


def test_a_module_is_found_by_lying_in_the_folder(package):
    (package / "two.py").write_text(
        "from plugged import THINGS\n\n@THINGS.add('c')\ndef g(): ...\n", encoding="utf-8"
    )
    from plugged import THINGS  # noqa: PLC0415  # made by the fixture

    assert list(THINGS) == ["a", "b", "c"]
    assert THINGS.get("a") is THINGS.get("b")
    assert THINGS.get("d") is None


def test_two_modules_cannot_claim_one_name(package):
    (package / "two.py").write_text(
        "from plugged import THINGS\n\n@THINGS.add('b')\ndef g(): ...\n", encoding="utf-8"
    )
    from plugged import THINGS  # noqa: PLC0415  # made by the fixture

    with pytest.raises(ValueError, match="'b' is registered twice in plugged"):
        THINGS.get("a")


def test_nothing_is_imported_before_the_first_look_up(package):
    (package / "broken.py").write_text("raise RuntimeError('loaded')\n", encoding="utf-8")
    from plugged import THINGS  # noqa: PLC0415  # made by the fixture

    assert isinstance(THINGS, Registry)
    with pytest.raises(RuntimeError, match="loaded"):
        THINGS.get("a")


def test_the_kinds_of_input_are_registered():
    assert list(READERS) == [".htm", ".html", ".jsonl", ".parquet", ".txt", ".warc"]
