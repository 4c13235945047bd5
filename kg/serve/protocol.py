"""What an HTTP request asks, as the SPARQL 1.1 Protocol puts it (W3C Recommendation, section 2.1)."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

from kg.errors import RequestError
from kg.serve.frames import Question

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
METHODS = ("GET", "HEAD", "POST")

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^<>\"{}|^`\\\x00-\x20]*")
_MOST_FIELDS = 1000


def question(method: str, parameters: bytes, content_type: str, body: bytes, accept: str) -> Question | None:
    """Return what a request asks; None for a GET that asks nothing, which gets the service description.

    Args:
        method: One of `METHODS`.
        parameters: The request's query string as it came.
        content_type: The value of that header.
        body: As it came.
        accept: The value of that header.

    Raises:
        RequestError: 400 for what breaks the protocol, 403 for an update, 415 for a body of another type.
    """
    fields = _fields(parameters)
    if method == "POST":
        kind, _, options = (part.strip().lower() for part in content_type.partition(";"))
        _check_charset(options)
        if kind == FORM:
            fields += _fields(body)
        elif kind == DIRECT:
            if any(name == "query" for name, _ in fields):
                raise RequestError(400, "the query stands both in the address and in the body")
            fields.append(("query", _decoded(body)))
        elif kind == UPDATE:
            raise RequestError(403, "this endpoint only reads; updates are refused")
        else:
            raise RequestError(415, f"a query is posted as {FORM} or {DIRECT}")
    if any(name == "update" for name, _ in fields):
        raise RequestError(403, "this endpoint only reads; updates are refused")
    asked = [value for name, value in fields if name == "query"]
    if not asked and method != "POST":
        return None
    if len(asked) != 1:
        raise RequestError(400, f"a request holds one query, not {len(asked)}")
    return Question(
        asked[0],
        accept,
        tuple(_graphs(fields, "default-graph-uri")),
        tuple(_graphs(fields, "named-graph-uri")),
    )


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    try:
        # percent signs carry what is not ASCII
        return parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except ValueError:  # also the decoding's
        raise RequestError(400, "the parameters are not percent-encoded UTF-8") from None


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(400, f"the query is not UTF-8 text (byte {error.start})") from None


def _check_charset(options: str) -> None:
    for option in options.split(";"):
        name, _, value = option.partition("=")
        if name.strip() == "charset" and value.strip(' "') not in {"utf-8", "utf8", "us-ascii"}:
            raise RequestError(415, f"the query must be UTF-8, not {value.strip()[:40]}")


def _graphs(fields: list[tuple[str, str]], name: str) -> list[str]:
    found = list(dict.fromkeys(value for key, value in fields if key == name))
    for value in found:
        if not _IRI.fullmatch(value):
            raise RequestError(400, f"{name} is no absolute IRI: {value[:100]}")
    return found
