"""Input files to articles. One module per kind, registered by suffix in `base.READERS`.

A new kind is one module with a function of type `base.Reader`; nothing else is edited.
"""

from __future__ import annotations

from kg.ingest.base import NOTHING, Failure, Known
from kg.ingest.corpus import chosen, distinct, read_articles
from kg.ingest.find import STDIN

__all__ = ["NOTHING", "STDIN", "Failure", "Known", "chosen", "distinct", "read_articles"]
