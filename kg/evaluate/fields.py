"""Checked access to JSON that people wrote: what is missing or of a wrong kind is told with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

from kg.errors import InputError
from kg.model import Span

E = TypeVar("E", bound=Enum)


@dataclass(frozen=True, slots=True)
class Field:
    """A value and where it stands: "position A1, span"."""

    value: Any
    file: str
    place: str = ""

    def error(self, reason: str) -> InputError:
        """Return (not raise) an error that points here."""
        return InputError(f"{self.place}: {reason}" if self.place else reason, self.file)

    def at(self, place: str) -> Field:
        """Return the value under a better name for its place."""
        return Field(self.value, self.file, place)

    def has(self, key: str) -> bool:
        """Return whether the object has a value of that name that says something."""
        return bool(self._object().get(key))

    def __getitem__(self, key: str) -> Field:
        """Return a value of the object.

        Raises:
            InputError: If this is no object or has no such key.
        """
        values = self._object()
        if key not in values:
            raise self.error(f"has no {key!r}")
        return Field(values[key], self.file, f"{self.place}, {key}" if self.place else key)

    def __iter__(self) -> Iterator[Field]:
        """Yield the values of the list.

        Raises:
            InputError: If this is no list.
        """
        if not isinstance(self.value, list):
            raise self.error("is not a list")
        for number, value in enumerate(self.value, 1):
            yield Field(
                value, self.file, f"{self.place}, number {number}" if self.place else f"number {number}"
            )

    def names(self) -> tuple[str, ...]:
        """Return the names of the object's values, in order.

        Raises:
            InputError: If this is no object.
        """
        return tuple(self._object())

    def string(self) -> str:
        """Return the value as a string.

        Raises:
            InputError: If it is none, or empty.
        """
        if not isinstance(self.value, str) or not self.value:
            raise self.error("is not a string with something in it")
        return self.value

    def strings(self) -> tuple[str, ...]:
        """Return the values of a list of strings.

        Raises:
            InputError: If it is none.
        """
        return tuple(value.string() for value in self)

    def span(self) -> Span:
        """Return the value as a span, from [begin, end].

        Raises:
            InputError: If it is none.
        """
        value = self.value
        if isinstance(value, list) and len(value) == 2 and all(type(number) is int for number in value):
            begin, end = value
            if 0 <= begin < end:
                return Span(begin, end)
        raise self.error("is not [begin, end] with 0 <= begin < end")

    def spans(self) -> tuple[Span, ...]:
        """Return the value as spans, from a list of [begin, end].

        Raises:
            InputError: If it is none.
        """
        return tuple(value.span() for value in self)

    def member(self, kind: type[E]) -> E:
        """Return the member of an enumeration whose value stands here.

        Raises:
            InputError: If there is none.
        """
        known = {str(member.value): member for member in kind}
        if self.string() not in known:
            raise self.error(f"{self.value!r} is none of {', '.join(known)}")
        return known[self.value]

    def _object(self) -> dict[str, Any]:
        if not isinstance(self.value, dict):
            raise self.error("is not an object")
        return self.value
