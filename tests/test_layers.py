"""Data flow from left to right, and imports look left: read from the source, so that nothing is loaded."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

# Each part may import itself and what stands in the lines above it. Parts of one line do not know each other.
LAYERS = """
model errors
paths registry output shipped lang threads hands
config known_actors forms corrections
actor_tables
corrected
knowledge counts
ingest
ledger
readers
annotate
extract
resolve
graph
query
remote
draw serve export amend
evaluate
listener workers
cluster pool
crew
growth writing
rebuild
merge publish
doctor
pipeline
api
cli
__main__
"""
ORDER = {name: number for number, line in enumerate(LAYERS.split("\n")) for name in line.split()}

ROOT = Path(__file__).resolve().parent.parent / "kg"
FILES = sorted(ROOT.rglob("*.py"))


def part(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and part of each import of our own package, those inside functions included."""
    package = ("kg", *path.relative_to(ROOT).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [tuple(alias.name.split(".")) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = (*base, *(node.module or "").split(".")) if node.module else base
            names = [(*module, alias.name) for alias in node.names] if module == ("kg",) else [module]
        else:
            continue
        for name in names:
            if name[0] == "kg" and len(name) > 1 and name[1] != "__version__":
                yield node.lineno, name[1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_look_left(path):
    own = part(path)
    if own == "__init__":  # the public names are fetched from everywhere, lazily
        return
    for line, other in imported(path):
        if other != own:
            assert ORDER[other] < ORDER[own], f"{path}:{line}: {own} imports {other}"


def test_every_part_has_its_place():
    assert {part(path) for path in FILES} - {"__init__"} <= set(ORDER)


def test_only_the_command_line_prints():
    for path in FILES:
        if part(path) != "cli":
            calls = [
                n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)
            ]
            assert not [c.lineno for c in calls if isinstance(c.func, ast.Name) and c.func.id == "print"], (
                path
            )


@pytest.mark.parametrize("part_name", ["model", "errors", "config", "registry", "paths", "ingest", "output"])
def test_what_stands_left_knows_neither_spacy_nor_rdf(part_name):
    heavy = {"spacy", "rdflib", "pyoxigraph", "oxrdflib"}
    for path in FILES:
        if part(path) == part_name:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                assert not heavy & {name.partition(".")[0] for name in names}, path
