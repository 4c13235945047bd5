from __future__ import annotations

import dataclasses
import tomllib

import pytest

from kg import config
from kg.errors import ConfigError


def own(tmp_path, text: str) -> config.Settings:
    file = tmp_path / "own.toml"
    file.write_text(text, encoding="utf-8")
    return config.load(file)


def test_every_default_is_a_field_and_every_field_has_a_default(root):
    tables = tomllib.loads((root / "kg/defaults.toml").read_text(encoding="utf-8"))
    assert dataclasses.asdict(config.load()) == tables


def test_every_default_says_where_it_comes_from(root):
    lines = (root / "kg/defaults.toml").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if "=" in line and not line.startswith("#"):
            assert "  # " in line, line


def test_an_own_file_changes_what_it_names_and_nothing_else(tmp_path):
    changed = own(tmp_path, "[ingest]\nmax_bytes = 7\n")
    assert changed == dataclasses.replace(
        config.load(), ingest=dataclasses.replace(config.load().ingest, max_bytes=7)
    )
    assert changed.version != config.load().version


def test_a_whole_number_will_do_where_a_share_is_asked_for(tmp_path):
    assert own(tmp_path, "[ingest]\nlatin_min_share = 1\n").ingest.latin_min_share == 1.0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[ingest]\nmax_byte = 7\n", "ingest.max_byte is unknown; [ingest] has: max_bytes, "),
        ("[other]\nx = 7\n", "unknown table [other]"),
        ("x = 7\n", "x stands outside any table"),
        ("[ingest]\nmax_bytes = '7'\n", "ingest.max_bytes must be of type int, not str"),
        ("[ingest]\nmax_bytes = true\n", "ingest.max_bytes must be of type int, not bool"),
        ("[ingest]\nmax_bytes = -7\n", "ingest.max_bytes must not be negative, not -7"),
        ("[ingest\n", "is not TOML"),
    ],
)
def test_a_wrong_file_is_refused_with_the_place(tmp_path, text, message):
    with pytest.raises(ConfigError) as caught:
        own(tmp_path, text)
    assert "own.toml: " in caught.value.message
    assert message in caught.value.message


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"none\.toml: cannot be read: No such file"):
        config.load(tmp_path / "none.toml")
