"""`corrections.json` in the output folder: what persons said, in the order in which it is applied."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from kg.errors import CorrectionError
from kg.model import Correction, CorrectionKind, Kind, Modality, Polarity, Span

CORRECTIONS_FILE: Final = "corrections.json"


def load(folder: Path) -> tuple[Correction, ...]:
    """Return the corrections that a folder keeps.

    Raises:
        CorrectionError: If the file cannot be read: what persons said is never passed over in silence.
    """
    path = folder / CORRECTIONS_FILE
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(rows, list):
            raise ValueError("it holds no list")  # noqa: TRY004, TRY301  # one message for all that is wrong
        return tuple(map(_correction, rows))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise CorrectionError(
            f"{path} cannot be read: {error}; mend it, or let `kg doctor --mend` write it anew"
        ) from error


def saved(folder: Path, listed: Mapping[str, Iterable[dict[str, Any]]]) -> tuple[Correction, ...]:
    """Return the corrections that a folder keeps, from the list of documents where their own file is gone or damaged.

    Args:
        folder: The folder.
        listed: What `by_document` made of the corrections of the graph that is there.

    Raises:
        CorrectionError: If neither can be read.
    """
    try:
        return load(folder) or _restored(listed)
    except CorrectionError:
        return _restored(listed)


def _restored(listed: Mapping[str, Iterable[dict[str, Any]]]) -> tuple[Correction, ...]:
    try:
        return tuple(_correction(row) for rows in listed.values() for row in rows)
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise CorrectionError(f"the corrections of the list of documents cannot be read: {error}") from error


def dumped(corrections: Iterable[Correction]) -> str:
    """Return the text of the file, one line a correction."""
    lines = [json.dumps(_row(one), ensure_ascii=False) for one in corrections]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def by_document(corrections: Iterable[Correction]) -> dict[str, list[dict[str, Any]]]:
    """Return the corrections of each document, as JSON holds them: what its graph depends on."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in corrections:
        found.setdefault(one.document, []).append(_row(one))
    return dict(sorted(found.items()))


def _row(one: Correction) -> dict[str, Any]:
    values = {
        "kind": one.kind.value,
        "document": one.document,
        "words": [one.words.begin, one.words.end],
        "was_holder": one.was_holder,
        "was": one.was and one.was.value,
        "holder": one.holder,
        "holder_kind": one.holder_kind and one.holder_kind.value,
        "polarity": one.polarity and one.polarity.value,
        "matter": one.matter,
        "modality": one.modality and one.modality.value,
        "condition": one.condition and [one.condition.begin, one.condition.end],
        "by": one.by,
        "on": one.on.isoformat(),
        "note": one.note or None,
    }
    return {name: value for name, value in values.items() if value is not None}


_TEXTS: Final = ("document", "was_holder", "holder", "by", "matter", "note")
"""What of a row is text, where it is there."""


def _correction(row: dict[str, Any]) -> Correction:
    if not all(isinstance(row.get(name, ""), str) for name in _TEXTS):
        raise ValueError(f"a correction of {row['document']!r} holds what is no text")
    return Correction(
        kind=CorrectionKind(row["kind"]),
        document=row["document"],
        words=Span(*row["words"]),
        by=row["by"],
        on=date.fromisoformat(row["on"]),
        was_holder=row.get("was_holder"),
        was=Polarity(row["was"]) if "was" in row else None,
        holder=row.get("holder"),
        holder_kind=Kind(row["holder_kind"]) if "holder_kind" in row else None,
        polarity=Polarity(row["polarity"]) if "polarity" in row else None,
        matter=row.get("matter"),
        modality=Modality(row["modality"]) if "modality" in row else None,
        condition=Span(*row["condition"]) if "condition" in row else None,
        note=row.get("note", ""),
    )
