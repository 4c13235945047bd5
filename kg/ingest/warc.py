"""Web archives (WARC, as Common Crawl's CC-News comes): each archived page is one document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from kg.config import Ingest
from kg.errors import InputError
from kg.ingest.base import READERS, Failure, Raw, tidy, too_large
from kg.ingest.html import document

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_PAGES = ("text/html", "application/xhtml+xml")


@READERS.add(".warc")
def read(stream: BinaryIO, source: str, limits: Ingest) -> Iterator[Raw | Failure]:
    """Yield the document of each archived page, in order; its source is the address it came from.

    Redirects, errors and what is no page are passed over, as are requests and notes of the crawler.

    Raises:
        InputError: If fastwarc is not installed, or the archive breaks off.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415  # an extra
    except ImportError:
        raise InputError("is a web archive, which needs fastwarc: pip install fastwarc", source) from None
    records = ArchiveIterator(stream, record_types=WarcRecordType.response, auto_decode="all")
    number = 0
    try:
        for number, record in enumerate(records, 1):  # told where the archive breaks off
            if _is_page(record):
                yield _document(record, f"{source}#{number}", limits)
    except (OSError, ValueError) as error:
        raise InputError(f"is no web archive from record {number + 1} on ({error})", source) from None


def _is_page(record: WarcRecord) -> bool:
    return (
        record.is_http_parsed
        and record.http_headers.status_code == 200
        and record.http_content_type in _PAGES
    )


def _document(record: WarcRecord, place: str, limits: Ingest) -> Raw | Failure:
    source = tidy(record.headers.get("WARC-Target-URI")) or place
    data = record.reader.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        return Failure(source, too_large(limits))
    try:
        return document(data, source)
    except InputError as error:
        return Failure.of(error)
