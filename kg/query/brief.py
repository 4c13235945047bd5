"""What changed between two graphs, for people and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from kg.query.compare import Change, Fact

_SINGLE = {
    "documents": "document",
    "positions": "position",
    "shifts": "shift",
    "contradictions": "contradiction",
    "events": "event",
}


def as_json(changes: Mapping[str, Change]) -> str:
    """Return everything, as one JSON object by kind."""
    return json.dumps(
        {kind: asdict(change) for kind, change in changes.items()}, ensure_ascii=False, indent=1
    )


def brief(changes: Mapping[str, Change], most: int) -> str:
    """Return lines to read, at most `most` of each kind and sort (0: all of them)."""
    lines = [line for kind, change in changes.items() if change for line in _section(kind, change, most)]
    return "\n".join(lines or ["no difference"]) + "\n"


def _section(kind: str, change: Change, most: int) -> Iterator[str]:
    sorts = {"new": change.new, "gone": change.gone, "changed": change.changed}
    counts = ", ".join(f"{len(facts):,} {name}" for name, facts in sorts.items() if facts)
    total = sum(map(len, sorts.values()))
    yield f"{counts} {_SINGLE[kind] if total == 1 else kind}"
    for sign, facts in (("+", change.new), ("-", change.gone)):
        for fact in facts[: most or None]:
            yield from _lines(kind, sign, fact)
        yield from _more(len(facts), most)
    for before, after in change.changed[: most or None]:
        yield from _lines(kind, "~", before)
        yield from _lines(kind, ">", after)
    yield from _more(len(change.changed), most)
    yield ""


def _more(number: int, most: int) -> Iterator[str]:
    if most and number > most:
        yield f"    and {number - most:,} more"


def _lines(kind: str, sign: str, fact: Fact) -> Iterator[str]:
    day = f"{fact['day']} " if "day" in fact else ""
    if kind == "documents":
        yield f"  {sign} {day}{fact.get('title', '(no title)')}, {fact['source']} ({fact['document']})"
    elif kind == "events":
        yield f"  {sign} {day}{fact['what']}"
    elif kind == "positions":
        yield f"  {sign} {day}{fact['who']}: {_stance(fact)}"
        yield f"      “{fact['sentence']}” {fact.get('outlet', '')} ({fact['document']})"
    else:
        yield " ".join(part for part in (f"  {sign}", fact.get("kind", ""), _matter(fact)) if part)
        yield f"      {day}{fact['who']}: “{fact['said']}”"
        later = f"{fact['other_day']} " if "other_day" in fact else ""
        yield f"      {later}{fact['other']}: “{fact['other_said']}”"


def _stance(fact: Fact) -> str:
    modality = "" if fact["modality"] == "certain" else f" ({fact['modality']})"
    condition = f", {fact['condition']}" if "condition" in fact else ""
    return f"{fact['side']}{modality} {_matter(fact)}{condition}"


def _matter(fact: Fact) -> str:
    return "“" + fact["matter"] + "”" if "matter" in fact else fact.get("toward", "")
