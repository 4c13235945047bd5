"""Score the exported readers on the development data with the benchmark's own scorer: `python -m training.evaluate`."""

from __future__ import annotations

import argparse
import json
import logging
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.model import Span
from kg.readers.attribution import ReadAttribution, attributions
from kg.readers.pairs import Stance
from kg.readers.store import Shipped, load
from training.corpus import lines
from training.pairs import STANCES

log = logging.getLogger("training")
Table = NDArray[np.float64]


def score(
    task: str, gold: Iterable[Mapping[str, Any]], predictions: Iterable[Mapping[str, Any]], scorer: Path
) -> dict[str, Any]:
    """Return the report of the benchmark's scorer."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, str(scorer), task, "--json"]
        for option, records in (("--gold", gold), ("--predictions", predictions)):
            path = Path(folder) / f"{option[2:]}.jsonl"
            path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
            command += [option, str(path)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  (the scorer)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def attribution_records(reader: Shipped, gold: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield what the reader finds in each article, as the scorer takes it."""
    for record in gold:
        yield as_record(record["doc"], attributions(reader.encoder.encode(record["text"]), reader.settings))


def as_record(doc: str, found: Iterable[ReadAttribution]) -> dict[str, Any]:
    """Return the attributions of one article as the scorer takes them."""
    return {
        "doc": doc,
        "attributions": [
            {
                "source": _pairs(a.source),
                "cue": _pairs(a.cue),
                "content": [[s.begin, s.end] for s in a.content],
            }
            for a in found
        ],
    }


def _pairs(span: Span | None) -> list[list[int]]:
    """Return a span as the scorer's list of pairs, an empty one for no span."""
    return [[span.begin, span.end]] if span is not None else []


def stance_shares(reader: Shipped, records: Iterable[Mapping[str, Any]]) -> Table:
    """Return the probabilities of the five stances of each marked pair, in the order of `STANCES`."""
    shares = []
    for record in records:
        whole, first, second = Span(0, len(record["text"])), Span(*record["p"]), Span(*record["q"])
        encoded = reader.encoder.encode(record["text"])
        found = reader.pairs.stance(encoded, whole, first, second) or Stance(1.0, 0.0, 0.0, 0.0, 0.0)
        shares.append((found.none, found.support, found.oppose, found.supported, found.opposed))
    return np.array(shares, dtype=np.float64).reshape(-1, len(STANCES))


def stance_records(reader: Shipped, gold: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield a stance of each marked pair: the likeliest, with the odds against "none" that score best.

    Most pairs take no side, so the likeliest answer alone finds too few for an F1 that weighs five labels alike.
    """
    shares = stance_shares(reader, gold)
    new = np.array([not record["in_train"] for record in gold], dtype=bool)
    labels = np.array([STANCES.index(record["label"]) for record in gold], dtype=np.int64)
    odds, reached = best_odds(shares[new], labels[new])
    log.info("stance: macro-F1 %.3f on new sentences, with odds of %.2f against none", reached, odds)
    for record, number in zip(gold, favoured(shares, odds), strict=True):
        yield {"id": record["id"], "label": STANCES[number]}


def best_odds(shares: Table, labels: NDArray[np.int64]) -> tuple[float, float]:
    """Return what to multiply the probabilities of sides by for the best macro-F1, and that F1."""
    scored = (
        (float(odds), macro_f1(favoured(shares, float(odds)), labels)) for odds in np.geomspace(0.4, 4, 24)
    )
    return max(scored, key=lambda pair: pair[1])


def favoured(shares: Table, odds: float) -> NDArray[np.int64]:
    """Return the likeliest label of each row when all but "none" are multiplied by `odds`."""
    found: NDArray[np.int64] = (shares * np.array([1.0, odds, odds, odds, odds])).argmax(axis=1)
    return found


def macro_f1(guess: NDArray[np.int64], gold: NDArray[np.int64]) -> float:
    """Return the mean F1 over the five labels."""
    scores = []
    for label in range(len(STANCES)):
        right = int(((guess == label) & (gold == label)).sum())
        scores.append(2 * right / max(1, int((guess == label).sum() + (gold == label).sum())))
    return sum(scores) / len(scores)


def event_records(reader: Shipped, gold: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the likeliest type of each event, its two sides given."""
    for record in gold:
        events: list[dict[str, Any]] = []
        if record["source"] is not None and record["target"] is not None:
            first, second = record["source"]["span"], record["target"]["span"]
            encoded = reader.encoder.encode(record["text"])
            found = reader.pairs.event(encoded, Span(0, len(record["text"])), Span(*first), Span(*second))
            best = sorted(found, key=lambda name: -found[name])[:1]
            events = [{"type": name, "initiator": [first], "recipient": [second]} for name in best]
        yield {"id": record["id"], "events": events}


def rounded(value: Any) -> Any:
    """Return a part of a report with its numbers cut to three digits."""
    if isinstance(value, dict):
        return {name: rounded(inner) for name, inner in value.items()}
    return round(value, 3) if isinstance(value, float) else value


READERS = {"attribution": attribution_records, "stance": stance_records, "events": event_records}


def evaluate(data: Path, models: Path, tasks: Sequence[str], limit: int | None = None) -> None:
    """Log the report of the benchmark's scorer for each task, on all records or on the first `limit`."""
    reader = load(models)
    for task in tasks:
        gold = lines(data / task / "dev.jsonl")[:limit]
        report = score(task, gold, READERS[task](reader, gold), data.parent / "score.py")
        for name, value in report.items():
            log.info("%s: %s: %s", task, name.strip(), rounded(value))


def main(arguments: Sequence[str] | None = None) -> None:
    """Score the readers of a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/bench/data"))
    parser.add_argument("--models", type=Path, default=Path("kg/models"))
    parser.add_argument("--tasks", nargs="+", default=sorted(READERS), choices=sorted(READERS))
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    evaluate(chosen.data, chosen.models, chosen.tasks)


if __name__ == "__main__":
    main()
