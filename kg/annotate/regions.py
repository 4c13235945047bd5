"""States by the region that an article calls them by: "the Gulf state", "the Middle Eastern nation"."""

from __future__ import annotations

from functools import cache

from rigour.territories import get_territories

from kg.lang.lexicon import word_set
from kg.lang.tables import table

NOUNS = word_set("kinds of states")
"""What a state is called behind its region."""


@cache
def _regions() -> dict[str, frozenset[str]]:
    parts: dict[str, set[str]] = {}
    for territory in get_territories():
        for part in (territory.region, territory.subregion):
            if part is not None and territory.alpha3 is not None:
                parts.setdefault(part, set()).add(territory.alpha3.upper())
    return {
        row["words"]: frozenset(row.several("states")).union(
            *(parts.get(part, set()) for part in row.several("parts"))
        )
        for row in table("regions", ("words",))
    }


def states_of(phrase: str) -> frozenset[str]:
    """Return the states that a phrase without its article can call so, as ISO 3166-1 alpha-3; none for other phrases."""
    region, _, noun = phrase.lower().replace("-", " ").rpartition(" ")
    return _regions().get(region, frozenset()) if noun in NOUNS else frozenset()
