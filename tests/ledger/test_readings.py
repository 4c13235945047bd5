from __future__ import annotations

import sqlite3
import subprocess
import sys

import pytest

from kg.errors import LedgerError
from kg.ledger import READINGS_FILE, Readings
from kg.model import Article, Reading

ONE, TWO = Reading(Article("first text", "a.txt")), Reading(Article("second text", "b.txt"))


def test_what_is_put_is_there_when_it_is_opened_again(tmp_path):
    with Readings(tmp_path) as shelf:
        shelf.put([("k1", ONE), ("k2", TWO)])
    with Readings(tmp_path) as shelf:
        assert (shelf.get("k1"), shelf.get("k2"), shelf.get("k3")) == (ONE, TWO, None)
        assert shelf.keys() == {"k1", "k2"}
        assert shelf.complaint() is None


def test_what_is_not_kept_is_gone_from_the_bytes_of_the_file(tmp_path):
    with Readings(tmp_path) as shelf:
        shelf.put([("k1", ONE), ("k2", TWO)])
        shelf.keep({"k2"})
        assert shelf.keys() == {"k2"}
    data = (tmp_path / READINGS_FILE).read_bytes()
    assert b"k1" not in data.replace(b"k2", b"")


def test_a_reading_that_was_just_put_is_not_unpacked_and_only_kept_until_it_is_asked_for(tmp_path):
    with Readings(tmp_path) as shelf:
        shelf.put([("k1", ONE), ("k2", TWO)])
        assert shelf.get("k1") is ONE
        assert shelf.get("k1") == ONE
        assert shelf.get("k1") is not ONE
        shelf.put([("k2", ONE)])
        assert shelf.get("k2") is ONE


def test_a_reading_that_is_not_kept_is_gone_though_it_was_just_put(tmp_path):
    with Readings(tmp_path) as shelf:
        shelf.put([("k1", ONE), ("k2", TWO)])
        shelf.keep({"k2"})
        assert (shelf.get("k1"), shelf.get("k2")) == (None, TWO)


def test_readings_come_all_or_none(tmp_path):
    def half():
        yield "k1", ONE
        raise KeyboardInterrupt

    with Readings(tmp_path) as shelf:
        with pytest.raises(KeyboardInterrupt):
            shelf.put(half())
        assert shelf.keys() == frozenset()


def test_a_damaged_reading_is_none(tmp_path):
    with Readings(tmp_path) as shelf:
        shelf.put([("k1", ONE), ("k2", TWO)])
    base = sqlite3.connect(tmp_path / READINGS_FILE)
    base.execute("UPDATE reading SET packed = x'00' WHERE key = 'k1'")
    base.commit()
    base.close()
    with Readings(tmp_path) as shelf:
        assert (shelf.get("k1"), shelf.get("k2")) == (None, TWO)


def test_what_is_no_database_of_ours_is_refused_and_left_as_it_is(tmp_path):
    (tmp_path / READINGS_FILE).write_text(
        "my own notes, and long enough to be looked at " * 30, encoding="utf-8"
    )
    with pytest.raises(LedgerError, match="damaged"):
        Readings(tmp_path)
    (tmp_path / READINGS_FILE).unlink()
    base = sqlite3.connect(tmp_path / READINGS_FILE)
    base.execute("CREATE TABLE recipes (name TEXT)")
    base.commit()
    base.close()
    with pytest.raises(LedgerError, match="was not made by geostance"):
        Readings(tmp_path)
    assert sqlite3.connect(tmp_path / READINGS_FILE).execute("SELECT COUNT(*) FROM recipes").fetchone() == (
        0,
    )


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(LedgerError, match="cannot be used"):
        Readings(tmp_path / "none")


def test_what_a_killed_build_has_half_done_is_undone_also_by_those_who_only_read(tmp_path):
    with Readings(tmp_path) as shelf:
        shelf.put([("k1", ONE)])
    killed = """
import os, sqlite3, sys
base = sqlite3.connect(sys.argv[1], isolation_level=None)
base.execute("PRAGMA cache_size = 1")
base.execute("BEGIN IMMEDIATE")
base.execute("UPDATE reading SET packed = zeroblob(100000)")
base.executemany("INSERT INTO reading VALUES (?, zeroblob(9000), x'00')", [(str(n),) for n in range(99)])
os._exit(9)
"""
    subprocess.run([sys.executable, "-c", killed, tmp_path / READINGS_FILE], check=False)
    assert (tmp_path / f"{READINGS_FILE}-journal").is_file()
    with Readings(tmp_path, for_reading=True) as shelf:
        assert (shelf.keys(), shelf.get("k1")) == ({"k1"}, ONE)
