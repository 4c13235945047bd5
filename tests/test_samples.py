from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

SAMPLES = Path(__file__).resolve().parent.parent / "kg" / "samples"
ARTICLES = sorted(SAMPLES.glob("*.txt"))
META = {
    row["file"]: row
    for row in csv.DictReader((SAMPLES / "meta.csv").read_text(encoding="utf-8").splitlines())
}


def test_every_article_is_in_the_table_and_the_other_way_round() -> None:
    assert len(ARTICLES) >= 8
    assert {article.name for article in ARTICLES} == set(META)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.stem)
def test_an_article_is_short_and_begins_with_its_title(article: Path) -> None:
    text = article.read_text(encoding="utf-8")
    assert 250 <= len(text.split()) <= 450
    assert text.splitlines()[0] == META[article.name]["title"]
    assert not any(len(line) > 1500 for line in text.splitlines())


@pytest.mark.parametrize("name", sorted(META))
def test_date_and_outlet_are_known_and_no_address_is_made_up(name: str) -> None:
    row = META[name]
    assert date(2024, 1, 1) <= date.fromisoformat(row["published"]) <= date(2026, 12, 31)
    assert row["outlet"]
    assert row["url"] == ""


def test_more_than_one_outlet_reports() -> None:
    assert len({row["outlet"] for row in META.values()}) >= 3


def test_the_reader_is_told_that_this_is_no_news() -> None:
    assert "They are not news" in (SAMPLES / "README.md").read_text(encoding="utf-8")
