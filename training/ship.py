"""Turn trained weights into the files that the product loads: `python -m training.ship`."""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from kg.readers.store import MANIFEST, NETWORK, PAIRS, TOKENIZER, Choices
from training.export import export, export_pairs
from training.network import open_tokenizer
from training.reader import SIX, numbers, opened


def ship(weights: Path, layers: tuple[int, ...], folder: Path, version: str, quantised: bool = True) -> None:
    """Write networks, tokenizer and manifest into `folder`; choices already made there are kept."""
    network = opened(weights, layers)
    folder.mkdir(parents=True, exist_ok=True)
    export(network, folder / NETWORK, quantised)
    export_pairs(network, folder / PAIRS, quantised)
    open_tokenizer().save(str(folder / TOKENIZER), pretty=False)
    manifest = folder / MANIFEST
    settings = (
        json.loads(manifest.read_text(encoding="utf-8"))["settings"]
        if manifest.exists()
        else asdict(Choices())
    )
    files = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (NETWORK, PAIRS, TOKENIZER)
    }
    text = json.dumps({"version": version, "files": files, "settings": settings}, indent=2)
    manifest.write_text(text + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=Path("build/training/reader.pt"))
    parser.add_argument("--layers", type=numbers, default=SIX)
    parser.add_argument("--models", type=Path, default=Path("kg/models"))
    parser.add_argument("--version", default="1")
    parser.add_argument("--float", action="store_true", help="keep 32-bit weights")
    chosen = parser.parse_args(arguments)
    ship(chosen.weights, chosen.layers, chosen.models, chosen.version, not chosen.float)


if __name__ == "__main__":
    main()
