"""Claims of all documents become propositions: one node for one matter, however it is worded.

A claim of a known action on a known thing ("sending soldiers to Ukraine") is told by agent, action,
thing and patient. Any other claim is told by its content words, compared only with claims of the same
action and of actors that fit; opposites never meet, since in every measure of similarity tried they
come closer than paraphrases. So what is compared with what is told by the action, and goes by it to whoever works.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kg.forms import bared, plain
from kg.model import Issue, Proposition
from kg.resolve.alike import Alike, fullness, is_compared, is_named
from kg.resolve.classes import classes
from kg.resolve.issues import Debates, shared
from kg.resolve.labels import class_label
from kg.resolve.names import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kg.knowledge import Knowledge
    from kg.model import Claim
    from kg.resolve.actors import Cast
    from kg.resolve.corpus import Corpus
    from kg.resolve.matter import Lasting

UNSAID = "any"
HASH_CHARS = 8
KEY_WORDS = 6


class Found(NamedTuple):
    """The matters of a corpus."""

    propositions: tuple[Proposition, ...]
    issues: tuple[Issue, ...]
    of: dict[tuple[str, Claim], str]
    """Document and claim to the proposition's key."""
    leaders: dict[str, Lasting]
    """Of each proposition the claim that says most."""


def propositions(
    corpus: Corpus, cast: Cast, knowledge: Knowledge, label_of: Callable[[str], str],
    claims: Sequence[Lasting], alike: Alike,
) -> Found:  # fmt: skip
    """Return the propositions of the corpus, their issues, and which proposition each document's claim is about.

    Args:
        corpus: The readings.
        cast: Their actors.
        knowledge: The curated actors.
        label_of: Key of an actor to its label.
        claims: Those of all documents, in order.
        alike: What `wordings` made of them.
    """
    members = _grouped(claims, alike)
    _add_named([matter for matter in claims if is_named(matter)], members, label_of)
    of = {(matter.ident, matter.claim): key for key, group in members.items() for matter in group}
    opposites = _opposites(members)
    published = {ident: reading.article.published for ident, reading in corpus.readings.items()}
    debates = Debates(cast.belonging, knowledge, label_of, published)
    leaders = {key: min(members[key], key=fullness) for key in sorted(members)}
    debated = {key: debates.issue(leader) for key, leader in leaders.items()}
    issues = shared(debated.values())
    made = tuple(
        _proposition(
            key,
            members[key],
            opposites[key],
            issues.get(issue.key) if issue else None,
            label_of,
        )
        for key, issue in debated.items()
    )
    return Found(made, tuple(issues[key] for key in sorted(issues)), of, leaders)


def _grouped(claims: Iterable[Lasting], alike: Alike) -> defaultdict[str, list[Lasting]]:
    """Return the claims that are one matter, by the proposition's key."""
    members: defaultdict[str, list[Lasting]] = defaultdict(list)
    for matter in claims:
        if is_named(matter) or is_compared(matter):
            continue
        if matter.closed:
            members[_closed_key(matter)].append(matter)
        else:
            members[f"{_open_key(matter)}--{matter.ident}"].append(matter)
    for group, matters in alike:
        for places in matters:
            members[_open_key(group[places[0]])].extend(group[place] for place in places)
    return members


def _add_named(
    told: Sequence[Lasting], members: defaultdict[str, list[Lasting]], label_of: Callable[[str], str]
) -> None:
    """Put matters that a person named to the proposition of that label, else of that wording, else by themselves.

    Where several are called so, that of the same document is meant, else the first by key. None leads a proposition
    that was read: what a person names changes no other position's matter.
    """
    if not told:
        return
    called: defaultdict[tuple[bool, str], list[str]] = defaultdict(list)
    for key in sorted(members):
        called[True, _folded(_label(members[key], label_of))].append(key)
        for wording in {_folded(matter.claim.wording) for matter in members[key]}:
            called[False, wording].append(key)
    own = {(key, matter.ident) for key in members for matter in members[key]}
    for matter in told:
        name = _folded(matter.claim.label)
        keys = called[True, name] or called[False, name]
        near = [key for key in keys if (key, matter.ident) in own] or keys
        key = near[0] if near else (_closed_key if matter.closed else _open_key)(matter)
        members[key].append(matter)


