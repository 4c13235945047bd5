"""Polarity arithmetic: which side a holder takes, composed step by step from cue to content.

The cue gives the first side; each negation on the way turns it; where the cue takes no side
("said that …"), the content decides: what ought to be, what the holder's own side will do, what is
called good or bad (`kg.extract.content_side`). Each step is kept in words for `kg explain`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import clause, modality
from kg.extract.called import called
from kg.extract.content_side import FUTURE, OwnSide, announces, befalls, content_side
from kg.extract.givers import is_retreating
from kg.extract.hit import REFUSING
from kg.extract.reality import TURNERS
from kg.extract.reckoning import Reckoning
from kg.lang.lexicon import word_set
from kg.model import Modality, Polarity, SpeechAct

if TYPE_CHECKING:
    from kg.annotate.parsed import Token
    from kg.extract.hit import Hit

DROPPING = word_set("dropping verbs")
"""Verbs that take back the stance that is their object: "withdrew its support"."""
DEGREE = word_set("degree negators")
UNHESITATING = word_set("unhesitating verbs")
THREATENING = word_set("threatening verbs")
THREATENED = word_set("threatened")
ANOTHERS = "another's stance"
"""The step of a claim that hands on what somebody else holds."""
UNCLAIMED = word_set("unclaimed")
"""Verbs that, negated, only leave a thing unsaid: "I am not saying that we will leave"."""
ABLE = frozenset({"can", "could"})
BLAMING = frozenset({"exp", "obj-of", "obj-for"})
"""Frames in which a negated content stays what somebody is blamed for: "accused them of having no plan"."""


def reckon(hit: Hit, content: Token, own_side: OwnSide, *, evaluates: bool = True) -> Reckoning:
    """Return the side that `hit` takes on `content`.

    Args:
        hit: The cue.
        content: Head of the proposition.
        own_side: Tells the holder's side.
        evaluates: Whether the content's own words may decide; not where they are another's stance
            ("according to Oslo, Bern condemned it").
    """
    side, act = hit.cue.side, hit.cue.act
    steps = [f'cue "{hit.cue.lemma}": {side.value}']
    levels = [hit.cue.modality]
    turned = [*_cue_negations(hit), *_none(hit, content)]
    neutral: tuple[Polarity, SpeechAct | None, list[str]] = (Polarity.NEUTRAL, None, [ANOTHERS])
    inner, inner_act, inner_steps = content_side(content, own_side) if evaluates else neutral
    if hit.cue.stance == "?":
        side, step = called(hit)
        steps.append(step)
    elif hit.frame == "obj" and hit.cue.lemma in THREATENING and content.lower_ in THREATENED:
        side, act = Polarity.SUPPORT, SpeechAct.THREATEN
        steps.append(f'"{content.text}": what it will do itself')
    elif hit.frame == "obj-say" and announces(hit.head, content):
        side, act = Polarity.SUPPORT, SpeechAct.PROMISE
        steps.append(f'"{content.text}": a policy of its own')
    elif side is Polarity.NEUTRAL:
        side, steps = inner, steps + inner_steps
        act = inner_act or act
    elif hit.cue.act in {SpeechAct.WARN, SpeechAct.FEAR} and hit.frame in {"that", "quote"}:
        side, act, more = _warned(hit, content, own_side, inner, inner_act)
        steps += more
        to_come = any(m.lower_ not in ABLE for m in clause.modals(content))
        if (
            not more and to_come
        ):  # "cautioned that there are no winners", "that none can win" fears nothing to come
            side, steps = _negated_content(content, side, steps)
    elif hit.cue.act is SpeechAct.CRITICISE and hit.frame in {"that", "quote"}:
        pass  # "complained that it did not go far enough": it did not, and that is what is wrong
    elif hit.frame not in BLAMING:
        side, steps = _negated_content(content, side, steps)
    for word in turned:
        side, levels, step = _turn(hit, side, levels, word)
        steps.append(step)
    weaker, reasons = _hedged(hit, content)
    return Reckoning(
        side,
        _negated_act(hit, side, act) if turned else act,
        modality.weakest(levels + weaker),
        (*steps, *reasons),
    )


def _negated_act(hit: Hit, side: Polarity, act: SpeechAct) -> SpeechAct:
    """What a holder does in saying it with a negated cue: "will not hesitate to use it" promises."""
    if hit.cue.lemma in UNHESITATING:
        return SpeechAct.PROMISE if clause.modals(hit.head) else SpeechAct.INTEND
    if side is Polarity.NEUTRAL and act in {SpeechAct.DEMAND, SpeechAct.PROMISE, SpeechAct.CRITICISE}:
        return SpeechAct.ASSERT
    if side is Polarity.OPPOSE and act in {SpeechAct.WELCOME, SpeechAct.PRAISE}:
        return SpeechAct.REJECT  # "does not support the plan"
    if side is Polarity.SUPPORT and act is SpeechAct.REJECT:
        return SpeechAct.ASSERT  # "has no objection to the swap"
    return act


def _hedged(hit: Hit, content: Token) -> tuple[list[Modality], list[str]]:
    """The levels of the words that weaken content and cue, with the steps in words."""
    on_content = [
        h for h in modality.hedges(content) if hit.cue.stance != "?" or h[1] is not Modality.CERTAIN
    ]
    on_cue = list(modality.hedges(hit.head)) if hit.words else []
    steps = [f'"{word.text}": {level.value}' for word, level in on_content]
    steps += [f'"{word.text}" on the cue: {level.value}' for word, level in on_cue]
    return [level for _, level in on_content + on_cue], steps


def _cue_negations(hit: Hit) -> list[Token]:
    """The words that negate the cue: "did not say", "no indication", "neither supports"."""
    if not hit.words:
        return []
    found = clause.negations(hit.head)
    if hit.head.pos_ == "NOUN":
        found = [c for c in hit.head.children if c.lower_ in {"no", "little", "neither", "not", "never"}]
        light = [w for w in hit.words if w.i != hit.head.i and w.pos_ in clause.VERBAL]
        light += [hit.head.head] if hit.head.dep_ == "attr" else []  # "is not an ally of Bern"
        found += [n for verb in light for n in clause.negations(verb) if n not in found]
    if hit.cue.pos == "adj":
        copula = clause.first_conjunct(hit.head).head
        found += [n for n in clause.negations(copula) if n not in found]
    if hit.cue.pos == "prep" and hit.head.dep_ == "prep" and hit.frame == "p":  # "we are not against it"
        found += [n for n in clause.negations(hit.head.head) if n not in found]
    if hit.head.dep_ == "xcomp":
        found += _turning_matrix(hit.head.head)
    found += [w for w in hit.words if is_dropping(w) and w.i != hit.head.i]
    inside = {t.i for c in hit.contents for t in clause.subtree(c)} - {hit.head.i}
    return [n for n in found if n.i not in inside or n.head.i == hit.head.i]


def _none(hit: Hit, content: Token) -> list[Token]:
    """The "no" before what a verb governs: who "supports *no* ban" does not support one."""
    governs = hit.cue.pos == "verb" and hit.frame in {"obj", "p"} and content.pos_ in {"NOUN", "PROPN"}
    if not governs or hit.cue.side is Polarity.NEUTRAL:
        return []
    return [c for c in content.children if c.dep_ == "det" and c.lower_ == "no"]


def is_dropping(verb: Token) -> bool:
    """Return whether a verb takes back the stance that is its object: "withdrew its support", "gave up its claim"."""
    particle = clause.child(verb, "prt")
    dropped = particle is not None and f"{verb.lemma_} {particle.lower_}" in DROPPING
    return verb.lemma_ in DROPPING or dropped or is_retreating(verb)


def _turning_matrix(matrix: Token) -> list[Token]:
    """What turns an infinitive below it: "ceased to support", "is unlikely to back", "has yet to endorse"."""
    if matrix.lemma_ in TURNERS or matrix.lower_ == "unlikely":
        return [matrix]
    return [c for c in matrix.children if matrix.lemma_ == "have" and c.lower_ == "yet"]


def _is_unsaid(hit: Hit, side: Polarity) -> bool:
    """Return whether a demand, an offer or a blame is only not made: who "has not condemned the raid" does not back it.

    Who "will not ask for weapons" does not want them.
    """
    if hit.cue.act is SpeechAct.CRITICISE:
        return side is Polarity.OPPOSE
    asks = hit.cue.act in {SpeechAct.DEMAND, SpeechAct.PROMISE} and hit.cue.pos == "verb"
    return asks and hit.cue.kind == "say" and not clause.modals(hit.head)


def _turn(
    hit: Hit, side: Polarity, levels: list[Modality], word: Token
) -> tuple[Polarity, list[Modality], str]:
    """Apply one negation of the cue."""
    if hit.cue.lemma in UNHESITATING:
        return Polarity.SUPPORT, levels, f'"{word.text}" turns "{hit.cue.lemma}": support'
    if hit.cue.act in REFUSING and side is Polarity.OPPOSE:
        # "did not rule out": the way is left open, no more; "could not rule out": it may be so
        unable = "open-if-unable" in hit.cue.traits and any(m.lower_ in ABLE for m in clause.modals(hit.head))
        open_to = Polarity.NEUTRAL if unable else Polarity.SUPPORT
        step = f'"{word.text}" turns it: {open_to.value}, possible at most'
        return open_to, [*levels, Modality.POSSIBLE], step
    bare = hit.cue.stance == "0" and hit.cue.kind == "say" and hit.frame in {"that", "quote"}
    if _is_unsaid(hit, side) or (bare and side is not Polarity.NEUTRAL and hit.cue.lemma in UNCLAIMED):
        return Polarity.NEUTRAL, levels, f'"{word.text}": it was not said, which takes no side'
    if side is Polarity.NEUTRAL and word.lower_ in DEGREE:
        return side, levels, f'"{word.text}" weakens it'
    if side is Polarity.NEUTRAL:
        # "gave no indication that", "does not believe that": the content is not granted
        return Polarity.OPPOSE, levels, f'"{word.text}" withholds the claim: oppose'
    return side.flipped(), levels, f'"{word.text}" turns it: {side.flipped().value}'


def _negated_content(content: Token, side: Polarity, steps: list[str]) -> tuple[Polarity, list[str]]:
    for word in clause.negations(content):
        side = side.flipped()
        steps = [*steps, f'"{word.text}" in the content turns it: {side.value}']
    return side, steps


def _warned(
    hit: Hit, content: Token, own_side: OwnSide, inner: Polarity, inner_act: SpeechAct | None
) -> tuple[Polarity, SpeechAct, list[str]]:
    """A warning of one's own act is a threat, of what ought to be a demand; else it is a fear of the content."""
    if inner_act is SpeechAct.DEMAND:
        return inner, SpeechAct.WARN, [f"warns of what ought to be: {inner.value}"]
    if hit.cue.act is SpeechAct.FEAR:  # "Oslo fears that it will be asked to choose"
        return Polarity.OPPOSE, hit.cue.act, []
    if inner_act is SpeechAct.PROMISE and not befalls(content):
        return inner, SpeechAct.THREATEN, [f"warns of what its own side may do: {inner.value}"]
    subject = next(iter(clause.subjects(content)), None)
    meant = subject is not None and own_side(subject) and not befalls(content)
    if meant and any(m.lower_ in FUTURE for m in clause.modals(content)):
        side = Polarity.OPPOSE if clause.negations(content) else Polarity.SUPPORT
        return side, SpeechAct.THREATEN, [f"warns of what its own side may do: {side.value}"]
    return Polarity.OPPOSE, SpeechAct.WARN, []
