"""The graph as a Python object: build or load it, ask it, correct it, draw it, hand it on.

::

    import kg

    with kg.build(["articles/"], meta="meta.csv", output="build") as graph:
        for row in graph.query("supporters-and-opponents", about="tariffs"):
            print(row["who"], row["side"], row["matter"])

`graph` is the object, `making` what makes one, `page` what `draw` shows in a notebook.
"""

from __future__ import annotations

from kg.api.graph import StanceGraph
from kg.api.making import build, load
from kg.api.page import Page

__all__ = ["Page", "StanceGraph", "build", "load"]
