"""Numbers in a graph that somebody else may have made: what should be one can be anything."""

from __future__ import annotations

import math

from kg.errors import GraphError


def number(words: str, of: str) -> float:
    """Return a literal as a number.

    Args:
        words: What the literal says.
        of: IRI of what it says it about.

    Raises:
        GraphError: If it is no finite number.
    """
    try:
        found = float(words)
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise GraphError(
            f"{of} has {words[:40]!r} in the place of a number; `kg validate` finds all that is wrong"
        )
    return found
