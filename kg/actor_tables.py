"""Reads the tables of known actors: `ontology/actors/*.ttl`, and states from `rigour` and `countryinfo`.

A block with a `gs:isoCode` corrects the territory of that code: its key and label replace those of
`rigour`, its adjectives and people names replace the derived ones, its names and metonyms are added.
Every other territory that `rigour` calls a country is a state under its own name.
"""

from __future__ import annotations

import calendar
import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from countryinfo import CountryInfo, CountryNotFoundError
from rigour.territories import get_territories

from kg.errors import OntologyError
from kg.known_actors import KnownActor, KnownTenure
from kg.model import Kind

if TYPE_CHECKING:
    from pathlib import Path

GS = "https://w3id.org/geostance/ns#"
ACTOR = "https://w3id.org/geostance/actor/"
ROLE = "https://w3id.org/geostance/role/"
WIKIDATA = "http://www.wikidata.org/entity/"
_ORG = "http://www.w3.org/ns/org#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_ALT = f"{_SKOS}altLabel"
_GENDER = "http://xmlns.com/foaf/0.1/gender"
_SOURCE = "http://purl.org/dc/terms/source"
_LEADER = "leader"
_KINDS = frozenset(kind.value for kind in Kind)
_CYBERSPACE = "ip"  # rigour counts it among the territories
Block = Mapping[str, list[str]]  # the values of one subject, by predicate; IRIs and literals alike as text


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything the tables say."""

    actors: dict[str, KnownActor]
    tenures: tuple[KnownTenure, ...]
    version: str


def slug(name: str) -> str:
    """Return `name` as the last part of an IRI: "Ivory Coast" gives "ivory-coast"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def read(files: Iterable[Path]) -> Tables:
    """Return what the Turtle files say, joined with the territories of the packages.

    Raises:
        OntologyError: If a table cannot be read, is not Turtle, or a block says something impossible.
    """
    digest = hashlib.sha256(f"rigour {version('rigour')}, countryinfo {version('countryinfo')}".encode())
    blocks: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for file in files:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise OntologyError(f"{file}: cannot be read: {error.strerror}") from error
        digest.update(data)
        _parse(file, data, blocks)
    curated = {iri.removeprefix(ACTOR): block for iri, block in blocks.items() if iri.startswith(ACTOR)}
    actors = {key: _actor(key, block) for key, block in curated.items()}
    _add_territories(actors, curated)
    for key, whole in ((actor.key, whole) for actor in actors.values() for whole in actor.part_of):
        if whole not in actors:
            raise OntologyError(f"{key}: gs:partOf {whole}, which is in no table")
    tenures = tuple(sorted(_tenures(blocks, actors), key=order))
    return Tables(dict(sorted(actors.items())), tenures, digest.hexdigest()[:12])


def _parse(file: Path, data: bytes, blocks: dict[str, dict[str, list[str]]]) -> None:
    try:
        for quad in ox.parse(data, format=ox.RdfFormat.TURTLE):
            if not isinstance(quad.subject, ox.NamedNode) or isinstance(quad.object, ox.BlankNode):
                raise OntologyError(f"{file}: a blank node; every subject of the tables has an IRI")
            blocks[quad.subject.value][quad.predicate.value].append(quad.object.value)
    except SyntaxError as error:
        raise OntologyError(f"{file}: is not Turtle: {error}") from error


def _one(subject: str, block: Block, predicate: str) -> str | None:
    values = block.get(predicate, [])
    if len(values) > 1:
        raise OntologyError(f"{subject}: more than one {predicate}")
    return values[0] if values else None


def _needed(subject: str, block: Block, predicate: str) -> str:
    value = _one(subject, block, predicate)
    if value is None:
        raise OntologyError(f"{subject}: lacks {predicate}")
    return value


def _sourced(subject: str, block: Block) -> None:
    if not block.get(_SOURCE):
        raise OntologyError(f"{subject}: lacks {_SOURCE}")


def _all(block: Block, local: str) -> tuple[str, ...]:
    return tuple(sorted(set(block.get(GS + local, []))))


def _actor(key: str, block: Block) -> KnownActor:
    """Return the actor of one block, before anything is derived."""
    kind = _needed(key, block, _TYPE).removeprefix(GS)
    if kind not in _KINDS:
        raise OntologyError(f"{key}: {kind} is not a class of actor or place")
    _sourced(key, block)
    label = _needed(key, block, _LABEL)
    wikidata = _one(key, block, f"{_SKOS}exactMatch")
    gender = _one(key, block, _GENDER)
    return KnownActor(
        key=key,
        kind=Kind(kind),
        label=label,
        names=_distinct([label, *sorted(block.get(_ALT, []))]),
        surnames=_all(block, "surname"),
        adjectives=_all(block, "adjective"),
        peoples=_all(block, "people"),
        metonyms=_all(block, "metonym"),
        iso=_one(key, block, f"{GS}isoCode"),
        wikidata=None if wikidata is None else wikidata.removeprefix(WIKIDATA),
        part_of=tuple(sorted(iri.removeprefix(ACTOR) for iri in block.get(f"{GS}partOf", []))),
        feminine=None if gender is None else gender == "female",
        armed=_one(key, block, f"{GS}armed") == "true",
    )


