"""Terms as N-Triples write them, in the canonical form: what Oxigraph itself writes of the same terms.

Statements are made of such texts, and the store, `graph.trig` and the page are made of the statements. No object is
made of a term on the way, which would cost more than all the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from pyoxigraph import NamedNode

from kg.errors import GraphError

from . import vocab

Written = str
"""A term as N-Triples write it: `<https://…>`, `"words"`, `"5"^^<…#integer>`."""

DCTERMS, GS, NIF, ORG, PROV, RDF, RDFS, SKOS = (
    space.written()
    for space in (
        vocab.DCTERMS, vocab.GS, vocab.NIF, vocab.ORG, vocab.PROV, vocab.RDF, vocab.RDFS, vocab.SKOS,
    )
)  # fmt: skip
_XSD: Final = vocab.XSD.written()

_DECIMALS: Final = 6
"""Digits kept after the point of strengths and confidences."""
_SPECIAL: Final = re.compile(r'[\x00-\x1f"\\\x7f\ud800-\udfff\ufffe\uffff]')
"""Characters that are not written as they are, and halves of surrogate pairs, which cannot be written."""
_ESCAPES: Final = {
    "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\",
}  # fmt: skip
_ESCAPED: Final = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")


def text(value: str) -> Written:
    """Return a plain string.

    Raises:
        GraphError: If `value` holds half of a surrogate pair, which no RDF file can.
    """
    return _quoted(value)


def address(value: str) -> Written:
    """Return an address in the web, which need not be a valid one.

    Raises:
        GraphError: As `text`.
    """
    return f"{_quoted(value)}^^{_XSD.anyURI}"


@lru_cache(maxsize=4096)  # most are of a few rules
def share(value: float) -> Written:
    """Return a number of [0, 1] as a decimal, without trailing zeros as the store would give it back.

    Raises:
        GraphError: If it lies outside.
    """
    if not 0 <= value <= 1:
        raise GraphError(f"{value} does not lie in [0, 1]")
    exact = Decimal(str(round(float(value) + 0.0, _DECIMALS)))  # + 0.0 makes -0.0 positive
    digits = format(exact, "f")
    return f'"{digits.rstrip("0").rstrip(".") if "." in digits else digits}"^^{_XSD.decimal}'


_WHOLE: Final = f'"^^{_XSD.integer}'


def whole(value: int) -> Written:
    """Return a whole number."""
    return f'"{value}{_WHOLE}'


def day(value: date) -> Written:
    """Return a day."""
    return f'"{value.isoformat()}"^^{_XSD.date}'


def flag(value: bool) -> Written:
    """Return true or false."""
    return f'"{"true" if value else "false"}"^^{_XSD.boolean}'


def numbered(steps: Iterable[str]) -> Iterator[Written]:
    """Yield steps as "1. …", numbers padded to one width so that sorting as text keeps the order."""
    listed = list(steps)
    width = len(str(len(listed)))
    for number, step in enumerate(listed, 1):
        yield text(f"{number:0{width}}. {step}")


def node(term: Written) -> NamedNode:
    """Return an IRI that is written as an object.

    Raises:
        ValueError: If it is no IRI.
    """
    return NamedNode(term[1:-1])


def value_of(term: Written) -> str:
    """Return what a term says: an IRI, the name of a blank node, or the text of a literal."""
    first = term[0]
    if first == "<":
        return term[1:-1]
    return term[2:] if first == "_" else unescaped(term[1 : term.rindex('"')])


def unescaped(words: str) -> str:
    """Return the text of a string that stands between quotes in N-Triples."""
    return _ESCAPED.sub(_unescaped, words) if "\\" in words else words


def _unescaped(match: re.Match[str]) -> str:
    return match[0].encode("ascii").decode("unicode_escape")


def _quoted(value: str) -> str:
    return f'"{value}"' if _SPECIAL.search(value) is None else f'"{_SPECIAL.sub(_escape, value)}"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if "\ud800" <= character <= "\udfff":
        raise GraphError(f"not a Unicode text: {match.string[:60]!a}")
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"
