"""Questions in words: a small grammar, no model. What it does not know it says so.

The patterns are a table (`kg/lang/en/questions.tsv`), each with the saved question that answers it and an example
that is its test. A question is understood when a pattern fits from end to end and what it names is in the graph.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from kg.errors import QueryError
from kg.graph.source import Source
from kg.graph.vocab import BASE, GS
from kg.lang.tables import Row, table
from kg.query import saved
from kg.query.bind import terms
from kg.query.result import Table
from kg.query.run import answer

EXAMPLES = 5
"""Questions that are shown where one was not understood."""
_DAYS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%B %d %Y", "%b %d, %Y", "%B %Y", "%Y")
_ITEM = re.compile(
    r"\{(?P<slot>\w+)\}(?P<joined>(?=[^\s)\]|]))?|<(?P<set>\w+)>|(?P<open>[(\[])|(?P<close>[)\]])|(?P<bar>\|)"
    r"|(?P<word>[^\s()\[\]{}<>|]+)"
)
_COUNT = "COUNT"
"""Stands in a pattern for the number of words of a slot right behind another: each is tried."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One form of question."""

    words: str
    """A regular expression in which every word is followed by a blank, the last one too."""
    question: str
    """Name of the saved question that answers it."""
    fixed: Mapping[str, str]
    """Parameters that the words themselves set."""
    example: str
    bound: Mapping[str, str]
    """What the slots hold in the example."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question in words comes to."""

    question: saved.Question
    params: Mapping[str, str]

    @property
    def command(self) -> str:
        """The same as a command for a shell."""
        values = "".join(f' -p {name}="{value}"' for name, value in self.params.items())
        return f"kg query {self.question.name}{values}"


class _Trouble(NamedTuple):
    """A pattern fits, but what stands in one of its slots is not in the graph."""

    known: int
    """How many of its slots hold what there is."""
    error: QueryError


def understand(store: Source, words: str) -> Understood:
    """Return the saved question and the values that `words` ask for.

    Raises:
        QueryError: If no pattern fits, or what is named is not in the graph; examples stand in its notes.
    """
    plain = _plain(words)
    trouble: _Trouble | None = None
    look = functools.cache(functools.partial(terms, store))
    for pattern in patterns():
        for found in _fits(pattern, plain):
            made = _checked(look, pattern, found)
            if isinstance(made, Understood):
                return made
            if trouble is None or made.known > trouble.known:
                trouble = made
    if trouble is not None:
        raise trouble.error
    lost = QueryError(f"not understood: “{words.strip()}”; `kg query` takes any question in SPARQL")
    lost.add_note(
        "\n".join(["what is understood, for instance:", *(f"  {line}" for line in examples(plain))])
    )
    raise lost


def wider(store: Source, understood: Understood) -> Iterator[tuple[Understood, int]]:
    """Yield what has an answer where a question has none: the same with one value less, and how many rows it has.

    Raises:
        QueryError: If the engine gives up.
    """
    for name in understood.params:
        rest = {key: value for key, value in understood.params.items() if key != name}
        asked = Understood(understood.question, rest)
        found = answer(store, asked.question, rest) if rest else None
        if isinstance(found, Table) and found:
            yield asked, len(found)


def examples(words: str = "", count: int = EXAMPLES) -> tuple[str, ...]:
    """Return questions that are understood, those nearest to `words` first."""
    known = [pattern.example for pattern in patterns()]
    near = difflib.get_close_matches(words, known, n=count, cutoff=0.3) if words else []
    return tuple(dict.fromkeys([*near, *known]))[:count]


def bare(sparql: str) -> str:
    """Return a query as short as `kg query` takes it: no header, no known prefixes, short IRIs."""
    lines = [line for line in sparql.splitlines() if not line.startswith(("#", "PREFIX "))]
    short = re.sub(rf"<{re.escape(GS.base)}(\w+)>", r"gs:\1", "\n".join(lines).strip())
    return short.replace(f"<{BASE}", "<")


@functools.cache
def patterns() -> tuple[Pattern, ...]:
    """Return all forms of question, in the order in which they are tried.

    Raises:
        LexiconError: If a row names a question, a parameter or a set of words that there is not.
    """
    return tuple(_pattern(row) for row in table("questions", ("pattern", "question", "example")))


