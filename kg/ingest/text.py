"""Plain text in UTF-8; the first line may be a headline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from kg.config import Ingest
from kg.ingest.base import READERS, Failure, Known, Raw, decoded, tidy, whole

_CLOSERS = "\"'”’»)]"


@READERS.add(".txt")
def read(stream: BinaryIO, source: str, limits: Ingest) -> Iterator[Raw | Failure]:
    """Yield the one document of a text file, its text exactly as decoded.

    Raises:
        InputError: If it is too large, binary or not UTF-8.
    """
    text = decoded(whole(stream, source, limits), source)
    yield Raw(text, source, Known(title=headline(text, limits)))


def headline(text: str, limits: Ingest) -> str | None:
    """Return the first line where it is clearly a headline, else None.

    Clearly: a blank line and more text follow, it is short, no sentence, no byline. It stays in the text.
    """
    line, _, rest = text.lstrip().partition("\n")
    line = line.strip()
    following, _, body = rest.partition("\n")
    if following.strip() or not body.strip() or not line or len(line) > limits.headline_max_chars:
        return None
    words = line.split()
    if len(words) < limits.headline_min_words or words[0].lower() == "by":
        return None
    return None if line.rstrip(_CLOSERS).endswith((".", ",", ":", ";", "…")) else tidy(line)
