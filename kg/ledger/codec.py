"""Records as bytes and back: JSON after a schema that is read off the records' own type hints.

Every record stands once in a table, after those it refers to, and is referred to by its place there. So an entity
that a hundred mentions share is written once and shared again when read, and a new field or record of the model
needs nothing here.
"""

from __future__ import annotations

import hashlib
import json
import sys
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import lru_cache, partial
from operator import attrgetter
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

_BARE = (str, int, float, bool, type(None))
"""Classes whose values JSON holds as they are."""

_NUMBERS = tuple(range(1 << 14))
"""Places in a text and the like: read from bytes, each would be an object of its own."""
_ALIKE = 1 << 17
"""Records of numbers alone, such as places in a text, of which equal ones are kept once: articles are much of a length."""

_READER = json.JSONDecoder(parse_float=lru_cache(_ALIKE)(float))
"""Measures are few, and said again and again."""

Place = Callable[[Any], int]
"""Gives the place of a record in the table, which it is put in if need be."""
Put = Callable[[Any, Place], Any]
Take = Callable[[Any, list[Any]], Any]
"""Turns a JSON value into what it stands for, given the records of the table so far."""
Record = TypeVar("Record")


class Codec(Generic[Record]):
    """Writes and reads records of one class with all that they hold.

    Attributes:
        schema: Hash of all classes and fields: bytes are only read by a codec of the same schema.
    """

    def __init__(self, root: type[Record]) -> None:
        """Work out the schema.

        Raises:
            TypeError: If a field is of a type that no JSON value stands for.
        """
        self._root = root
        self._classes: list[Callable[..., Any]] = []
        self._puts: list[list[tuple[Callable[[Any], Any], Put | None]]] = []
        self._takes: list[list[tuple[int, Take]]] = []
        self._numbers: dict[type, int] = {}
        described = self._learn(root)
        self.schema = hashlib.sha256("\n".join(described).encode()).hexdigest()[:12]

    def encode(self, record: Record) -> bytes:
        """Return the record as ASCII bytes; equal records give equal bytes."""
        table: dict[tuple[Any, ...], int] = {}  # equal records have equal rows, of places instead of records
        by_id: dict[int, int] = {}

        def place(part: Any) -> int:
            number = by_id.get(id(part))
            if number is None:
                kind = self._numbers[type(part)]
                values = [(read(part), put) for read, put in self._puts[kind]]
                row = (kind, *[value if put is None else put(value, place) for value, put in values])
                number = by_id[id(part)] = table.setdefault(row, len(table))
            return number

        place(record)
        return json.dumps([*table], separators=(",", ":")).encode("ascii")

    def decode(self, data: bytes) -> Record:
        """Return the record that `encode` made these bytes of.

        Raises:
            ValueError: If they are no such bytes.
        """
        table: list[Any] = []
        try:
            for row in _READER.decode(data.decode("ascii")):
                number = row[0]
                for index, take in self._takes[number]:
                    row[index] = take(row[index], table)
                table.append(self._classes[number](*row[1:]))
            found = table[-1]
        except (TypeError, LookupError, RecursionError) as error:
            raise ValueError(f"not the bytes of a record: {error}") from error
        if not isinstance(found, self._root):
            raise ValueError(f"not the bytes of a {self._root.__name__}")  # noqa: TRY004  # of what was read, not of an argument
        return found

    def _learn(self, kind: type) -> list[str]:
        """Number a class of records and those of its fields; return a line on each."""
        if kind in self._numbers:
            return []
        self._numbers[kind] = number = len(self._classes)
        self._classes.append(kind)  # its place is taken before those of its fields
        self._puts.append([])
        self._takes.append([])
        hints = get_type_hints(kind)
        names = [field.name for field in fields(kind) if field.init]
        if all(hints[name] is int for name in names):
            self._classes[number] = lru_cache(_ALIKE)(kind)
        described = [f"{kind.__name__}({', '.join(f'{name}: {hints[name]}' for name in names)})"]
        for index, name in enumerate(names, 1):
            put, take, found = self._converters(hints[name], f"{kind.__name__}.{name}")
            described += found
            self._puts[number].append((attrgetter(name), put))
            if take is not None:
                self._takes[number].append((index, take))
        return described

    def _converters(self, hint: Any, where: str) -> tuple[Put | None, Take | None, list[str]]:
        """Return how values of a type are written and read (None: as they are), and lines on new classes."""
        if hint in _SHARED:
            return None, _SHARED[hint], []
        if hint in _BARE:
            return None, None, []
        if isinstance(hint, type):
            return self._of_class(hint, where)
        origin, parts = get_origin(hint), get_args(hint)
        if origin in (Union, types.UnionType) and len(parts) == 2 and type(None) in parts:
            put, take, found = self._converters(next(p for p in parts if p is not type(None)), where)
            return put and partial(_if_any_put, put), take and partial(_if_any_take, take), found
        if origin is tuple and parts[-1] is Ellipsis:
            put, take, found = self._converters(parts[0], where)
            return partial(_all_put, put), partial(_all_take, take), found
        if origin is tuple:
            each = [self._converters(part, where) for part in parts]
            puts, takes = [put for put, _, _ in each], [take for _, take, _ in each]
            return partial(_fixed_put, puts), partial(_fixed_take, takes), [x for _, _, f in each for x in f]
        raise TypeError(f"{where}: no way to write a {hint}")

    def _of_class(self, kind: type, where: str) -> tuple[Put | None, Take | None, list[str]]:
        if issubclass(kind, Enum):
            members = {member.value: member for member in kind}
            return (
                _value_put,
                partial(_member_take, members),
                [f"{kind.__name__}: {sorted(map(str, members))}"],
            )
        if issubclass(kind, date):
            return _day_put, _day_take, []
        if is_dataclass(kind):
            return _record_put, _record_take, self._learn(kind)
        raise TypeError(f"{where}: no way to write a {kind.__name__}")


