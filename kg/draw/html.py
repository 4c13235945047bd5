"""The page: one HTML file that opens offline, made by a pyvis network with a template of its own.

The stock templates of pyvis fetch from three hosts, leave escaping off and simulate physics for minutes;
here the network only carries nodes, edges and the vis-network script, and all else is `kg/draw/page/`.
"""

from __future__ import annotations

import html
import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from pyoxigraph import Store
from pyvis.network import Network

from kg.draw import assets
from kg.draw.core import core_of
from kg.draw.part import Part, part_of
from kg.draw.payload import as_json, defused, payload
from kg.draw.picture import picture_of
from kg.draw.records import CONTRADICTION, SHIFT, Edge, Picture, View
from kg.draw.settings import look
from kg.draw.view import named, view_of
from kg.errors import OutputError, QueryError
from kg.graph import store

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.graph.finished import Finished
    from kg.graph.statements import Statements

TITLE = "Who stands where"
_SHAPES = {
    "Person": "dot",
    "State": "hexagon",
    "Government": "hexagon",
    "Organisation": "square",
    "Bloc": "square",
    "MediaOutlet": "triangle",
    "Group": "triangleDown",
    "Proposition": "box",
    "Event": "diamond",
}
_DASHES: dict[str, bool | list[int]] = {"conditional": [9, 6], "hedged": [2, 5]}
_BENT = (CONTRADICTION, SHIFT)
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "keyboard": False,
        "hideEdgesOnDrag": False,
        "selectConnectedEdges": False,
    },
}


