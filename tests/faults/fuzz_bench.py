"""Where readers are fuzzed: a small graph, and `kg` run within this process."""

from __future__ import annotations

import contextlib
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fuzz_samples import SHEET, TEXT
from hypothesis import strategies as st
from typer.testing import CliRunner

from kg.cli import app
from kg.graph.store import open_store
from kg.graph.vocab import GS

HERE = Path(__file__).resolve().parent
TINY = HERE.parent / "query" / "tiny.trig"
CODES = {0, 1, 2, 3}


class BrokenError(AssertionError):
    """A reader neither took its input nor refused it in one clear line."""


@dataclass(frozen=True)
class Reader:
    """Something that takes foreign input."""

    name: str
    inputs: st.SearchStrategy[bytes]
    take: Callable[[Bench, bytes], bool]
    """Gives it an input; returns whether it was taken rather than refused."""
    slow: int = 1
    """How many times fewer inputs it gets than others."""


class Bench:
    """A folder with what the readers need beside their input."""

    def __init__(self, place: Path) -> None:
        """Build a small graph in an empty folder."""
        self.place = place
        self.built = place / "built"
        (place / "north.txt").write_text(TEXT, encoding="utf-8")
        (place / "east.txt").write_text(TEXT.replace("Norway", "Finland"), encoding="utf-8")
        self.kg("build", place / "north.txt", place / "east.txt", "-o", self.built)
        self.sheet = self._sheet().encode()
        self.kg("import", self.file("sheet.csv", self.sheet), "-g", self.built)
        self.tiny = place / "tiny.trig"
        shutil.copyfile(TINY, self.tiny)

    def _sheet(self) -> str:
        graph = open_store(self.built)
        positions = sorted(
            quad.subject.value for quad in graph.quads_for_pattern(None, None, GS.Position, None)
        )
        return SHEET.replace("NORTH", str(self.place / "north.txt")).replace("POSITION", positions[0])

    def kg(self, *arguments: object, given: bytes | None = None) -> bool:
        """Run `kg` within this process; return whether it took its input.

        Raises:
            BrokenError: If it ended otherwise than by an exit code and, where it refused, one line that says why.
        """
        result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=given)
        told = [line for line in result.stderr.splitlines() if line.strip()]
        case = f"kg {' '.join(map(str, arguments))}"[:300]
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise BrokenError(f"{case}: {type(result.exception).__name__}") from result.exception
        if result.exit_code not in CODES:
            raise BrokenError(f"{case}: exit code {result.exit_code}: {told[-3:]}")
        if result.exit_code == 1 and not any(line.startswith(("error: ", "wrong ")) for line in told):
            raise BrokenError(f"{case}: no line says why: {told[-3:]}")
        for line in told:
            if "Traceback" in line or "made a mistake" in line or "error inside" in line:
                raise BrokenError(f"{case}: {line}")
            if not line.isprintable() or line.strip() == "error:":
                raise BrokenError(f"{case}: unreadable line {line!r}")
        return result.exit_code == 0

    def file(self, name: str, data: bytes) -> Path:
        """Write an input."""
        path = self.place / name
        path.write_bytes(data)
        return path

    def damaged(self, name: str, data: bytes) -> Path:
        """Return a copy of the small graph's folder in which one file is another."""
        folder = self.place / "damaged"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.built, folder)
        (folder / name).write_bytes(data)
        return folder


@contextlib.contextmanager
def without_model() -> Iterator[None]:
    """Let the stub read instead of the language model."""
    if str(HERE.parent) not in sys.path:
        sys.path.insert(0, str(HERE.parent))
    import stub_reading  # noqa: PLC0415  # found by the line above

    import kg.annotate  # noqa: PLC0415
    import kg.extract  # noqa: PLC0415
    from kg import workers  # noqa: PLC0415

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "language", lambda _model: None)
        patch.setattr(workers, "_reader", lambda _kind: None)
        patch.setattr(workers, "versions", lambda _means: (("geostance", "test"),))
        patch.setattr(kg.annotate, "annotate", lambda _nlp, articles, _knowledge: iter(articles))
        patch.setattr(kg.extract, "read", stub_reading.read)
        yield
