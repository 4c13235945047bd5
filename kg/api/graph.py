"""A graph of stances as an object: asked, corrected, drawn, handed to rdflib, networkx and other programs."""

from __future__ import annotations

import html as markup
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypedDict, Unpack, overload

import pyoxigraph as ox

from kg.api.page import Page
from kg.errors import GraphError, QueryError
from kg.query import run
from kg.query.result import Table, Triples, Verdict

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from kg.ingest import Failure
    from kg.query.explain import Explanation
    from kg.remote import Server

_COUNTED = ("Document", "Actor", "Proposition", "Position", "Attribution", "Event", "PositionLink")


class Part(TypedDict, total=False):
    """What a brief is of, and how it is written."""

    actor: str
    """An actor's name."""
    about: str
    """A matter in words."""
    since: date
    """From what day on."""
    html: bool
    """Whether it is a web page; `.html` in the name of its file says the same."""


class StanceGraph:
    """A built graph of stances. A context manager; `close` lets go of its files."""

    def __init__(
        self,
        source: ox.Store | Server,
        *,
        folder: Path | None = None,
        failures: tuple[Failure, ...] = (),
    ) -> None:
        """Wrap an open store (in memory or on disk), or somebody's server.

        Args:
            source: What holds the statements.
            folder: Where it was built, if anywhere.
            failures: The documents that this build could not read, and why.
        """
        self._source: ox.Store | Server | None = source
        self._copy: ox.Store | None = None
        self.folder = folder
        self.failures = failures

    @property
    def source(self) -> ox.Store | Server:
        """What answers questions.

        Raises:
            GraphError: If the graph was closed.
        """
        if self._source is None:
            raise GraphError("the graph is closed; load it again with kg.load(folder)")
        return self._source

    @property
    def store(self) -> ox.Store:
        """The Oxigraph store underneath; of a server a copy in memory, which is made when it is first needed.

        Raises:
            GraphError: If the graph was closed.
            RemoteError: If the server does not answer.
        """
        if isinstance(self.source, ox.Store):
            return self.source
        from kg.remote import fetched  # noqa: PLC0415  # pulled in only by what asks others

        self._copy = self._copy or fetched(self.source)
        return self._copy

    def close(self) -> None:
        """Let go of the store; every later question is refused."""
        self._source = self._copy = None

    def __enter__(self) -> Self:
        """Return the graph itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the graph."""
        self.close()

    # -------------------------------------------------------------- asking

    def query(self, question: str, /, **params: str | float | date) -> Table:
        """Answer a SELECT: SPARQL text, a `.rq` file, or the name of a saved question.

        Parameters are given by name; actors as people call them, days as dates or YYYY-MM-DD.

        Raises:
            QueryError: If the question cannot be asked, or is no SELECT.
        """
        result = run.run(self.source, question, _typed(params))
        if not isinstance(result, Table):
            raise QueryError("this question gives no rows; use .ask() for ASK, .construct() for triples")
        return result

    def ask(self, question: str, /, **params: str | float | date) -> bool:
        """Answer an ASK.

        Raises:
            QueryError: If the question cannot be asked, or is no ASK.
        """
        result = run.run(self.source, question, _typed(params))
        if not isinstance(result, Verdict):
            raise QueryError("this question is no ASK; use .query() for rows, .construct() for triples")
        return result.value

    def construct(self, question: str, /, **params: str | float | date) -> rdflib.Graph:
        """Answer a CONSTRUCT or DESCRIBE as an rdflib graph of its own.

        Raises:
            QueryError: If the question cannot be asked, or gives no triples.
        """
        import rdflib  # noqa: PLC0415  # heavy, and most questions give rows

        from kg.query.formats import render  # noqa: PLC0415

        result = run.run(self.source, question, _typed(params))
        if not isinstance(result, Triples):
            raise QueryError("this question gives no triples; use .query() for rows, .ask() for ASK")
        return rdflib.Graph().parse(data=render(result, "ttl"), format="turtle")

    @property
    def actors(self) -> Table:
        """Every actor with its kind and the number of positions it holds and that are aimed at it."""
        return self.query("actors")

    def positions(self, actor: str | None = None) -> Table:
        """Return all positions with their words, or those of one actor.

        Raises:
            QueryError: If no actor is called so; near names are suggested.
        """
        return self.query("positions-of-an-actor", **({} if actor is None else {"actor": actor}))

    def explain(self, ident: str) -> Explanation:
        """Return what stands behind a position, attribution or report of an event.

        Raises:
            QueryError: If nothing or more than one thing answers to `ident`.
        """
        from kg.query.explain import explain  # noqa: PLC0415

        return explain(self.source, ident)

    # -------------------------------------------------------------- handing on

    def to_rdflib(self) -> rdflib.Dataset:
        """Return the graph as an rdflib dataset over the same store: nothing is copied."""
        import rdflib  # noqa: PLC0415
        from oxrdflib import OxigraphStore  # noqa: PLC0415

        return rdflib.Dataset(store=OxigraphStore(store=self.store), default_union=True)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return actors, propositions and events, joined by stances and roles (`kg.query.network`)."""
        from kg.query.network import network  # noqa: PLC0415

        return network(self.store)

    @overload
    def export(self, form: str, path: None = None, **part: Unpack[Part]) -> dict[str, str]: ...
    @overload
    def export(self, form: str, path: Path | str, **part: Unpack[Part]) -> list[Path]: ...
    def export(
        self, form: str, path: Path | str | None = None, **part: Unpack[Part]
    ) -> dict[str, str] | list[Path]:
        """Write the graph in a format of another program (`kg export --list`), or a brief of a part of it.

        Args:
            form: Name of the format: "csv", "dna", "graphml", "brief", …
            path: A file, or a folder where the format has several files; None returns their texts by name.
            part: What a brief is of (`Part`).

        Raises:
            ExportError: If there is no such format, or it cannot be had of a part of the graph.
            QueryError: If what a brief is of is not in the graph.
            OutputError: If a file cannot be written.
        """
        from kg import export as exporting  # noqa: PLC0415  # networkx, and most questions need no files

        target = None if path is None else Path(path)
        files = exporting.export(self.store, form, exporting.Choice(**part), target)
        if target is None:
            return {name: "".join(parts) for name, parts in files.items()}
        return [path for path, _ in exporting.write(files, target)]

    def correct(
        self, table: Path | str | Iterable[Mapping[str, object]], *, by: str | None = None
    ) -> tuple[str, ...]:
        """Take a person's corrections in, in this graph and in every later build of its folder.

        Args:
            table: A CSV file, or a mapping of columns to cells for each correction (`kg import --help`).
            by: Who says so, where a row does not.

        Returns:
            Warnings, such as of a matter that no text is about.

        Raises:
            CorrectionError: If a row is wrong; none is taken in then.
            GraphError: If the graph lies in no folder of a build.
        """
        if self.folder is None or not self.folder.is_dir():
            raise GraphError(
                "only a graph in a folder can be corrected: kg.build(…, output=folder), kg.load(folder)"
            )
        from kg import amend, pipeline  # noqa: PLC0415  # the stages and their libraries are only for building
        from kg.graph.store import open_store  # noqa: PLC0415

        today = datetime.now().astimezone().date()
        if isinstance(table, Path | str):
            rows = amend.read(Path(table), by, today)
        else:
            rows = amend.rows_of(table, by, today)
        warnings = pipeline.correct(rows, self.folder).warnings
        self._source = open_store(self.folder)
        return warnings

    @overload
    def draw(self, path: None = None) -> Page: ...
    @overload
    def draw(self, path: Path | str) -> Path: ...
    def draw(self, path: Path | str | None = None) -> Page | Path:
        """Write the page to `path` and return that; without `path` return it for a notebook to show.

        Raises:
            OutputError: If the file cannot be written.
        """
        from kg import draw  # noqa: PLC0415

        if path is None:
            return Page(draw.draw(self.store))
        draw.draw(self.store, path)
        return Path(path)

    # -------------------------------------------------------------- showing itself

    def __len__(self) -> int:
        """Return the number of statements (quads)."""
        return len(self.store)

    def __bool__(self) -> bool:
        """Return True: an empty graph is still a graph."""
        return True

    def counts(self) -> dict[str, int]:
        """Return how many things of each class there are."""
        table = self.query(
            "SELECT ?class (COUNT(DISTINCT ?thing) AS ?count) WHERE { ?thing a ?class } GROUP BY ?class"
        )
        found = {str(row["class"]).rpartition("#")[2]: row["count"] for row in table}
        return {name: int(str(found.get(name, 0))) for name in _COUNTED}

    def __repr__(self) -> str:
        """Name what it holds."""
        if self._source is None:
            return "<StanceGraph, closed>"
        counts = self.counts()
        return (
            f"<StanceGraph of {counts['Document']} documents: {counts['Position']} positions of "
            f"{counts['Actor']} actors on {counts['Proposition']} propositions>"
        )

    def _repr_html_(self) -> str:
        """Return the counts as a table for a notebook; `draw()` shows the graph itself."""
        if self._source is None:
            return f"<p>{markup.escape(repr(self))}</p>"
        rows = "".join(f"<tr><td>{name}</td><td>{count:,}</td></tr>" for name, count in self.counts().items())
        return f"<table><caption>StanceGraph</caption><tbody>{rows}</tbody></table>"


def _typed(params: dict[str, str | float | date]) -> dict[str, str]:
    return {
        name: value.isoformat() if isinstance(value, date) else str(value) for name, value in params.items()
    }
