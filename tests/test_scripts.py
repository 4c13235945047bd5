"""The scripts beside the package say what they take, and refuse what they do not, before they do anything."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = sorted(
    path
    for folder in ("tools", "benchmarks")
    for path in (ROOT / folder).glob("*.py")
    if "__main__" in path.read_text(encoding="utf-8")
)


def run(script: Path, argument: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", [str(script), argument])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(script), run_name="__main__")
    return int(ended.value.code or 0)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_tells_its_options(script, monkeypatch, capsys):
    assert run(script, "--help", monkeypatch) == 0
    assert capsys.readouterr().out.startswith("usage: ")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_refuses_an_option_that_it_lacks_in_one_line(script, monkeypatch, capsys):
    assert run(script, "--nonsense", monkeypatch) == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith(f"{script.name}: error: ")