class StanceNetwork(Network):  # type: ignore[misc]  # pyvis ships no types
    """A pyvis network that shows a view: own autoescaping template, nothing fetched, UTF-8."""

    def __init__(self, view: View, picture: Picture, title: str = TITLE, *, opens: str = "") -> None:
        """Add the nodes and edges of a picture; further ones may be added as to any pyvis network.

        Args:
            view: What there is to show.
            picture: What of it is drawn.
            title: Heading of the page.
            opens: What the page shows at first, as the part of its address behind the #.
        """
        super().__init__(directed=True, cdn_resources="in_line", heading=title)
        self.templateEnv = Environment(
            autoescape=True, undefined=StrictUndefined, loader=PackageLoader("kg.draw", "templates")
        )
        self.path = "page.html"
        self.options = _OPTIONS
        self._data = payload(view, picture, title)
        if opens:
            self._data["opens"] = opens
        shape = {a.id: _SHAPES.get(a.kind, "dot") for a in view.actors}
        shape |= {p.id: _SHAPES["Proposition"] for p in view.propositions}
        shape |= {e.id: _SHAPES["Event"] for e in view.events}
        for name in picture.nodes:
            box, (x, y) = picture.boxes[name], picture.layouts[0].places[name]
            label = defused("\n".join(box.lines))
            self.add_node(name, label=label, shape=shape[name], x=x, y=y, size=box.radius)
        self._add_lines(picture.edges)

    def _add_lines(self, edges: tuple[Edge, ...]) -> None:
        """Add edges; those between the same two nodes bend away from each other."""
        table = look()["edge"]
        between: dict[frozenset[str], int] = {}
        for edge in edges:
            ends = frozenset((edge.source, edge.to))
            nth = between[ends] = between.get(ends, -1) + 1
            width = min(table["thick"], table["thin"] + table["step"] * (edge.outlets - 1))
            stance = edge.kind == "stance"
            # a line between two holders bends, since what they differ over often lies between them
            bend = table["bend"] * ((nth + 1) // 2) + (1.5 * table["bend"] if edge.kind in _BENT else 0)
            way = "curvedCCW" if nth % 2 else "curvedCW"
            self.add_edge(
                edge.source,
                edge.to,
                id=edge.id,
                kind=edge.kind,
                width=round(width if stance else table["thin"], 1),
                dashes=_DASHES.get(edge.manner, False),
                smooth={"enabled": bend > 0, "type": way, "roundness": round(bend, 2)},
            )

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """Return the page; the arguments are those of pyvis and change nothing."""
        del name, local, notebook
        data = {**self._data, "network": {"nodes": self.nodes, "edges": self.edges, "options": self.options}}
        vis, script, style = assets.vis_network(), assets.script(), assets.style()
        self.html = self.templateEnv.get_template(self.path).render(
            title=defused(self.heading),
            policy=assets.policy((vis, script), (style,)),
            style=Markup(style),  # noqa: S704  # our own file
            vis=Markup(vis),  # noqa: S704  # from the installed pyvis
            script=Markup(script),  # noqa: S704  # our own files
            data=Markup(as_json(data)),  # noqa: S704  # `<` is escaped in it
        )
        return str(self.html)

    def write_html(self, name: str, *_: Any, **__: Any) -> None:
        """Write the page as UTF-8, whole or not at all.

        Raises:
            OutputError: If the file cannot be written.
        """
        write(self.generate_html(), Path(name))

    def _repr_html_(self) -> str:
        """Show the page in a notebook."""
        return frame(self.generate_html())


def draw(
    graph: Store | Iterable[Statements | Finished],
    path: Path | str | None = None,
    *,
    title: str = TITLE,
    focus: str | None = None,
    compare: tuple[str, str] | None = None,
    part: Part | None = None,
    max_nodes: int | None = None,
    texts: bool = True,
    whole: bool = False,
) -> str:
    """Return the page of a graph, and write it if a path is given.

    A store of more than `FILE_LIMIT` statements is drawn by its core (`kg.draw.core`), unless something of it is asked
    for.

    Args:
        graph: A store, or statements that are not in one yet, in the project's vocabulary.
        path: A file to write as well.
        title: Heading of the page.
        focus: Name, part of a name, or identifier of what the page opens at; None: at the whole.
        compare: Names of two actors that the page opens at, side by side.
        part: What the page holds; None: everything.
        max_nodes: Nodes drawn at first, 1 to 300; the strongest are. All others are found by the
            search, in the table and in the neighbourhood of what is selected. None: as many as the
            window shows legibly.
        texts: Whether the articles' texts are in the page, or only the sentences of findings.
        whole: Whether the page holds all, however large the graph.

    Raises:
        ValueError: If `max_nodes` is out of range.
        QueryError: If nothing in the graph is called as asked, or the part is empty.
        OutputError: If the file cannot be written.
    """
    asked = whole or focus or compare or (part or Part()) != Part()
    if isinstance(graph, Store) and not asked and store.is_large(graph):
        core = core_of(graph)
        view = replace(view_of(core.statements, texts=texts), left=core.left)
    else:
        view = part_of(view_of(graph, texts=texts), part or Part())
    picture = picture_of(view, max_nodes)
    page = StanceNetwork(view, picture, title, opens=_opening(view, focus, compare)).generate_html()
    if path is not None:
        write(page, Path(path))
    return page


def _opening(view: View, focus: str | None, compare: tuple[str, str] | None) -> str:
    """Return the address within the page that it opens at."""
    if compare is not None:
        actors = replace(view, propositions=(), events=())
        one, other = (named(actors, name) for name in compare)
        if one == other:
            raise QueryError(f"“{compare[0]}” and “{compare[1]}” are one actor: {one}")
        return urlencode({"view": "compare", "one": one, "other": other})
    return "" if focus is None else urlencode({"focus": "1", "selected": named(view, focus)})


def write(page: str, path: Path) -> None:
    """Write a page as UTF-8 under a temporary name, then rename it, so that no half file is left.

    Raises:
        OutputError: If the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(page)
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error


def frame(page: str, height: int = 720) -> str:
    """Return a sandboxed frame that shows a page inside another, such as a notebook.

    Args:
        page: What `draw` returned.
        height: In CSS pixels.
    """
    return (
        f'<iframe title="Graph of stances" sandbox="allow-scripts allow-downloads allow-popups" '
        f'style="width:100%;height:{int(height)}px;border:1px solid #8886" srcdoc="{html.escape(page)}"></iframe>'
    )
