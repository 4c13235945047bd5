from __future__ import annotations

import contextlib
import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import config
from kg.errors import InputError
from kg.ingest import Failure
from kg.ingest.base import Raw

pytest.importorskip("fastwarc", reason="fastwarc is not installed")

from kg.ingest.warc import read

LIMITS = config.load().ingest
PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="og:site_name" content="The Fjord Post">
<meta property="article:published_time" content="2025-03-04T08:30:00+01:00"></head><body><article>
<p>The Norwegian government rejected the fishing agreement with Iceland on Monday, the prime minister said.</p>
<p>“We will not sign a treaty that empties our waters,” he told reporters, adding that talks would go on.</p>
<p>Reykjavík voiced regret over the decision and warned that it might close its ports to Norwegian trawlers.</p>
</article></body></html>"""


def record(
    body: bytes,
    url: str = "https://post.example/1",
    status: str = "200 OK",
    kind: str = "text/html",
    more: str = "",
) -> bytes:
    http = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n".encode()
        + body
    )
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2025-03-05T00:00:00Z\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def documents(*records: bytes, limits=LIMITS) -> list[Raw | Failure]:
    return list(read(io.BytesIO(b"".join(records)), "news.warc", limits))


def test_each_archived_page_is_a_document_named_by_its_address():
    page = PAGE.format(title="Oslo rejects deal").encode()
    one, two = documents(record(page), record(page, "https://post.example/2"))
    assert isinstance(one, Raw)
    assert "rejected the fishing agreement" in one.text
    assert (one.source, two.source) == ("https://post.example/1", "https://post.example/2")
    assert one.known.outlet == "The Fjord Post"
    assert str(one.known.published) == "2025-03-04"  # the page's own day, not that of the crawl


def test_packed_bodies_are_unpacked():
    packed = gzip.compress(PAGE.format(title="Oslo").encode())
    (one,) = documents(record(packed, more="Content-Encoding: gzip\r\n"))
    assert "Reykjavík" in one.text


def test_what_is_no_page_is_passed_over():
    page = PAGE.format(title="Oslo").encode()
    found = documents(
        record(b"\x89PNG", kind="image/png"),
        record(page, status="404 Not Found"),
        record(page, status="301 Moved"),
    )
    assert found == []


def test_a_page_without_an_article_is_named_and_the_others_go_on():
    bad, good = documents(
        record(b"<html></html>"), record(PAGE.format(title="Oslo").encode(), "https://post.example/2")
    )
    assert isinstance(bad, Failure)
    assert bad.source == "https://post.example/1"
    assert isinstance(good, Raw)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data):
    with contextlib.suppress(InputError):
        assert all(isinstance(found, Raw | Failure) for found in documents(data))


@given(st.binary(max_size=200), st.integers(0, 300))
def test_no_damage_to_a_record_breaks_the_reader(body, place):
    whole = record(body)
    with contextlib.suppress(InputError):
        documents(whole[:place] + whole[place + 3 :], record(PAGE.format(title="Oslo").encode()))
