from __future__ import annotations

import contextlib
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import config
from kg.errors import InputError
from kg.ingest.html import read

LIMITS = config.load().ingest

PAGE = """<!doctype html><html lang="en"><head><meta charset="{charset}">
<title>Oslo rejects deal | The Fjord Post</title>
<meta property="og:title" content="Oslo rejects deal">
<meta property="og:site_name" content="The Fjord Post">
<meta property="og:url" content="https://fjordpost.example/oslo">
<meta property="article:published_time" content="2025-03-04T08:30:00+01:00">
<script>var tracking = "Bergen agrees";</script></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Oslo rejects deal</h1>
<p>The Norwegian government rejected the fishing agreement with Iceland on Monday, the prime minister said in Tromsø.</p>
<p>“We will not sign a treaty that empties our waters,” he told reporters, adding that talks would go on next week.</p>
<p>Reykjavík voiced regret over the decision and warned that it might close its ports to Norwegian trawlers.</p>
</article><footer>Copyright. All rights reserved. Subscribe to our newsletter!</footer></body></html>"""


def only(data: bytes):
    (document,) = read(io.BytesIO(data), "a.html", LIMITS)
    return document


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_the_body_is_found_and_the_rest_of_the_page_left_out(charset):
    document = only(PAGE.format(charset=charset).encode(charset))
    assert "rejected the fishing agreement" in document.text
    assert "in Tromsø" in document.text
    assert "“We will not sign" in document.text
    for other in ("tracking", "Subscribe", "Sport", "<p>"):
        assert other not in document.text


def test_the_page_says_title_date_outlet_and_address():
    known = only(PAGE.format(charset="utf-8").encode()).known
    assert known.title == "Oslo rejects deal"
    assert known.published == date(2025, 3, 4)
    assert known.outlet == "The Fjord Post"
    assert known.url == "https://fjordpost.example/oslo"


def test_what_a_page_does_not_say_is_not_guessed():
    start, end = PAGE.index("<title>"), PAGE.index("<script>")
    known = only((PAGE[:start] + PAGE[end:]).format(charset="utf-8").encode()).known
    assert (known.published, known.outlet, known.url) == (None, None, None)


def test_a_page_without_article_is_refused():
    with pytest.raises(InputError, match="holds no article"):
        only(b"<html><body></body></html>")


@settings(max_examples=60)
@given(st.binary(max_size=200) | st.text(alphabet="<>/&;ap\"'=! \n", max_size=120).map(str.encode))
def test_no_bytes_break_the_reader(data):
    with contextlib.suppress(InputError):
        assert only(data).text
