"""The reasons behind one finding: the words, who holds them, and the steps of the reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.graph.vocab import GS, RDF
from kg.query.bind import iri
from kg.query.explain_actor import actor_facts, called, corrections
from kg.query.formats import printable, shortened, wrapped
from kg.query.later import copies, deeds, quoted, report
from kg.query.look import Look, Marked, mark
from kg.query.names import suggestion
from kg.query.result import text

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.graph.source import Source

KINDS = ("Position", "Attribution", "EventMention", "Actor")
"""Classes of what can be explained."""
TITLES = {
    "Position": "position",
    "Attribution": "attribution",
    "EventMention": "report of an event",
    "Actor": "actor",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """What stands behind one finding, as plain data."""

    iri: str
    kind: str
    """One of `KINDS`."""
    passages: tuple[Marked, ...]
    """The sentences that show it, with its content (of an event: its trigger) marked."""
    facts: tuple[tuple[str, str], ...]
    """Name and value of all that is said of it, in the order to read them."""
    told: tuple[str, ...]
    """Who said it to whom, the innermost attribution first."""
    steps: tuple[str, ...]
    """How it was read, step by step."""
    links: tuple[str, ...] = ()
    """What it contradicts, agrees with or changes."""


def explain(store: Source, ident: str) -> Explanation:
    """Return what stands behind a position, attribution, report of an event or actor.

    `ident` is an IRI, a prefixed name, the last part of the IRI (`position-3f2a…`, `3f2a…`), a beginning
    of that part that fits only one, or the name of an actor.

    Raises:
        QueryError: If nothing or more than one thing answers to `ident`.
    """
    look = Look(store)
    node, kind = _find(look, ident.strip())
    content = look.places(node, GS.triggerSpan if kind == "EventMention" else GS.contentSpan)
    if kind == "Position":
        passages = look.places(node, GS.evidence)
    elif kind == "Attribution":
        passages = look.around(look.places(node, GS.contentSpan, GS.cueSpan, GS.sourceSpan))
    else:
        passages = look.around(look.places(node, GS.triggerSpan, GS.initiatorSpan, GS.recipientSpan))
    read = {"Position": _position, "Attribution": _attribution, "EventMention": _event, "Actor": actor_facts}
    facts = read[kind](look, node)
    if kind != "Actor":
        facts += [*_made(look, node), *corrections(look, node)]
    return Explanation(
        iri=node.value,
        kind=kind,
        passages=mark(passages, content),
        facts=tuple((name, value) for name, value in facts if value),
        told=_told(look, node if kind == "Attribution" else None, look.nodes(node, GS.attribution)),
        steps=tuple(printable(text(step)) for step in look.values(node, GS.derivation)),
        links=_links(look, node),
    )


def render(explanation: Explanation, *, width: int | None = None, colour: bool = False) -> str:
    """Return the explanation as lines to read, newline at the end.

    The content is marked by brackets, or in bold where `colour` allows. `width` is in characters; without it
    no line is broken.
    """
    opening, closing = ("\x1b[1m", "\x1b[0m") if colour else ("[", "]")
    lines = [TITLES[explanation.kind].capitalize(), f"  <{explanation.iri}>", ""]
    for passage in explanation.passages:
        lines += wrapped("  ", passage.marked(opening, closing), width)
    lines += [""] if explanation.passages else []
    size = max((len(name) for name, _ in explanation.facts), default=0)
    for name, value in explanation.facts:
        lines += wrapped(f"  {name:>{size}}  ", value, width)
    for title, part in (
        ("Who says so", explanation.told),
        ("How it was read", explanation.steps),
        ("Beside others", explanation.links),
    ):
        if part:
            lines += ["", title]
            for line in part:
                lines += wrapped("  ", line, width)
    return "\n".join(lines) + "\n"


# ------------------------------------------------------------------ finding it


def _find(look: Look, ident: str) -> tuple[ox.NamedNode, str]:
    node = iri(ident)
    if node is not None:
        classes = {value.value for value in look.nodes(node, RDF.type)}
        for kind in KINDS:
            if GS[kind].value in classes:
                return node, kind
        if classes:
            listed = ", ".join(sorted(name.removeprefix(GS.base) for name in classes))
            raise QueryError(
                f"{ident} is of class {listed}; explained are positions, attributions, reports of events and actors"
            )
    wanted = _last(node.value) if node is not None else ident
    known = {
        (_last(thing.value), thing.value): (thing, kind) for kind in KINDS for thing in look.of_class(kind)
    }
    exact = [found for (last, _), found in known.items() if wanted in {last, last.rpartition("-")[2]}]
    begun = [
        found
        for (last, _), found in known.items()
        if wanted and (last.startswith(wanted) or last.rpartition("-")[2].startswith(wanted))
    ]
    fitting = exact or (begun if node is None else [])
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        listed = ", ".join(sorted(shortened(thing) for thing, _ in fitting)[:4])
        raise QueryError(f"“{ident}” fits {len(fitting)} things: {listed}{', …' if len(fitting) > 4 else ''}")
    if len(named := called(look, ident)) == 1:
        return named[0], "Actor"
    hint = suggestion(wanted, {last: shortened(thing) for (last, _), (thing, _) in known.items()})
    raise QueryError(f"nothing in the graph is called “{ident}”{hint}")


def _last(value: str) -> str:
    return value.rpartition("#")[2].rpartition("/")[2]


# ------------------------------------------------------------------ what is said of it


def _position(look: Look, node: ox.NamedNode) -> list[tuple[str, str]]:
    day, precision = look.read(node, GS.assertedOn), look.read(node, GS.datePrecision)
    documents = look.nodes(node, GS.reportedIn)
    return [
        ("holder", _with_words(look.read(node, GS.holder), look.words(node, GS.holderSpan))),
        ("side", look.read(node, GS.polarity)),
        ("matter", look.read(node, GS.about)),
        ("toward", _with_words(look.read(node, GS.target), look.words(node, GS.targetSpan))),
        ("words", quoted(look.words(node, GS.contentSpan))),
        ("modality", look.read(node, GS.modality)),
        ("speech act", look.read(node, GS.speechAct)),
        *_conditions(look, node),
        ("cue", quoted(look.words(node, GS.cueSpan))),
        ("strength", look.read(node, GS.strength)),
        ("said on", f"{day} ({precision})" if day and precision else day),
        ("reported in", "; ".join(look.source(document) for document in documents)),
        ("reprinted", "; ".join(copies(look, documents))),
    ]


def _conditions(look: Look, node: ox.NamedNode) -> list[tuple[str, str]]:
    told = "; ".join(report(look, one) for one in look.nodes(node, GS.settledBy))
    status = look.read(node, GS.conditionStatus) + _after(": ", told)
    return [
        ("condition", quoted(look.words(node, GS.conditionSpan))),
        ("only if", look.read(node, GS.condition)),
        ("unless", look.read(node, GS.unless)),
        ("so far", status),
    ]


def _attribution(look: Look, node: ox.NamedNode) -> list[tuple[str, str]]:
    documents = {place.document for place in look.places(node, GS.contentSpan)}
    return [
        ("source", _with_words(look.read(node, GS.source) or "unnamed", look.words(node, GS.sourceSpan))),
        ("words", quoted(look.words(node, GS.contentSpan))),
        ("quotation", look.read(node, GS.quotation)),
        ("cue", quoted(look.words(node, GS.cueSpan))),
        ("to", look.read(node, GS.addressee)),
        ("given to", look.read(node, GS.outlet)),
        ("reported in", "; ".join(sorted(look.source(document) for document in documents))),
    ]


def _event(look: Look, node: ox.NamedNode) -> list[tuple[str, str]]:
    documents = {place.document for place in look.places(node, GS.triggerSpan)}
    facts = [
        ("trigger", quoted(look.words(node, GS.triggerSpan))),
        ("status", look.read(node, GS.eventStatus)),
    ]
    for event in look.nodes(node, GS.mentionOf):
        facts += [
            ("event", shortened(event)),
            ("type", look.read(event, GS.eventType)),
            ("by", look.read(event, GS.initiator)),
            ("to", look.read(event, GS.recipient)),
            ("taking part", look.read(event, GS.participant)),
            ("place", look.read(event, GS.place)),
            ("day", look.read(event, GS.eventDate)),
            ("last day", look.read(event, GS.eventEndDate)),
        ]
    return [
        *facts,
        ("words of time", quoted(look.words(node, GS.timeSpan))),
        ("reported in", "; ".join(sorted(look.source(document) for document in documents))),
    ]


def _made(look: Look, node: ox.NamedNode) -> list[tuple[str, str]]:
    return [("rule", look.read(node, GS.rule)), ("confidence", look.read(node, GS.confidence))]


def _told(look: Look, itself: ox.NamedNode | None, carriers: list[ox.NamedNode]) -> tuple[str, ...]:
    """Return a line for each attribution on the way out; that the chain ends is not taken for granted."""
    waiting = look.nodes(itself, GS.within) if itself is not None else carriers
    lines, seen = [], set()
    while waiting:
        node = waiting.pop(0)
        if node in seen:
            break
        seen.add(node)
        who = look.read(node, GS.source) or look.words(node, GS.sourceSpan) or "an unnamed source"
        details = [
            part
            for part in (
                look.read(node, GS.quotation),
                _after("to ", look.read(node, GS.addressee)),
                _after("given to ", look.read(node, GS.outlet)),
            )
            if part
        ]
        lines.append(f"{who} ({', '.join(details)}): {quoted(look.words(node, GS.contentSpan))}")
        waiting += look.nodes(node, GS.within)
    return tuple(lines)


def _links(look: Look, node: ox.NamedNode) -> tuple[str, ...]:
    found = [("contradicts", other) for other in look.nodes(node, GS.contradicts)]
    found += [("agrees with", other) for other in look.nodes(node, GS.agreesWith)]
    found += [("changed from", other) for other in look.nodes(node, GS.shiftsFrom)]
    found += [("changed later to", other) for other in look.subjects(GS.shiftsFrom, node)]
    linked = tuple(
        f"{how} {look.read(other, GS.holder)}, {look.read(other, GS.polarity)}: "
        f"{quoted(look.words(other, GS.evidence))} ({shortened(other)})"
        for how, other in found
    )
    return linked + deeds(look, node)


def _after(before: str, words: str) -> str:
    return before + words if words else ""


def _with_words(name: str, words: str) -> str:
    return f"{name} ({quoted(words)})" if name and words and words != name else name or words
