"""The graph as a page: `view` reads the store, `layout` places it, `html` writes one offline file.

`draw(store)` returns the page; `frame(page)` wraps it for a notebook.
"""

from kg.draw.html import draw, frame

__all__ = ["draw", "frame"]
