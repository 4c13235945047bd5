from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluate import GoldAttributions, GoldPositions, read
from kg.model import Modality, Polarity, Span

TEXT = "Ghana backs the cocoa accord if Togo joins. Accra hosted a summit."


def positions(**changes):
    position = {
        "document": "a.txt",
        "id": "P1",
        "holder": ["ghana"],
        "span": [12, 28],
        "text": "the cocoa accord",
        "polarity": ["support", "neutral"],
        "modality": ["certain"],
        "condition": {"span": [32, 42], "text": "Togo joins"},
    }
    event = {"document": "a.txt", "id": "V1", "span": [57, 65], "types": ["CONSULT"], "optional": True}
    return {
        "documents": {"a.txt": "2025-01-02"},
        "actors": {"ghana": {"names": ["The Ghana", "Accra"]}},
        "positions": [position | changes],
        "events": [event],
        "links": [],
    }


@pytest.fixture
def written(tmp_path):
    """Return a function that writes gold and its article, and gives the file."""

    def write(data, name="east.json", folder="east") -> Path:
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / "a.txt").write_text(TEXT, encoding="utf-8")
        file = tmp_path / name
        lines = data if isinstance(data, list) else [data]
        file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        return file

    return write


def test_positions_and_events_are_read_with_their_articles(written):
    gold = read(written(positions()))
    assert isinstance(gold, GoldPositions)
    assert gold.names == {"ghana": {"ghana", "accra"}}
    (article,) = gold.articles
    (position,) = article.positions
    assert (position.ident, position.holders, position.span) == ("P1", ("ghana",), Span(12, 28))
    assert position.polarities == (Polarity.SUPPORT, Polarity.NEUTRAL)
    assert position.modalities == (Modality.CERTAIN,)
    assert position.condition == Span(32, 42)
    assert not position.optional
    assert (article.events[0].types, article.events[0].optional) == ({"CONSULT"}, True)
    assert [words for _, _, words in article.words] == ["the cocoa accord", "Togo joins", ""]


def test_articles_lie_where_they_are_said_to_or_beside_the_gold(written, tmp_path):
    beside = read(written(positions()))
    assert beside.paths() == (tmp_path / "east" / "a.txt",)
    told = read(written(positions() | {"articles": "texts"}, "other.json", "texts"))
    assert told.paths() == (tmp_path / "texts" / "a.txt",)
    assert read(tmp_path / "other.json", tmp_path / "east").paths() == beside.paths()


def test_attributions_are_known_by_their_content(written):
    line = {
        "doc": "a",
        "text": TEXT,
        "attributions": [{"source": [[0, 5]], "cue": [], "content": [[12, 20], [22, 28]]}],
        "other_annotators": [[], [{"content": [[0, 3]]}]],
    }
    gold = read(written([line], "said.jsonl"))
    assert isinstance(gold, GoldAttributions)
    assert gold.paths() == (gold.file,)
    (text,) = gold.texts
    assert [len(version) for version in text.versions] == [1, 0, 1]
    assert text.versions[0][0].content == (Span(12, 20), Span(22, 28))
    assert len(read(written([line, line | {"doc": "b"}], "two.jsonl")).texts) == 2


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"span": [5, 5]}, "position P1, span: is not [begin, end] with 0 <= begin < end"),
        ({"span": "the accord"}, "position P1, span: is not [begin, end] with 0 <= begin < end"),
        ({"holder": ["togo"]}, "position P1, holder: 'togo' is none of the actors"),
        ({"holder": "ghana"}, "position P1, holder: is not a list"),
        (
            {"polarity": ["for"]},
            "position P1, polarity, number 1: 'for' is none of support, oppose, neutral, mixed",
        ),
        ({"modality": [3]}, "position P1, modality, number 1: is not a string with something in it"),
        ({"document": "b.txt"}, "position P1, document: 'b.txt' is none of the documents"),
        ({"condition": {"text": "x"}}, "position P1, condition: has no 'span'"),
    ],
)
def test_a_mistake_in_the_gold_is_told_with_its_place(written, changes, reason):
    file = written(positions(**changes))
    with pytest.raises(InputError) as caught:
        read(file)
    assert str(caught.value) == f"{file}: {reason}"


def test_an_id_given_twice_is_told(written):
    data = positions()
    with pytest.raises(InputError, match="position P1: is there twice"):
        read(written(data | {"positions": data["positions"] * 2}))


def test_a_missing_article_is_told_with_what_to_do(written, tmp_path):
    file = written(positions() | {"documents": ["a.txt", "b.txt"]})
    with pytest.raises(
        InputError, match=r"there is no article b.txt in .*east; name its folder \(--articles\)"
    ):
        read(file)
    with pytest.raises(InputError, match=r"there is no article a\.txt"):
        read(file, tmp_path)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "is no gold"),
        ("[1, 2]", "is no gold"),
        ('{"text": "no labels"}', "is no gold"),
        ("not json at all", "is no gold"),
        ('{"attributions": [], "text": "x"}', "line 1: has no 'doc'"),
        ('{"attributions": [], "text": "x", "doc": "a"}\n{"attr', "line 2: is not JSON"),
        ('{"attributions": [{"content": [[0, 9]]}], "text": "x", "doc": "a"}', "a span ends after the text"),
        ('{"attributions": [{"content": [0, 1]}], "text": "x", "doc": "a"}', "is not [begin, end]"),
    ],
)
def test_what_is_no_gold_is_told_on_one_line(tmp_path, content, reason):
    file = tmp_path / "x.jsonl"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read(file)
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_or_cannot_be_decoded_is_told(tmp_path):
    with pytest.raises(InputError, match="cannot be read: No such file"):
        read(tmp_path / "none.json")
    (tmp_path / "latin.json").write_bytes(b'{"positions": "\xe9"}')
    with pytest.raises(InputError, match="is not UTF-8"):
        read(tmp_path / "latin.json")


def test_attributions_need_a_name_that_the_reader_knows(tmp_path):
    file = tmp_path / "x.json"
    file.write_text('{"attributions": [], "text": "x", "doc": "a"}', encoding="utf-8")
    with pytest.raises(InputError, match=r"its name must end with \.jsonl"):
        read(file)
