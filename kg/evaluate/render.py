"""Writes a report as a table to read, as JSON, or as the table of rules that the extractor reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from kg.errors import one_line
from kg.evaluate.report import Error, Report

FORMATS = ("table", "json")
_DIGITS = 3
_NOISE = 1e-6
"""What a mean over annotators may lack to be a whole number."""
_SENTENCE = 600
"""Characters of a sentence that are shown."""


def render(report: Report, form: str = "table") -> str:
    """Return `report` in one of `FORMATS`, newline at the end."""
    return as_json(report) if form == "json" else table(report)


def table(report: Report) -> str:
    """Return `report` as lines to read."""
    counts = [[name, _number(value)] for name, value in report.counts.items()]
    scores = [
        [name, *map(_share, (s.precision, s.recall, s.f1)), *map(_number, (s.right, s.found, s.gold))]
        for name, s in report.scores.items()
    ]
    parts = [
        [name, _share(part.share), _number(part.right), _number(part.of)]
        for name, part in report.parts.items()
    ]
    rules = [
        [rule.name, _share(rule.precision), _number(rule.right), _number(rule.found)]
        for rule in sorted(report.rules, key=lambda rule: (-rule.found, rule.name))
    ]
    blocks = [
        _columns([], counts),
        _columns(["", "P", "R", "F1", "right", "found", "gold"], scores),
        _columns(["", "share", "right", "of"], parts),
        _columns(["rule", "precision", "right", "found"], rules),
        *_errors(report),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def as_json(report: Report) -> str:
    """Return `report` as one JSON object; shares in [0, 1]."""
    data: dict[str, Any] = {
        "about": report.about,
        "counts": {name: _rounded(value) for name, value in report.counts.items()},
        "scores": {
            name: {
                "P": score.precision,
                "R": score.recall,
                "F1": score.f1,
                "right": _rounded(score.right),
                "found": _rounded(score.found),
                "gold": _rounded(score.gold),
            }
            for name, score in report.scores.items()
        },
        "parts": {
            name: {"share": part.share, "right": part.right, "of": part.of}
            for name, part in report.parts.items()
        },
        "rules": [{**asdict(rule), "precision": rule.precision} for rule in report.rules],
    }
    if report.errors is not None:
        data["errors"] = {cause: [asdict(e) for e in errors] for cause, errors in report.errors.items()}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def precision_table(report: Report, source: str) -> str:
    """Return the rules as the word list `precision`: rule, found, right; with what it was measured on.

    Args:
        report: A report on attributions.
        source: Name of the gold.
    """
    articles = _number(report.counts["articles"])
    return (
        f"# Attributions that each rule found on the {articles} articles of {one_line(source)}, and how many of\n"
        "# them the annotator marked (content char-F >= .5). Written by `kg evaluate GOLD --precision`.\n"
        "rule\tfound\tright\n"
    ) + "".join(f"{rule.name}\t{rule.found}\t{rule.right}\n" for rule in report.rules)


def _errors(report: Report) -> Iterator[str]:
    if report.errors is None:
        return
    yield _columns(["cause", "errors"], [[cause, _number(len(e))] for cause, e in report.errors.items()])
    for cause, errors in report.errors.items():
        yield f"== {cause} ({len(errors)})"
        yield from map(_error, errors)


def _error(error: Error) -> str:
    lines = [f"{error.where}  {one_line(error.what, _SENTENCE)}"]
    if error.sentence:
        lines.append(f"    in: {one_line(error.sentence, _SENTENCE)}")
    if error.made_by:
        lines.append(f"    by: {one_line(error.made_by)}")
    lines += (f"        {one_line(step)}" for step in error.derivation)
    return "\n".join(lines)


def _columns(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows under a header, the first column to the left, the others to the right; "" of no rows."""
    listed = list(rows)
    if not listed:
        return ""
    lines = [header, *listed] if header else listed
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if i else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )


def _share(value: float) -> str:
    return f"{value:.{_DIGITS}f}"


def _number(value: float) -> str:
    """Return a number without the fraction that it does not have."""
    exact = _rounded(value)
    return f"{exact:,}" if isinstance(exact, int) else f"{exact:,.1f}"


def _rounded(value: float) -> float:
    """Return a count or a mean of counts without the noise of adding thirds."""
    return round(value) if abs(value - round(value)) < _NOISE else round(value, 3)
