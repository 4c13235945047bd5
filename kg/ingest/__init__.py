"""Input files to articles. One module per kind, registered by suffix in `base.READERS`.

A new kind is one module with a function of type `base.Reader`; nothing else is edited.
"""

from __future__ import annotations

from kg.ingest.base import NOTHING, Failure, Known
from kg.ingest.corpus import distinct, read_articles

__all__ = ["NOTHING", "Failure", "Known", "distinct", "read_articles"]
