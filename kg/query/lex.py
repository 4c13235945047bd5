"""The words of a SPARQL query, read just far enough to keep code apart from strings, IRIs and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from kg.errors import QueryError

_ESCAPE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
# IRIs and local names may hold quotes, strings may hold anything: whoever mixes them up can be made to
# overlook code. The shapes are those of SPARQL 1.1, section 19.8.
_TOKEN = re.compile(
    rf"""
      (?P<comment>\#[^\n\r]*)
    | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|{_ESCAPE})*>)
    | (?P<string>\"\"\"(?:\"{{0,2}}(?:[^"\\]|\\.))*\"\"\"|'''(?:'{{0,2}}(?:[^'\\]|\\.))*'''
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z][A-Za-z0-9-]*)
    | (?P<name>[\w.-]*:(?:[\w:.%-]|\\[_~.\-!$&'()*+,;=/?\#@%])*)
    | (?P<word>[A-Za-z_]\w*)
    | (?P<space>\s+)
    | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)

UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"))
FORMS = frozenset(("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"))


DEEPEST = 200
"""Brackets within brackets: the engine's parser calls itself for each, and some thousands end the process."""
MOST: Final = 2000
"""Signs and words that join parts of a query: the engine makes a chain of them and calls itself along it, as above."""
_JOINING: Final = frozenset(("UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "AS", *"!+-*/|^&=<>?.;,{"))


class Token(NamedTuple):
    """One word of a query: its kind, its characters, and where it begins."""

    kind: str
    text: str
    begin: int


def tokens(query: str) -> Iterator[Token]:
    """Yield the words of `query`, without space and comments."""
    for match in _TOKEN.finditer(query):
        kind = str(match.lastgroup)
        if kind not in {"space", "comment"}:
            yield Token(kind, match.group(), match.start())


def names_its_graphs(query: str) -> bool:
    """Return whether `query` has a dataset clause of its own (FROM)."""
    return any(token.kind == "word" and token.text.upper() == "FROM" for token in tokens(query))


def check(query: str) -> None:
    """Refuse what this tool never does: writing, calling other servers, following brackets or chains without end.

    Raises:
        QueryError: With the place of the offending word.
    """
    form_seen = False
    depth = joined = 0
    for token in tokens(query):
        word = token.text.upper() if token.kind == "word" else ""
        joined += token.text in _JOINING or word in _JOINING
        if joined > MOST:
            raise QueryError(
                f"has more than {MOST:,} parts; give a long list as VALUES", *place(query, token.begin)
            )
        if token.kind == "sign":
            depth += (token.text in "{([") - (token.text in "})]")
            if depth > DEEPEST:
                raise QueryError(f"brackets stand more than {DEEPEST} deep", *place(query, token.begin))
        if word == "SERVICE":
            raise QueryError("SERVICE calls another server, which is never done", *place(query, token.begin))
        if not form_seen and word in UPDATES:
            raise QueryError(
                f"{word} changes the graph; questions only read it: SELECT, ASK, CONSTRUCT, DESCRIBE",
                *place(query, token.begin),
            )
        form_seen = form_seen or word in FORMS


def place(query: str, offset: int) -> tuple[int, int]:
    """Return the line and the column of a character, both from 1."""
    before = query[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def opening(query: str) -> int | None:
    """Return where the outermost pattern of `query` begins, just after its brace; None if it has none.

    The template of a CONSTRUCT comes first and is passed over, unless the short form has none.
    """
    depth = braces = 0
    template = False
    previous = ""
    for token in tokens(query):
        if token.kind == "word":
            previous = token.text.upper()
            template = template or previous == "CONSTRUCT"
            if previous in {"WHERE", "FROM"} and depth == 0 and braces == 0:
                template = False
        elif token.kind == "sign":
            depth += {"(": 1, ")": -1}.get(token.text, 0)
            if token.text == "{" and depth == 0 and braces == 0 and not template:
                return token.begin + 1
            braces += {"{": 1, "}": -1}.get(token.text, 0)
            if token.text == "}" and braces == 0:
                template = False
    return None


def variables(query: str) -> frozenset[str]:
    """Return the names of all variables, without `?`."""
    return frozenset(token.text[1:] for token in tokens(query) if token.kind == "variable")
