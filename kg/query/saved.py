"""The saved questions: one `.rq` file each in `kg/query/queries/`, described in its header.

A header is made of comment lines `# key: value` before the query::

    # title: Everything one actor holds
    # description: Each position of an actor, with the sentence that shows it.
    # parameter: actor | actor | any | Emmanuel Macron | whose positions
    # columns: who side matter sentence

A parameter is name, kind (`PARAMETER_KINDS`), default (`any` leaves it open, `required` asks for it),
example, meaning. The query uses it as a variable; `FILTER(!BOUND(?since) || …)` lets it stay open. Its variable
stands in a pattern that must match or in a filter, not in an OPTIONAL alone: a value that matches nothing there
would let the row stand. So each file is plain SPARQL 1.1 and runs unchanged on any other engine.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from importlib import resources

from kg.errors import QueryError
from kg.query.formats import wrapped
from kg.query.names import near

PARAMETER_KINDS = ("actor", "outlet", "matter", "term", "text", "date", "number", "iri")
ANY = "any"
REQUIRED = "required"

_HEADER = re.compile(r"^#[ \t]*(title|description|parameter|columns):[ \t]*(.*?)[ \t]*$")
_NAME = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that a question leaves open."""

    name: str
    kind: str
    default: str
    example: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its description."""

    name: str
    text: str
    title: str = ""
    description: str = ""
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[str, ...] = ()

    def parameter(self, name: str) -> Parameter | None:
        """Return the declared parameter `name`."""
        return next((p for p in self.parameters if p.name == name), None)


def parse(name: str, text: str) -> Question:
    """Read the header of `text`; a text without header is a question without parameters.

    Raises:
        QueryError: If a header line is malformed.
    """
    found: dict[str, list[str]] = {}
    parameters = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            break
        if match := _HEADER.match(line):
            found.setdefault(match[1], []).append(match[2])
            if match[1] == "parameter":
                parameters.append(_parameter(match[2], number))
    return Question(
        name=name,
        text=text,
        title=" ".join(found.get("title", [])),
        description=" ".join(found.get("description", [])),
        parameters=tuple(parameters),
        columns=tuple(" ".join(found.get("columns", [])).split()),
    )


def _parameter(value: str, line: int) -> Parameter:
    parts = [part.strip() for part in value.split("|")]
    if len(parts) != 5:
        raise QueryError("a parameter is: name | kind | default | example | meaning", line)
    if parts[1] not in PARAMETER_KINDS:
        raise QueryError(f"unknown kind “{parts[1]}”; there are: {', '.join(PARAMETER_KINDS)}", line)
    return Parameter(*parts)


@functools.cache
def catalogue() -> tuple[Question, ...]:
    """Return all saved questions, by name."""
    folder = resources.files("kg.query").joinpath("queries")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".rq")), key=lambda f: f.name)
    return tuple(parse(f.name.removesuffix(".rq"), f.read_text(encoding="utf-8")) for f in files)


def load(name: str) -> Question:
    """Return the saved question `name`.

    Raises:
        QueryError: If there is none; near names are suggested.
    """
    for question in catalogue():
        if question.name == name:
            return question
    hint = near(name, [question.name for question in catalogue()])
    raise QueryError(f"no saved question is called “{name}”{hint}; `kg query --list` shows all")


def is_name(question: str) -> bool:
    """Return whether `question` looks like the name of a saved question, not like SPARQL or a file."""
    return _NAME.fullmatch(question) is not None


def listing(width: int | None = None) -> str:
    """Return the text of `kg query --list`: every saved question with its title and parameters.

    `width` is in characters; without it no line is broken.
    """
    size = max(len(question.name) for question in catalogue())
    lines = []
    for question in catalogue():
        lines += wrapped(f"{question.name:<{size}}  ", question.title, width)
        for parameter in question.parameters:
            lines += wrapped(f"{'':<{size}}    -p {parameter.name}=…  ", parameter.meaning, width)
    return "\n".join(lines) + "\n"


def show(name: str) -> str:
    """Return the text of `kg query NAME --show`: the file as it is.

    Raises:
        QueryError: If there is no saved question of that name; near ones are suggested.
    """
    return load(name).text
