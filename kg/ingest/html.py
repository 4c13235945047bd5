"""Saved web pages: trafilatura finds the article's body, title, date and outlet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from kg.config import Ingest
from kg.errors import InputError
from kg.ingest.base import READERS, Failure, Known, Raw, day, tidy, whole

# Dates only from where a page states its own; the fixed bounds keep the clock out of the result.
_DATES = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1990-01-01",
    "max_date": "2100-01-01",
}


@READERS.add(".html", ".htm")
def read(stream: BinaryIO, source: str, limits: Ingest) -> Iterator[Raw | Failure]:
    """Yield the one document of a page; the text is the extracted body.

    Raises:
        InputError: If the page is too large or no article is found in it.
    """
    yield document(whole(stream, source, limits), source)


def document(data: bytes, source: str) -> Raw:
    """Return the article in the bytes of a page.

    Raises:
        InputError: If no article is found in it.
    """
    # slow to import, and most runs read no page
    from trafilatura import bare_extraction  # noqa: PLC0415
    from trafilatura.settings import Document  # noqa: PLC0415

    page = bare_extraction(
        data,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params=dict(_DATES),
    )
    if not isinstance(page, Document) or not page.text:
        raise InputError("holds no article that can be told from the rest of the page", source)
    known = Known(
        title=tidy(page.title), published=day(page.date), outlet=tidy(page.sitename), url=tidy(page.url)
    )
    return Raw(page.text, source, known)
