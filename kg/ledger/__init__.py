"""What an output folder remembers of its articles, so that a build reads only what is new.

`documents.json` lists every input that the graph stands on; it comes into place together with the store.
`readings.db` keeps what was read from each text under a key of all that the reading depends on. A reading found
there is taken, whichever build put it there; one that is lost is made again.
"""

from __future__ import annotations

from kg.ledger.documents import DOCUMENTS_FILE, Document, Documents, Given, merged, without
from kg.ledger.keys import reader_code, reading_key, settler_key, writer_code
from kg.ledger.packing import packed, unpacked
from kg.ledger.readings import READINGS_FILE, Readings, saved

__all__ = [
    "DOCUMENTS_FILE",
    "READINGS_FILE",
    "Document",
    "Documents",
    "Given",
    "Readings",
    "merged",
    "packed",
    "reader_code",
    "reading_key",
    "saved",
    "settler_key",
    "unpacked",
    "without",
    "writer_code",
]
