"""What "the move", "his decision", "it" and "this" mean in a document: an act that it has spoken of.

Where the words name an owner, it is the owner's act. Else it is an act close by, or what the article is about
as a whole: the first stance of its headline or its first paragraph.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Modality, NamedClaim, Polarity, SpeechAct
from kg.resolve.classes import classes
from kg.resolve.names import stem, words
from kg.resolve.tables import settings
from kg.resolve.told_acts import Act, Acts

if TYPE_CHECKING:
    from kg.model import Position, Reading
    from kg.resolve.actors import Cast
    from kg.resolve.matter import Matter

REMARKS = frozenset({"remark", "comment", "word"})
"""Roots of nouns for what somebody said last, be it no act."""
STANDING = frozenset({"it", "this", "that", "so"})
POINTING = frozenset({"the", "this", "that", "these", "his", "her", "their", "its"})
STATE_OF_THINGS = re.compile(r"it(?: is|['’]s| was) ", re.IGNORECASE)
DOING = re.compile(
    r"\b(?:do|does|did|doing|done) (?:it|so|this|that|the same|as (?:he|she|they|it) \w+)$",
    re.IGNORECASE,
)
"""The end of a claim whose verb stands for an act told before: "may do it", "power to do so"."""
CUT_SHORT = re.compile(
    r"(?:it|he|she|we|they) (?:will|would|can|could|must|may|might)(?: not)?", re.IGNORECASE
)
"""The whole of a claim that leaves out its verb: "Analysts doubt that *it can*"."""
WOULD_BE = re.compile(r"it would (?:not )?be ", re.IGNORECASE)
LACKING = re.compile(
    r"\bnot\b.*\benough\b|\bf(?:all|alls|allen|ell) short\b|\btoo (?:little|late)\b", re.IGNORECASE
)
MOST_BEFORE = 4
"""Words within which the subject of a claim is looked for."""
ASKING = frozenset(
    {SpeechAct.DEMAND, SpeechAct.SUGGEST, SpeechAct.PROMISE, SpeechAct.INTEND, SpeechAct.THREATEN}
)
REFUSING = frozenset({SpeechAct.PROMISE, SpeechAct.THREATEN, SpeechAct.INTEND})
VERDICTS = frozenset({SpeechAct.CRITICISE, SpeechAct.PRAISE})


def with_antecedents(found: list[Matter], ident: str, reading: Reading, cast: Cast) -> list[Matter]:
    """Give what points back the matter of the act that it points to.

    Args:
        found: The claims of the document.
        ident: Its identifier.
        reading: What was read from it.
        cast: The actors.
    """
    on, text = reading.article.published, reading.article.text
    by_claim = {matter.claim: matter for matter in found}
    acts = Acts()
    last: tuple[Position, Matter] | None = None
    cued: dict[str, tuple[Position, Matter]] = {}
    for position in reading.positions:
        holder = cast.key(ident, position.holder)
        if position.claim is None or isinstance(position.claim, NamedClaim) or holder is None:
            continue
        matter = by_claim[position.claim]
        cognate = cued.get(matter.sense.verb) if points_back(matter) else None
        if cognate is not None:  # "A court ruled that … Bern rejects the ruling"
            backed = cognate[0].polarity is Polarity.SUPPORT and cognate[0].holder != position.holder
            meant = cognate[1] if backed else None
        else:
            meant = _meant(position, matter, holder, acts, last, text)
        if meant is not None:
            matter = by_claim[position.claim] = _as(matter, meant)
        elif not points_back(matter) and not _is_it(matter) and not _does_so(matter):
            by = frozenset({holder, cast.belonging.acting(holder, on)})
            _remember(acts, position, matter, by)
        if not _is_it(matter):
            last = (position, matter)
            acts.told[holder] = matter
        if position.cue is not None:
            cued[stem(position.cue.of(text))] = (position, matter)
    return [by_claim[matter.claim] for matter in found]


def _remember(acts: Acts, position: Position, matter: Matter, by: frozenset[str]) -> None:
    """Note a stance that words may point back to: what its holder does or asks for, what the article is about."""
    begin, end = position.evidence[-1].begin, position.evidence[-1].end
    doing = position.polarity is Polarity.SUPPORT and bool(matter.sense.verb)
    own = matter.agent in by or matter.patient in by  # whose troops another state sends home
    if doing and (own or position.speech_act in ASKING):
        firm = position.modality is Modality.CERTAIN and not position.conditions
        acts.near.append(Act(by, matter, end, own, firm))
    told = matter.closed or len(matter.words) >= settings().vague_below
    if acts.central is None and begin <= settings().lead_chars and told:
        if position.polarity is Polarity.SUPPORT and doing:
            acts.central = (by, matter)
        elif position.polarity is Polarity.OPPOSE and matter.nominal:
            acts.central = (frozenset(), matter)
            acts.refused = matter if position.speech_act is SpeechAct.REJECT else None


def _meant(
    position: Position, matter: Matter, holder: str, acts: Acts,
    last: tuple[Position, Matter] | None, text: str,
) -> Matter | None:  # fmt: skip
    """Return the act that a claim points to, None where it says itself what it is about."""
    begin = position.evidence[-1].begin
    if _is_it(matter):
        return _named_by_it(position, matter, holder, acts, last, text)
    if _does_so(matter):
        return acts.owned({matter.agent or holder}, saying=False)
    if not points_back(matter):
        return None
    owners = {word[1:] for word in matter.words if word.startswith("@")}
    saying = matter.sense.verb in classes().sayings
    if owners:
        act = acts.owned(owners, saying=saying)
        words_only = matter.sense.verb in REMARKS and any(
            acts.told.get(owner, act) is not act for owner in owners
        )
        return None if words_only else act
    return _pointed_at(matter.sense.verb, holder, begin, acts)


def _named_by_it(
    position: Position, matter: Matter, holder: str, acts: Acts,
    last: tuple[Position, Matter] | None, text: str,
) -> Matter | None:  # fmt: skip
    """Return the act that "it" or "this" means: "Oslo will never sign. Rao thinks *this* a mistake" means none told earlier."""
    if last is not None and _goes_on(position, last[0], text):
        return last[1]
    if position.speech_act not in VERDICTS or not _judges_act(position, matter, last):
        return None
    act = acts.others(holder, position.evidence[-1].begin, closed=True)
    if act is None or _judges_condition(position, matter, act):
        return None
    between = last is not None and act is not last[1] and _is_refused_before(last[0], position, text)
    return None if between else act


def _pointed_at(noun: str, holder: str, begin: int, acts: Acts) -> Matter | None:
    """Return the act that a noun such as "the decision" means, which is nobody's by its words."""
    known = classes()
    if noun not in known.pointing | known.anaphors or noun in known.texts:
        return None
    own, sure = noun in known.own_acts, noun in known.sure_acts
    act = acts.others(holder, begin, noun, done=own, firm=sure)
    return None if act is None or acts.is_other(act, noun) else act


