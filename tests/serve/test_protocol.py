"""What a request asks, read without a server."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import RequestError
from kg.serve.protocol import DIRECT, FORM, UPDATE, question

ASK = "ASK { ?s ?p ?o }"


def get(**fields: str | list[str]):
    return question("GET", urlencode(fields, doseq=True).encode(), "", b"", "")


def test_a_get_without_query_asks_for_the_description():
    assert question("GET", b"", "", b"", "") is None


@pytest.mark.parametrize(
    ("kind", "parameters", "body"),
    [
        ("", urlencode({"query": ASK}), b""),
        (FORM, "", urlencode({"query": ASK}).encode()),
        (f"{FORM}; charset=UTF-8", "", urlencode({"query": ASK}).encode()),
        (DIRECT, "", ASK.encode()),
        (f'{DIRECT}; charset="utf-8"', "", ASK.encode()),
    ],
)
def test_the_three_ways_to_ask_are_one(kind, parameters, body):
    asked = question("POST" if kind else "GET", parameters.encode(), kind, body, "text/csv")
    assert asked is not None
    assert (asked.query, asked.accept) == (ASK, "text/csv")


def test_graphs_are_named_in_the_address_of_a_direct_post_too():
    named = urlencode(
        {"default-graph-uri": ["urn:a", "urn:b", "urn:a"], "named-graph-uri": "urn:c"}, doseq=True
    )
    asked = question("POST", named.encode(), DIRECT, ASK.encode(), "")
    assert asked is not None
    assert asked.default_graphs == ("urn:a", "urn:b")
    assert asked.named_graphs == ("urn:c",)


@pytest.mark.parametrize(
    ("status", "method", "parameters", "kind", "body"),
    [
        (400, "GET", "query=ASK{}&query=ASK{}", "", b""),
        (400, "POST", "", FORM, b"nothing=1"),
        (400, "POST", "query=ASK{}", DIRECT, b"ASK {}"),
        (400, "POST", "", DIRECT, b"ASK { ?s ?p '\xff' }"),
        (400, "GET", "query=%FF%FE", "", b""),
        (400, "GET", "query=ASK{}&default-graph-uri=no+iri", "", b""),
        (400, "GET", "query=ASK{}&default-graph-uri=urn:a>", "", b""),
        (403, "POST", "", UPDATE, b"CLEAR ALL"),
        (403, "POST", "", FORM, b"update=CLEAR+ALL"),
        (403, "GET", "update=CLEAR+ALL", "", b""),
        (415, "POST", "query=ASK{}", "", b""),
        (415, "POST", "", "text/plain", b"ASK {}"),
        (415, "POST", "", f"{DIRECT}; charset=utf-16", b"ASK {}"),
    ],
)
def test_what_breaks_the_protocol_has_its_status(status, method, parameters, kind, body):
    with pytest.raises(RequestError) as caught:
        question(method, parameters.encode(), kind, body, "")
    assert caught.value.status == status


@given(st.sampled_from(["GET", "POST"]), st.binary(max_size=60), st.text(max_size=40), st.binary(max_size=60))
def test_any_request_is_read_or_refused(method, parameters, kind, body):
    refused = None
    try:
        question(method, parameters, kind, body, "")
    except RequestError as error:
        refused = error.status
    assert refused in {None, 400, 403, 415}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=50))
def test_a_query_arrives_as_it_was_sent(text):
    asked = get(query=text)
    assert asked is not None
    assert asked.query == text
