"""Making graphs: of articles, or of what an earlier build or a server holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from kg.api.graph import StanceGraph


def load(place: Path | str = "build") -> StanceGraph:
    """Load what `kg build` wrote to a folder; an RDF file such as `graph.trig` and the URL of a server will do as well.

    Args:
        place: A folder, a file, or the address of a SPARQL 1.1 server, which is asked and not copied. Name and password
            for it come from the environment (`docs/servers.md`).

    Raises:
        GraphError: If there is no graph there.
        RemoteError: If no server answers there.
    """
    if isinstance(place, str) and place.startswith(("http://", "https://")):
        from kg.remote import connected  # noqa: PLC0415  # pulled in only by what asks others

        return StanceGraph(connected(place))
    from kg.graph.store import open_store  # noqa: PLC0415  # pulled in only by what touches files

    return StanceGraph(open_store(Path(place)), folder=Path(place))


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
