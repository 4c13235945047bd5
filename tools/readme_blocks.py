"""Write what the tool really prints into the marked blocks of README.md, or check that it stands there.

A block is everything between `<!-- output of: COMMAND -->` and `<!-- end of output -->`; COMMAND is a `kg query` or
`kg explain` on the graph of the sample articles. Where a finding is to be explained, its IRI is asked for in
braces: `kg explain {SELECT ?position WHERE { … }}`.

    python tools/readme_blocks.py            # rewrite README.md
    python tools/readme_blocks.py --check    # exit code 1 if it would change
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.query import explain, formats, run

if TYPE_CHECKING:
    import pyoxigraph as ox

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
SAMPLES = Path("kg/samples")  # relative: the graph names its sources as they are given
WIDTH = 100
"""Characters of a line: what a README shows without scrolling."""

BLOCK = re.compile(
    r"(?P<head><!-- output of: (?P<command>.+?) -->\n)(?P<body>.*?)(?P<tail><!-- end of output -->)",
    re.DOTALL,
)
_ASKED = re.compile(r"\{(SELECT .*)\}\s*$", re.DOTALL)


def commands(text: str) -> list[str]:
    """Return the commands of all blocks."""
    return [match["command"] for match in BLOCK.finditer(text)]


def filled(text: str, store: ox.Store) -> str:
    """Return `text` with every block as it should be."""
    return BLOCK.sub(lambda match: match["head"] + _block(match["command"], store) + match["tail"], text)


def _block(command: str, store: ox.Store) -> str:
    shown, output = _run(command, store)
    return f"```console\n$ {shown}\n{output.rstrip()}\n```\n"


def _run(command: str, store: ox.Store) -> tuple[str, str]:
    """Return the command as a reader would type it, and what it prints."""
    if asked := _ASKED.search(command):
        table = run.run(store, asked[1])
        if not hasattr(table, "rows") or not table.rows:
            raise SystemExit(f"nothing answers to: {asked[1]}")
        name = formats.shortened(table.rows[0][0])
        return f"kg explain {name}", explain.render(explain.explain(store, name), width=WIDTH)
    words = shlex.split(command)
    if words[:2] != ["kg", "query"] or len(words) < 3:
        raise SystemExit(f"neither kg query nor kg explain {{SELECT …}}: {command}")
    pairs = [words[i + 1].partition("=") for i, word in enumerate(words) if word == "-p"]
    params = {name: value for name, _, value in pairs}
    return command, formats.render(run.run(store, words[2], params), width=WIDTH)


def main(arguments: list[str]) -> int:
    """Rewrite or check README.md; return the exit code."""
    parser = argparse.ArgumentParser(description="What the tool prints, in the blocks of README.md.")
    parser.add_argument("--check", action="store_true", help="fail if README.md would change")
    chosen = parser.parse_args(arguments)
    from kg.api import build  # noqa: PLC0415  # the language model is slow to load; tests of the rest do without

    os.chdir(ROOT)
    old = README.read_text(encoding="utf-8")
    with build([SAMPLES], meta=SAMPLES / "meta.csv") as graph:
        new = filled(old, graph.store)
    if chosen.check:
        return int(new != old)
    README.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
