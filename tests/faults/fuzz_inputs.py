"""Input that is nearly right: sound examples with pieces cut, doubled, swapped and replaced, and values of wrong kinds."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import pyoxigraph as ox
from hypothesis import strategies as st

JUNK = (
    b"", b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\xc3\x28", b"\x1b[31m", b"\r", b"\r\n", b"\n\n", b"\t", b'"', b"'", b'"""',
    b"\\", b"\\u0000", b"\\ud800", b"%", b"%00", b"%ff", b"&", b"=", b";", b",", b"#", b"<", b">", b"{", b"}", b"[", b"]",
    b"(", b")", b"?", b"$", b"^^", b"@", b"|", b"*", b"0", b"-1", b"1e999", b"nan", b"null", b"true", b"../../../x", b"/",
    b"9" * 400, b"{" * 3000, b"[" * 3000, b"(" * 3000, b"A" * 70_000, "\u202e\u2028\ufeff".encode(), "é😀".encode(),
    b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>", b"&e;", b"<script>", b"__proto__", b"\x85",
)  # fmt: skip
"""What is put in somewhere."""

words = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["", " ", "\0", "\ud800", "../../x", "/etc/passwd", "a" * 5000, "http://", "2025-02-30", "doc:x"]
    ),
)
"""Short texts, among them surrogates and what looks like paths, addresses and days."""

plain = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), words, st.sampled_from([10**400, -1, 2**63])
)
values = st.recursive(
    plain,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(words, inner, max_size=3)),
    max_leaves=6,
)
"""Any JSON value."""


@st.composite
def changed(draw: st.DrawFn, sound: Sequence[bytes]) -> bytes:
    """Draw one of some sound examples with a few changes of its bytes."""
    data = draw(st.sampled_from(list(sound)))
    for _ in range(draw(st.integers(1, 4))):
        begin, end = sorted(draw(st.integers(0, len(data))) for _ in range(2))
        end = min(end, begin + draw(st.sampled_from([0, 1, 8, 100, 10**9])))
        way = draw(st.sampled_from(["put", "put", "cut", "double", "end", "byte"]))
        if way == "put":
            data = data[:begin] + draw(st.sampled_from(JUNK)) + data[end:]
        elif way == "cut":
            data = data[:begin] + data[end:]
        elif way == "double":
            data = data[:end] + data[begin:end] + data[end:]
        elif way == "end":
            data = data[:begin]
        else:
            data = data[:begin] + draw(st.binary(max_size=3)) + data[begin + 1 :]
    return data


@st.composite
def restructured(draw: st.DrawFn, sound: Sequence[Any]) -> Any:
    """Draw one of some sound JSON values in which a few inner values are others, missing, or under other keys."""
    value = json.loads(json.dumps(draw(st.sampled_from(list(sound)))))
    for _ in range(draw(st.integers(1, 3))):
        place = value
        while isinstance(place, dict | list) and place:
            key = draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
            if not isinstance(place[key], dict | list) or not place[key] or draw(st.integers(0, 3)) == 0:
                _change(draw, place, key)
                break
            place = place[key]
    return value


def _change(draw: st.DrawFn, place: Any, key: Any) -> None:
    way = draw(st.sampled_from(["other", "other", "gone", "renamed"]))
    if way == "other":
        place[key] = draw(values)
    elif way == "gone":
        del place[key]
    elif isinstance(place, dict):
        place[draw(words)] = place.pop(key)
    else:
        place.append(place[key])


def as_json(value: Any) -> bytes:
    """Return a value as JSON, with surrogates escaped as JSON can have them."""
    return json.dumps(value).encode()


def as_toml(table: Any) -> bytes:
    """Return what a JSON object would be in TOML: tables, lists of tables, and values on their lines."""
    return "".join(_toml(table if isinstance(table, dict) else {"value": table}, ())).encode(
        "utf-8", "replace"
    )


def _toml(table: dict[str, Any], path: tuple[str, ...]) -> list[str]:
    lines, inner = [], []
    for key, value in table.items():
        name = (*path, key if key.replace("-", "").isalnum() and key.isascii() else json.dumps(key))
        if isinstance(value, dict):
            inner += [f"[{'.'.join(name)}]\n", *_toml(value, name)]
        elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            for one in value:
                inner += [f"[[{'.'.join(name)}]]\n", *_toml(one, name)]
        else:
            lines.append(f"{name[-1]} = {_scalar(value)}\n")
    return lines + inner