def _distinct(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(forms))


# ------------------------------------------------------------------ territories


def _add_territories(actors: dict[str, KnownActor], curated: Mapping[str, Block]) -> None:
    """Join the territories of `rigour` into `actors`, correcting them by the curated blocks."""
    by_iso = {actor.iso: actor for actor in actors.values() if actor.iso is not None}
    claimed = {form: a.key for a in actors.values() for form in (*a.names, *a.metonyms)}
    for territory in sorted(get_territories(), key=lambda t: str(t.code)):
        if territory.alpha3 is None or territory.is_historical or territory.code == _CYBERSPACE:
            continue
        iso = str(territory.alpha3).upper()
        own = by_iso.get(iso)
        if own is None:
            kind = Kind.STATE if territory.is_country and territory.parent is None else Kind.PLACE
            own = KnownActor(slug(territory.name), kind, territory.name, (territory.name,), iso=iso)
            if own.key in actors:
                raise OntologyError(f"{own.key}: names a territory; give it gs:isoCode {iso}")
        country = _country(iso)
        capital = country.get("capital")
        unwanted = curated.get(own.key, {}).get(f"{GS}notMetonym", [])
        if not isinstance(capital, str) or capital in unwanted or claimed.get(capital, own.key) != own.key:
            capital = None
        actors[own.key] = _joined(own, territory, country, capital)


def _country(iso: str) -> Mapping[str, Any]:
    try:
        return CountryInfo(iso).info()
    except CountryNotFoundError:
        return {}


def _joined(own: KnownActor, territory: Any, country: Mapping[str, Any], capital: str | None) -> KnownActor:
    """Return `own` with the names, demonyms and capital that the packages know.

    A place gets names only: the packages give dependencies the demonym of their state.
    """
    plain = [territory.name, territory.full_name, country.get("name") or territory.name]
    names = _distinct([own.label, *own.names, *(n for n in plain if not re.search(r"[,(]", n))])
    adjectives, peoples, metonyms = own.adjectives, own.peoples, own.metonyms
    if own.kind is Kind.STATE:
        if not adjectives:  # countryinfo joins two demonyms by a comma
            adjectives = tuple(
                sorted(d.strip() for d in (country.get("demonym") or "").split(",") if d.strip())
            )
            peoples = peoples or tuple(f"{a}s" for a in adjectives if a.endswith(("an", "i")))
        if capital and capital not in names:
            metonyms = _distinct([*metonyms, capital])
    return KnownActor(
        own.key, own.kind, own.label, names, (), adjectives, peoples, metonyms,
        own.iso, own.wikidata or territory.qid, own.part_of,
    )  # fmt: skip


# ------------------------------------------------------------------ offices


def _tenures(blocks: Mapping[str, Block], actors: Mapping[str, KnownActor]) -> Iterable[KnownTenure]:
    wordings = {
        _needed(iri, block, _LABEL): sorted(block.get(_ALT, []))
        for iri, block in blocks.items()
        if iri.startswith(ROLE)
    }
    for iri, block in blocks.items():
        if f"{GS}Tenure" not in block.get(_TYPE, []):
            continue
        person = _needed(iri, block, f"{_ORG}member").removeprefix(ACTOR)
        organisation = _needed(iri, block, f"{_ORG}organization").removeprefix(ACTOR)
        if person not in actors or organisation not in actors:
            raise OntologyError(f"{iri}: {person} or {organisation} is in no table")
        _sourced(iri, block)
        title = _needed(iri, block, f"{GS}roleTitle")
        titles = [*_all(block, "otherTitle"), *wordings.get(title, [])]
        leading = blocks.get(ACTOR + organisation, {}).get(f"{GS}leadingTitle", [])
        if title in leading:
            titles.append(_LEADER)
        yield KnownTenure(
            person=person,
            title=title,
            titles=_distinct(t for t in sorted(titles) if t != title),
            organisation=organisation,
            since=_day(iri, _one(iri, block, f"{GS}validFrom")),
            until=_day(iri, _one(iri, block, f"{GS}validUntil")),
            sure_from=_day(iri, _one(iri, block, f"{GS}sinceAbout"), last=True),
            sure_until=_day(iri, _one(iri, block, f"{GS}untilAbout")),
        )


def order(tenure: KnownTenure) -> tuple[str, date, str]:
    """Return what tenures are sorted by: person, first day, title."""
    return tenure.person, tenure.since or tenure.sure_from or date.min, tenure.title


def _day(iri: str, text: str | None, *, last: bool = False) -> date | None:
    """Return the day of a date, or the last or first day of a month or year."""
    if text is None:
        return None
    try:
        year, month, day = [*map(int, text.split("-")), 0, 0][:3]
        month = month or (12 if last else 1)
        return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
    except ValueError as error:
        raise OntologyError(f"{iri}: {text!r} is no date, month or year") from error
