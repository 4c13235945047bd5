"""`kg build`: articles to a graph."""

from __future__ import annotations

import enum
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import talk
from kg.cli.options import BUILD, Debug, Reader, Reads, Store, written_to
from kg.cli.progress import Bar
from kg.cli.summary import closing, summary

if TYPE_CHECKING:
    from kg.rebuild import Built
    from kg.remote import Server


class Engine(enum.Enum):
    """What runs the reading."""

    LOCAL = "local"
    DASK = "dask"


SHOWN_WARNINGS = 20
SOME_FAILED = 3


def _folder(name: str | Path) -> Path:
    """Read the name of a folder; an empty one, as of an unset variable, would mean the current folder."""
    if not str(name):
        raise typer.BadParameter("the name of the folder is empty")
    return Path(name)


def build(
    articles: Annotated[
        list[str],
        typer.Argument(
            help="Files (.txt, .html, .jsonl, .parquet, .warc; also .gz), folders of such, or - for standard input.",
            show_default=False,
        ),
    ],
    folder: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FOLDER", parser=_folder, help="Where the results go."),
    ] = BUILD,
    meta: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.csv", help="What is known: a table of file, published, outlet, url, title."
        ),
    ] = None,
    published: Annotated[
        datetime | None,
        typer.Option(
            metavar="DATE", formats=["%Y-%m-%d"], help="Day of publication where nothing else says it."
        ),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Outlet where nothing else says it.")
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="An installed spaCy pipeline; without it the one geostance comes with."
        ),
    ] = None,
    reader: Reader = Reads.FULL,
    jobs: Annotated[int, typer.Option(metavar="N", min=1, help="Processes that read (0.5 GB each).")] = 1,
    engine: Annotated[
        Engine, typer.Option(help="Read with processes of this machine, or on a Dask cluster.")
    ] = Engine.LOCAL,
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="The cluster's scheduler (tcp://host:8786); without it one of --jobs processes.",
        ),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.toml", help="Settings that differ from defaults.toml; [actors] as in --actors."
        ),
    ] = None,
    actors: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.toml", help="Your own actors, names and offices, and who is whom and who is not."
        ),
    ] = None,
    texts: Annotated[
        bool, typer.Option("--texts/--no-texts", help="Whether the graph holds the articles' full texts.")
    ] = True,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Start over: forget what the folder holds and read all again.")
    ] = False,
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


def report(built: Built, folder: Path, seconds: float) -> None:
    """Say what came of a build that took so many seconds of reading."""
    for warning in built.warnings[:SHOWN_WARNINGS]:
        talk.line(warning, "warning", "yellow")
    if (more := len(built.warnings) - SHOWN_WARNINGS) > 0:
        talk.line(f"and {more:,} more", "warning", "yellow")
    talk.console.print(summary(built, seconds))
    talk.console.print()
    talk.console.print(closing(folder, built))


def put_on(server: Server | None, folder: Path, *, fresh: bool = False) -> None:
    """Bring the graph of a folder to a server, if there is one, and say what was written.

    Raises:
        RemoteError: If the server holds another folder's documents, does not answer, or refuses.
    """
    if server is None:
        return
    from kg.publish import publish

    with Bar(talk) as bar:
        done = publish(folder, server, bar, fresh=fresh)
    talk.line(
        f"{server.at.query}: {done.written:,} graphs written, {done.removed:,} removed, {done.kept:,} as they were"
    )
