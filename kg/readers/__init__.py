"""Learned readers: small networks on the CPU that read what rules cannot.

They need onnxruntime, tokenizers and numpy, take plain text and return character spans with probabilities.
Training (in `training/`, not in the wheel) imports the very same pieces, windows and decoding from here.
"""

from importlib.util import find_spec

LIBRARIES = ("onnxruntime", "tokenizers")


def missing_library() -> str | None:
    """Return the first library that the learned readers need and that is not installed, None where all are."""
    return next((name for name in LIBRARIES if find_spec(name) is None), None)
