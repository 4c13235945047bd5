"""What a build found, in a few lines."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from kg.model import Kind, LinkKind, Polarity

if TYPE_CHECKING:
    from kg.pipeline import Outcome

_KINDS = {
    Kind.PERSON: "persons",
    Kind.STATE: "states",
    Kind.GOVERNMENT: "governments",
    Kind.ORGANISATION: "organisations",
    Kind.BLOC: "blocs",
    Kind.OUTLET: "outlets",
    Kind.GROUP: "groups",
}
_LINKS = {
    LinkKind.BETWEEN_HOLDERS: "between holders",
    LinkKind.SAME_HOLDER_OVER_TIME: "of one holder over time",
    LinkKind.BETWEEN_OUTLETS: "between outlets",
}


def summary(outcome: Outcome, seconds: float) -> Table:
    """Return the table that ends a build; `seconds` is the time of the reading."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold")
    table.add_column(justify="right")
    table.add_column()
    for name, number, more in _rows(outcome, seconds):
        table.add_row(name, f"{number:,}", more)
    return table


def _rows(outcome: Outcome, seconds: float) -> list[tuple[str, int, str]]:
    readings, found = outcome.readings, outcome.resolution
    polarities = Counter(p.polarity for r in readings for p in r.positions)
    kinds = Counter(actor.kind for actor in found.actors)
    places = kinds.pop(Kind.PLACE, 0)
    contradictions = Counter(link.between for link in found.links if link.kind == "Contradiction")
    failed = len(outcome.failures)
    speed = f"{outcome.words:,} words, {outcome.words / max(seconds, 0.001):,.0f} a second"
    return [
        ("documents", len(readings), speed + (f"; {failed:,} could not be read" if failed else "")),
        ("actors", sum(kinds.values()), _shares({_KINDS[k]: n for k, n in kinds.items()})),
        ("places", places, ""),
        ("positions", polarities.total(), _shares({p.value: polarities[p] for p in Polarity})),
        ("attributions", sum(len(r.attributions) for r in readings), ""),
        ("events", len(found.events), f"reported {sum(len(r.events) for r in readings):,} times"),
        ("propositions", len(found.propositions), ""),
        (
            "contradictions",
            contradictions.total(),
            _shares({_LINKS[k]: n for k, n in contradictions.items()}),
        ),
        ("warnings", len(outcome.warnings), ""),
    ]


def _shares(counts: dict[str, int]) -> str:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{number:,} {name}" for name, number in ordered if number)


def closing(folder: Path) -> Table:
    """Return where the results are, and what to do with them."""
    graph = "" if folder == Path("build") else f" --graph {folder}"
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(overflow="fold")
    table.add_column()
    table.add_row(Text(str(folder / "graph.html")), "the picture: open it in a browser")
    table.add_row(Text(str(folder / "graph.trig")), "the graph as a file")
    table.add_row(Text(str(folder / "store")), Text(f"the graph as a database: kg query --list{graph}"))
    return table
