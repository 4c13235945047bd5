"""Which texts are refused, and why."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING

from kg.config import Ingest

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier


def refusal(text: str, limits: Ingest) -> str | None:
    """Return why `text` cannot be read, in words that follow its name; None where it can."""
    if not text.strip():
        return "is empty"
    if (place := text.find("\0")) >= 0:
        return f"is binary, not text (character 0 at {place})"
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError as error:
        return f"holds half of a surrogate pair (character {error.start})"
    if size > limits.max_bytes:
        return f"is larger than {limits.max_bytes / 1e6:g} MB"
    if run := re.search(rf"[^\w\s]{{{limits.sign_run_max + 1},}}", text):
        return f"is no prose ({len(run[0]):,} signs in a row at character {run.start()})"
    return _foreign(text[: limits.language_sample_chars], limits)


def _foreign(sample: str, limits: Ingest) -> str | None:
    letters = [c for c in sample if c.isalpha()]
    if not letters:
        return "has no words"
    latin = sum(c.isascii() or unicodedata.name(c, "").startswith("LATIN") for c in letters)
    if len(letters) >= limits.latin_min_letters and latin < limits.latin_min_share * len(letters):
        return f"is not in English ({1 - latin / len(letters):.0%} of its letters are not Latin)"
    if len(letters) < limits.language_min_letters:
        return None
    language, confidence = _identifier().classify(sample)
    if language != limits.language and confidence >= limits.language_min_confidence:
        return f"is not in English (looks like {language!r}, {confidence:.0%} sure)"
    return None


@functools.cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  # half a second to load

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
