"""Hashes of records, by which what has no name of its own is named."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from json import JSONEncoder
from json.encoder import encode_basestring_ascii
from operator import attrgetter
from typing import Any, Final

from kg.model import Attribution, Entity

_LENGTH: Final = 16
"""Hexadecimal digits of a hash: 64 bits, one clash expected in about 5e9 names."""
_CARRIED: Final = 256
"""Attributions whose text is kept: positions and events carry them, and each other, within one document."""
_JSON: Final = JSONEncoder(ensure_ascii=True, separators=(",", ":"))

_Form = Callable[[Any], str]


def digest(value: object) -> str:
    """Return a hash of records, values and tuples of them: 16 hexadecimal digits.

    An entity counts by its number alone, which names it within its article.
    """
    return hashlib.sha256(_FORMS[type(value)](value).encode("ascii")).hexdigest()[:_LENGTH]


class _Forms(dict[type, _Form]):
    """By class, how a value is written as JSON: records as lists that begin with the name of their class.

    Records have many fields but few classes: what a class is made of is looked up once. For values of the plain classes no
    function of Python is called.
    """

    def __missing__(self, kind: type) -> _Form:
        form = self[kind] = self._made(kind)
        return form

    def _made(self, kind: type) -> _Form:
        if issubclass(kind, Entity):
            return lambda entity: f'["Entity",{entity.number}]'
        if issubclass(kind, Enum):
            return {member: _JSON.encode([kind.__name__, member.value]) for member in kind}.__getitem__
        if issubclass(kind, date):
            return lambda day: f'["date","{day.isoformat()}"]'
        if is_dataclass(kind):
            return _kept(self._record(kind)) if issubclass(kind, Attribution) else self._record(kind)
        if issubclass(kind, tuple):
            return lambda parts: f"[{','.join([self[type(part)](part) for part in parts])}]"
        return _JSON.encode

    def _record(self, kind: type) -> _Form:
        begin = f'["{kind.__name__}",'
        names = [field.name for field in fields(kind)]
        if len(names) == 1:
            (only,) = map(attrgetter, names)
            return lambda record: f"{begin}{self[type(only(record))](only(record))}]"
        read = attrgetter(*names)
        return lambda record: f"{begin}{','.join([self[type(value)](value) for value in read(record)])}]"


def _kept(form: _Form) -> _Form:
    """Return a form that keeps what it has written of the last records."""
    known: dict[int, tuple[object, str]] = {}

    def written(record: object) -> str:
        found = known.get(id(record))
        if found is None:
            if len(known) >= _CARRIED:
                known.clear()
            # with the record itself: while it is kept, no other gets its id
            found = known[id(record)] = (record, form(record))
        return found[1]

    return written


_FORMS: Final = _Forms(
    {
        str: encode_basestring_ascii,
        int: int.__repr__,
        float: float.__repr__,
        bool: {True: "true", False: "false"}.__getitem__,
        type(None): {None: "null"}.__getitem__,
    }
)
