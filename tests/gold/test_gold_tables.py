"""The tables of the gold corpus fit its articles and each other, and a score can fail."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import gold_scores
import gold_tables
import pytest
import read_links

GOLD = Path(__file__).parent
TOOLS = GOLD.parent.parent / "tools"


@pytest.fixture(scope="module")
def texts():
    return {file.stem: file.read_text(encoding="utf-8") for file in (GOLD / "articles").glob("*.txt")}


def test_there_are_forty_articles_and_more_each_with_day_and_outlet(texts):
    with (GOLD / "articles" / "meta.csv").open(encoding="utf-8", newline="") as stream:
        known = {row["file"]: row for row in csv.DictReader(stream)}
    assert len(texts) >= 40
    assert set(known) == {f"{name}.txt" for name in texts}
    for file, row in known.items():
        assert row["published"]
        assert row["outlet"]
        assert texts[file.removesuffix(".txt")].splitlines()[0] == row["title"]


@pytest.mark.parametrize(
    ("table", "columns"),
    [("positions", ("words", "condition")), ("actors", ("words",)), ("events", ("words",))],
)
def test_all_marked_words_stand_in_their_article_once(texts, table, columns):
    for row in gold_tables.rows(table):
        for column in columns:
            if row[column]:
                gold_tables.place(texts[row["article"]], row[column])


def test_words_that_a_link_rests_on_stand_in_an_article(texts):
    for row in gold_tables.rows("links"):
        assert any(row["stated_by"] in text for text in texts.values())


def test_the_tables_name_only_what_they_describe():
    positions = {row["id"] for row in gold_tables.rows("positions")}
    matters = {row["matter"] for row in gold_tables.rows("matters")}
    events = {row["event"] for row in gold_tables.rows("events")}
    assert len(positions) == len(gold_tables.rows("positions"))
    assert {row["matter"] for row in gold_tables.rows("positions")} - {"-"} <= matters
    assert {row["opposite"] for row in gold_tables.rows("matters")} - {""} <= matters
    assert {row[end] for row in gold_tables.rows("links") for end in ("earlier", "later")} <= positions
    assert {row["position"] for row in gold_tables.rows("acted")} <= positions
    assert {row["event"] for row in gold_tables.rows("acted")} <= events
    assert {row["matter"] for row in gold_tables.rows("silent")} <= matters


@pytest.mark.parametrize("words", ["no such words", "the"])
def test_words_that_do_not_stand_there_once_are_refused(words):
    with pytest.raises(ValueError, match="times in the text"):
        gold_tables.place("the cat and the dog", words)


def test_what_is_split_costs_recall_and_what_is_merged_costs_precision():
    split = gold_scores.pairs("actors", [("a", 1, "x"), ("b", 1, "y")])
    merged = gold_scores.pairs("actors", [("a", 1, "x"), ("b", 2, "x")])
    assert (split.recall, split.precision) == (0, 1)
    assert (merged.recall, merged.precision) == (1, 0)


def test_each_link_was_read_once_and_what_is_wrong_has_its_cause(texts):
    read = gold_tables.rows("read_links")
    samples = {file.stem for file in (GOLD.parent.parent / "kg" / "samples").glob("*.txt")}
    assert len({(row["kind"], row["one"], row["other"]) for row in read}) == len(read)
    for row in read:
        assert {row[end].partition(":")[0] for end in ("one", "other")} <= {*texts, *samples}
        assert (row["verdict"], bool(row["why"])) in {("right", False), ("wrong", True)}


@pytest.mark.parametrize(
    ("right", "wrong", "unread", "enough"),
    [(100, 3, 10, True), (100, 4, 10, False), (100, 0, 17, True), (100, 0, 18, False)],
)
def test_links_are_checked_by_what_is_right_and_by_what_nobody_read(right, wrong, unread, enough):
    count = Counter(right=right, wrong=wrong, unread=unread)
    assert read_links.holds(count) is enough
