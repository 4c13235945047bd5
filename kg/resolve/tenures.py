"""Which person held which office, by the texts and by the curated tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kg.model import Tenure
from kg.resolve.belonging import credible_roles
from kg.resolve.names import plain, stem

if TYPE_CHECKING:
    from datetime import date

    from kg.knowledge import Knowledge, KnownTenure
    from kg.model import Span
    from kg.resolve.actors import Cast
    from kg.resolve.corpus import Corpus

Office = tuple[str, str, str | None, bool]
"""Person, comparable title, organisation, former."""


def _comparable(title: str) -> str:
    """Return a title so that "Defense Secretary" and "defence secretary" are the same."""
    return " ".join(
        stem(word) for word in plain(title).replace("-", " ").split() if word not in ("the", "of", "for")
    )


def _curated(
    knowledge: Knowledge, person: str, title: str, organisation: str | None, on: date | None
) -> KnownTenure | None:
    """Return the curated tenure that a role in a text speaks of, None where there is none or not one."""
    wanted = _comparable(title)
    fitting = [
        tenure
        for tenure in knowledge.tenures_of(person)
        if wanted in {_comparable(form) for form in (tenure.title, *tenure.titles)}
        and (organisation is None or _related(knowledge, organisation, tenure.organisation))
    ]
    current = [tenure for tenure in fitting if on is not None and tenure.covers(on)]
    chosen = current or fitting
    return chosen[0] if len(chosen) == 1 else None


def _related(knowledge: Knowledge, one: str, other: str) -> bool:
    """Return whether two organisations are the same or of one state ("US" for the Pentagon's secretary)."""
    if one == other:
        return True
    first, second = knowledge.state_of(one), knowledge.state_of(other)
    return first is not None and first == second


def tenures(corpus: Corpus, cast: Cast, knowledge: Knowledge) -> tuple[Tenure, ...]:
    """Return the offices that the texts give, joined with the curated ones valid when the texts appeared."""
    evidence: dict[Tenure, list[tuple[str, Span]]] = defaultdict(list)
    uncurated: dict[Office, list[tuple[str, str, Span]]] = defaultdict(list)
    for ident, reading in corpus.readings.items():
        on = corpus.published(ident)
        for role in credible_roles(reading, knowledge):
            person = cast.key(ident, role.person)
            if person is None:
                continue
            organisation = cast.key(ident, role.organisation)
            known = None if role.former else _curated(knowledge, person, role.title, organisation, on)
            if known is not None:
                evidence[_of_known(known)].append((ident, role.span))
            else:
                office = (person, _comparable(role.title), organisation, role.former)
                uncurated[office].append((role.title, ident, role.span))
    for person, days in cast.belonging.days.items():
        for known in knowledge.tenures_of(person):
            if any(known.covers(day) for day in days):
                evidence[_of_known(known)].extend(())
    found = [_with(tenure, places) for tenure, places in evidence.items()]
    found += [_from_text(office, met) for office, met in uncurated.items()]
    return tuple(sorted(found, key=_order))


def _of_known(known: KnownTenure) -> Tenure:
    return Tenure(known.person, known.title, known.organisation, known.since, known.until)


def _with(tenure: Tenure, places: list[tuple[str, Span]]) -> Tenure:
    return Tenure(
        tenure.person,
        tenure.title,
        tenure.organisation,
        tenure.since,
        tenure.until,
        evidence=tuple(sorted(set(places))),
    )


def _from_text(office: Office, met: list[tuple[str, str, Span]]) -> Tenure:
    person, _, organisation, former = office
    counts = Counter(title for title, _, _ in met)
    title = min(counts, key=lambda form: (-counts[form], form))
    places = tuple(sorted({(ident, span) for _, ident, span in met}))
    return Tenure(person, title, organisation, former=former, evidence=places)


def _order(tenure: Tenure) -> tuple[str, str, str, str, bool]:
    since = tenure.since.isoformat() if tenure.since else ""
    return (tenure.person, tenure.organisation or "", tenure.title, since, tenure.former)
