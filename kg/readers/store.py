"""The shipped networks: files under `kg/models/`, each with its SHA-256 in `manifest.json`, checked before use."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ModelError
from kg.model import Span
from kg.readers.attribution import ReadAttribution, Settings, attributions
from kg.readers.encoder import Encoded, Encoder, open_session
from kg.readers.pairs import PairReader, Stance

MANIFEST = "manifest.json"
NETWORK = "reader.onnx"
PAIRS = "pairs.onnx"
TOKENIZER = "tokenizer.json"


@dataclass(frozen=True, slots=True)
class Choices(Settings):
    """All that was chosen on the development data for one set of weights."""

    none: float = 0.0
    """Of a stance's probability: the score of "no stance", above 0 for fewer stances."""
    by_stance: float = 1.0
    """Of a stance's probability: weight of the scores of the sides, above 0."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the learned reader says of one text."""

    attributions: tuple[ReadAttribution, ...]
    """In the order of their contents."""
    encoded: Encoded
    pairs: PairReader

    def stance(self, sentence: Span, holder: Span, target: Span, least: float = 0.0) -> Stance | None:
        """Return how one actor of a sentence stands to another.

        None where a window cuts one of them off, or where no side can reach the probability `least`.
        """
        return self.pairs.stance(self.encoded, sentence, holder, target, least)


@dataclass(frozen=True, slots=True)
class Shipped:
    """A reader that is ready, with the settings chosen for it."""

    encoder: Encoder
    pairs: PairReader
    settings: Choices
    version: str

    def hear(self, text: str) -> Heard:
        """Return what the networks say of a text, encoded once for all questions."""
        return self.heard(self.encoder.encode(text))

    def heard(self, encoded: Encoded) -> Heard:
        """Return what the networks say of a text that is encoded already."""
        return Heard(attributions(encoded, self.settings), encoded, self.pairs)


def load(folder: Path) -> Shipped:
    """Return the reader of a folder.

    Raises:
        ModelError: If onnxruntime or tokenizers is not installed, or a file is missing or is not the one
            that the manifest names.
    """
    manifest = _manifest(folder)
    files = {
        name: _checked(folder / name, manifest.files.get(name, "")) for name in (NETWORK, PAIRS, TOKENIZER)
    }
    try:
        from tokenizers import Tokenizer  # noqa: PLC0415  (a heavy library that `--reader rules` does without)

        tokenizer = Tokenizer.from_str(files[TOKENIZER].decode("utf-8"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        network, head = open_session(files[NETWORK]), open_session(files[PAIRS])
    except ImportError as error:
        raise ModelError(
            f"the learned readers need onnxruntime and tokenizers ({error.name} is missing)"
        ) from error
    settings = Choices(**manifest.settings)
    return Shipped(
        Encoder(network, tokenizer),
        PairReader(head, settings.none, settings.by_stance),
        settings,
        manifest.version,
    )


def version(folder: Path) -> str:
    """Return the version of the networks in a folder, without loading them.

    Raises:
        ModelError: If their manifest cannot be read.
    """
    return _manifest(folder).version


@dataclass(frozen=True, slots=True)
class _Manifest:
    """What the manifest of a folder says."""

    version: str
    files: dict[str, str]
    settings: dict[str, float]


def _manifest(folder: Path) -> _Manifest:
    """Return the manifest of a folder, or raise `ModelError`."""
    path = folder / MANIFEST
    try:
        return _Manifest(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise ModelError(f"{path}: the list of the readers' files cannot be read ({error})") from error


def _checked(path: Path, digest: str) -> bytes:
    """Return the bytes of a file whose SHA-256 is `digest`, or raise `ModelError`."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(
            f"{path}: missing or unreadable; install the package again or use --reader rules"
        ) from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise ModelError(
            f"{path}: not the file of this release (its SHA-256 differs); install the package again"
        )
    return content
