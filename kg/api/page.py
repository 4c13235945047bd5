"""The drawn graph, for a notebook."""

from __future__ import annotations


class Page(str):
    """The drawn graph: the text of an HTML file, which a notebook shows in a sandboxed frame."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        from kg.draw import frame  # noqa: PLC0415

        return frame(str(self))
