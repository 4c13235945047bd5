"""`kg diff`: what changed between two graphs."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import put
from kg.cli.options import Debug, opened


class Form(enum.Enum):
    """How differences are written."""

    BRIEF = "brief"
    JSON = "json"


def diff(
    old: Annotated[
        Path,
        typer.Argument(
            metavar="OLD", help="A folder that `kg build` wrote, or its graph.trig.", show_default=False
        ),
    ],
    new: Annotated[
        Path, typer.Argument(metavar="NEW", help="Another one, such as a later copy.", show_default=False)
    ],
    form: Annotated[
        Form, typer.Option("--format", "-f", help="Lines to read, or everything as JSON.")
    ] = Form.BRIEF,
    most: Annotated[
        int, typer.Option(metavar="N", min=0, help="Show N of each kind in the brief; 0 shows all.")
    ] = 20,
    _debug: Debug = False,
) -> None:
    """Tell what changed between two graphs: documents, positions, shifts, contradictions, events."""
    from kg.query.brief import as_json, brief
    from kg.query.compare import compare

    changes = compare(opened(old), opened(new))
    put(brief(changes, most) if form is Form.BRIEF else as_json(changes) + "\n")
