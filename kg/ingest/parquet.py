"""Parquet tables: one document a row, with the columns that JSON lines have as keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from kg.config import Ingest
from kg.errors import InputError
from kg.ingest.base import READERS, Failure, Raw
from kg.ingest.jsonl import document

COLUMNS = ("text", "title", "url", "published", "outlet", "id")
_ROWS = 256
"""Rows held in memory at once."""


@READERS.add(".parquet")
def read(stream: BinaryIO, source: str, limits: Ingest) -> Iterator[Raw | Failure]:
    """Yield the document of each row; other columns are passed over.

    Raises:
        InputError: If pyarrow is not installed, or the file is no Parquet or has no column `text`.
    """
    del limits  # a row's text is judged by the caller, as every text is
    try:
        import pyarrow as pa  # noqa: PLC0415  # an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError:
        raise InputError("is a Parquet table, which needs pyarrow: pip install pyarrow", source) from None
    try:
        table = parquet.ParquetFile(stream)
        columns = [name for name in COLUMNS if name in table.schema_arrow.names]
        if "text" not in columns:
            raise InputError(f"has no column text; it has {', '.join(table.schema_arrow.names[:9])}", source)
        number = 0
        for batch in table.iter_batches(_ROWS, columns=columns):
            for row in batch.to_pylist():
                number += 1
                yield _one(row, source, f"{source}#{number}")
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"is no Parquet that can be read ({error})", source) from None


def _one(row: dict[str, object], source: str, place: str) -> Raw | Failure:
    published = row.get("published")
    if isinstance(published, date):  # also a date with its time
        row["published"] = published.isoformat()
    try:
        return document(row, source, place)
    except InputError as error:
        return Failure.of(error)
