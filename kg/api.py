"""The graph as a Python object: build or load it, ask it, draw it, hand it to rdflib or networkx.

::

    import kg

    with kg.build(["articles/"], meta="meta.csv", output="build") as graph:
        for row in graph.query("supporters-and-opponents", about="tariffs"):
            print(row["who"], row["side"], row["matter"])
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, overload

import pyoxigraph as ox

from kg.errors import GraphError, QueryError
from kg.query import run
from kg.query.result import Table, Triples, Verdict

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from kg.ingest import Failure
    from kg.query.explain import Explanation

_COUNTED = ("Document", "Actor", "Proposition", "Position", "Attribution", "Event", "PositionLink")


class StanceGraph:
    """A built graph of stances, for reading. A context manager; `close` lets go of its files."""

    def __init__(
        self, store: ox.Store, *, folder: Path | None = None, failures: tuple[Failure, ...] = ()
    ) -> None:
        """Wrap an open store (in memory or on disk).

        Args:
            store: The statements.
            folder: Where it was built, if anywhere.
            failures: The documents that this build could not read, and why.
        """
        self._store: ox.Store | None = store
        self.folder = folder
        self.failures = failures

    @property
    def store(self) -> ox.Store:
        """The Oxigraph store underneath.

        Raises:
            GraphError: If the graph was closed.
        """
        if self._store is None:
            raise GraphError("the graph is closed; load it again with kg.load(folder)")
        return self._store

    def close(self) -> None:
        """Let go of the store; every later question is refused."""
        self._store = None

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
        result = run.run(self.store, question, _typed(params))
        if not isinstance(result, Table):
            raise QueryError("this question gives no rows; use .ask() for ASK, .construct() for triples")
        return result

    def ask(self, question: str, /, **params: str | float | date) -> bool:
        """Answer an ASK.

        Raises:
            QueryError: If the question cannot be asked, or is no ASK.
        """
        result = run.run(self.store, question, _typed(params))
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

        result = run.run(self.store, question, _typed(params))
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

        return explain(self.store, ident)

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
        if self._store is None:
            return "<StanceGraph, closed>"
        counts = self.counts()
        return (
            f"<StanceGraph of {counts['Document']} documents: {counts['Position']} positions of "
            f"{counts['Actor']} actors on {counts['Proposition']} propositions>"
        )

    def _repr_html_(self) -> str:
        """Return the counts as a table for a notebook; `draw()` shows the graph itself."""
        if self._store is None:
            return f"<p>{html.escape(repr(self))}</p>"
        rows = "".join(f"<tr><td>{name}</td><td>{count:,}</td></tr>" for name, count in self.counts().items())
        return f"<table><caption>StanceGraph</caption><tbody>{rows}</tbody></table>"


class Page(str):
    """The drawn graph: the text of an HTML file, which a notebook shows in a sandboxed frame."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        from kg.draw import frame  # noqa: PLC0415

        return frame(str(self))


def load(folder: Path | str = "build") -> StanceGraph:
    """Load what `kg build` wrote to `folder`; an RDF file such as `graph.trig` will do as well.

    Raises:
        GraphError: If there is no graph there.
    """
    from kg.graph.store import open_store  # noqa: PLC0415  # pulled in only by what touches files

    place = Path(folder)
    return StanceGraph(open_store(place), folder=place)


def build(
    articles: Path | str | Iterable[Path | str],
    *,
    output: Path | str | None = None,
    meta: Path | str | None = None,
    published: date | None = None,
    outlet: str | None = None,
    model: str | None = None,
    reader: str = "full",
    jobs: int = 1,
    config: Path | str | None = None,
    actors: Path | str | None = None,
    texts: bool = True,
    fresh: bool = False,
) -> StanceGraph:
    """Read articles into a graph, in memory or in a folder; `failures` of it names what could not be read.

    A folder that holds a graph keeps its documents, and only what is new or changed is read.

    Args:
        articles: Files and folders.
        output: Folder for `graph.trig`, `graph.html` and `store/`; None keeps the graph in memory.
        meta: Table of file, published, outlet, url, title.
        published: Day of publication where nothing else says it.
        outlet: Outlet where nothing else says it.
        model: An installed spaCy pipeline; None for the one geostance comes with.
        reader: "full" for the rules with the learned reader, "rules" for the rules alone.
        jobs: Processes that read (about 0.5 GB each).
        config: Settings that differ from `defaults.toml`.
        actors: Your own names, offices and corrections of actors (`kg.corrections`).
        texts: Whether the graph holds the articles' full texts.
        fresh: Whether the folder forgets what it holds.

    Raises:
        NoInputError: If no document could be read.
        KgError: If the model, a table or the output folder cannot be used.
    """
    from kg import config as settings  # noqa: PLC0415  # the stages and their libraries are only for building
    from kg import corrections, pipeline  # noqa: PLC0415
    from kg.crew import Crew  # noqa: PLC0415
    from kg.ingest import Known  # noqa: PLC0415
    from kg.listener import Silence  # noqa: PLC0415

    task = pipeline.Task(
        paths=(articles,) if isinstance(articles, Path | str) else tuple(articles),
        settings=settings.load(None if config is None else Path(config)),
        model=model,
        reader=reader,
        meta=None if meta is None else Path(meta),
        defaults=Known(published=published, outlet=outlet),
        crew=Crew(jobs),
        texts=texts,
        own=corrections.given(
            None if actors is None else Path(actors), None if config is None else Path(config)
        ),
        fresh=fresh,
    )
    if output is not None:
        failures = pipeline.build(task, Path(output)).failures
        graph = load(output)
        graph.failures = failures
        return graph
    outcome = pipeline.read(task, Silence())
    store = ox.Store()
    store.bulk_extend(pipeline.quads(outcome, texts=texts))
    return StanceGraph(store, failures=outcome.failures)


def _typed(params: dict[str, str | float | date]) -> dict[str, str]:
    return {
        name: value.isoformat() if isinstance(value, date) else str(value) for name, value in params.items()
    }
