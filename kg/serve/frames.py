"""What server and worker processes say to each other: a head as JSON on one line, then that many bytes of body."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

HEAD_LIMIT = 64 * 1024 * 1024
"""Bytes of a head: a question stands in it, and no question is longer than a request may be."""


@dataclass(frozen=True, slots=True)
class Question:
    """One SPARQL query and how it is to be answered."""

    query: str
    accept: str = ""
    """The value of the request's Accept header."""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    """The dataset that the protocol names; it takes the place of the query's own FROM."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker found."""

    status: int
    """HTTP status."""
    media_type: str
    body: bytes
    """The result, or one line that says why there is none."""


def question_line(question: Question) -> bytes:
    """Return a question as the worker reads it."""
    return json.dumps(asdict(question)).encode() + b"\n"


def question_of(line: bytes) -> Question:
    """Return the question that `question_line` wrote."""
    fields = json.loads(line)
    return Question(
        fields["query"], fields["accept"], tuple(fields["default_graphs"]), tuple(fields["named_graphs"])
    )


def answer_head(answer: Answer) -> bytes:
    """Return the line that stands before an answer's body."""
    head = {"status": answer.status, "media_type": answer.media_type, "length": len(answer.body)}
    return json.dumps(head).encode() + b"\n"


def head_of(line: bytes) -> tuple[int, str, int]:
    """Return status, media type and length of the body that follows."""
    fields = json.loads(line)
    return int(fields["status"]), str(fields["media_type"]), int(fields["length"])
