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

from kg.readers.attribution import ReadAttribution, attributions, logit
from kg.readers.store import MANIFEST, Shipped, load
from training.corpus import lines
from training.evaluate import stance_shares
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


def fitted(choices: Table, picked: NDArray[np.int64], ridge: float = 1.0) -> Table:
    """Return the weights of a conditional logit, by Newton's steps.

    Args:
        choices: What speaks for each choice (rows, choices, weights).
        picked: The number of the right choice of each row.
        ridge: How strongly the weights are held near 0.
    """
    weights = np.zeros(choices.shape[2])
    rows = np.arange(len(choices))
    for _ in range(25):
        shares = picked_shares(choices, weights)
        mean = (shares[..., None] * choices).sum(axis=1)
        slope = (choices[rows, picked] - mean).sum(axis=0) - ridge * weights
        apart = choices - mean[:, None]
        bend = np.einsum("nk,nkd,nke->de", shares, apart, apart) + ridge * np.eye(len(weights))
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def picked_shares(choices: Table, weights: Table) -> Table:
    """Return the probability of each choice (rows, choices)."""
    scores = choices @ weights
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Table = raised / raised.sum(axis=1, keepdims=True)
    return shares


def across(choices: Table, picked: NDArray[np.int64], groups: NDArray[np.int64]) -> Table:
    """Return the probabilities of the choices, those of each half of the groups by what the other half says."""
    shares = np.zeros(choices.shape[:2])
    for part in (0, 1):
        seen = groups % 2 == part
        shares[~seen] = picked_shares(choices[~seen], fitted(choices[seen], picked[seen]))
    return shares


def report(guess: Table, right: Table) -> None:
    """Log how many are right at each step of confidence."""
    for low, high in pairwise(STEPS):
        chosen = (guess >= low) & (guess < high)
        if chosen.any():
            said, is_so = guess[chosen].mean(), right[chosen].mean()
            log.info(
                "%.2f to %.2f: %4d readings, said %.3f, right %.3f", low, high, chosen.sum(), said, is_so
            )


def stance_settings(reader: Shipped, records: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Return what makes the probabilities of stances true on the sentences that are not in train.

    The score of "none" is one number and the sides' scores share one factor, so that two weights are fitted.
    """
    new = [record for record in records if not record["in_train"]]
    shares = stance_shares(reader, new)
    labels = np.array([STANCES.index(record["label"]) for record in new], dtype=np.int64)
    shown = shares[:, 1:].max(axis=1, initial=0.0) > 0  # of the others a side is cut off
    shares, labels = shares[shown], labels[shown]
    if not len(labels):
        return {}
    scores = (np.log(shares) - np.log(shares[:, :1]) + reader.settings.none) / reader.settings.by_stance
    scores[:, 0] = 0
    none = np.zeros_like(scores)
    none[:, 0] = 1
    choices = np.stack([none, scores], axis=-1)
    texts = {record["text"]: number for number, record in enumerate(new)}  # pairs of one sentence in one half
    groups = np.array([texts[record["text"]] for record in new])[shown]
    guess = across(choices, labels, groups)
    likeliest = 1 + guess[:, 1:].argmax(axis=1)
    log.info("stance: the likeliest side, on halves that the fit has not seen")
    report(guess[np.arange(len(guess)), likeliest], (likeliest == labels).astype(np.float64))
    return dict(
        zip(("none", "by_stance"), (round(float(w), 3) for w in fitted(choices, labels)), strict=True)
    )


def attribution_settings(reader: Shipped, records: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Return what makes the confidences of attributions true."""
    inputs, right, articles = rows(reader, records)
    if not len(right):
        return {}
    choices, picked = np.stack([np.zeros_like(inputs), inputs], axis=1), right.astype(np.int64)
    log.info("attribution: content and source, on halves that the fit has not seen")
    report(across(choices, picked, articles)[:, 1], right)
    weights = (round(float(w), 3) for w in fitted(choices, picked))
    return dict(zip(("base", "by_content", "by_source"), weights, strict=True))


def calibrate(data: Path, models: Path, limit: int | None = None) -> None:
    """Write into the manifest what the development data say of confidences.

    The report is honest: each half is judged by what the other half says.
    """
    reader = load(models)
    settings = stance_settings(reader, lines(data / "stance" / "dev.jsonl")[:limit])
    settings |= attribution_settings(reader, lines(data / "attribution" / "dev.jsonl")[:limit])
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
