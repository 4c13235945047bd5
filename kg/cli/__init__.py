"""The command line, the only part that prints: data on standard output, talk on standard error.

Exit codes: 0 all went well; 1 an error; 2 wrong usage; 3 done, but some documents could not be read;
130 interrupted. Heavy libraries are imported inside the commands, so that `kg --help` is quick.
"""

from __future__ import annotations

from kg.cli.app import app, main

__all__ = ["app", "main"]
