"""The graph → what a page may show (`View`), a pure function of its statements."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kg.draw.actors import Actors
from kg.draw.facts import Facts, local, short
from kg.draw.findings import Findings
from kg.draw.records import (
    AGREEMENT,
    CONTRADICTION,
    SHIFT,
    ActShown,
    EventShown,
    IssueShown,
    LinkShown,
    Passage,
    PositionShown,
    PropositionShown,
    View,
)
from kg.draw.settings import look
from kg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Store

    from kg.graph.finished import Finished
    from kg.graph.statements import Statements

_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”\u2019)\]]*\s+|\n+")
_UNFIT = 3
_LINKS = (
    (CONTRADICTION, "gs:Contradiction", "gs:contradicts"),
    (AGREEMENT, "gs:Agreement", "gs:agreesWith"),
    (SHIFT, "gs:Shift", "gs:shiftsFrom"),
)


def view_of(graph: Store | Iterable[Statements | Finished], *, texts: bool = True) -> View:
    """Read everything that a page may show, over the union of a store's graphs.

    Args:
        graph: A store, or statements that are not in one yet, in the project's vocabulary.
        texts: Whether article texts are kept; without them only the sentences of findings are.
    """
    facts = Facts(graph)
    findings = Findings(facts)
    positions = findings.positions()
    events = tuple(_event(facts, findings, iri) for iri in facts.members("gs:Event"))
    return View(
        actors=Actors(facts).actors(positions, events),
        propositions=tuple(
            PropositionShown(
                short(iri),
                facts.label(iri),
                facts.all(iri, "skos:altLabel"),
                _short(facts.one(iri, "skos:broader")),
            )
            for iri in facts.members("gs:Proposition")
        ),
        events=events,
        positions=positions,
        links=tuple(sorted(_links(facts, findings, positions), key=lambda x: (x.kind, x.earlier, x.later))),
        articles=findings.articles(texts=texts),
        issues=tuple(IssueShown(short(iri), facts.label(iri)) for iri in facts.members("gs:Issue")),
        acts=tuple(sorted(_acts(facts, positions, events))),
    )


def _short(iri: str | None) -> str | None:
    return None if iri is None else short(iri)


def _acts(
    facts: Facts, positions: tuple[PositionShown, ...], events: tuple[EventShown, ...]
) -> Iterator[ActShown]:
    """Yield what holders did about their positions: nodes that judge it first, then pairs that a property joins."""
    said, done = {p.id for p in positions}, {e.id for e in events}
    told: set[tuple[str, str]] = set()
    for iri in facts.members("gs:ActedOn"):
        pair = (short(facts.one(iri, "gs:from") or ""), short(facts.one(iri, "gs:to") or ""))
        judged = facts.one(iri, "gs:consistent")
        if pair[0] in said and pair[1] in done and pair not in told:
            told.add(pair)
            yield ActShown(*pair, None if judged is None else judged in ("true", "1"))
    for position, found in facts.by_subject("gs:actedOn").items():
        for event in found:
            pair = (short(position), short(event))
            if pair[0] in said and pair[1] in done and pair not in told:
                yield ActShown(*pair)


def named(view: View, words: str) -> str:
    """Return the identifier of what is called `words`, letter case apart.

    An identifier or a whole name comes before the start of a name, and that before a part; among equals an actor,
    then a matter, then an event, the most spoken-of first.

    Raises:
        QueryError: If nothing is called so.
    """
    wanted = words.strip().casefold()
    heard = Counter(x for p in view.positions for x in (p.holder, *p.objects))
    known = [(0, a.id, (a.label, *a.names)) for a in view.actors]
    known += [(1, p.id, (p.label, *p.wordings)) for p in view.propositions]
    known += [(2, e.id, (e.label,)) for e in view.events]
    best = min(
        (
            (
                min(_fit(wanted, x.casefold()) for x in (ident, ident.rpartition("/")[2], *names)),
                rank,
                -heard[ident],
                ident,
            )
            for rank, ident, names in known
        ),
        default=(_UNFIT, 0, 0, ""),
    )
    if not wanted or best[0] == _UNFIT:
        raise QueryError(f"nothing in the graph is called “{words}”")
    return best[3]


def _fit(wanted: str, name: str) -> int:
    """Return how well words fit a name: 0 the whole, 1 its start, 2 a part, 3 not at all."""
    if wanted == name:
        return 0
    return 1 if name.startswith(wanted) else 2 if wanted in name else _UNFIT


def sentence_around(text: str, begin: int, end: int, reach: int) -> tuple[int, int]:
    """Return the bounds of the sentence that holds [begin, end), looking at most `reach` characters around.

    A mark of the end of a sentence counts when space follows it; a break of line always does.
    """
    left = max(0, begin - reach)
    before = [m.end() for m in _ENDS_SENTENCE.finditer(text, left, begin)]
    after = _ENDS_SENTENCE.search(text, end, min(len(text), end + reach))
    right = min(len(text), end + reach) if after is None else after.start() + len(after.group().rstrip())
    return (before[-1] if before else left), right


def _event(facts: Facts, findings: Findings, iri: str) -> EventShown:
    """Return one event with the passages that report it."""
    roles = ("gs:initiator", "gs:recipient", "gs:participant")
    who = dict.fromkeys(short(actor) for role in roles for actor in facts.all(iri, role))
    kind = facts.one(iri, "gs:eventType")
    days = sorted((*facts.all(iri, "gs:eventDate"), *facts.all(iri, "gs:eventEndDate")))
    named = facts.one(iri, "rdfs:label", "skos:prefLabel")
    type_name = "" if kind is None else facts.label(kind)
    return EventShown(
        id=short(iri),
        label=named or type_name or local(iri),
        type=type_name,
        begins=days[0][:10] if days else None,
        ends=days[-1][:10] if days else None,
        participants=tuple(who),
        reports=tuple(_reports(facts, findings, iri)),
    )


def _reports(facts: Facts, findings: Findings, event: str) -> Iterator[tuple[Passage, Passage, str]]:
    """Yield sentence, trigger and status of each mention of an event."""
    reach = int(look()["limits"]["sentence_reach"])
    for mention in facts.subjects("gs:mentionOf", event):
        status = facts.name(mention, "gs:eventStatus")
        for trigger in findings.passages(mention, "gs:triggerSpan"):
            context = facts.one_of_short(trigger.article, "nif:isString")
            sentence = trigger
            if context is not None:
                begin, end = sentence_around(context, trigger.begin, trigger.end, reach)
                sentence = Passage(trigger.article, begin, end, context[begin:end])
            yield sentence, trigger, status


def _links(facts: Facts, findings: Findings, positions: tuple[PositionShown, ...]) -> Iterator[LinkShown]:
    """Yield each link once: nodes of links first, then pairs that only a property joins."""
    known = {p.id for p in positions}
    seen: set[tuple[str, frozenset[str]]] = set()

    def new(kind: str, *pair: str) -> bool:
        key = (kind, frozenset(pair))
        fresh = known.issuperset(pair) and key not in seen
        seen.add(key)
        return fresh

    for kind, cls, prop in _LINKS:
        for iri in facts.members(cls):
            earlier, later = (short(facts.one(iri, p) or "") for p in ("gs:from", "gs:to"))
            if new(kind, earlier, later):
                within = facts.one(iri, "gs:withinActor")
                yield LinkShown(
                    kind,
                    earlier,
                    later,
                    between=facts.name(iri, "gs:linkKind") or None,
                    shift=facts.name(iri, "gs:shiftKind") or None,
                    within=None if within is None else short(within),
                    stated_by=next(iter(findings.passages(iri, "gs:statedBy")), None),
                )
        for after, others in facts.by_subject(prop).items():
            for before in others:
                if new(kind, short(before), short(after)):
                    yield LinkShown(kind, short(before), short(after))
