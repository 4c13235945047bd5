"""No clock decides anything of a graph, so none that is wrong, set back or changed in the middle can harm one."""

from __future__ import annotations

import ast
from pathlib import Path

KG = Path(__file__).resolve().parent.parent.parent / "kg"
CLOCKS = {"time.time", "time.time_ns", "datetime.now", "datetime.utcnow", "datetime.today", "date.today"}
SAID_WHEN = {"api/graph.py", "cli/correct.py"}
"""A correction carries the day on which it was handed in."""


def _asked(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)} & CLOCKS


def test_only_the_day_of_a_correction_is_taken_from_the_clock():
    asked = {str(file.relative_to(KG)) for file in KG.rglob("*.py") if _asked(file)}
    assert asked == SAID_WHEN
