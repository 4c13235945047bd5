"""Where the files that are not code lie: in a wheel inside the package, in a checkout beside it.

The only module of the project that reckons with its own place on disk.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from kg.errors import OntologyError

_PACKAGE = Path(__file__).resolve().parent


def package_file(name: str) -> Path:
    """Return the path of a data file inside the package ("lang/en/verbs.tsv").

    Raises:
        OntologyError: If there is no such file or folder.
    """
    path = _PACKAGE / name
    if not path.exists():
        raise OntologyError(f"kg/{name} is missing from the installation")
    return path


def ontology_folder() -> Path:
    """Return the folder with `geostance.ttl`, `shapes.ttl`, `events/` and `actors/`.

    Raises:
        OntologyError: If neither the wheel's nor the checkout's folder is there.
    """
    packaged = Path(str(files("kg").joinpath("ontology")))
    for folder in (packaged, _PACKAGE.parent / "ontology"):
        if (folder / "geostance.ttl").is_file():
            return folder
    raise OntologyError(
        f"the ontology is missing: neither {packaged} nor ontology/ beside the package has it"
    )


def ontology_files(subfolder: str | None = None) -> tuple[Path, ...]:
    """Return the Turtle files of the ontology folder itself or of one subfolder of it, by name.

    Raises:
        OntologyError: If the folder is not there.
    """
    folder = ontology_folder() / (subfolder or "")
    if not folder.is_dir():
        raise OntologyError(f"{folder} is not a folder")
    return tuple(sorted(folder.glob("*.ttl"), key=lambda path: path.name))
