"""Finds datelines: "OSLO, May 14 - Norway said …" says where and when the report was written, before its first sentence."""

from __future__ import annotations

import re

_LONGEST = 80
"""Code points within which a dateline ends."""
_SEEN = 130
"""Code points behind it that are looked at for a second dash."""
_NAME = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)*"
_CAPITALS = r"(?=[A-Z '’./-]{3})[A-Z][A-Z'’.-]+(?:[ /][A-Z][A-Z'’.-]+)*"
_DAY = r"(?:,? (?:Jan|Feb|March|April|May|June|July|Aug|Sep|Sept|Oct|Nov|Dec)\w*\.? \d{1,2}(?:, \d{4})?)?"
_AGENCY = r"(?:,? \([A-Z][\w./ -]*\))?"
_DASH = r" ?[—–-]{1,3}\s+(?=[A-Z“\"‘'])"
_LONE_DASH = r" [—–] (?=[A-Z“\"‘'])(?![^.\n]{0,120} [—–] )"
"""A dash that no other one closes: "Oslo — Norway said …", but not "Oslo — Norway's capital — said …"."""
_DATELINE = re.compile(
    rf"{_CAPITALS}(?:, {_NAME})?{_DAY}{_AGENCY}{_DASH}|{_NAME}(?:, {_NAME})?{_DAY},? \([A-Z][\w./ -]*\){_DASH}|"
    rf"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){{0,2}}(?:, {_NAME})?{_DAY}{_LONE_DASH}"
)


def dateline_end(text: str, begin: int) -> int | None:
    """Return where the report begins behind the dateline that opens at `begin`; None where there is none."""
    found = _DATELINE.match(text, begin, begin + _LONGEST + _SEEN)
    return found.end() if found is not None and found.end() - begin <= _LONGEST else None
