"""Exit codes of `kg`; 2, for a command that was not understood, is typer's own."""

from __future__ import annotations

from typing import Final

OK: Final = 0
ERROR: Final = 1
"""It cannot be done, or what was checked is not so."""
NO: Final = 1
"""The answer to a question with `--exit-status` is no, or nothing."""
SOME_FAILED: Final = 3
"""It was done, but some documents could not be read."""
INTERRUPTED: Final = 130
"""Ctrl-C: 128 and the number of the signal."""