def _folded(words: str) -> str:
    return bared(plain(words)).casefold()


def _closed_key(matter: Lasting) -> str:
    act = "-".join(filter(None, (matter.action, matter.thing)))
    core = f"{matter.agent or UNSAID}--{act}--{matter.patient or UNSAID}"
    return f"{core}--{matter.ident}" if _is_of_document(matter) else core


def _is_of_document(matter: Lasting) -> bool:
    """Return whether an act meets none of another text: nobody is named in it, or nobody whom it is done to.

    "Germany wants sanctions" of one season has nothing to do with "Germany rejects sanctions" of another.
    """
    action, known = matter.sense.action, classes().actions
    events = {known[name].event for name in (action.name, *action.opposites)} if action is not None else set()
    untold = "SANCTION" in events and matter.patient is None
    return not (matter.agent or matter.patient) or untold


def _open_key(leader: Lasting) -> str:
    """Return a readable key with a hash over all that tells the matter from others."""
    told = "|".join((leader.agent or "", leader.action, leader.thing, leader.patient or "", *leader.terms))
    digest = hashlib.sha256(told.encode("utf-8")).hexdigest()[:HASH_CHARS]
    empty = classes().empty
    core = [item.actor or item.stem for item in leader.sense.items if item.stem not in empty][:KEY_WORDS]
    return "--".join(filter(None, (leader.agent or UNSAID, slug(" ".join((leader.action, *core))), digest)))


def _opposites(members: dict[str, list[Lasting]]) -> dict[str, tuple[str, ...]]:
    """Return, for each proposition, those of the same actors and words whose action is the opposite."""
    actions = classes().actions
    told: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for key, group in members.items():
        told[_telling(group[0], group[0].action)].add(key)
    found: dict[str, set[str]] = defaultdict(set)
    for key, group in members.items():
        action = group[0].sense.action
        for opposite in actions[action.name].opposites if action is not None else ():
            for other in told.get(_telling(group[0], opposite), ()):
                if other != key:
                    found[key].add(other)
                    found[other].add(key)
    return defaultdict(tuple, {key: tuple(sorted(others)) for key, others in found.items()})


def _telling(leader: Lasting, action: str) -> tuple[object, ...]:
    """Return what an opposite must have in common, under the name of an action."""
    scope = leader.ident if leader.closed and _is_of_document(leader) else ""
    terms = () if leader.closed else leader.terms
    return (leader.closed, leader.agent, leader.thing, leader.patient, action, terms, scope)


def _proposition(
    key: str,
    group: list[Lasting],
    opposites: tuple[str, ...],
    issue: Issue | None,
    label_of: Callable[[str], str],
) -> Proposition:
    leader = min(group, key=fullness)
    wordings = tuple(sorted({matter.claim.wording for matter in group}))
    label = _label(group, label_of)
    action = leader.sense.action
    return Proposition(
        key, label, wordings, leader.agent, action.event or action.name if action else leader.sense.verb,
        leader.thing, leader.patient, opposites, None if issue is None else issue.key,
    )  # fmt: skip


def _label(group: Sequence[Lasting], label_of: Callable[[str], str]) -> str:
    leader = min(group, key=fullness)
    if is_named(leader):
        return leader.claim.label
    return class_label(leader, label_of) or _clearest(m for m in group if not is_named(m))


def _clearest(group: Iterable[Lasting]) -> str:
    """Return the clearest of the claims' own labels: one that names its agent, the longest, the first by alphabet."""
    found = {(matter.says_little, matter.agent is None, matter.label) for matter in group}
    return min(found, key=lambda one: (*one[:2], -len(one[2]), one[2]))[2]
