"""Matters that persons named, and whether any text words them so."""

from __future__ import annotations

from collections.abc import Container, Iterable

from kg.model import Article, Correction, NamedClaim, Position, Resolution
from kg.query.names import folded, suggestion


def of_their_own(
    made: Iterable[tuple[Correction, Article, Position | None]],
    found: Resolution,
    known: Container[Correction] = (),
) -> tuple[str, ...]:
    """Return a warning for each matter that a person named and nothing else is about, with those worded nearly so.

    Args:
        made: Each correction with its article and the position as it stands since.
        found: What the readings say together, corrections included.
        known: Corrections that need no warning.
    """
    read = {key for (_, claim), key in found.proposition_of.items() if not isinstance(claim, NamedClaim)}
    labels = {folded(one.label): one.label for one in found.propositions if one.key in read}
    warnings = []
    for one, article, position in made:
        claim = None if position is None else position.claim
        if one.matter is None or not isinstance(claim, NamedClaim) or one in known:
            continue
        if found.proposition_of[article.ident, claim] not in read:
            near = suggestion(folded(one.matter), labels)
            warnings.append(f"“{one.matter}” is a matter of its own: no text is about one of that name{near}")
    return tuple(dict.fromkeys(warnings))
