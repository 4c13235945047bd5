"""The one tree of exceptions, each with a message of one line: what, where, what to do.

::

    KgError
    ├── InputError        one document cannot be read; the others go on
    ├── NoInputError      there is no document at all that can be read
    ├── ModelError        the language model is missing or of a wrong version
    ├── ConfigError       a setting is unknown, of a wrong type or out of range
    ├── LexiconError      a row of a table is wrong (file and line)
    ├── OntologyError     a file under ontology/ is missing or says something impossible
    ├── GraphError        the graph or its store cannot be read, or breaks its own rules
    ├── OutputError       a result cannot be written
    ├── CorrectionError   a person's corrections cannot be taken in (file and line)
    ├── ExportError       an export cannot be made as asked
    ├── LedgerError       what an output folder remembers of its articles is damaged or cannot be written
    ├── LaterError        … was written by a later version of geostance
    ├── QueryError        a question cannot be asked (line and column where known)
    ├── RemoteError      somebody's server does not answer, or refuses
    ├── RequestError      what a client of the server asks cannot be given (HTTP status)
    └── WorkerError       a process that reads documents died

`KgError` is what a caller catches; the command line prints its message and ends with code 1.
All of them survive pickling, so that a worker process can hand them back.
"""

from __future__ import annotations

from pathlib import Path


def one_line(text: object, limit: int = 300) -> str:
    """Return `text` as one printable line of at most `limit` characters.

    Foreign messages and file names may hold line breaks or terminal control codes.
    """
    line = harmless(" ".join(str(text).split()))
    return line if len(line) <= limit else line[: limit - 1] + "…"


def harmless(text: str) -> str:
    """Return `text` with a mark in place of each character that a terminal might obey."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


class KgError(Exception):
    """Base of everything that geostance raises on purpose.

    Attributes:
        message: One line, made for people.
    """

    def __init__(self, message: str) -> None:
        """Keep `message` as one line."""
        self.message = one_line(message)
        super().__init__(self.message)


class InputError(KgError):
    """One document cannot be read.

    Attributes:
        source: The file, URL or record as given.
        reason: Why, without the source.
    """

    def __init__(self, reason: str, source: Path | str) -> None:
        """Word it as "source: reason"."""
        self.source = str(source)
        self.reason = one_line(reason)
        super().__init__(f"{self.source}: {self.reason}")

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str]]:
        """Pickle by the arguments (the default would pass the message alone)."""
        return type(self), (self.reason, self.source)


class NoInputError(KgError):
    """There is no document at all that can be read."""


class ModelError(KgError):
    """The language model is not installed or not of a version that fits."""


class ConfigError(KgError):
    """A setting is unknown, of a wrong type or out of range."""


class LexiconError(KgError):
    """A row of a table is wrong.

    Attributes:
        file: The table.
        line: Line of the row, from 1; None where the whole file is meant.
    """

    def __init__(self, reason: str, file: Path | str, line: int | None = None) -> None:
        """Word it as "file:line: reason"."""
        self.file = str(file)
        self.line = line
        self.reason = one_line(reason)
        where = self.file if line is None else f"{self.file}:{line}"
        super().__init__(f"{where}: {self.reason}")

    def __reduce__(self) -> tuple[type[LexiconError], tuple[str, str, int | None]]:
        """Pickle by the arguments."""
        return type(self), (self.reason, self.file, self.line)


class OntologyError(KgError):
    """A file under `ontology/` is missing or says something impossible."""


class GraphError(KgError):
    """The graph or its store cannot be read, or breaks its own rules."""


class OutputError(KgError):
    """A result cannot be written."""


class CorrectionError(KgError):
    """A person's corrections cannot be taken in."""


class ExportError(KgError):
    """An export cannot be made as asked."""


class LedgerError(KgError):
    """What an output folder remembers of its articles is damaged or cannot be written."""


class LaterError(KgError):
    """What an output folder remembers was written by a later version of geostance."""


class QueryError(KgError):
    """A question cannot be asked.

    Attributes:
        line: Line in the query, from 1; None where unknown.
        column: Column in that line, from 1; None where unknown.
    """

    def __init__(self, reason: str, line: int | None = None, column: int | None = None) -> None:
        """Word it as "line L, column C: reason" where the position is known."""
        self.reason = one_line(reason)
        self.line = line
        self.column = column
        place = (
            "" if line is None else f"line {line}" + ("" if column is None else f", column {column}") + ": "
        )
        super().__init__(place + self.reason)

    def __reduce__(self) -> tuple[type[QueryError], tuple[str, int | None, int | None]]:
        """Pickle by the arguments."""
        return type(self), (self.reason, self.line, self.column)


class RemoteError(KgError):
    """Somebody's server does not answer, or refuses."""


class RequestError(KgError):
    """What a client of the server asks cannot be given.

    Attributes:
        status: HTTP status, 4xx or 503.
        reason: Why, for the client to read.
    """

    def __init__(self, status: int, reason: str) -> None:
        """Keep the reason as the message."""
        self.status = status
        self.reason = one_line(reason)
        super().__init__(reason)

    def __reduce__(self) -> tuple[type[RequestError], tuple[int, str]]:
        """Pickle by the arguments."""
        return type(self), (self.status, self.reason)


class WorkerError(KgError):
    """A process that reads documents died."""
