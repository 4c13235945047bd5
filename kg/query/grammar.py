"""Questions in words: a small grammar, no model. What it does not know it says so.

The patterns are a table (`kg/lang/en/questions.tsv`), each with the saved question that answers it and an example
that is its test. A question is understood when a pattern fits from end to end and what it names is in the graph.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from kg.errors import QueryError
from kg.graph.source import Source
from kg.graph.vocab import BASE, GS
from kg.lang.tables import Row, table
from kg.query import saved
from kg.query.bind import terms

EXAMPLES = 5
"""Questions that are shown where one was not understood."""
_DAYS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%B %d %Y", "%b %d, %Y", "%B %Y", "%Y")
_ITEM = re.compile(
    r"\{(?P<slot>\w+)\}(?P<joined>(?=[^\s)\]|]))?|<(?P<set>\w+)>|(?P<open>[(\[])|(?P<close>[)\]])|(?P<bar>\|)"
    r"|(?P<word>[^\s()\[\]{}<>|]+)"
)
_ANYTHING = "anything"
"""The slot for words that no parameter takes."""
_COUNT = "COUNT"
"""Stands in a pattern for the number of these words: each is tried."""


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


def understand(store: Source, words: str) -> Understood:
    """Return the saved question and the values that `words` ask for.

    Raises:
        QueryError: If no pattern fits, or what is named is not in the graph; examples stand in its notes.
    """
    plain = _plain(words)
    trouble: QueryError | None = None
    for pattern in patterns():
        for found in _fits(pattern, plain):
            try:
                return _checked(store, pattern, found)
            except QueryError as error:
                trouble = trouble or error
    if trouble is not None:
        raise trouble
    lost = QueryError(f"not understood: “{words.strip()}”; `kg query` takes any question in SPARQL")
    lost.add_note(
        "\n".join(["what is understood, for instance:", *(f"  {line}" for line in examples(plain))])
    )
    raise lost


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
    """Return a question without what the patterns leave out: its mark, doubled space, curly apostrophes."""
    return " ".join(words.replace("’", "'").split()).strip(" ?!.")


def _fits(pattern: Pattern, words: str) -> Iterator[dict[str, str]]:
    """Yield what the slots may hold."""
    counts = range(words.count(" ") + 1) if _COUNT in pattern.words else range(1)
    for count in counts:
        expression = pattern.words.replace(_COUNT, str(count))
        if match := re.fullmatch(expression, f"{words} ", re.IGNORECASE):
            yield {name: value.strip(" ,") for name, value in match.groupdict().items()}


def _checked(store: Source, pattern: Pattern, found: Mapping[str, str]) -> Understood:
    """Make sure that each value is one.

    Raises:
        QueryError: If a value is not in the graph or unreadable.
    """
    question = saved.load(pattern.question)
    params = {}
    for name, value in found.items():
        parameter = question.parameter(name)
        kind = parameter.kind if parameter else "text"
        params[name] = _day(value) if kind == "date" else value
        terms(store, params[name], kind)
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
    for item in _ITEM.finditer(row["pattern"]):
        if item["slot"] == _ANYTHING:
            yield rf"(?:\S+ ){{{_COUNT}}}"
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


def _words(row: Row, name: str) -> str:
    for entry in table("question_words", ("set", "words")):
        if entry["set"] == name:
            return "|".join(map(re.escape, entry.several("words")))
    raise row.error(f"there is no set of words {name!r}")


def _pairs(row: Row, column: str) -> dict[str, str]:
    """Read "name=value name=value"; a value may hold blanks."""
    parts = re.split(r"(?:^|\s)(\w+)=", row[column])[1:]
    return dict(zip(parts[::2], map(str.strip, parts[1::2]), strict=True))
