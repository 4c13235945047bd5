"""What a build found, in a few lines."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from kg.model import Kind, LinkKind, Polarity

if TYPE_CHECKING:
    from kg.rebuild import Built

_KINDS = {
    Kind.PERSON.value: "persons",
    Kind.STATE.value: "states",
    Kind.GOVERNMENT.value: "governments",
    Kind.ORGANISATION.value: "organisations",
    Kind.BLOC.value: "blocs",
    Kind.OUTLET.value: "outlets",
    Kind.GROUP.value: "groups",
}
_LINKS = {
    LinkKind.BETWEEN_HOLDERS.value: "between holders",
    LinkKind.SAME_HOLDER_OVER_TIME.value: "of one holder over time",
    LinkKind.BETWEEN_OUTLETS.value: "between outlets",
}


def summary(built: Built, seconds: float) -> Table:
    """Return the table that ends a build; `seconds` is the time of the reading."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold")
    table.add_column(justify="right")
    table.add_column()
    for name, number, more in _rows(built, seconds):
        table.add_row(name, f"{number:,}", more)
    return table


def counted(number: int, plural: str) -> str:
    """Return a number with its noun, in the singular where it is one."""
    return f"{number:,} {_noun(number, plural)}"


def _noun(number: int, plural: str) -> str:
    return plural.removesuffix("s") if number == 1 else plural


def _rows(built: Built, seconds: float) -> list[tuple[str, int, str]]:
    counts = built.counts
    actors, positions = counts.actors or {}, counts.positions or {}
    contradictions = counts.contradictions or {}
    return [
        ("documents", counts.documents, _documents(built, seconds)),
        ("actors", sum(actors.values()), _shares({_noun(n, _KINDS[k]): n for k, n in actors.items()})),
        ("places", counts.places, ""),
        (
            "positions",
            sum(positions.values()),
            _shares({p.value: positions.get(p.value, 0) for p in Polarity}),
        ),
        ("attributions", counts.attributions, ""),
        ("events", counts.events, f"in {counted(counts.reports, 'reports')}"),
        ("propositions", counts.propositions, ""),
        (
            "contradictions",
            sum(contradictions.values()),
            _shares({_LINKS[k]: n for k, n in contradictions.items()}),
        ),
        ("warnings", len(built.warnings), ""),
    ]


def _documents(built: Built, seconds: float) -> str:
    """Say how many of them were read now, and how quickly."""
    parts = [counted(built.counts.words, "words")]
    if built.read:
        if built.read < built.counts.documents:
            parts.append(f"{built.read:,} read now")
        parts.append(f"{built.words / max(seconds, 0.001):,.0f} words a second")
    else:
        parts.append("none read now")
    if built.gone:
        parts.append(f"{built.gone:,} gone")
    if built.same:
        parts.append(f"{built.same:,} more with the same text")
    if built.failures:
        parts.append(f"{len(built.failures):,} could not be read")
    return ", ".join(parts)


def _shares(counts: Mapping[str, int]) -> str:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{number:,} {name}" for name, number in ordered if number)


def closing(folder: Path, built: Built) -> Table:
    """Return where the results are, and what to do with them."""
    graph = "" if folder == Path("build") else f" --graph {folder}"
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(overflow="fold")
    table.add_column()
    told = {
        "graph.html": (
            "the picture: open it in a browser",
            "the picture of what most take a side on: open it in a browser",
        ),
        "graph.trig": ("the graph as a file", f"too large to be of use: kg export trig{graph}"),
    }
    for name, (of_all, of_much) in told.items():
        place = name if name in built.omitted else str(folder / name)
        table.add_row(Text(place), Text(of_much if built.omitted else of_all))
    table.add_row(Text(str(folder / "store")), Text(f"the graph as a database: kg query --list{graph}"))
    return table
