"""Options of the commands that read articles."""

from __future__ import annotations

import enum
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer


class Engine(enum.Enum):
    """What runs the reading."""

    LOCAL = "local"
    DASK = "dask"


class Reads(enum.Enum):
    """Who reads."""

    FULL = "full"
    RULES = "rules"


Articles = Annotated[
    list[str],
    typer.Argument(
        metavar="ARTICLES",
        help="Files (.txt, .html, .jsonl, .parquet, .warc; also .gz), folders of such, or - for standard input.",
        show_default=False,
    ),
]
Meta = Annotated[
    Path | None,
    typer.Option(metavar="FILE.csv", help="What is known: a table of file, published, outlet, url, title."),
]
Published = Annotated[
    datetime | None,
    typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="Day of publication where nothing else says it."),
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Outlet where nothing else says it.")]
Model = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="An installed spaCy pipeline; without it the one geostance comes with."
    ),
]
Reader = Annotated[
    Reads, typer.Option(help="The rules with the learned reader beside them (full), or the rules alone.")
]
Jobs = Annotated[int, typer.Option(metavar="N", min=1, help="Processes that read (0.5 GB each).")]
Engines = Annotated[Engine, typer.Option(help="Read with processes of this machine, or on a Dask cluster.")]
Scheduler = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="The cluster's scheduler (tcp://host:8786); without it one of --jobs processes.",
    ),
]
Config = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE.toml", help="Settings that differ from defaults.toml; \\[actors] as in --actors."
    ),
]
Actors = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE.toml", help="Your own actors, names and offices, and who is whom and who is not."
    ),
]
