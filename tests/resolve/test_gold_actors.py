"""The actors of the annotated corpora, as `tools/gold_actors.py` finds them."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

pytestmark = [pytest.mark.shared, pytest.mark.model]

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.usefixtures("shared")
def test_no_two_gold_actors_are_merged_and_none_is_split_without_a_reason(capsys):
    spec = importlib.util.spec_from_file_location("gold_actors", ROOT / "tools" / "gold_actors.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.main(["--check"]) == 0, capsys.readouterr().out