def _if_any_put(put: Put, value: Any, place: Place) -> Any:
    return None if value is None else put(value, place)


def _if_any_take(take: Take, value: Any, table: list[Any]) -> Any:
    return None if value is None else take(value, table)


def _all_put(put: Put | None, values: Any, place: Place) -> tuple[Any, ...]:
    return tuple(values) if put is None else tuple([put(value, place) for value in values])


def _all_take(take: Take | None, values: Any, table: list[Any]) -> tuple[Any, ...]:
    return tuple(values) if take is None else tuple([take(value, table) for value in values])


def _fixed_put(puts: list[Put | None], values: Any, place: Place) -> tuple[Any, ...]:
    return tuple([v if put is None else put(v, place) for put, v in zip(puts, values, strict=True)])


def _fixed_take(takes: list[Take | None], values: Any, table: list[Any]) -> tuple[Any, ...]:
    return tuple([v if take is None else take(v, table) for take, v in zip(takes, values, strict=True)])


def _text_take(value: Any, _table: list[Any]) -> Any:
    """Return a string that all equal ones share: most of a corpus's are few words, said again and again."""
    return sys.intern(value)


def _number_take(value: Any, _table: list[Any]) -> Any:
    return _NUMBERS[value] if 0 <= value < len(_NUMBERS) else value


_SHARED: dict[Any, Take] = {str: _text_take, int: _number_take}
"""Classes of whose values equal ones are kept once, which halves what the readings of a corpus take."""


def _value_put(member: Any, _place: Place) -> Any:
    return member.value


def _member_take(members: dict[Any, Any], value: Any, _table: list[Any]) -> Any:
    return members[value]


def _day_put(day: Any, _place: Place) -> str:
    return str(day.isoformat())


def _day_take(value: Any, _table: list[Any]) -> date:
    return _day(value)


@lru_cache(_ALIKE)
def _day(text: str) -> date:
    return date.fromisoformat(text)


def _record_put(record: Any, place: Place) -> int:
    return place(record)


def _record_take(value: Any, table: list[Any]) -> Any:
    return table[value]
