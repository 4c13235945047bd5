"""Claims with their actors settled, document by document: what `propositions` compares."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Kind, NamedClaim, SpeechAct
from kg.resolve.act_words import done_here
from kg.resolve.antecedents import POINTING, STANDING, with_antecedents
from kg.resolve.classes import classes
from kg.resolve.matter import Matter, Use
from kg.resolve.names import stem, words
from kg.resolve.telling import Teller, is_clause
from kg.resolve.within import bare_acts, contained, filled, fulfilled, named, unwrapped

if TYPE_CHECKING:
    from kg.model import Claim, Position, Reading
    from kg.resolve.actors import Cast
    from kg.resolve.settling import Settler

NOUN_FRAMES = ("-obj", "-p", "-exp", "-obj-say", "-as", "-obj-of", "-obj-for", "-obj-from", "-obj-on")
"""Endings of the rules whose content is a noun."""
BLAMING = frozenset({"verb-obj-of", "verb-obj-for", "verb-obj-from"})
"""Rules of what someone is blamed or praised for, or kept from: the doer is the target."""


OWN_PROSPECT = re.compile(
    r"rul(?:e|es|ed|ing) out\b|(?:consider|weigh|mull|refus|threaten|plan)", re.IGNORECASE
)
"""Cues of what is the holder's own to do or leave."""


def claims(reading: Reading, teller: Teller, settler: Settler) -> list[Matter]:
    """Return the claims of a document with their actors settled, each once, those that a person named last."""
    ident, cast = teller.ident, teller.cast
    told = dict.fromkeys(reading.claims())
    found = [_matter(claim, settler, teller) for claim in told if not isinstance(claim, NamedClaim)]
    uses = _uses(ident, reading, cast)
    found = [settler.with_patient_of_threat(matter, uses[matter.claim]) for matter in found]
    found = [settler.with_holder(matter, uses[matter.claim]) for matter in found]
    found = [settler.with_target(matter, uses[matter.claim]) for matter in found]
    named_acts = bare_acts(found)
    done = tuple(done_here(reading, named_acts, cast, settler)) if named_acts else ()
    found = with_antecedents(
        unwrapped(contained(named(fulfilled(filled(filled(found, done), done))))), ident, reading, cast
    )
    return [*found, *(_matter(claim, settler, teller) for claim in told if isinstance(claim, NamedClaim))]


def _matter(claim: Claim, settler: Settler, teller: Teller) -> Matter:
    uses = teller.uses.get(claim, ())
    bare = claim.judged is not None and claim.judged.wording.casefold() in STANDING
    cut = claim.judged is not None and not bare and _is_verdict(claim, claim.judged)
    meant = claim.judged if claim.judged is not None and cut else claim
    blamed = {use.target for use in uses if use.rule in BLAMING and use.holder == claim.agent}
    if len(blamed) == 1 and None not in blamed:  # "accused them of lying": they lie, not the accuser
        meant = replace(meant, agent=blamed.pop())
    noun = not is_clause(meant) if cut else all(use.rule.endswith(NOUN_FRAMES) for use in uses)
    told = teller.told(meant)
    return replace(
        settler.matter(meant, told),
        claim=claim,
        told=told,
        sentence=teller.sentence(claim),
        points=bare,
        nominal=bool(uses) and (noun or _is_noun(meant)),
        infinitive=bool(uses) and all(use.rule.endswith("-to") for use in uses),
    )


def _is_noun(claim: Claim) -> bool:
    """Return whether a claim is a noun behind its article, whatever rule found it: "said Oslo backs *the pact*"."""
    told = words(claim.wording)
    return len(told) > 1 and told[0] in POINTING and stem(told[-1]) == stem(claim.action)


def _is_verdict(claim: Claim, judged: Claim) -> bool:
    """Return whether the rest of a claim only judges its subject, and names no thing of a class: "is a responsibility"."""
    return claim.thing == judged.thing or stem(claim.thing) not in classes().thing_of


def _uses(ident: str, reading: Reading, cast: Cast) -> dict[Claim, Use]:
    """Return, for each claim, its one holder and target (None where several differ), acts and conditions."""
    by_claim: dict[Claim, list[Position]] = defaultdict(list)
    for position in reading.positions:
        if position.claim is not None:
            by_claim[position.claim].append(position)
    uses = {claim: Use(None, frozenset(), ()) for claim in reading.claims()}
    for claim, positions in by_claim.items():
        holders = {cast.key(ident, position.holder) for position in positions}
        targets = {cast.key(ident, position.target) for position in positions if _is_asked(position)}
        uses[claim] = Use(
            holders.pop() if len(holders) == 1 else None,
            frozenset(position.speech_act for position in positions),
            tuple(condition for position in positions for condition in position.conditions),
            frozenset(position.rule for position in positions),
            frozenset(position.polarity for position in positions),
            targets.pop() if len(targets) == 1 else None,
            all(is_own_prospect(position, reading.article.text) for position in positions),
        )
    return uses


def is_own_prospect(position: Position, text: str) -> bool:
    """Return whether a cue speaks of what its holder may or will not do: "ruled out sanctions", "weighs tariffs"."""
    return position.cue is not None and OWN_PROSPECT.match(position.cue.of(text)) is not None


def _is_asked(position: Position) -> bool:
    """Return whether a position asks its target to act; what is told to a newspaper is asked of nobody."""
    return (
        position.speech_act in (SpeechAct.DEMAND, SpeechAct.SUGGEST)
        and position.target is not None
        and position.target.kind is not Kind.OUTLET
    )
