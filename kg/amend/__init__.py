"""A person's corrections of positions: read from a table, kept beside the graph, and put over every reading.

`sheet` reads the table, `placing` finds the positions that its rows mean, `kept` is the file in the output folder,
`revising` changes what was read, `naming` warns of matters that nobody else speaks of.
"""

from __future__ import annotations

from kg.amend.kept import CORRECTIONS_FILE, by_document, dumped, load, saved
from kg.amend.naming import of_their_own
from kg.amend.placing import placed
from kg.amend.revising import Revised, revised
from kg.amend.sheet import COLUMNS, Row, read, rows_of

__all__ = [
    "COLUMNS",
    "CORRECTIONS_FILE",
    "Revised",
    "Row",
    "by_document",
    "dumped",
    "load",
    "of_their_own",
    "placed",
    "read",
    "revised",
    "rows_of",
    "saved",
]
