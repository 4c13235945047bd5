from __future__ import annotations

from pathlib import Path

import pytest
from evaluate_builders import at, attribution

from kg.evaluate import precision_table, report
from kg.evaluate.gold import GoldAttribution, GoldAttributions, GoldText
from kg.lang import tables
from kg.model import Article, Reading, Resolution

TEXT = (
    '"We will leave the fishery pact," Jonsdottir said. '
    "Reykjavik warned that herring stocks are falling. "
    'Oslo called the plan "a gift to poachers" and said that it would appeal.'
)
QUOTE = '"We will leave the fishery pact,"'
HERRING = "herring stocks are falling"
APPEAL = "it would appeal"


def said(content, source):
    spans = () if source is None else (at(source, TEXT),)
    return GoldAttribution(spans, (), (at(content, TEXT),))


def marked(*versions):
    return GoldAttributions(Path("gold.jsonl"), (GoldText("north", TEXT, versions),))


def reported(gold, *finds):
    return report(gold, [Reading(Article(TEXT, "gold.jsonl#1"), attributions=finds)], Resolution())


ALL = (said(QUOTE, "Jonsdottir"), said(HERRING, "Reykjavik"), said(APPEAL, "Oslo"))


def test_content_and_source_are_scored_and_split_by_manner():
    found = reported(
        marked(ALL),
        attribution(TEXT, QUOTE, "Jonsdottir", "quotation-cue"),
        attribution(TEXT, "that " + HERRING, "Oslo", "verb-that"),
        attribution(TEXT, '"a gift to poachers"', "Oslo", "verb-as"),
    )
    assert (found.scores["content"].right, found.scores["content and source"].right) == (2, 1)
    assert (found.scores["content"].found, found.scores["content"].gold) == (3, 3)
    direct, indirect = found.scores["direct speech"], found.scores["indirect speech"]
    assert (direct.precision, direct.recall) == (0.5, 1)
    assert (indirect.precision, indirect.recall) == (1, 0.5)


def test_the_same_words_need_half_of_each_other():
    assert (
        reported(marked(ALL), attribution(TEXT, "stocks are falling", None, "r")).scores["content"].right == 1
    )
    assert reported(marked(ALL), attribution(TEXT, "falling", None, "r")).scores["content"].right == 0


def test_a_source_is_right_where_neither_names_one():
    gold = marked((said(HERRING, None),))
    assert reported(gold, attribution(TEXT, HERRING, None, "r")).scores["content and source"].right == 1
    assert reported(gold, attribution(TEXT, HERRING, "Oslo", "r")).scores["content and source"].right == 0


def test_several_annotators_are_averaged_and_the_first_judges_the_rules():
    found = reported(marked(ALL[:1], ALL[1:]), attribution(TEXT, HERRING, "Reykjavik", "verb-that"))
    score = found.scores["content"]
    assert (score.right, score.found, score.gold) == (0.5, 1, 1.5)
    assert [(rule.name, rule.found, rule.right) for rule in found.rules] == [("verb-that", 1, 0)]


def test_a_text_that_was_not_read_counts_as_empty():
    found = report(marked(ALL), [], Resolution()).scores["content"]
    assert (found.found, found.gold, found.f1) == (0, 3, 0)


def test_the_table_of_rules_is_one_that_the_extractor_can_read(tmp_path):
    found = reported(
        marked(ALL),
        attribution(TEXT, HERRING, "Reykjavik", "verb-that"),
        attribution(TEXT, "the plan", "Oslo", "verb-that"),
        attribution(TEXT, QUOTE, "Jonsdottir", "quotation-cue"),
    )
    file = tmp_path / "precision.tsv"
    file.write_text(precision_table(found, "gold.jsonl"), encoding="utf-8")
    rows = tables.read(file, ("rule", "found", "right"))
    assert [(r["rule"], r.number("found"), r.number("right")) for r in rows] == [
        ("quotation-cue", 1, 1),
        ("verb-that", 2, 1),
    ]
    assert "1 articles of gold.jsonl" in file.read_text(encoding="utf-8")


def test_the_table_of_the_package_has_the_columns_of_the_one_that_is_printed():
    header = precision_table(reported(marked(ALL)), "x").splitlines()[-1].split("\t")
    assert set(header) == set(tables.table("precision")[0].values)


@pytest.mark.parametrize("finds", [0, 1, 2])
def test_two_finds_of_the_same_words_are_paired_once(finds):
    found = reported(marked(ALL), *[attribution(TEXT, HERRING, None, f"r{n}") for n in range(finds)])
    assert (found.scores["content"].right, found.scores["content"].found) == (min(finds, 1), finds)
