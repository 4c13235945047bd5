"""The parts of README.md that a script writes: what stands between `<!-- NAME -->` and `<!-- end of NAME -->`."""

from __future__ import annotations

from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"


def replaced(text: str, name: str, part: str) -> str:
    """Return `text` with `part`, which ends in a line break, between the marks of `name`.

    Raises:
        ValueError: If the marks are not there.
    """
    head, begin, rest = text.partition(f"<!-- {name} -->\n")
    _, end, tail = rest.partition(f"<!-- end of {name} -->")
    if not begin or not end:
        raise ValueError(f"README.md has no part <!-- {name} --> … <!-- end of {name} -->")
    return f"{head}{begin}{part}{end}{tail}"


def write(name: str, part: str) -> None:
    """Put `part` between the marks of `name` in README.md.

    Raises:
        ValueError: If the marks are not there.
    """
    README.write_text(replaced(README.read_text(encoding="utf-8"), name, part), encoding="utf-8")
