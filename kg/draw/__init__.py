"""The graph as a page: `view` reads the graph, `layout` places it, `html` writes one offline file.

`draw(graph)` returns the page; `frame(page)` wraps it for a notebook.
"""

from typing import Final

from kg.draw.html import MARK, draw, frame
from kg.draw.part import Part

__all__ = ["MARK", "PAGE", "Part", "draw", "frame"]

PAGE: Final = "graph.html"
"""Name of the page in an output folder."""