def _scalar(value: Any) -> str:
    if isinstance(value, float):
        return "nan" if math.isnan(value) else "inf" if math.isinf(value) else repr(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_scalar, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)} = {_scalar(v)}" for k, v in value.items()) + "}"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return '"none"' if value is None else json.dumps(value)


# ------------------------------------------------------------------ graphs

_XSD = "http://www.w3.org/2001/XMLSchema#"
_odd_literals = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20).map(ox.Literal),
    st.sampled_from(
        [
            ox.Literal(text, datatype=ox.NamedNode(_XSD + kind))
            for text in ("", "x", "-5", "99999999999999999999", "2025-02-30", "-0044-03-15", "12025-01-01")
            for kind in ("integer", "date", "decimal", "boolean", "gYear", "dateTime", "double")
        ]
    ),
    st.sampled_from([ox.Literal("x", language="en"), ox.Literal("y" * 5000)]),
)


@st.composite
def graphs(draw: st.DrawFn, sound: Sequence[ox.Quad]) -> list[ox.Quad]:
    """Draw a graph that somebody else could have made with our vocabulary: sound but for a few statements."""
    quads = list(sound)
    nodes = sorted({quad.object for quad in quads if isinstance(quad.object, ox.NamedNode)}, key=str)
    odd = st.one_of(
        _odd_literals,
        st.sampled_from(nodes),
        st.sampled_from([ox.NamedNode("urn:x"), ox.NamedNode("http://x/%20#"), ox.BlankNode("b")]),
    )
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, len(quads) - 1))
        old = quads[at]
        way = draw(st.sampled_from(["object", "object", "more", "gone", "all", "graph", "subject"]))
        if way == "gone":
            del quads[at]
        elif way == "all":
            quads = [quad for quad in quads if quad.predicate != old.predicate] or quads
        elif way == "graph":
            quads[at] = ox.Quad(old.subject, old.predicate, old.object, ox.DefaultGraph())
        elif way == "subject":
            subject = draw(st.sampled_from([*nodes, ox.BlankNode("c")]))
            quads[at] = ox.Quad(subject, old.predicate, old.object, old.graph_name)
        else:
            new = ox.Quad(old.subject, old.predicate, draw(odd), old.graph_name)
            quads[at : at + (way == "object")] = [new]
    return quads


# ------------------------------------------------------------------ SPARQL

_TOKENS = (  # noqa: SIM905  # in rows, to be read
    "SELECT ASK CONSTRUCT DESCRIBE WHERE FROM NAMED GRAPH OPTIONAL UNION MINUS FILTER BIND VALUES SERVICE SILENT EXISTS "
    "NOT IN AS GROUP BY HAVING ORDER DESC LIMIT OFFSET DISTINCT REDUCED INSERT DELETE DATA LOAD CLEAR DROP PREFIX BASE "
    "COUNT SUM REGEX REPLACE STR IRI BNODE LANG CONCAT SUBSTR UNDEF TRUE a * { } ( ) [ ] . ; , | / ^ + ? ! = != < > && || "
    "?x ?y $z ?p <urn:x> <> <http://[> gs: gs:holder gs:Position rdfs:label xsd:date nope:x _:b 1 -1 1.5 1e9 "
    "'x' \"y\" '''z''' 'a'@en '1'^^xsd:int \\ \\u0041 # %s 99999999999999999999999 999999999"
).split()  # fmt: skip


def queries(sound: Sequence[str]) -> st.SearchStrategy[str]:
    """Return SPARQL texts: sound ones changed, rows of tokens, and any text."""
    return st.one_of(
        changed([text.encode() for text in sound]).map(lambda data: data.decode("utf-8", "replace")),
        st.lists(st.sampled_from(_TOKENS), max_size=25).map(" ".join),
        st.lists(st.sampled_from(_TOKENS), max_size=12).map(lambda t: f"SELECT * {{ {' '.join(t)} }}"),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    )


def either(*kinds: st.SearchStrategy[Any], then: Callable[[Any], bytes] = bytes) -> st.SearchStrategy[bytes]:
    """Return one of some kinds of input, as bytes."""
    return st.one_of(*kinds).map(then)
