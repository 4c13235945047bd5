"""`kg build`: articles to a graph."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.codes import SOME_FAILED
from kg.cli.console import talk
from kg.cli.options import BUILD, Debug, Folder, Store, written_to
from kg.cli.progress import Bar
from kg.cli.reading import (
    Actors,
    Articles,
    Config,
    Engine,
    Engines,
    Jobs,
    Meta,
    Model,
    Outlet,
    Published,
    Reader,
    Reads,
    Scheduler,
)
from kg.cli.result import put_on, report

Texts = Annotated[
    bool, typer.Option("--texts/--no-texts", help="Whether the graph holds the articles' full texts.")
]
Fresh = Annotated[
    bool, typer.Option("--fresh", help="Start over: forget what the folder holds and read all again.")
]


def build(
    articles: Articles,
    folder: Folder = BUILD,
    meta: Meta = None,
    published: Published = None,
    outlet: Outlet = None,
    model: Model = None,
    reader: Reader = Reads.FULL,
    jobs: Jobs = 1,
    engine: Engines = Engine.LOCAL,
    scheduler: Scheduler = None,
    config: Config = None,
    actors: Actors = None,
    texts: Texts = True,
    fresh: Fresh = False,
    store: Store = None,
    _debug: Debug = False,
) -> None:
    """Read articles into the graph of a folder: graph.trig, graph.html and store/.

    Only what is new or changed is read; what the folder holds already stays until `kg remove` takes it out.
    A document that cannot be read is named with the reason, and the others go on (exit code 3).
    With --store a server gets the graph as well: what differs is written to it, graph by graph.
    An interrupted build leaves the earlier result as it was, and what it has read is not read again.
    """
    if "" in articles:
        raise typer.BadParameter("a name is empty; is a variable of the shell unset?", param_hint="ARTICLES")
    if scheduler is not None and engine is not Engine.DASK:
        raise typer.BadParameter("goes with --engine dask", param_hint="--scheduler")
    from kg import config as settings
    from kg import corrections, pipeline
    from kg.crew import Crew
    from kg.ingest import Known
    from kg.ingest.base import tidy

    task = pipeline.Task(
        paths=tuple(articles),
        settings=settings.load(config),
        model=model,
        reader=reader.value,
        meta=meta,
        defaults=Known(published=published.date() if published else None, outlet=tidy(outlet)),
        crew=Crew(jobs, engine.value, scheduler),
        texts=texts,
        own=corrections.given(actors, config),
        fresh=fresh,
    )
    server = written_to(store)
    with Bar(talk) as bar:
        built = pipeline.build(task, folder, bar)
    report(built, folder, bar.seconds)
    put_on(server, folder, fresh=fresh)
    if built.failures:
        raise typer.Exit(SOME_FAILED)
