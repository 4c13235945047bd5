"""Every row of the cue table is read in a sentence of its own, through the same path as any article."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from importlib.resources import files

import pytest

from kg import knowledge
from kg.annotate import annotate
from kg.errors import LexiconError
from kg.extract import read as extract
from kg.lang import lexicon
from kg.lang.tables import read, table
from kg.model import Article, Modality, Polarity, SpeechAct

ROWS = table("cues")
COLUMNS = (
    *("lemma", "pos", "kind", "frames", "stance", "modality", "act", "strength"),
    *("source", "example", "expected"),
)
KINDS = {"say", "think", "want", "stance", "exp", "act"}
FRAMES = re.compile(
    r"that|quote|to|ger|obj|obj-say|obj-stance|obj-to|on-to|as|call|obj-of|obj-for|obj-with|obj-from|obj-on|exp|is|as-to|raise|if|own|received|mutual|asks|p|p:[a-z]+"
)
PUBLISHED = date(2025, 3, 3)
"""The day on which every example is taken to have appeared: it decides who holds an office."""


def name(row):
    return f"{row['lemma']}-{row['pos']}-{row['frames'].replace(' ', '+')}"


def row_cases():
    return [pytest.param(row, id=name(row)) for row in ROWS]


def bare(words):
    return re.sub(r"^(?:the|a|an) ", "", " ".join(words.split()).casefold())


def names(entity, known):
    found = {entity.name, *entity.names}
    if entity.known is not None:
        found |= {known.actors[entity.known].label, *known.actors[entity.known].names}
    return {bare(n) for n in found}


def place(words, text):
    begin = text.index(words)
    return set(range(begin, begin + len(words)))


def same_words(a, b):
    return 4 * len(a & b) >= len(a) + len(b) or a <= b or b <= a


@pytest.fixture(scope="session")
def readings(nlp):
    """Read all examples in one run; by the line of their row."""
    known = knowledge.load()
    articles = [Article(row["example"], f"line {row.line}", published=PUBLISHED) for row in ROWS]
    return {
        row.line: extract(annotated, known)
        for row, annotated in zip(ROWS, annotate(nlp, articles, known), strict=True)
    }


def side_read(row, readings):
    """Return the polarities that were read toward the expected words by the expected holder.

    What is attributed without a position ("discussed the treaty") takes no side: it counts as neutral.
    """
    holder, words, _ = row["expected"].split(" | ")
    known, expected, reading = knowledge.load(), place(words, row["example"]), readings[row.line]
    found = [(p.holder, p.content, p.polarity.value) for p in reading.positions]
    sided = {p.attribution for p in reading.positions}
    found += [(a.source, a.content, "neutral") for a in reading.attributions if a not in sided]
    return {
        polarity
        for source, content, polarity in found
        if source is not None
        and bare(holder) in names(source, known)
        and same_words(expected, {i for span in content for i in range(span.begin, span.end)})
    }


@pytest.mark.model
@pytest.mark.parametrize("row", row_cases())
def test_the_example_of_a_row_is_read_as_it_says(row, readings):
    polarity = row["expected"].split(" | ")[2]
    assert polarity in side_read(row, readings), row["example"]


def test_no_lemma_stands_twice_with_the_same_frame():
    counts = Counter((row["lemma"], row["pos"], frame) for row in ROWS for frame in row["frames"].split())
    assert [entry for entry, count in counts.items() if count > 1] == []


def test_no_example_stands_twice():
    assert len({row["example"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_is_filled_and_explained_at_the_head(column):
    assert all(row[column] for row in ROWS)
    text = files("kg.lang").joinpath("en", "cues.tsv").read_text(encoding="utf-8")
    assert re.search(rf"^# {column} ", text, re.MULTILINE)


def test_there_are_no_other_columns_but_that_of_traits():
    assert set(ROWS[0].values) == {*COLUMNS, "traits"}


@pytest.mark.parametrize("trait", sorted(lexicon.TRAITS))
def test_every_trait_is_told_of_and_had_by_a_word(trait):
    assert f"\n{trait} " in (lexicon.__doc__ or "")
    assert lexicon.with_trait(trait)


def test_a_trait_that_no_word_has_is_an_error():
    with pytest.raises(LexiconError, match="no verb has the trait 'sings'"):
        lexicon.with_trait("sings")


def test_every_cell_holds_a_known_value():
    for row in ROWS:
        assert row["pos"] in {"verb", "noun", "adj", "prep"}, row.line
        assert row["kind"] in KINDS, row.line
        assert all(FRAMES.fullmatch(frame) for frame in row["frames"].split()), row.line
        assert row["stance"] in lexicon.SIDES, row.line
        assert {row["modality"]} <= {m.value for m in Modality}, row.line
        assert {row["act"]} <= {a.value for a in SpeechAct}, row.line
        assert 0 <= row.number("strength") <= 1, row.line


def test_what_is_expected_is_well_formed_and_stands_in_the_example():
    for row in ROWS:
        holder, words, polarity = row["expected"].split(" | ")
        assert polarity in {p.value for p in Polarity}, row.line
        assert holder in row["example"], row.line
        assert row["example"].count(words) == 1, row.line


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("stance", "x", "stance is one of"),
        ("modality", "sure", "'sure' is not a valid Modality"),
        ("act", "shout", "'shout' is not a valid SpeechAct"),
        ("strength", "much", "'strength' is a number"),
        ("lemma", "", "'lemma' is empty"),
        ("traits", "sings", "there is no trait 'sings'"),
    ],
)
def test_a_wrong_cell_is_reported_with_file_and_line(tmp_path, monkeypatch, column, value, reason):
    cells = {**ROWS[0].values, column: value}
    path = tmp_path / "cues.tsv"
    path.write_text("\t".join(cells) + "\n" + "\t".join(cells.values()) + "\n", encoding="utf-8")
    monkeypatch.setattr(lexicon, "table", lambda _name, filled, _language: read(path, filled))
    with pytest.raises(LexiconError, match=reason) as caught:
        lexicon.lexicon.__wrapped__()
    assert str(caught.value).startswith("cues.tsv:2: ")


def test_a_missing_column_is_reported_with_file_and_line(tmp_path, monkeypatch):
    path = tmp_path / "cues.tsv"
    path.write_text("lemma\tpos\nsay\tverb\n", encoding="utf-8")
    monkeypatch.setattr(lexicon, "table", lambda _name, filled, _language: read(path, filled))
    with pytest.raises(LexiconError, match=r"cues\.tsv:1: the header lacks the column 'kind'"):
        lexicon.lexicon.__wrapped__()
