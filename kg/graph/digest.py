"""Hashes of records, by which what has no name of its own is named."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from json import JSONEncoder
from operator import attrgetter
from typing import Any, Final

from kg.model import Entity

_LENGTH: Final = 16
"""Hexadecimal digits of a hash: 64 bits, one clash expected in about 5e9 names."""
_JSON: Final = JSONEncoder(ensure_ascii=True, separators=(",", ":"))
_BARE: Final = frozenset((str, int, float, bool, type(None)))
"""Classes whose values JSON holds as they are."""


def digest(value: object) -> str:
    """Return a hash of records, values and tuples of them: 16 hexadecimal digits.

    An entity counts by its number alone, which names it within its article.
    """
    return hashlib.sha256(_JSON.encode(_plain(value)).encode("ascii")).hexdigest()[:_LENGTH]


def _plain(value: object) -> object:
    """Return `value` as what JSON can hold."""
    kind = type(value)
    return value if kind in _BARE else _form(kind)(value)  # type: ignore[arg-type]  # a class is hashable


@cache  # records have many fields but few classes: what a class is made of is looked up once
def _form(kind: type) -> Callable[[Any], object]:
    """Return how values of a class become what JSON can hold; its name keeps records of two kinds apart."""
    if issubclass(kind, Entity):
        return lambda entity: ["Entity", entity.number]
    if issubclass(kind, Enum):
        return lambda member: [kind.__name__, member.value]
    if issubclass(kind, date):
        return lambda day: ["date", day.isoformat()]
    if is_dataclass(kind):
        name, read = kind.__name__, [attrgetter(field.name) for field in fields(kind)]
        return lambda record: [name, *[_plain(field(record)) for field in read]]
    if issubclass(kind, tuple):
        return lambda parts: [_plain(part) for part in parts]
    return lambda other: other
