"""All of it with one command: `python -m training` trains, ships, calibrates and prints the scores."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from pathlib import Path

from training import calibrate, evaluate, reader, ship, teaching


def main(arguments: Sequence[str] | None = None) -> None:
    """Go from the benchmark's data to the files of the product and their scores."""
    parser = reader.arguments_of(argparse.ArgumentParser(prog="python -m training", description=__doc__))
    parser.add_argument("--models", type=Path, default=Path("build/training/models"))
    parser.add_argument("--version", default="trained here")
    parser.add_argument(
        "--taught", action="store_true", help="train a larger network first and learn its answers, too"
    )
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    if chosen.taught:
        teaching.run(chosen)
        chosen.answers = chosen.out / teaching.ANSWERS
    last = reader.run(chosen)
    ship.ship(chosen.out / f"{last.name}.pt", chosen.layers, chosen.models, chosen.version)
    calibrate.calibrate(chosen.data, chosen.models, chosen.limit)
    evaluate.evaluate(chosen.data, chosen.models, sorted(evaluate.READERS), chosen.limit)


if __name__ == "__main__":
    main()
