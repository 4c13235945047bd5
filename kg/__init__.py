"""geostance: news text in, a graph of who stands where out, each finding with the words it was read from.

::

    import kg

    graph = kg.build(["articles/"], meta="meta.csv")
    graph.query("supporters-and-opponents", about="tariffs")
    graph.draw("graph.html")

Importing `kg` loads neither spaCy nor rdflib: the public names below are fetched when first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import StanceGraph, build, load
    from kg.errors import KgError

__version__ = "0.1.0"

__all__ = ["KgError", "StanceGraph", "__version__", "build", "load"]

_HOMES = {"KgError": "kg.errors", "StanceGraph": "kg.api", "build": "kg.api", "load": "kg.api"}


def __getattr__(name: str) -> Any:
    """Fetch a public name from its module on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """List the public names, fetched or not."""
    return sorted({*globals(), *__all__})
