from __future__ import annotations

import dataclasses
import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import config
from kg.ingest import Failure
from kg.ingest.base import Known, Raw
from kg.ingest.jsonl import read

LIMITS = config.load().ingest


def documents(*lines: object, limits=LIMITS) -> list[Raw | Failure]:
    data = b"".join(
        (line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n" for line in lines
    )
    return list(read(io.BytesIO(data), "a.jsonl", limits))


def test_a_record_carries_what_is_known_about_it():
    record = {
        "text": "Oslo\r\nagreed.",
        "title": " Deal \n struck ",
        "url": "https://news.example/1",
        "published": "2025-03-04T08:30:00Z",
        "outlet": "The Fjord Post",
    }
    assert documents(record) == [
        Raw(
            "Oslo\r\nagreed.",
            "https://news.example/1",
            Known("Deal struck", date(2025, 3, 4), "The Fjord Post", "https://news.example/1"),
        )
    ]


def test_a_record_without_url_is_named_by_its_id_or_line():
    found = documents({"text": "One."}, b"", {"text": "Two.", "id": "b7"}, {"text": "Three.", "id": 12})
    assert [d.source for d in found] == ["a.jsonl#1", "a.jsonl#b7", "a.jsonl#12"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{oops}", "is not JSON: Expecting property name enclosed in double quotes (character 2)"),
        (b"[1, 2]", "is not a JSON object"),
        (b"7", "is not a JSON object"),
        (b"[" * 100_000, "is not JSON that can be read"),
        (b'{"text": ' + b"1" * 5000 + b"}", "is not JSON that can be read"),
        ({"title": "no text"}, "has no text"),
        ({"text": None}, "has no text"),
        ({"text": 5}, "text is no string"),
        ({"text": "Oslo.", "outlet": ["x"]}, "outlet is no string"),
        (
            {"text": "Oslo.", "published": "last Tuesday"},
            "published is not a date like 2025-02-14: 'last Tuesday'",
        ),
        (
            {"text": "Oslo.", "published": "2025-02-31"},
            "published is not a date like 2025-02-14: '2025-02-31'",
        ),
        (
            b'{"text": "Z\xfcrich"}',
            "is not UTF-8 (byte 0xfc at 11); convert it first: iconv -f WINDOWS-1252 -t UTF-8, if that is what it is",
        ),
    ],
)
def test_a_bad_record_is_named_with_the_reason_and_the_others_go_on(line, reason):
    before, bad, after = documents({"text": "One."}, line, {"text": "Three."})
    assert (before.text, after.text) == ("One.", "Three.")
    assert bad == Failure("a.jsonl#2", reason)


def test_an_enormous_record_is_refused_without_its_neighbours():
    small = dataclasses.replace(LIMITS, max_bytes=100)
    before, bad, after = documents({"text": "One."}, {"text": "x" * 1000}, {"text": "Three."}, limits=small)
    assert (before.text, after.text) == ("One.", "Three.")
    assert isinstance(bad, Failure)
    assert bad.reason.startswith("is larger than")


def test_an_enormous_last_line_without_line_end_is_refused():
    small = dataclasses.replace(LIMITS, max_bytes=100)
    (bad,) = read(io.BytesIO(b"x" * 1001), "a.jsonl", small)
    assert isinstance(bad, Failure)


@given(st.lists(st.binary(max_size=60), max_size=5))
def test_no_bytes_break_the_reader(lines):
    for found in documents(*lines):
        assert isinstance(found, Raw | Failure)
        assert found.source.startswith("a.jsonl#") or isinstance(found, Raw)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("text", "title", "url", "published", "outlet", "id"), _JSON)
    )
)
def test_no_record_breaks_the_reader(record):
    (found,) = documents(record)
    if isinstance(found, Raw):
        assert found.text == record["text"]
