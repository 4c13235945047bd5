"""`kg doctor`: whether an output folder is whole."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from kg.cli.codes import ERROR
from kg.cli.console import talk
from kg.cli.options import BUILD, Debug, Folder
from kg.cli.progress import Bar
from kg.cli.result import report


def doctor(
    folder: Folder = BUILD,
    mend: Annotated[
        bool,
        typer.Option("--mend", help="Write the graph anew of what was read; what is lost is read again."),
    ] = False,
    _debug: Debug = False,
) -> None:
    """Check that a folder is whole, and say how to mend it; exit code 1 if it is not."""
    from kg import doctor as examining
    from kg import pipeline

    if mend:
        with Bar(talk) as bar:
            built = pipeline.mend(folder, bar)
        report(built, folder, bar.seconds)
    well = True
    for finding in examining.examine(folder):
        well = well and finding.ok
        label = Text("well  " if finding.ok else "wrong ", style="green" if finding.ok else "bold red")
        talk.console.print(label.append(finding.what, style="default"), soft_wrap=True)
        if finding.mend:
            talk.console.print(f"      {finding.mend}", soft_wrap=True)
    if not well:
        raise typer.Exit(ERROR)
