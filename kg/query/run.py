"""Running one question on a store: SPARQL text, a file, or the name of a saved question.

The prefixes of `kg.graph.vocab.PREFIXES` need no declaration, relative IRIs are ours (`<actor/france>`), a query that names no graph sees the union of
all, and nothing is ever written or fetched. Beware of one trait of such a union: a triple that stands in two
graphs is found twice, so questions say DISTINCT.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.source import Source
from kg.graph.vocab import BASE, GS, PREFIXES
from kg.query import lex, saved
from kg.query.bind import bound
from kg.query.names import near
from kg.query.result import Result, collect

NOTHING: Mapping[str, str] = MappingProxyType({})

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_KEYWORD = re.compile(r"\b[A-Z]{3,}\b")
_CAUSE = re.compile(r"\b(The [^,]*)")
_BEGINNINGS = (*sorted(lex.FORMS), "PREFIX", "BASE")


def run(store: Source, question: str, params: Mapping[str, str] = NOTHING) -> Result:
    """Answer `question` (text, path of a `.rq` file, or saved name) from `store`; reads only.

    Values of `params` are what a person types: names of actors in any case and without accents, dates as
    YYYY-MM-DD, plain words.

    Raises:
        QueryError: If the question is not readable SPARQL, writes, calls other servers, or a parameter fits
            nothing. A syntax error carries the line with a caret below it as a note (`__notes__`).
    """
    asked = resolve(question)
    check(asked.text)
    return answer(store, asked, params)


def answer(store: Source, asked: saved.Question, params: Mapping[str, str] = NOTHING) -> Result:
    """Answer a question that `check` let pass.

    Raises:
        QueryError: If a parameter fits nothing, or the engine gives up.
    """
    text = bound(store, asked, params)
    try:
        union = not lex.names_its_graphs(text)  # FROM says itself which graphs are meant
        return collect(
            store.query(text, base_iri=BASE, prefixes=dict(PREFIXES), use_default_graph_as_union=union)
        )
    except SyntaxError as error:  # the question itself was checked, so it is the block of values
        raise QueryError("parameters cannot be bound in the short form CONSTRUCT WHERE") from error
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"cannot be answered: {error}") from error


def resolve(question: str) -> saved.Question:
    """Return the question behind a name, a path or SPARQL text.

    Raises:
        QueryError: If the name or the file does not exist or cannot be read.
    """
    stripped = question.strip()
    if saved.is_name(stripped):
        return saved.load(stripped)
    if not stripped.endswith(".rq") or "{" in stripped:
        return saved.parse("", question)
    path = Path(stripped)
    try:
        return saved.parse(path.stem, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is not UTF-8 text"
        raise QueryError(f"{path}: {reason}") from error


def check(query: str) -> None:
    """Make sure that `query` is SPARQL that only reads.

    Raises:
        QueryError: With line and column, and the line with a caret as a note.
    """
    try:
        lex.check(query)
        _check_beginning(query)
        _check_prefixes(query)
        _parse(query)
    except QueryError as error:
        if error.line is not None:
            error.add_note(_excerpt(query, error.line, error.column or 1))
        raise


def doubts(query: str) -> tuple[str, ...]:
    """Return a line for each term that the vocabulary does not have: asking for it finds nothing, without a word."""
    lines: dict[str, str] = {}
    for token in lex.tokens(query):
        prefix, colon, name = token.text.partition(":") if token.kind == "name" else ("", "", "")
        if colon and PREFIXES.get(prefix) == GS.base and name and name not in GS:
            line, column = lex.place(query, token.begin)
            lines.setdefault(
                token.text,
                f"line {line}, column {column}: {token.text} is no term of the vocabulary{near(name, GS)}",
            )
    return tuple(lines.values())


def _check_beginning(query: str) -> None:
    first = next(lex.tokens(query), None)
    if first is None:
        raise QueryError("the question is empty")
    if first.text.upper() not in _BEGINNINGS:
        hint = near(first.text, _BEGINNINGS) if first.kind == "word" else ""
        raise QueryError(
            f"a question begins with {', '.join(_BEGINNINGS)}{hint.replace('near:', 'did you mean')}",
            *lex.place(query, first.begin),
        )


def _check_prefixes(query: str) -> None:
    """The engine's own message does not name the prefix."""
    known = set(PREFIXES)
    declaring = False
    for token in lex.tokens(query):
        if declaring and token.kind == "name":
            known.add(token.text.split(":", 1)[0])
        elif token.kind == "name" and (prefix := token.text.split(":", 1)[0]) not in known:
            raise QueryError(
                f"the prefix {prefix}: is not declared; known are {', '.join(f'{p}:' for p in sorted(known))}",
                *lex.place(query, token.begin),
            )
        declaring = token.kind == "word" and token.text.upper() == "PREFIX"


def _parse(query: str) -> None:
    try:
        _empty_store().query(query, base_iri=BASE, prefixes=dict(PREFIXES))
    except SyntaxError as error:
        raise _syntax_error(query, str(error)) from error


@functools.cache
def _empty_store() -> ox.Store:
    return ox.Store()


def _syntax_error(query: str, message: str) -> QueryError:
    match = _PLACE.match(message)
    if match is None:
        return QueryError(message)
    reason = match[3]
    lines = query.splitlines(keepends=True)
    offset = sum(map(len, lines[: int(match[1]) - 1])) + int(match[2]) - 1
    offset, found = _culprit(query, offset, {len(word) for word in _KEYWORD.findall(reason)})
    line, column = lex.place(query, offset)
    if cause := _CAUSE.search(reason):
        return QueryError(cause[1][:1].lower() + cause[1][1:], line, column)
    return QueryError(f"cannot be read from {f'“{found}”' if found else 'the end'} on", line, column)


def _culprit(query: str, offset: int, tried: set[int]) -> tuple[int, str]:
    """Return the word that a syntax error at `offset` is about, with its place.

    The engine counts a keyword that it tried in vain as read, as far as the text goes, so the trouble may
    begin that many (`tried`) characters earlier.
    """
    listed = list(lex.tokens(query))
    begins = {token.begin: token.text for token in listed}
    if tried and listed and offset >= len(query.rstrip()):
        return listed[-1].begin, listed[-1].text
    for length in (0, *sorted(tried)):
        if offset - length in begins:
            return offset - length, begins[offset - length]
    for token in listed:
        if token.begin >= offset:
            return token.begin, token.text
    return offset, ""


def _excerpt(query: str, line: int, column: int) -> str:
    lines = query.splitlines() or [""]
    shown = lines[min(line, len(lines)) - 1].replace("\t", " ")
    start = max(0, column - 60)
    return f"  {shown[start : start + 100]}\n  {' ' * (column - 1 - start)}^"
