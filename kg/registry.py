"""Finds what the modules of a sub-package registered, so that a new kind is one new module and no other edit."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Names to things, each registered by the module that defines it.

    The modules of the package are imported at the first look-up, not before.
    """

    def __init__(self, package: str) -> None:
        """Collect from the modules of `package` ("kg.ingest")."""
        self._package = package
        self._found: dict[str, T] = {}
        self._complete = False

    def add(self, *names: str) -> Callable[[T], T]:
        """Return a decorator that registers a thing under `names`.

        Raises:
            ValueError: If a name is taken by something else: two modules claim the same kind.
        """

        def register(thing: T) -> T:
            for name in names:
                if self._found.setdefault(name, thing) is not thing:
                    raise ValueError(f"{name!r} is registered twice in {self._package}")
            return thing

        return register

    def get(self, name: str) -> T | None:
        """Return what is registered under `name`, None where nothing is."""
        self._discover()
        return self._found.get(name)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names, sorted."""
        self._discover()
        return iter(sorted(self._found))

    def _discover(self) -> None:
        if self._complete:
            return
        package = importlib.import_module(self._package)
        for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda m: m.name):
            importlib.import_module(f"{self._package}.{module.name}")
        self._complete = True
