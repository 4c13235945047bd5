"""The graph in the formats of other programs, and as a text to read: one module a format.

A module registers a function of type `Export`; its docstring's first line is what `kg export --list` says of it.
"""

from __future__ import annotations

from kg.export.base import EXPORTS, Choice, Export, Files, export, listing, write

__all__ = ["EXPORTS", "Choice", "Export", "Files", "export", "listing", "write"]