def _judges_act(position: Position, matter: Matter, last: tuple[Position, Matter] | None) -> bool:
    """Return whether "it" can be an act: "this is reckless", "it would be a disgrace".

    "It is" mostly speaks of a state of things, unless the holder has just named an act: "The order is a shock. It
    is a betrayal".
    """
    if LACKING.search(matter.claim.wording) is not None:
        return False  # "it did not go far enough": who says so wants more of it
    if STATE_OF_THINGS.match(matter.claim.wording) is None:
        return True
    if last is None or last[0].holder != position.holder or last[0].claim is None:
        return False
    first = words(last[0].claim.wording)[:MOST_BEFORE]
    return bool(first) and first[0] in POINTING and any(stem(word) in classes().referring for word in first)


def _judges_condition(position: Position, matter: Matter, act: Matter) -> bool:
    """Return whether "it" is what stands behind "if": "It would be a pity *if Oslo left*" speaks of no other act."""
    if not position.conditions or WOULD_BE.match(matter.claim.wording) is None:
        return False
    told = {stem(word) for condition in position.conditions for word in words(condition.claim.wording)}
    return not told & {stem(word) for word in words(act.told)} - classes().empty


def _as(matter: Matter, other: Matter) -> Matter:
    """Return the claim as one of the other's matter."""
    return replace(other, ident=matter.ident, claim=matter.claim)


def _is_it(matter: Matter) -> bool:
    """Return whether a claim is nothing but "it" or "this"."""
    bare = matter.told.casefold() in STANDING or matter.claim.wording.casefold() == "them"
    return matter.points or (matter.nominal and bare)


def _does_so(matter: Matter) -> bool:
    """Return whether a claim is nothing but that somebody does so, or has the power to: "he may do it"."""
    wording = matter.claim.wording
    if CUT_SHORT.fullmatch(wording):
        return True
    doing = DOING.search(wording)
    if doing is None:
        return False
    before = {stem(word) for word in words(wording[: doing.start()])}
    said = {item.stem for item in matter.sense.items if not item.actor} - classes().empty
    return before & said <= classes().ability


def _goes_on(later: Position, earlier: Position, text: str) -> bool:
    """Return whether a holder goes on about what the sentence or the one before took a side on.

    As in "rejected the truce and called it a danger"; a claim of fact before a verdict is not what it judges.
    """
    here, there = later.evidence[-1].begin, earlier.evidence[-1].end
    near = earlier.content[0].begin < later.content[0].begin and len(text[there:here].split()) == 0
    verdict = later.speech_act in VERDICTS
    turned = earlier.polarity is not later.polarity  # nobody calls what he has just asked for a disaster
    return (
        near
        and earlier.polarity is not Polarity.NEUTRAL
        and not (verdict and (turned or earlier.holder != later.holder))
    )


def _is_refused_before(earlier: Position, later: Position, text: str) -> bool:
    """Return whether the sentence before tells what somebody else will not do, which "this" may be."""
    there, here = earlier.evidence[-1].end, later.evidence[-1].begin
    near = there <= here and not text[there:here].split() and earlier.holder != later.holder
    return near and earlier.polarity is Polarity.OPPOSE and earlier.speech_act in REFUSING


def points_back(matter: Matter) -> bool:
    """Return whether a claim is nothing but a noun that points back."""
    told = words(matter.told)
    rest = {word for word in matter.words if not word.startswith("@")} | {matter.sense.verb}
    owned = any(word.startswith("@") for word in matter.words)
    return (
        rest - {""} <= classes().referring | classes().judging
        and bool(told)
        and (told[0] in POINTING or owned)
        and bool(rest & classes().referring)
    )
