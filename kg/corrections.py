"""What a user's file says of actors over the curated tables: more names, offices, new actors, who is whom and who is not.

::

    [[actor]]                       # a new actor, or more about a known one
    name = "Mira Tolland"
    kind = "Person"
    aliases = ["M. K. Tolland"]
    surname = "Tolland"

    [[alias]]                       # what an actor is called as well, wherever it stands
    name = "the Iron Duchess"
    actor = "Mira Tolland"

    [[office]]
    person = "Mira Tolland"
    title = "foreign minister"
    of = "Slovakia"
    from = 2024-03-01
    until = 2025-02-01

    [[same-as]]                     # whom the texts mean by a name; with `in` only in these articles
    name = "Mira Toland"
    actor = "Mira Tolland"
    in = ["bridge.txt"]

    [[not-same-as]]                 # whom they do not mean
    name = "Mike Johnson"
    actor = "mike-johnson"

The same blocks stand in a file of settings below `[actors]`: `[[actors.same-as]]` and so on.

The file is an input of every build, so what it says holds however often the graph is made anew.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from kg.errors import ConfigError
from kg.model import Kind

_HEADER = re.compile(r"^\s*\[\[\s*((?:actors\s*\.\s*)?[A-Za-z-]+)\s*\]\]", re.MULTILINE)
SECTION: Final = "actors"
"""Table of a settings file that holds what a file of actors says."""
_WIKIDATA = re.compile(r"Q[1-9]\d*")


@dataclass(frozen=True, slots=True)
class Place:
    """A block of a user's file."""

    file: str
    """Its name, without the folder."""
    line: int
    """Line of the block's header, from 1."""

    def __str__(self) -> str:
        """Return it as it is told."""
        return f"{self.file}, line {self.line}"

    def error(self, reason: str) -> ConfigError:
        """Return an error about the block."""
        return ConfigError(f"{self}: {reason}")


@dataclass(frozen=True, slots=True)
class OwnActor:
    """A new actor, or more about a known one."""

    place: Place
    name: str
    kind: Kind | None = None
    aliases: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class OwnOffice:
    """An office that a person held, with what is known of its days."""

    place: Place
    person: str
    title: str
    organisation: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom the texts mean by a name, or whom they do not mean."""

    place: Place
    name: str
    actor: str
    same: bool
    documents: tuple[str, ...] = ()
    """Sources of the articles in which it holds; empty for all."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """Everything that a user's file says, in its order."""

    actors: tuple[OwnActor, ...] = ()
    offices: tuple[OwnOffice, ...] = ()
    identities: tuple[Identity, ...] = ()
    version: str = ""
    """First 12 characters of the SHA-256 over the file; empty where there is none."""

    def unused(self, told: Iterable[str]) -> tuple[str, ...]:
        """Return a warning for each identity that spoke of no entity; `told` are the lines of those that did."""
        used = {line.partition(":")[0] for line in told}
        return tuple(
            f"{one.place}: no article {'means' if one.same else 'takes'} anybody called “{one.name}”"
            f"{'' if one.same else f' for {one.actor}'}, so nothing was changed"
            for one in self.identities
            if str(one.place) not in used
        )


NONE: Final = Corrections()


def given(actors: Path | None, settings: Path | None) -> Corrections:
    """Return what a file of actors and the table `[actors]` of a settings file say, the former first.

    Raises:
        ConfigError: As `load`.
    """
    several = [one for one in (_of(actors, ""), _of(settings, SECTION)) if one.version]
    if len(several) < 2:
        return several[0] if several else NONE
    one, other = several
    version = hashlib.sha256(f"{one.version} {other.version}".encode()).hexdigest()[:12]
    return Corrections(
        one.actors + other.actors, one.offices + other.offices, one.identities + other.identities, version
    )


def load(file: Path) -> Corrections:
    """Return what a user's file of actors says.

    Raises:
        ConfigError: If the file cannot be read, is not TOML, or a block says something impossible; with the line.
    """
    return _of(file, "")


