"""The graph as a page: `view` reads the graph, `layout` places it, `html` writes one offline file.

`draw(graph)` returns the page; `frame(page)` wraps it for a notebook.
"""

from kg.draw.html import draw, frame
from kg.draw.part import Part

__all__ = ["Part", "draw", "frame"]
