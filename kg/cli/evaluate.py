"""`kg evaluate`: how good the reading is, measured on what people marked by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.codes import SOME_FAILED
from kg.cli.console import put, talk
from kg.cli.options import Debug
from kg.cli.progress import Bar
from kg.cli.reading import Jobs, Meta, Model, Reader, Reads
from kg.cli.result import warn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.evaluate import Trace
    from kg.pipeline import Outcome


def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD",
            help="Marked positions and events (.json), or lines of attributions with their texts (.jsonl).",
            show_default=False,
        ),
    ],
    articles: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Where the articles of positions lie; else the gold says it, or the folder named after it.",
        ),
    ] = None,
    meta: Meta = None,
    errors: Annotated[
        bool, typer.Option("--errors", help="List each miss and false find with its sentence, by cause.")
    ] = False,
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="table|json", help="How it is printed.")
    ] = "table",
    precision: Annotated[
        bool,
        typer.Option(
            "--precision", help="Print the table of rules instead, as kg/lang/en/precision.tsv holds it."
        ),
    ] = False,
    model: Model = None,
    reader: Reader = Reads.FULL,
    jobs: Jobs = 1,
    _debug: Debug = False,
) -> None:
    """Measure the reading on articles in which people marked who says and wants what. Writes no graph."""
    from kg import config, evaluate, pipeline
    from kg.crew import Crew

    if form not in evaluate.FORMATS:
        raise typer.BadParameter(f"{form!r} is none of {', '.join(evaluate.FORMATS)}", param_hint="--format")
    marked = evaluate.read(gold, articles)
    if precision and not isinstance(marked, evaluate.GoldAttributions):
        raise typer.BadParameter(
            "the table is measured on attributions, not positions", param_hint="--precision"
        )
    task = pipeline.Task(
        paths=marked.paths(),
        settings=config.load(),
        model=model,
        reader=reader.value,
        meta=meta,
        crew=Crew(jobs),
    )
    with Bar(talk) as bar:
        outcome = pipeline.read(task, bar)
        traced = _traced(outcome, model, bar) if errors and not precision else None
    warn(outcome.warnings)
    report = evaluate.report(marked, outcome.readings, outcome.resolution, traced)
    put(evaluate.precision_table(report, gold.name) if precision else evaluate.render(report, form))
    if outcome.failures:
        raise typer.Exit(SOME_FAILED)


def _traced(outcome: Outcome, model: str | None, bar: Bar) -> Mapping[str, Trace]:
    """Return the trace of each article by its ident."""
    from kg import evaluate, knowledge
    from kg.annotate.model import DEFAULT, load_model

    bar.doing("looking for the causes of errors")
    return dict(evaluate.traces(load_model(model or DEFAULT), outcome.readings, knowledge.load()))