def _of(file: Path | None, section: str) -> Corrections:
    """Return what a file says of actors, as a whole or in one of its tables; nothing where it has none."""
    if file is None:
        return NONE
    try:
        data = file.read_bytes()
        text = data.decode("utf-8")
        blocks = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: is not TOML: {error}") from error
    if section:
        blocks = blocks.get(section, {})
        data = repr(blocks).encode() if blocks else b""
    if not isinstance(blocks, dict):
        raise ConfigError(f"{file}: {section} holds blocks such as [[{section}.same-as]]")
    if section and not blocks:
        return NONE
    before = f"{section}." if section else ""
    read = {kind: tuple(_blocks(file, text, blocks, kind, before)) for kind in _KEYS}
    if unknown := sorted(set(blocks) - set(_KEYS)):
        known = ", ".join(f"[[{before}{kind}]]" for kind in _KEYS)
        raise ConfigError(f"{file}: {before + unknown[0]!r} is no block; there are: {known}")
    return Corrections(
        (*map(_actor, read["actor"]), *map(_alias, read["alias"])),
        tuple(map(_office, read["office"])),
        tuple(
            _identity(b, same=kind == "same-as") for kind in ("same-as", "not-same-as") for b in read[kind]
        ),
        hashlib.sha256(data).hexdigest()[:12],
    )


# ------------------------------------------------------------------ blocks


@dataclass(frozen=True, slots=True)
class _Block:
    """One block with its place; its keys are known and the needed ones there."""

    place: Place
    values: Mapping[str, Any]

    def text(self, key: str) -> str:
        """Return a text, stripped; empty where it is not given."""
        value = self.values.get(key, "")
        if not isinstance(value, str) or (key in self.values and not value.strip()):
            raise self.place.error(f"{key} must be a text that is not empty")
        return " ".join(value.split())

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; one text will do."""
        value = self.values.get(key, [])
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(v, str) and v.strip() for v in listed):
            raise self.place.error(f"{key} must be a list of texts that are not empty")
        return tuple(" ".join(v.split()) for v in listed)

    def day(self, key: str) -> date | None:
        """Return a day, None where it is not given."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                value = None
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.place.error(f"{key} must be a day: {key} = 2024-03-01")
        return value


_KEYS: Final = {
    "actor": (("name",), ("kind", "aliases", "surname", "part-of", "wikidata")),
    "alias": (("name", "actor"), ()),
    "office": (("person", "title", "of"), ("from", "until")),
    "same-as": (("name", "actor"), ("in",)),
    "not-same-as": (("name", "actor"), ("in",)),
}
"""Block to its needed and its other keys."""


def _blocks(file: Path, text: str, tables: Mapping[str, Any], kind: str, before: str) -> Iterator[_Block]:
    """Yield the blocks of one kind with their lines; `before` is what stands before the kind in a header."""
    found, header = tables.get(kind, []), before + kind
    starts = [m.start(1) for m in _HEADER.finditer(text) if "".join(m[1].split()) == header]
    if not isinstance(found, list) or len(found) != len(starts):
        raise ConfigError(f"{file}: write every {header} as a block of its own below a line [[{header}]]")
    needed, other = _KEYS[kind]
    for values, start in zip(found, starts, strict=True):
        place = Place(file.name, text.count("\n", 0, start) + 1)
        for key in values:
            if key not in (*needed, *other):
                raise place.error(f"{key!r} is unknown; [[{header}]] has: {', '.join((*needed, *other))}")
        for key in needed:
            if key not in values:
                raise place.error(f"{key} is missing; [[{header}]] needs: {', '.join(needed)}")
        yield _Block(place, values)


def _actor(block: _Block) -> OwnActor:
    kind, wikidata = block.text("kind"), block.text("wikidata")
    kinds = {one.value: one for one in Kind}
    if kind and kind not in kinds:
        raise block.place.error(f"kind is one of {', '.join(kinds)}, not {kind!r}")
    if wikidata and not _WIKIDATA.fullmatch(wikidata):
        raise block.place.error(f"wikidata is an id such as Q142, not {wikidata!r}")
    return OwnActor(
        block.place, block.text("name"), kinds.get(kind), block.texts("aliases"), block.texts("surname"),
        block.texts("part-of"), wikidata or None,
    )  # fmt: skip


def _alias(block: _Block) -> OwnActor:
    return OwnActor(block.place, block.text("actor"), aliases=(block.text("name"),))


def _office(block: _Block) -> OwnOffice:
    since, until = block.day("from"), block.day("until")
    if since is not None and until is not None and until < since:
        raise block.place.error(f"the office ends ({until}) before it begins ({since})")
    return OwnOffice(
        block.place, block.text("person"), block.text("title").lower(), block.text("of"), since, until
    )


def _identity(block: _Block, *, same: bool) -> Identity:
    return Identity(block.place, block.text("name"), block.text("actor"), same, block.texts("in"))