# ------------------------------------------------------------------ fitting


def _plain(words: str) -> str:
    """Return a question as the patterns have it: without its mark and opening words, nothing drawn together."""
    plain = " ".join(words.replace("’", "'").split()).strip(" ?!.")
    for begin, row in _rewrites():
        plain = begin.sub(row["plain"], plain, count=1).strip()
    return plain


@functools.cache
def _rewrites() -> tuple[tuple[re.Pattern[str], Row], ...]:
    """Return what question words are drawn together with or led by, and what it means."""
    rows = table("question_forms", ("form",))
    return tuple((re.compile(rf"^{re.escape(row['form'])}(?= |$)", re.IGNORECASE), row) for row in rows)


def _fits(pattern: Pattern, words: str) -> Iterator[dict[str, str]]:
    """Yield what the slots may hold."""
    counts = range(1, words.count(" ") + 1) if _COUNT in pattern.words else range(1)
    for count in counts:
        expression = pattern.words.replace(_COUNT, str(count))
        if match := re.fullmatch(expression, f"{words} ", re.IGNORECASE):
            yield {name: value.strip(" ,") for name, value in match.groupdict().items()}


def _checked(
    look: Callable[[str, str], object], pattern: Pattern, found: Mapping[str, str]
) -> Understood | _Trouble:
    """Return what is asked for, or which value is not in the graph or unreadable."""
    question = saved.load(pattern.question)
    params = {}
    for known, (name, value) in enumerate(found.items()):
        parameter = question.parameter(name)
        kind = parameter.kind if parameter else "text"
        try:
            params[name] = _day(value) if kind == "date" else value
            look(params[name], kind)
        except QueryError as error:
            return _Trouble(known, error)
    return Understood(question, params | dict(pattern.fixed))


def _day(words: str) -> str:
    for form in _DAYS:
        try:
            return datetime.strptime(words, form).date().isoformat()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    raise QueryError(f"“{words}” is not a day; write it as 2025-07-17, 17 July 2025 or July 2025")


# ------------------------------------------------------------------ reading the table


def _pattern(row: Row) -> Pattern:
    question = next((q for q in saved.catalogue() if q.name == row["question"]), None)
    if question is None:
        raise row.error(f"there is no saved question {row['question']!r}")
    slots: list[str] = []
    regex = "".join(_regex(row, slots))
    fixed = _pairs(row, "set")
    for name in (*slots, *fixed):
        if question.parameter(name) is None:
            raise row.error(f"{question.name} has no parameter {name!r}")
    return Pattern(regex, question.name, fixed, row["example"], _pairs(row, "bound"))


def _regex(row: Row, slots: list[str]) -> Iterator[str]:
    """Yield the parts of the expression; blanks of the pattern count for nothing, as every word brings its own."""
    opened: list[str] = []
    beside = False
    for item in _ITEM.finditer(row["pattern"]):
        if item["slot"] and beside:
            slots.append(item["slot"])
            yield rf"(?P<{item['slot']}>(?:\S+ ){{{_COUNT}}})"
        elif item["slot"]:
            slots.append(item["slot"])
            yield f"(?P<{item['slot']}>.+?)" + ("" if item["joined"] is not None else " ")
        elif item["set"]:
            yield f"(?:{_words(row, item['set'])}) "
        elif item["open"]:
            opened.append(item["open"])
            yield "(?:"
        elif item["close"]:
            yield ")?" if opened.pop() == "[" else ")"
        else:
            yield "|" if item["bar"] else f"{re.escape(item['word'])} "
        beside = item["slot"] is not None


def _words(row: Row, name: str) -> str:
    for entry in table("question_words", ("set", "words")):
        if entry["set"] == name:
            return "|".join(map(re.escape, entry.several("words")))
    raise row.error(f"there is no set of words {name!r}")


def _pairs(row: Row, column: str) -> dict[str, str]:
    """Read "name=value name=value"; a value may hold blanks."""
    parts = re.split(r"(?:^|\s)(\w+)=", row[column])[1:]
    return dict(zip(parts[::2], map(str.strip, parts[1::2]), strict=True))
