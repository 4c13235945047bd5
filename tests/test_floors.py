"""Floors rise with what is reached, and are lowered with a reason only, which stands in the change log."""

from __future__ import annotations

import floors
import pytest

LINKS = "wikinews, rules: links / R"


@pytest.fixture
def changes(tmp_path, monkeypatch):
    file = tmp_path / "CHANGELOG.md"
    file.write_text("# Changelog\n\n## [Unreleased]\n\n### Added\n- A thing.\n", encoding="utf-8")
    monkeypatch.setattr(floors, "CHANGELOG", file)
    return file


@pytest.mark.usefixtures("changes")
@pytest.mark.parametrize(
    ("value", "rise", "why", "new"),
    [
        (0.5129, True, None, 0.512),
        (0.5129, False, None, 0.45),
        (0.40, True, None, 0.45),
        (0.449, False, "the corpus was marked anew", 0.45),
        (0.4019, False, "the corpus was marked anew", 0.401),
    ],
)
def test_a_floor_rises_when_asked_and_falls_for_a_reason_only(value, rise, why, new):
    assert floors.settled(LINKS, value, 0.45, rise=rise, why=why) == new


def test_a_floor_that_is_lowered_stands_in_the_change_log_with_the_reason(changes):
    before = changes.read_text(encoding="utf-8")
    for value in (0.3, 0.2):
        floors.settled(LINKS, value, 0.45, rise=False, why="the corpus was marked anew")
    assert changes.read_text(encoding="utf-8") == (
        f"{before}\n### Floors lowered\n"
        f"- {LINKS}: 0.450 to 0.200: the corpus was marked anew\n"
        f"- {LINKS}: 0.450 to 0.300: the corpus was marked anew\n"
    )


@pytest.mark.parametrize("arguments", [["--lower"], ["--lower", "--check"], ["--lower", "because"]])
def test_a_floor_is_not_lowered_without_a_reason_in_words(arguments, capsys):
    with pytest.raises(SystemExit):
        floors.parser("Floors.").parse_args(arguments)
    assert "--lower" in capsys.readouterr().err.splitlines()[-1]
    assert floors.parser("Floors.").parse_args(["--check"]).why is None
