"""Fit how sure the reader may be, on the development data: `python -m training.calibrate`."""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.model import Span
from kg.readers.attribution import ReadAttribution, attributions, logit
from kg.readers.store import MANIFEST, Shipped, load
from training.corpus import lines
from training.pairs import STANCES

log = logging.getLogger("training")
Table = NDArray[np.float64]
STEPS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)


def characters(spans: Iterable[Sequence[int]], text: str) -> frozenset[int]:
    """Return the places of the letters in the spans."""
    return frozenset(i for begin, end in spans for i in range(begin, end) if not text[i].isspace())


def is_right(found: ReadAttribution, gold: Iterable[Mapping[str, Any]], text: str) -> bool:
    """Whether some attribution of the article has this content (character-F .5) and a source that overlaps."""
    content = characters([(s.begin, s.end) for s in found.content], text)
    source = characters([(s.begin, s.end) for s in (found.source,) if s is not None], text)
    for one in gold:
        wanted = characters(one["content"], text)
        if 2 * len(content & wanted) < 0.5 * (len(content) + len(wanted)):
            continue
        held = characters(one["source"], text)
        if held & source or not (held or source):
            return True
    return False


def rows(reader: Shipped, records: Iterable[Mapping[str, Any]]) -> tuple[Table, Table, NDArray[np.int64]]:
    """Return the two logits with a 1 before them, whether each reading is right, and its article's number."""
    inputs, right, articles = [], [], []
    for number, record in enumerate(records):
        for found in attributions(reader.encoder.encode(record["text"]), reader.settings):
            inputs.append((1.0, logit(found.probability), logit(found.source_probability)))
            right.append(is_right(found, record["attributions"], record["text"]))
            articles.append(number)
    return np.array(inputs).reshape(-1, 3), np.array(right, dtype=np.float64), np.array(articles)


def fitted(inputs: Table, right: Table, ridge: float = 1.0) -> Table:
    """Return the weights of a logistic regression, by Newton's steps."""
    weights = np.zeros(inputs.shape[1])
    for _ in range(25):
        guess = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (right - guess) - ridge * weights
        bend = (inputs * (guess * (1 - guess))[:, None]).T @ inputs + ridge * np.eye(len(weights))
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def report(guess: Table, right: Table) -> None:
    """Log how many are right at each step of confidence."""
    for low, high in pairwise(STEPS):
        chosen = (guess >= low) & (guess < high)
        if chosen.any():
            said, is_so = guess[chosen].mean(), right[chosen].mean()
            log.info(
                "%.2f to %.2f: %4d readings, said %.3f, right %.3f", low, high, chosen.sum(), said, is_so
            )


def none_bias(reader: Shipped, records: Iterable[Mapping[str, Any]]) -> float:
    """Return what to add to the score of "none" for the best macro-F1 on the sentences that are not in train."""
    shares, labels = [], []
    for record in records:
        if record["in_train"]:
            continue
        whole = Span(0, len(record["text"]))
        encoded = reader.encoder.encode(record["text"])
        found = reader.pairs.stance(encoded, whole, Span(*record["p"]), Span(*record["q"]))
        if found is not None:
            shares.append((found.none, found.support, found.oppose, found.supported, found.opposed))
            labels.append(STANCES.index(record["label"]))
    table, gold = np.array(shares), np.array(labels)
    best, chosen = -1.0, 0.0
    for bias in np.arange(-1, 1.6, 0.1):
        moved = table * np.array([np.exp(bias), 1, 1, 1, 1])
        score = macro_f1(moved.argmax(axis=1), gold)
        if score > best:
            best, chosen = score, float(bias)
    log.info("stance: macro-F1 %.3f with %+.1f for none", best, chosen)
    return reader.settings.none + chosen


def macro_f1(guess: NDArray[np.int64], gold: NDArray[np.int64]) -> float:
    """Return the mean F1 over the five labels."""
    scores = []
    for label in range(len(STANCES)):
        right = int(((guess == label) & (gold == label)).sum())
        scores.append(2 * right / max(1, int((guess == label).sum() + (gold == label).sum())))
    return sum(scores) / len(scores)


def calibrate(data: Path, models: Path, limit: int | None = None) -> None:
    """Write into the manifest what the development data say of confidence and of "none".

    The report is honest: each half of the articles is judged by what the other half says.
    """
    reader = load(models)
    none = none_bias(reader, lines(data / "stance" / "dev.jsonl")[:limit])
    settings = {"none": round(none, 2)}
    inputs, right, articles = rows(reader, lines(data / "attribution" / "dev.jsonl")[:limit])
    if len(right):
        guess = np.zeros(len(right))
        for part in (0, 1):
            seen = articles % 2 == part
            guess[~seen] = 1 / (1 + np.exp(-inputs[~seen] @ fitted(inputs[seen], right[seen])))
        report(guess, right)
        weights = (round(float(w), 3) for w in fitted(inputs, right))
        settings |= dict(zip(("base", "by_content", "by_source"), weights, strict=True))
    path = models / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["settings"] |= settings
    path.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Calibrate the readers of a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/bench/data"))
    parser.add_argument("--models", type=Path, default=Path("kg/models"))
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    calibrate(chosen.data, chosen.models)


if __name__ == "__main__":
    main()
