"""Names that stand in articles, tables and folders of others never say where something is written."""

from __future__ import annotations

import contextlib
import json
import sys
import tempfile
from pathlib import Path

import pytest
from stub_reading import read as read_stub
from typer.testing import CliRunner

from kg.cli import app

OUT = (
    "../../escaped",
    "/tmp/escaped",  # noqa: S108  # hostile on purpose
    "..\\escaped",
    "C:\\escaped",
    "file:///tmp/escaped",
    "a/../../../escaped",
    "~/escaped",
)  # hostile on purpose
TEXT = "Norway supports the common fishing agreement of all coastal states. Number {}.\n"
CHANGING = (
    "os.mkdir",
    "os.rename",
    "os.link",
    "os.symlink",
    "os.remove",
    "os.rmdir",
    "os.truncate",
    "os.chmod",
)
hearing: list[set[str]] = []
"""The sets to which is added what is written; hooks cannot be taken away, so one hears for whoever listens."""


def _hear(event: str, args: tuple[object, ...]) -> None:
    if not hearing:
        return
    if event == "open" and isinstance(args[0], str) and (args[2] or 0) & 0o3 | (args[2] or 0) & 0o100:
        hearing[-1].add(args[0])
    elif event in CHANGING and not any(isinstance(place, int) and place >= 0 for place in args[1:]):
        # else it is within a folder that was opened by its name before
        hearing[-1].update(place for place in args if isinstance(place, str))


@pytest.fixture(scope="module", autouse=True)
def _hook():
    sys.addaudithook(_hear)


@contextlib.contextmanager
def written():
    """Collect the names of all that is written meanwhile."""
    names: set[str] = set()
    hearing.append(names)
    try:
        yield names
    finally:
        hearing.pop()


@pytest.fixture(autouse=True)
def _articles(stand_ins, tmp_path, monkeypatch):
    stand_ins.setattr("kg.extract.read", read_stub)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    records = [
        {"text": TEXT.format(number), "id": name, "url": name, "title": name, "outlet": name}
        for number, name in enumerate(OUT)
    ]
    records += [{"text": TEXT.format(f"{number} more"), "id": name} for number, name in enumerate(OUT)]
    Path("a.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    rows = "".join(
        f"missing position,{name},all coastal states,{name},Person,oppose,{name},2025-08-01\n" for name in OUT
    )
    header = "correction,document,words,holder,kind,polarity,by,on\n"
    Path("sheet.csv").write_text(header + rows, encoding="utf-8")


@pytest.mark.parametrize(
    ("command", "target"),
    [
        (("build", "a.jsonl", "-o", "build"), "build"),
        (("import", "sheet.csv", "-g", "build"), "build"),
        (("merge", "build", "-o", "merged"), "merged"),
        (("export", "csv", "-g", "build", "-o", "tables"), "tables"),
        (("export", "brief", "--actor", OUT[0], "-g", "build", "-o", "brief.md"), "brief.md"),
        (("draw", "-g", "build", "-o", "page.html", "--focus", "Norway", "--title", OUT[0]), "page.html"),
        (("doctor", "--mend", "-g", "build"), "build"),
    ],
)
def test_nothing_is_written_outside_the_place_that_was_named(tmp_path, command, target):
    if command[0] != "build":
        assert CliRunner().invoke(app, ["build", "a.jsonl", "-o", "build"]).exit_code == 0
    if command[0] == "export" and "brief" in command:
        assert CliRunner().invoke(app, ["import", "sheet.csv", "-g", "build"]).exit_code == 0
    with written() as names:
        result = CliRunner().invoke(app, list(command))
    assert result.exit_code == 0, result.stderr
    assert names
    place = (tmp_path / "work" / target).resolve()
    for name in names:
        path = Path(name).resolve()
        allowed = (place, place.parent / f".{place.name}.")  # a file is written beside its place first
        temporary = Path(tempfile.gettempdir()).resolve()
        beside = temporary in (path, path.parent) or path == place.parent or path.parent.name == "__pycache__"
        assert beside or any(str(path).startswith(str(one)) for one in allowed), name
    assert not list(tmp_path.glob("escaped*"))
