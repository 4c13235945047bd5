from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import config
from kg.errors import InputError
from kg.ingest.text import headline, read

LIMITS = config.load().ingest


def only(data: bytes):
    (document,) = read(io.BytesIO(data), "a.txt", LIMITS)
    return document


@pytest.mark.parametrize(
    "text",
    [
        "\n\nOslo rejected the offer.\n",
        "Oslo rejected the offer.\r\nBergen did not.\r\n",
        "one\rtwo\x0bthree\x85four\u2028five",
        "  indented\tand tabbed \n ",
    ],
)
def test_the_text_is_the_decoded_file_unchanged(text):
    assert only(text.encode()).text == text


@given(st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_any_text_without_nul_comes_back_exactly_but_for_a_leading_mark(text):
    assert only(text.encode()).text == text.removeprefix("\ufeff")


def test_a_byte_order_mark_is_no_part_of_the_text():
    assert only(b"\xef\xbb\xbfOslo rejected it.").text == "Oslo rejected it."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Oslo\0rejected", "is binary, not text (byte 0 at 4)"),
        (
            "Zürich".encode("latin-1"),
            "is not UTF-8 (byte 0xfc at 1); convert it first: iconv -f WINDOWS-1252 -t UTF-8, if that is what it is",
        ),
        ("Oslo".encode("utf-16"), "is UTF-16, not UTF-8; convert it first: iconv -f UTF-16 -t UTF-8"),
        (b"%PDF-1.7\n", "is a PDF, whatever its name says; save its text as .txt first"),
        (
            b"PK\x03\x04",
            "is a ZIP archive or an office document, whatever its name says; save its text as .txt first",
        ),
        (b"{\\rtf1 Oslo", "is rich text, whatever its name says; save its text as .txt first"),
        (b"x" * (LIMITS.max_bytes + 1), "is larger than 1 MB"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data, reason):
    with pytest.raises(InputError, match=r"^a\.txt: ") as caught:
        only(data)
    assert caught.value.reason.startswith(reason)


def test_a_document_as_large_as_allowed_is_read():
    assert len(only(b"x" * LIMITS.max_bytes).text) == LIMITS.max_bytes


BODY = "\n\nThe minister said so on Monday. Others did not.\n"


@pytest.mark.parametrize(
    "line",
    [
        "Oslo rejects fishing deal",
        "Oslo ‘rejects’ fishing deal, again",
        "Will Oslo reject the deal?",
        "\n\nOslo rejects deal",
    ],
)
def test_a_short_first_line_before_a_blank_one_is_a_headline(line):
    assert headline(line + BODY, LIMITS) == line.strip()


@pytest.mark.parametrize(
    "text",
    [
        "Oslo rejected the deal on Monday." + BODY,
        "Oslo said: “We reject the deal.”" + BODY,
        "By Kari Nordmann in Oslo" + BODY,
        "OSLO, Norway" + BODY,
        "word " * 60 + BODY,
        "Oslo rejects fishing deal\nThe minister said so.",
        "Oslo rejects fishing deal\n\n",
        "Oslo rejects fishing deal",
        "",
        "\n\n",
    ],
)
def test_a_first_line_that_may_be_anything_else_is_no_headline(text):
    assert headline(text, LIMITS) is None


def test_a_headline_before_carriage_returns_is_found_and_stays_in_the_text():
    document = only(b"Oslo rejects fishing deal\r\n\r\nThe minister said so.\r\n")
    assert document.known.title == "Oslo rejects fishing deal"
    assert document.text.startswith("Oslo rejects fishing deal\r\n")
